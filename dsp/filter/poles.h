// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_POLES_H
#define EARCUP_POLES_H

#include "dsp/model/response.h"

#include <complex.h>

/** Complex one-pole resonators of a set: at most, and a multiple of what. */
#define SECTIONS_MAX 64
#define SECTIONS_GROUP 8

/** Poles inside the unit circle, ascending in frequency. */
typedef struct {
  unsigned sections; ///< a multiple of SECTIONS_GROUP
  double complex pole[SECTIONS_MAX];
} Poles;

/** Resonators of the set for the catalogue of headphones. */
#define CATALOGUE_SECTIONS 40

/**
   Poles for the catalogue of headphones: the same frequencies and bandwidths at
   every rate, optimised together for all its responses (see
   catalogue_poles.h); what lies beyond 0.465 times the rate comes down there.

   Fixed poles after B. Bank, "Perceptually motivated audio equalization using
   fixed-pole parallel second-order filters", IEEE SPL 15, 2008.

   @param rate_hz 8000 to 384000
   Thread: any. Cannot fail.
*/
void poles_of_catalogue(Poles* poles, double rate_hz);

/**
   Poles for other curves, from 18 Hz to 26 kHz (or 0.465 times the rate).
   Their density over log frequency has a floor, somewhat higher where the
   catalogue needs it; the rest goes where it is wanted, down to a distance of
   1/40 octave. No curve makes poles meet.

   @param rate_hz 8000 to 384000
   @param sections a multiple of SECTIONS_GROUP, at least 32, up to SECTIONS_MAX
   @param bandwidth of a pole, in units of the spacing, 1 to 5
   @param want how much poles are wanted at each grid point, any scale, >= 0
   Thread: any. Cannot fail.
*/
void poles_place(Poles* poles,
                 double rate_hz,
                 unsigned sections,
                 double bandwidth,
                 const double want[GRID_POINTS]);

#endif
