// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TYPE_BANDS_H
#define EARCUP_TYPE_BANDS_H

/* Where 8 of 10 open headphones of the catalogue lie, and 8 of 10 closed ones:
   10 to 90 % at each frequency, computed when the window is built. */

#include "dsp/earcup.h"
#include "ui/window/canvas.h"

#include <stdbool.h>

typedef enum { TYPE_BAND_OPEN, TYPE_BAND_CLOSED, TYPE_BANDS } TypeBand;

/** Edges of a band, dB re neutral. Thread: any. */
void type_band(TypeBand type, EarcupCurve* low, EarcupCurve* high);

/**
   Draw both bands, to lie behind the lines.

   @param zero curve that is drawn as the zero line, or NULL for neutral
   @param top dB at the upper edge of the area
   @param bottom dB at the lower edge
   Thread: ui.
*/
void type_bands_draw(cairo_t* cr,
                     Rect area,
                     const EarcupCurve* zero,
                     double top,
                     double bottom);

/** The entry of the legend that shows and hides them.
    @param shown whether they are; @param lit under the pointer */
void type_bands_draw_legend(cairo_t* cr, Rect r, bool shown, bool lit);

#endif
