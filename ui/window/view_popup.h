// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_POPUP_H
#define EARCUP_VIEW_POPUP_H

/* The menu is opened and closed, whatever it offers. */

#include "ui/window/menu.h"
#include "ui/window/view.h"

/** Closed, of no part. */
void view_init_menu(View* view);

/** Show the menu at an anchor, or below the picture; its rows are there. */
void view_show_menu(View* view,
                    MenuTopic topic,
                    Part part,
                    Rect anchor,
                    double width);
void view_dock_menu(View* view, MenuTopic topic, Part part);

void view_close_menu(View* view);

#endif
