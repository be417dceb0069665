// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LEVEL_METER_H
#define EARCUP_LEVEL_METER_H

/* Short-term loudness (EBU R 128, EBU Tech 3341: 3 s, no gate) and true peak
   (ITU-R BS.1770-4, annex 2) of stereo as it goes by. */

#include "dsp/maths.h"

#include <stdint.h>

#define LEVEL_METER_STEPS 30 ///< of 0.1 s
#define LEVEL_METER_TAPS 16  ///< of each phase of the interpolation
#define LEVEL_METER_FLOOR_DB LEVEL_FLOOR_DB

/** A biquad, transposed direct form 2. */
typedef struct {
  double b[3];
  double a[2]; ///< a1, a2
  double state[2][2];
} LevelFilter;

typedef struct {
  LevelFilter shelf;
  LevelFilter highpass;
  uint32_t step_frames;           ///< 0.1 s
  uint32_t in_step;               ///< frames of the step under way
  double energy;                  ///< of that step
  double step[LEVEL_METER_STEPS]; ///< mean power of each, the last 3 s
  unsigned n_steps;               ///< that are known
  unsigned next_step;
  unsigned phases; ///< between two samples; 1 = the samples themselves
  float tap[4][LEVEL_METER_TAPS];
  float past[2][LEVEL_METER_TAPS]; ///< last samples, oldest first
  float peak;                      ///< since it was last taken
} LevelMeter;

/** Nothing heard so far. @param rate_hz > 0. Thread: any. Cannot fail. */
void level_meter_init(LevelMeter* meter, double rate_hz);

/** Forget what was heard. Thread: rt. */
void level_meter_reset(LevelMeter* meter);

/** Take in frames, finite ones. Thread: rt. */
void level_meter_add(LevelMeter* meter,
                     const float* left,
                     const float* right,
                     uint32_t n);

/** Loudness of the last 3 s, or of what there is: LUFS, or
    LEVEL_METER_FLOOR_DB where nothing is. Thread: rt. */
double level_meter_short_term(const LevelMeter* meter);

/** Largest true peak of either channel since the last call, linear.
    Thread: rt. */
float level_meter_take_peak(LevelMeter* meter);

#endif
