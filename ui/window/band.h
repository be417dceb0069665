// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BAND_H
#define EARCUP_BAND_H

/* A band of the plot that is heard alone. */

#include "ui/window/layout.h"

#include <cairo/cairo.h>
#include <stdbool.h>

#define BAND_LEAST_OCTAVES (1.0 / 3.0)
#define BAND_TEXT 96

typedef struct {
  bool is_on;   ///< it is heard alone
  bool is_kept; ///< and stays when the button is let go
  int button;   ///< that draws it
  double anchor_hz;
  double from_hz; ///< edges, within the plot
  double to_hz;
} Band;

/** From the anchor to that frequency, either way, or at least so wide. */
void band_span(Band* band, double hz);

/** That many octaves around a frequency. */
void band_around(Band* band, double hz, double octaves);

/** Move both edges, as far as the plot reaches. */
void band_shift(Band* band, double octaves);

/** Move both edges apart, or together. */
void band_widen(Band* band, double octaves);

/** Both edges in Hz and as notes: "250 Hz (B3) to 1.2 kHz (D♯6)". */
void band_text(const Band* band, char text[BAND_TEXT]);

/** Dim all but the band, and say where its edges are. */
void band_draw(cairo_t* cr, Rect area, const Band* band);

#endif
