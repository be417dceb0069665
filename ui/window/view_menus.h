// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_MENUS_H
#define EARCUP_VIEW_MENUS_H

/* What menus offer, and what comes of it. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

void view_open_choice(View* view, Part part);
void view_open_presets(View* view);
void view_open_scales(View* view);
void view_open_context(View* view, Part part);
void view_open_plot_menu(View* view);

/** What the menu offers was chosen. */
void view_menu_chosen(View* view, int value);

/** The pointer is on another row: preview of a headphone. */
void view_menu_hovered(View* view);

#endif
