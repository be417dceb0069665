// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RANDOM_H
#define EARCUP_RANDOM_H

/* A small generator whose sequence is the same everywhere (Marsaglia 2003,
   xorshift32). The state is any number but 0. */

#include <stdint.h>

static inline uint32_t
random_next(uint32_t* state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

/** 0 to n - 1. */
static inline uint32_t
random_below(uint32_t* state, uint32_t n)
{
  return (uint32_t)((uint64_t)random_next(state) * n >> 32);
}

/** low to high. */
static inline float
random_between(uint32_t* state, float low, float high)
{
  const float unit = (float)(random_next(state) >> 8) / 16777216.0F;
  return low + (high - low) * unit;
}

#endif
