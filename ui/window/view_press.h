// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_PRESS_H
#define EARCUP_VIEW_PRESS_H

/* What a press on each part begins. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

/** A left press on a part; twice = the second of a double-click. */
void view_press_part(View* view, Part part, unsigned modifiers, bool twice);
void view_press_right(View* view, Part part);

/** What a right click on a part opens. */
void view_open_menu_of(View* view, Part part);

void view_press_menu(View* view, int button);

#endif
