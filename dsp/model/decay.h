// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_DECAY_H
#define EARCUP_DECAY_H

#include "dsp/door/shown.h"
#include "dsp/model/acoustics.h"

typedef EarcupDecay Decay;
#define DECAY_PERIODS EARCUP_DECAY_PERIODS
#define DECAY_TIMES EARCUP_DECAY_TIMES
#define DECAY_BANDS EARCUP_DECAY_BANDS
#define DECAY_BANDS_PER_DECADE EARCUP_DECAY_BANDS_PER_DECADE
#define DECAY_FLOOR_DB EARCUP_DECAY_FLOOR_DB

/** Middle of a band, Hz. Thread: any. */
double decay_band_hz(int band);

/**
   Energy decay of the pressure at the ear's entrance after an impulse to the
   driver, band by band, integrated from the end (after M. R. Schroeder, "New
   method of measuring reverberation time", JASA 1965).

   @param housing with its fit applied
   Thread: any. About 5 ms, allocates nothing. Cannot fail.
*/
void decay_of_housing(const Housing* housing, Decay* decay);

#endif
