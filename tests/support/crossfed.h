// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_CROSSFED_H
#define EARCUP_TEST_CROSSFED_H

/* A crossfeed stage and the noise that goes through it. */

#include "dsp/engine/crossfeed_stage.h"

#include <string.h>

enum { FRAMES = 1 << 15 };

static float in[2][FRAMES];
static float out[2][FRAMES];
static float other[2][FRAMES];

static CrossfeedStage stage;

/* Shorter and longer than a step of the plain delay, and none. */
static const Crossfeed settings[] = {
  { CROSSFEED_NATURAL, 1.0, 20.0 },  { CROSSFEED_NATURAL, 1.0, 35.0 },
  { CROSSFEED_NATURAL, 1.0, 60.0 },  { CROSSFEED_NATURAL, 0.5, 90.0 },
  { CROSSFEED_NATURAL, 1.0, 150.0 }, { CROSSFEED_BAUER, 1.0, 60.0 },
  { CROSSFEED_CHU_MOY, 0.5, 60.0 },  { CROSSFEED_MEIER, 1.0, 60.0 },
  { CROSSFEED_OFF, 1.0, 60.0 },
};
enum { SETTINGS = sizeof(settings) / sizeof(settings[0]) };

/** White noise from -0.5 to 0.5. */
static inline void
make_noise(uint32_t seed)
{
  for (uint32_t i = 0; i < FRAMES; ++i) {
    for (int c = 0; c < 2; ++c) {
      seed = seed * 1664525U + 1013904223U;
      in[c][i] = (float)(seed >> 8) * 0x1p-24F - 0.5F;
    }
  }
}

static inline void
process(float to[2][FRAMES], uint32_t at, uint32_t n)
{
  memcpy(to[0] + at, in[0] + at, n * sizeof(float));
  memcpy(to[1] + at, in[1] + at, n * sizeof(float));
  crossfeed_stage_process(&stage, to[0] + at, to[1] + at, n);
}

#endif
