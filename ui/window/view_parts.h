// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_PARTS_H
#define EARCUP_VIEW_PARTS_H

/* Each part of the picture. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

/** Draw one part. */
void view_draw_part(View* view, cairo_t* cr, Part part);

/** Panels, titles, axes: all that changes with the size only. */
void view_draw_fixed(const View* view, cairo_t* cr);

#endif
