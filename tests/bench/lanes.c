// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/lanes.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  Contender contender;
  double* times; ///< n_reps times of each place, in ns
  /** Where a worker is busy beside, the same at rest between its blocks: what
      the worker does to caches and clock hits both. */
  Contender* rest;
  double rest_ns[REPORT_MAX_REPS]; ///< of each repetition
} Lane;

static double
run_place(Contender* c, const Noise* noise, uint32_t at, uint32_t block)
{
  for (unsigned i = 0; i < 2; ++i) {
    if (c->entry->silent) {
      memset(c->in[i], 0, block * sizeof(float));
    } else {
      memcpy(c->in[i], noise->frame[i] + at, block * sizeof(float));
    }
  }
  return contender_block(c, block);
}

void
lane_cycle(Contender* c, const Noise* noise, uint32_t block, double* times)
{
  for (uint32_t at = 0; at + block <= NOISE_FRAMES; at += block) {
    const double ns = run_place(c, noise, at, block);
    if (times) {
      times[at / block] = ns;
    }
  }
}

/* The same with another in between, in any order. Returns its time. */
static double
run_both(Lane* lane, const Noise* noise, uint32_t block, double* times)
{
  uint32_t seed = block;
  double rest_ns = 0.0;
  for (uint32_t at = 0; at + block <= NOISE_FRAMES; at += block) {
    seed = seed * 1664525U + 1013904223U;
    const bool rest_first = seed >> 31;
    rest_ns += rest_first ? run_place(lane->rest, noise, at, block) : 0.0;
    times[at / block] = run_place(&lane->contender, noise, at, block);
    rest_ns += rest_first ? 0.0 : run_place(lane->rest, noise, at, block);
  }
  return rest_ns;
}

static int
compare_doubles(const void* a, const void* b)
{
  const double x = *(const double*)a;
  const double y = *(const double*)b;
  return (x > y) - (x < y);
}

static Timing
summarize(const double* times, unsigned n_reps, uint32_t block)
{
  const unsigned n_places = NOISE_FRAMES / block;
  double sum = 0.0;
  double dearest = 0.0;
  for (unsigned place = 0; place < n_places; ++place) {
    double column[REPORT_MAX_REPS];
    for (unsigned r = 0; r < n_reps; ++r) {
      column[r] = times[r * n_places + place];
    }
    qsort(column, n_reps, sizeof *column, compare_doubles);
    const double median = column[n_reps / 2];
    sum += median;
    dearest = median > dearest ? median : dearest;
  }
  return (Timing){
    true, sum / NOISE_FRAMES, dearest * n_places / sum, 0.0, 0.0, { 0.0 }
  };
}

/* Of what comes now and then, at any place: the repetition that a quarter of
   them beat, for every interruption adds to one. */
static Timing
summarize_unsteady(const double* times, unsigned n_reps, uint32_t block)
{
  const unsigned n_places = NOISE_FRAMES / block;
  double total[REPORT_MAX_REPS];
  double dearest = 0.0;
  for (unsigned r = 0; r < n_reps; ++r) {
    total[r] = 0.0;
    for (unsigned place = 0; place < n_places; ++place) {
      const double ns = times[r * n_places + place];
      total[r] += ns;
      dearest = ns > dearest ? ns : dearest;
    }
  }
  qsort(total, n_reps, sizeof *total, compare_doubles);
  const double typical = total[n_reps / 4];
  return (Timing){
    true,   typical / NOISE_FRAMES, dearest * n_places / typical, 0.0, 0.0,
    { 0.0 }
  };
}

static void
keep_repetitions(Timing* timing,
                 const double* times,
                 unsigned n_reps,
                 uint32_t block)
{
  const unsigned n_places = NOISE_FRAMES / block;
  for (unsigned r = 0; r < n_reps; ++r) {
    double sum = 0.0;
    for (unsigned place = 0; place < n_places; ++place) {
      sum += times[r * n_places + place];
    }
    timing->rep[r] = sum / NOISE_FRAMES;
  }
}

static Timing
summary_of(Lane* lane, bool moves, unsigned n_reps, uint32_t block)
{
  const double played_ns = 2.0 * n_reps * NOISE_FRAMES * 1e9 / BENCH_RATE_HZ;
  Timing timing = moves ? summarize_unsteady(lane->times, n_reps, block)
                        : summarize(lane->times, n_reps, block);
  keep_repetitions(&timing, lane->times, n_reps, block);
  qsort(lane->rest_ns, n_reps, sizeof(double), compare_doubles);
  timing.rest_ns = lane->rest_ns[n_reps / 4];
  timing.worker_share = contender_worked_ns(&lane->contender) / played_ns;
  return timing;
}

/* The first entry, which is Earcup as it comes. */
static Contender*
new_rest(HostWorld* world, uint32_t block)
{
  Contender* const rest = calloc(1, sizeof *rest);
  if (contender_init(rest, contender_entries(), world, block, NULL)) {
    free(rest);
    return NULL;
  }
  return rest;
}

static void
init_lane(Lane* lane,
          const Entry* entry,
          HostWorld* world,
          unsigned n_reps,
          uint32_t block,
          const char* impulse)
{
  if (contender_init(&lane->contender, entry, world, block, impulse)) {
    return;
  }
  contender_start_worker(&lane->contender);
  lane->times = calloc(n_reps * (NOISE_FRAMES / block), sizeof(double));
  if (entry->motion && entry->host == HOST_THREAD) {
    lane->rest = new_rest(world, block);
  }
}

static void
run_lane(Lane* lane, const Noise* noise, uint32_t block, unsigned repetition)
{
  double* const times = lane->times + repetition * (NOISE_FRAMES / block);
  lane_cycle(&lane->contender, noise, block, NULL); // to warm the caches
  if (lane->rest) {
    lane->rest_ns[repetition] =
      run_both(lane, noise, block, times) / NOISE_FRAMES;
  } else {
    lane_cycle(&lane->contender, noise, block, times);
  }
}

static void
free_lane(Lane* lane)
{
  contender_free(&lane->contender);
  if (lane->rest) {
    contender_free(lane->rest);
    free(lane->rest);
  }
  free(lane->times);
}

void
lanes_measure(Report* report,
              HostWorld* world,
              unsigned column,
              const Noise* noise,
              const char* impulse)
{
  const unsigned n_reps = report->n_reps;
  const uint32_t block = report->blocks[column];
  Lane* const lanes = calloc(report->n_rows, sizeof *lanes);
  for (unsigned i = 0; i < report->n_rows; ++i) {
    const Entry* const entry = report->rows[i].entry;
    init_lane(&lanes[i], entry, world, n_reps, block, impulse);
  }
  for (unsigned r = 0; r < n_reps; ++r) {
    for (unsigned i = 0; i < report->n_rows; ++i) {
      if (lanes[i].times) {
        run_lane(&lanes[i], noise, block, r);
      }
    }
    report_progress("block %4u: %u of %u", block, r + 1, n_reps);
  }
  for (unsigned i = 0; i < report->n_rows; ++i) {
    if (lanes[i].times) {
      report->rows[i].timing[column] =
        summary_of(&lanes[i], report->rows[i].entry->motion, n_reps, block);
      free_lane(&lanes[i]);
    }
  }
  free(lanes);
}
