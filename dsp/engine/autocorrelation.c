// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/autocorrelation.h"

#include "dsp/maths.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOWEST_RATE_HZ 170.0 // at least, of the last level
#define UNHEARD_HZ 25000.0   // what is above only counts
#define TREBLE_HZ 13000.0    // what is above needs no detail,
#define PRESENCE_HZ 6500.0   // what is above less than the rest
#define SILENT_FRAMES 40u    // of the last level, after which nothing is left

struct Autocorrelation {
  const AutoKernel* kernel;
  unsigned levels;
  uint32_t cycle;         ///< frames in which the last level fills a block
  uint32_t silent_frames; ///< in a row
  uint32_t frames;        ///< of the values that are there
  float value[2][AUTO_VALUES_MAX];
  float* memory;
  AutoLevel level[]; ///< nobody hears what is behind the last
};

unsigned
autocorrelation_levels(double rate_hz)
{
  return 1U + (unsigned)log2(rate_hz / LOWEST_RATE_HZ);
}

unsigned
autocorrelation_lags(double rate_hz, unsigned level)
{
  const double last_hz = ldexp(rate_hz, -1 - (int)level);
  return last_hz > UNHEARD_HZ    ? 1
         : last_hz > TREBLE_HZ   ? 2
         : last_hz > PRESENCE_HZ ? 5
                                 : AUTO_LAGS;
}

/** So that the third to fifth level are done together, and all others in time.
 */
static unsigned
block_of(unsigned level)
{
  return level < 3 ? AUTO_BLOCK : level < 4 ? AUTO_BLOCK / 2 : AUTO_LAST_BLOCK;
}

unsigned
autocorrelation_response(double rate_hz,
                         double frequency_hz,
                         double value[AUTO_VALUES_MAX])
{
  const unsigned levels = autocorrelation_levels(rate_hz);
  double angle = 2.0 * PI * frequency_hz / rate_hz;
  double power = 1.0;
  double share = 1.0; // of frames
  unsigned n = 0;
  for (unsigned level = 0; level < levels; ++level) {
    const unsigned lags = autocorrelation_lags(rate_hz, level);
    for (unsigned lag = 0; lag < lags; ++lag) {
      value[n++] = share * power * cos(lag * angle);
    }
    /* (1 + 1/z)^3 / 8 */
    power *= pow(cos(0.5 * angle), 6.0);
    angle *= 2.0;
    share *= 0.5;
  }
  return n;
}

static const AutoKernel*
kernel_for(Simd simd)
{
#if defined(__x86_64__)
  if (simd >= SIMD_AVX2) {
    return &autocorrelation_avx2;
  }
#else
  (void)simd;
#endif
  return &autocorrelation_generic;
}

/** Floats that all levels need. */
static size_t
memory_of(unsigned levels)
{
  size_t n = 0;
  for (unsigned i = 0; i <= levels; ++i) {
    n += 2 * (AUTO_BEFORE + block_of(i));
  }
  return n;
}

Autocorrelation*
autocorrelation_new(double rate_hz, Simd simd)
{
  const unsigned levels = autocorrelation_levels(rate_hz);
  const size_t bytes = (levels + 1) * sizeof(AutoLevel);
  Autocorrelation* const a =
    calloc(1, sizeof(*a) + bytes + memory_of(levels) * sizeof(float));
  if (a) {
    float* memory = a->memory = (float*)(a->level + levels + 1);
    a->kernel = kernel_for(simd);
    a->levels = levels;
    a->cycle = block_of(levels - 1) << (levels - 1);
    for (unsigned i = 0; i <= levels; ++i) {
      AutoLevel* const level = &a->level[i];
      level->lags = autocorrelation_lags(rate_hz, i);
      level->block = block_of(i);
      level->x[MID] = memory;
      level->x[SIDE] = memory + AUTO_BEFORE + level->block;
      memory += 2 * (AUTO_BEFORE + level->block);
    }
  }
  return a;
}

void
autocorrelation_free(Autocorrelation* a)
{
  free(a);
}

void
autocorrelation_reset(Autocorrelation* a)
{
  memset(a->memory, 0, memory_of(a->levels) * sizeof(*a->memory));
  memset(a->value, 0, sizeof(a->value));
  for (unsigned i = 0; i <= a->levels; ++i) {
    memset(a->level[i].sum, 0, sizeof(a->level[i].sum));
    a->level[i].filled = 0;
  }
  a->silent_frames = a->frames = 0;
}

/** Bring in what all levels have summed up in so many frames. */
static void
end_cycle(Autocorrelation* a, uint32_t frames)
{
  unsigned n = 0;
  for (unsigned i = 0; i < a->levels; ++i) {
    AutoLevel* const level = &a->level[i];
    for (unsigned lag = 0; lag < level->lags; ++lag, ++n) {
      for (int c = 0; c < 2; ++c) {
        a->value[c][n] += level->sum[c][lag];
        level->sum[c][lag] = 0.0F;
      }
    }
  }
  a->frames += frames;
}

/** After so much silence nothing is left in any level, and all is as at first:
    what is heard next does not depend on how long it was silent. */
static bool
has_died_out(const Autocorrelation* a)
{
  return a->silent_frames >= SILENT_FRAMES << a->levels;
}

static void
end_block(Autocorrelation* a)
{
  AutoLevel* const last = &a->level[a->levels];
  if (a->kernel->block(&a->level[0], &a->level[1]) != 0.0F) {
    a->silent_frames = 0;
  } else if (!has_died_out(a)) {
    a->silent_frames += AUTO_BLOCK;
  }
  for (AutoLevel* i = &a->level[1]; i < last && i->filled == i->block; ++i) {
    a->kernel->block(i, i + 1);
  }
  if (has_died_out(a)) {
    for (unsigned i = 0; i <= a->levels; ++i) {
      a->level[i].filled = 0;
    }
    end_cycle(a, AUTO_BLOCK);
  } else if (last->filled) {
    last->filled = 0;
    end_cycle(a, a->cycle);
  }
}

void
autocorrelation_hear(Autocorrelation* a,
                     const float* left,
                     const float* right,
                     uint32_t n)
{
  AutoLevel* const first = &a->level[0];
  for (uint32_t done = 0; done < n;) {
    const uint32_t room = AUTO_BLOCK - first->filled;
    const uint32_t part = n - done < room ? n - done : room;
    const unsigned at = AUTO_BEFORE + first->filled;
    a->kernel->split(
      left + done, right + done, first->x[MID] + at, first->x[SIDE] + at, part);
    done += part;
    first->filled += part;
    if (first->filled == AUTO_BLOCK) {
      end_block(a);
    }
  }
}

void
autocorrelation_skip(Autocorrelation* a, uint32_t n)
{
  static const float silence[AUTO_BLOCK];
  AutoLevel* const first = &a->level[0];
  while (n && !has_died_out(a)) {
    const uint32_t room = AUTO_BLOCK - first->filled;
    const uint32_t part = n < room ? n : room;
    autocorrelation_hear(a, silence, silence, part);
    n -= part;
  }
  /* What would be computed are zeros. */
  const uint32_t frames = first->filled + n;
  first->filled = frames % AUTO_BLOCK;
  a->frames += frames - first->filled;
}

uint32_t
autocorrelation_take(Autocorrelation* a, float value[2][AUTO_VALUES_MAX])
{
  const uint32_t frames = a->frames;
  if (frames < a->cycle) {
    return 0;
  }
  memcpy(value, a->value, sizeof(a->value));
  memset(a->value, 0, sizeof(a->value));
  a->frames = 0;
  return frames;
}
