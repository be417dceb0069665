// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_TREBLE_H
#define EARCUP_TREBLE_H

/* Energy of the treble over time. Resonators are looked at every 12 ms, but up
   there they forget within a fraction of one: a click would be missed or taken
   for many. Here the sound itself is measured, in four octaves: all of it where
   it is sudden, one block of 32 where it is not. */

#include "dsp/filter/pole_set.h"

#include <stdbool.h>
#include <stdint.h>

#define TREBLE_BANDS 4
#define TREBLE_FRAMES 64 ///< of a block, at 48 kHz
#define TREBLE_BEFORE 48 ///< frames before it, in which filters settle
#define TREBLE_SCALE 4   ///< by which both are longer from 150 kHz on

/** Two equal band-pass filters of second order, one behind the other. */
typedef struct {
  unsigned bands; ///< that the rate has room for
  float b0[TREBLE_BANDS];
  float a1[TREBLE_BANDS];
  float a2[TREBLE_BANDS];
  /** Power of a filter's output per K-weighted power in a band. */
  float power[TREBLE_BANDS][PROGRAMME_BANDS_MAX];
  float known[PROGRAMME_BANDS_MAX]; ///< how far they all hear a band, 0..1
  unsigned before;                  ///< frames, at this rate
  unsigned length;                  ///< of a block
  /** Mid and Side. */
  float x[2][(TREBLE_BEFORE + TREBLE_FRAMES) * TREBLE_SCALE];
  unsigned frames; ///< of the block that are there
  bool was_sudden; ///< the last block
  uint32_t blocks;
  float usual;                   ///< energy of a block's second difference
  float energy[2][TREBLE_BANDS]; ///< sum of squares since it was taken
} Treble;

/** Thread: any (rt: about 30 us). Cannot fail. */
void treble_reset(Treble* treble, const PoleSet* pole_set);

/**
   Take in frames.

   @param left n frames; what is not finite is silence
   @param right the same
   Thread: rt. About 1 ns a frame.
*/
void treble_hear(Treble* treble,
                 const float* left,
                 const float* right,
                 uint32_t n);

/** The energy since the last call: sum of squares of Mid and Side behind each
    filter. Thread: rt. */
void treble_take(Treble* treble, float energy[2][TREBLE_BANDS]);

#endif
