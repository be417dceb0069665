// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_POLES_H
#define EARCUP_POLES_H

#include "response.h"

#include <complex.h>

/** Complex one-pole resonators of a set: at most, and a multiple of what. */
#define SECTIONS_MAX 48
#define SECTIONS_GROUP 8

/** Resonators of the set for the catalogue of headphones. */
#define CATALOGUE_SECTIONS 48

/** Poles inside the unit circle, ascending in frequency. */
typedef struct {
  unsigned sections; ///< a multiple of SECTIONS_GROUP
  double complex pole[SECTIONS_MAX];
} Poles;

/**
   Place poles from 18 Hz to 20.5 kHz (or 0.465 times the rate) where curves
   bend. The density over log frequency is 1, plus the bend of all headphones
   of the bank over its mean, smoothed over 1/4 octave, plus 6 times the same
   of `bend`, smoothed over 1/8 octave. The bandwidth is 2.25 times the spacing.

   Fixed poles after B. Bank, "Perceptually motivated audio equalization using
   fixed-pole parallel second-order filters", IEEE SPL 15, 2008.

   @param rate_hz 8000 to 384000
   @param sections how many, a multiple of SECTIONS_GROUP up to SECTIONS_MAX
   @param bend of other curves as summed by curve_add_bend(), any scale; NULL
   for none
   Thread: any. Cannot fail.
*/
void poles_place(Poles* poles,
                 double rate_hz,
                 unsigned sections,
                 const double* bend);

#endif
