// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_LEGEND_H
#define EARCUP_VIEW_LEGEND_H

/* The names above the plot, which show and hide its lines. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

/** The part under the pointer; PART_PLOT where a picture lies on an entry that
    it does not have. */
Part view_part_at(const View* view);

void view_draw_legend(const View* view, cairo_t* cr, Part part, bool lit);

/** Hide that line, or show it again. */
void view_press_legend(View* view, Part part);

#endif
