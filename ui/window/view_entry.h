// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_ENTRY_H
#define EARCUP_VIEW_ENTRY_H

/* The field that a value is typed into. */

#include "ui/shared/mapping.h"
#include "ui/window/layout.h"
#include "ui/window/line.h"
#include "ui/window/view.h"

typedef struct {
  bool open;
  Part part;
  Rect rect;
  Line line;
  char shown[MAPPING_TEXT]; ///< the value when it was opened
} Entry;

/** Open the entry field for a part's value. */
void view_open_value(View* view, Part part);

void view_close_entry(View* view);
void view_entry_key(View* view, Key key, const char* text);

#endif
