// SPDX-License-Identifier: GPL-3.0-or-later
#include "paced.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5, ROUND_BLOCKS = 300 };

/** Median time of a block in ns, one in each period. */
static double
play(Contender* c, uint32_t block, float (*noise)[16384])
{
  double ns[ROUND_BLOCKS];
  const long period_ns = (long)(1e9 * block / BENCH_RATE_HZ);
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (unsigned i = 0; i < ROUND_BLOCKS; ++i) {
    const uint32_t at = i * block % (16384 - block);
    for (unsigned k = 0; k < 2; ++k) {
      memcpy(c->in[k], noise[k] + at, block * sizeof(float));
      memset(c->in[k], 0, c->entry->silent ? block * sizeof(float) : 0);
    }
    next.tv_nsec += period_ns;
    next.tv_sec += next.tv_nsec / 1000000000;
    next.tv_nsec %= 1000000000;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL)) {
    }
    ns[i] = contender_block(c, block);
  }
  return spread_of(ns, ROUND_BLOCKS).median;
}

/** Times of one row, a round each. False if it cannot be had. */
static bool
measure(const Entry* entry,
        HostWorld* world,
        uint32_t block,
        float (*noise)[16384],
        const char* impulse,
        double times[ROUNDS])
{
  Contender c;
  if (contender_init(&c, entry, world, block, impulse)) {
    return false;
  }
  for (unsigned i = 0; i < ROUNDS; ++i) {
    report_progress("%s: %u of %u", entry->name, i + 1, (unsigned)ROUNDS);
    times[i] = play(&c, block, noise) / block;
  }
  contender_free(&c);
  return true;
}

void
paced_print(const Report* report,
            HostWorld* world,
            uint32_t block,
            float (*noise)[16384],
            const char* impulse)
{
  const Row* const peer = report_row(report, "libbs2b");
  double peer_times[ROUNDS];
  const bool has_peer =
    peer && measure(peer->entry, world, block, noise, impulse, peer_times);
  const double peer_ns = has_peer ? spread_of(peer_times, ROUNDS).median : 0.0;
  printf("\nns per stereo frame at 48 kHz, one block of %u in each of its "
         "periods;\nand over libbs2b\n\n",
         block);
  for (unsigned i = 0; i < report->n_rows; ++i) {
    const Entry* const entry = report->rows[i].entry;
    double times[ROUNDS];
    if (entry->motion || !measure(entry, world, block, noise, impulse, times)) {
      continue;
    }
    const Spread s = spread_of(times, ROUNDS);
    report_progress("%s", "");
    printf("%-35s%7.1f", entry->name, s.median);
    has_peer ? printf(" %6.2f\n", s.median / peer_ns) : printf("\n");
  }
}
