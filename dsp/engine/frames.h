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

/** Copy; what is no signal becomes silence. As bits, which compilers turn into
    vector code. */
static inline void
frames_take(float* restrict to, const float* from, uint32_t n)
{
  int32_t limit;
  const float most = SIGNAL_MAX;
  memcpy(&limit, &most, sizeof(limit));
  for (uint32_t i = 0; i < n; ++i) {
    int32_t bits;
    memcpy(&bits, &from[i], sizeof(bits));
    bits &= -((bits & INT32_MAX) <= limit);
    memcpy(&to[i], &bits, sizeof(bits));
  }
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
