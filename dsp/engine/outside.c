// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/outside.h"

#include <stdlib.h>
#include <string.h>

#define OUTSIDE_SEED 1958u

Outside*
outside_new(const PoleSet* catalogue, Simd simd)
{
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(Outside), sizeof(Outside))) {
    return NULL;
  }
  Outside* const made = memory;
  memset(made, 0, sizeof(*made));
  resonators_init(&made->bank, made->groups, pole_set_poles(catalogue), simd);
  outside_source_init(&made->source,
                      pole_set_rate_hz(catalogue),
                      OUTSIDE_TRAIN,
                      OUTSIDE_SEED,
                      simd);
  return made;
}

void
outside_free(Outside* outside)
{
  free(outside);
}

void
outside_start(Outside* outside,
              OutsideSound sound,
              const CatalogueWeights* weights)
{
  const Weights all = catalogue_weights(weights);
  outside_source_restart(&outside->source, sound, OUTSIDE_SEED);
  resonators_reset(&outside->bank);
  resonators_set(&outside->bank, &all);
}

void
outside_ramp(Outside* outside, const CatalogueWeights* weights)
{
  const Weights all = catalogue_weights(weights);
  resonators_ramp(&outside->bank, &all);
}

void
outside_set(Outside* outside, OutsideSound sound)
{
  outside_source_set(&outside->source, sound);
}

void
outside_add(Outside* outside,
            const Slew* level,
            unsigned first,
            const float* const in[2],
            float* const to[2],
            uint32_t n)
{
  const LevelRamp ramp = { level->now, level->next, first };
  float peak[2] = { 0.0F, 0.0F };
  float frames[2][SUBBLOCK_FRAMES];
  float* const filtered[2] = { frames[0], frames[1] };
  if (!in) {
    outside_source_process(&outside->source, frames[0], frames[1], n);
  }
  const float* const from[2] = { in ? in[0] : frames[0],
                                 in ? in[1] : frames[1] };
  resonators_play(&outside->bank, &ramp, from, filtered, n, in != NULL, peak);
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      to[c][i] += frames[c][i];
    }
  }
}
