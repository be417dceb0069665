// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_DECAY_H
#define EARCUP_DECAY_H

#include "dsp/model/acoustics.h"

#define DECAY_PERIODS 8.0 ///< of each band's frequency: the length shown
#define DECAY_TIMES 60
#define DECAY_BANDS 90 ///< log-spaced from 20 Hz to 10 kHz
#define DECAY_BANDS_PER_DECADE (100.0 / 3.0)
#define DECAY_FLOOR_DB (-50.0)

/** Energy in dB that is still to come at a time, per frequency band, relative
    to all of that band. Time is counted in periods of the band: a resonance of
    the same sharpness then rings as long at any frequency, and what bass has
    to take longer by itself does not show. */
typedef struct {
  float db[DECAY_TIMES][DECAY_BANDS];
} Decay;

/** Middle of a band, Hz. Thread: any. */
double decay_band_hz(int band);

/**
   Energy decay of the pressure at the ear's entrance after an impulse to the
   driver, band by band, integrated from the end (after M. R. Schroeder, "New
   method of measuring reverberation time", JASA 1965).

   @param housing with its fit applied
   Thread: ui. About 5 ms, allocates nothing. Cannot fail.
*/
void decay_of_housing(const Housing* housing, Decay* decay);

/** Level at a frequency and at a share 0..1 of the time shown. Thread: any. */
double decay_at(const Decay* decay, double frequency_hz, double share);

#endif
