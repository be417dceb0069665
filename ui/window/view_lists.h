// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_LISTS_H
#define EARCUP_VIEW_LISTS_H

/* What the lists of headphones and files are made of. */

#include "ui/shared/shelf.h"
#include "ui/window/folder.h"
#include "ui/window/librarian.h"
#include "ui/window/view.h"

typedef struct {
  Shelf shelf; ///< favourites and recent headphones, as last read
  Librarian* librarian;
  Library* library; ///< as last read, NULL until then
  double library_at_s;
  char library_title[64];
  Folder folder; ///< in the list of files
} Lists;

/** Begin to read the user's library; free all, for the last time. */
void view_begin_lists(View* view);
void view_end_lists(View* view);

#endif
