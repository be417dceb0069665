// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BENCH_LANES_H
#define EARCUP_BENCH_LANES_H

/* Contenders side by side, a repetition of each in turn. */

#include "tests/bench/report.h"

/** What all of them hear, over and over. */
#define NOISE_FRAMES 16384

typedef struct {
  float frame[2][NOISE_FRAMES];
} Noise;

/** Run a contender once over the noise.
    @param times of each block, in ns, or NULL */
void lane_cycle(Contender* c,
                const Noise* noise,
                uint32_t block,
                double* times);

/**
   Time all rows of a report at one of its block lengths.

   @param column which
   @param impulse path of the impulse response for those that want one
*/
void lanes_measure(Report* report,
                   HostWorld* world,
                   unsigned column,
                   const Noise* noise,
                   const char* impulse);

#endif
