// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_FOCUS_H
#define EARCUP_VIEW_FOCUS_H

/* One part has the focus, with a ring around it; who has the keyboard. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

typedef struct {
  Part part;     ///< what keys are for, PART_COUNT = nothing
  bool keyboard; ///< the host was asked for it
} Focus;

/** Ask for the keyboard or give it back, as menu, entry, bench and focus need
    it. */
void view_keyboard(View* view);

/** The part that has the focus may have lost its place: the next one gets it.
 */
void view_focus_keep(View* view);

/** No part has the focus any more. */
void view_focus_end(View* view);

/** The ring around it, as far as it lies in a rectangle. */
void view_focus_draw(View* view, Rect r);

#endif
