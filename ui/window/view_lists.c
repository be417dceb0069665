// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What the lists of headphones and files are made of, as the window comes and
// goes.

#include "ui/window/view_lists.h"

#include "ui/window/view_state.h"

void
view_begin_lists(View* view)
{
  view->lists.librarian = librarian_new();
}

void
view_end_lists(View* view)
{
  librarian_free(view->lists.librarian);
  library_free(view->lists.library);
  folder_clear(&view->lists.folder);
}
