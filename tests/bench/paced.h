// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BENCH_PACED_H
#define EARCUP_BENCH_PACED_H

/* What a block costs when it comes once in its period, as hosts play: caches,
   clock and wide units have gone to sleep in between. */

#include "tests/bench/lanes.h"

/**
   Plays the rows in turns, some blocks of each, and prints a table.

   @param block frames
   @param noise input, left and right, as many frames
   @param impulse path of the impulse response for those that want one
*/
void paced_print(const Report* report,
                 HostWorld* world,
                 uint32_t block,
                 const Noise* noise,
                 const char* impulse);

#endif
