// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FRAMES_H
#define EARCUP_FRAMES_H

/* What is done to plain frames. Thread: any. */

#include "dsp/filter/resonators.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/** What is no signal is silence. */
static inline float
frames_clean(float x)
{
  return fabsf(x) <= SIGNAL_MAX ? x : 0.0F;
}

/** Largest magnitude. Finite floats without their sign are ordered as their
    bits are, which compilers turn into vector code. */
static inline float
frames_peak(const float* x, uint32_t n)
{
  int32_t peak = 0;
  for (uint32_t i = 0; i < n; ++i) {
    int32_t bits;
    memcpy(&bits, &x[i], sizeof(bits));
    bits &= INT32_MAX;
    peak = bits > peak ? bits : peak;
  }
  float level;
  memcpy(&level, &peak, sizeof(level));
  return level;
}

/** True if all are zero.
    @param signs whether a zero has to be positive */
static inline bool
frames_are_zero(const float* x, uint32_t n, bool signs)
{
  uint32_t any = 0;
  for (uint32_t i = 0; i < n; ++i) {
    uint32_t bits;
    memcpy(&bits, &x[i], sizeof(bits));
    any |= bits;
  }
  return (signs ? any : any & INT32_MAX) == 0;
}

#endif
