// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_ENDS_H
#define EARCUP_VIEW_ENDS_H

/* The ends of the morph. */

#include "ui/window/layout.h"
#include "ui/window/view.h"

/** Name of the headphone or file at an end of the morph, without its maker.
    @param text 256 bytes */
void view_end_name(const View* view, Part end, char* text);

/** Draw the button that goes there. */
void view_draw_end(const View* view, cairo_t* cr, Part end, unsigned state);

#endif
