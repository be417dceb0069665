// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/paced.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 9, ROUND_BLOCKS = 150 };

/** Median time of a block in ns, one in each period. */
static double
play(Contender* c, uint32_t block, const Noise* noise)
{
  double ns[ROUND_BLOCKS];
  const long period_ns = (long)(1e9 * block / BENCH_RATE_HZ);
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (unsigned i = 0; i < ROUND_BLOCKS; ++i) {
    const uint32_t at = i * block % (16384 - block);
    for (unsigned k = 0; k < 2; ++k) {
      memcpy(c->in[k], noise->frame[k] + at, block * sizeof(float));
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

/** What is played, and its times, one for each round. */
typedef struct {
  Contender contender;
  bool plays;
  double ns[ROUNDS];
} Lane;

static void
play_rounds(Lane* lanes,
            const Report* report,
            uint32_t block,
            const Noise* noise)
{
  for (unsigned round = 0; round < ROUNDS; ++round) {
    for (unsigned i = 0; i < report->n_rows; ++i) {
      if (lanes[i].plays) {
        lanes[i].ns[round] = play(&lanes[i].contender, block, noise) / block;
      }
      report_progress(
        "round %u of %d: %s", round + 1, ROUNDS, report->rows[i].entry->name);
    }
  }
  report_progress("%s", "");
}

/** A row beside the peer in the same round, if there is one. */
static void
print_lane(const Lane* lane, const Lane* peer)
{
  double ns[ROUNDS];
  memcpy(ns, lane->ns, sizeof ns);
  printf(
    "%-35s%7.1f", lane->contender.entry->name, spread_of(ns, ROUNDS).median);
  if (peer) {
    double ratio[ROUNDS];
    for (unsigned r = 0; r < ROUNDS; ++r) {
      ratio[r] = lane->ns[r] / peer->ns[r];
    }
    const Spread s = spread_of(ratio, ROUNDS);
    printf(" %6.2f (%.2f to %.2f)", s.median, s.low, s.high);
  }
  printf("\n");
}

void
paced_print(const Report* report,
            HostWorld* world,
            uint32_t block,
            const Noise* noise,
            const char* impulse)
{
  Lane* const lanes = calloc(report->n_rows, sizeof *lanes);
  const Lane* peer = NULL;
  for (unsigned i = 0; i < report->n_rows; ++i) {
    const Entry* const entry = report->rows[i].entry;
    lanes[i].plays =
      !entry->motion &&
      !contender_init(&lanes[i].contender, entry, world, block, impulse);
    if (lanes[i].plays && !strcmp(entry->name, "libbs2b")) {
      peer = &lanes[i];
    }
  }
  play_rounds(lanes, report, block, noise);
  printf("\nns per stereo frame at 48 kHz, one block of %u in each of its "
         "periods;\nover libbs2b in the same round, with quartiles\n\n",
         block);
  for (unsigned i = 0; i < report->n_rows; ++i) {
    if (lanes[i].plays) {
      print_lane(&lanes[i], peer);
      contender_free(&lanes[i].contender);
    }
  }
  free(lanes);
}
