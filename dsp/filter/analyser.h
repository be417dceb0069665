// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ANALYSER_H
#define EARCUP_ANALYSER_H

#include "dsp/maths.h"

#include <stdbool.h>
#include <stdint.h>

#define ANALYSER_BANDS 100
#define ANALYSER_FIRST_HZ 20.0
#define ANALYSER_DECADES 3.0
#define ANALYSER_FLOOR_DB ((float)LEVEL_FLOOR_DB)

/** Takes in sound on one thread and measures its bands on another. */
typedef struct Analyser Analyser;

/**
   @param rate_hz 8000 to 384000
   Thread: worker (plans FFTs). NULL when out of memory.
*/
Analyser* analyser_new(double rate_hz);

/** Thread: worker. NULL is fine. */
void analyser_free(Analyser* analyser);

/** Take in n frames. Thread: rt. */
void analyser_push(Analyser* analyser,
                   const float* left,
                   const float* right,
                   uint32_t n);

/** Set the last 85 ms or so aside for analyser_measure(); not while one is
    under way. Thread: rt. */
void analyser_hold(Analyser* analyser);

/**
   Mean power of left and right in each band of what was set aside, in dB; a
   full-scale sine in a band reads 0. Band i spans 20 Hz * 1000^(i/100) to
   20 Hz * 1000^((i+1)/100); one too narrow for the resolution shares that of
   its place in the spectrum.

   @param bands_db ANALYSER_BANDS values, not below ANALYSER_FLOOR_DB
   Thread: worker (rt: bounded, no allocation).
*/
void analyser_measure(Analyser* analyser, float bands_db[ANALYSER_BANDS]);

#endif
