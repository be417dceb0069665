// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_SHEETS_H
#define EARCUP_VIEW_SHEETS_H

/* What lies over the picture: entry, tooltip, help. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

void view_draw_entry(const View* view, cairo_t* cr);

/** Place of the tooltip for the hovered part; no width if the hint line says it
    all. */
Rect view_tip_rect(View* view);
void view_draw_tip(View* view, cairo_t* cr);
void view_draw_help(const View* view, cairo_t* cr);

#endif
