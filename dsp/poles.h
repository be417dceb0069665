// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_POLES_H
#define EARCUP_POLES_H

#include "response.h"

#include <complex.h>

/** Number of complex one-pole resonators. */
#define SECTIONS 48

/** Poles inside the unit circle, ascending in frequency. */
typedef struct {
  double complex pole[SECTIONS];
} Poles;

/**
   Place poles from 18 Hz to 20.5 kHz (or 0.465 times the rate) where curves
   bend. The density over log frequency is 1, plus the bend of all headphones
   of the bank over its mean, smoothed over 1/4 octave, plus 6 times the same
   of `bend`, smoothed over 1/8 octave. The bandwidth is 2.25 times the spacing.

   Fixed poles after B. Bank, "Perceptually motivated audio equalization using
   fixed-pole parallel second-order filters", IEEE SPL 15, 2008.

   @param rate_hz 8000 to 384000
   @param bend of other curves as summed by curve_add_bend(), any scale; NULL
   for none
   Thread: any. Cannot fail.
*/
void poles_place(Poles* poles, double rate_hz, const double* bend);

#endif
