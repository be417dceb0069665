// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CURVE_TEXT_H
#define EARCUP_CURVE_TEXT_H

/* A response as other programs read it, every point of the grid from 20 Hz to
   20 kHz. A comment tells Earcup that it is a difference from neutral and no
   correction. */

#include "dsp/earcup.h"

#include <stddef.h>

/**
   Write a curve as the variable graphic equaliser of Equalizer APO
   (GraphicEQ.txt), its loudest point at 0 dB.

   @param curve every value finite
   @param text receives a terminated text, cut to size bytes; NULL if size = 0
   @return length of the whole text without its terminator
   Thread: any.
*/
size_t curve_write_graphic(const EarcupCurve* curve, char* text, size_t size);

/** The same as CSV with the columns frequency and raw, as AutoEq, REW and
    squig.link read it, at its own level. Thread: any. */
size_t curve_write_csv(const EarcupCurve* curve, char* text, size_t size);

/** Points that either writes. Thread: any. */
size_t curve_written_points(void);

#endif
