// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_DECAY_H
#define EARCUP_DECAY_H

#include "../dsp/acoustics.h"

#define DECAY_LENGTH_MS 20.0
#define DECAY_TIMES 60
#define DECAY_BANDS 96 ///< log-spaced from 20 Hz to 20 kHz
#define DECAY_FLOOR_DB (-40.0)

/** Level in dB of what is still to come at a time, per frequency, relative
    to the whole at that frequency. */
typedef struct {
  float db[DECAY_TIMES][DECAY_BANDS];
} Decay;

/**
   Cumulative spectral decay of the pressure at the ear's entrance after an
   impulse to the driver: the spectrum of what remains of the impulse response
   from each time on (after D. E. L. Shorter, BBC 1946).

   @param housing with its fit applied
   Thread: ui. About 5 ms, allocates nothing. Cannot fail.
*/
void decay_of_housing(const Housing* housing, Decay* decay);

#endif
