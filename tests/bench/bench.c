// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Times Earcup beside what else there is, all in one process and interleaved,
   so that whatever else the machine does hits all alike. See --help. */

#include "tests/bench/contender.h"
#include "tests/bench/paced.h"
#include "tests/bench/report.h"

#include "tests/support/heap.h"

#include <getopt.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xmmintrin.h>

enum { CYCLE = 16384, MAX_REPS = REPORT_MAX_REPS, FLUSH_AND_ZERO = 0x8040 };

typedef struct {
  unsigned n_reps;
  bool all_blocks;
  bool kernels;
  bool list;
  bool paced;
  const char* match; ///< only rows with that in their names
  const char* one;   ///< run only this entry, untimed, for a profiler
  uint32_t block;
  uint32_t n_frames;
} Options;

typedef struct {
  Contender contender;
  double* times; ///< n_reps times of each place, in ns
  /** Where a worker is busy beside, the same at rest between its blocks: what
      the worker does to caches and clock hits both. */
  Contender* rest;
  double rest_ns[MAX_REPS]; ///< of each repetition
} Lane;

static float noise[2][CYCLE];

static void
fill_noise(void)
{
  uint32_t seed = 12345;
  for (unsigned i = 0; i < 2 * CYCLE; ++i) {
    seed = seed * 1664525U + 1013904223U;
    noise[i & 1][i / 2] = 0.25F * (float)(int32_t)seed / 2147483648.0F;
  }
}

/* The impulse response for plugins that load one from a file. */
static int
write_impulse(char* path)
{
  SF_INFO info = { .samplerate = BENCH_RATE_HZ,
                   .channels = 2,
                   .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT };
  const int fd = mkstemps(path, 4);
  SNDFILE* const file = fd < 0 ? NULL : sf_open_fd(fd, SFM_WRITE, &info, 1);
  if (!file) {
    return -1;
  }
  float frames[2 * BENCH_TAPS];
  for (unsigned i = 0; i < BENCH_TAPS; ++i) {
    const float decay = 1.0F - (float)i / BENCH_TAPS;
    frames[2 * i] = 0.2F * noise[0][i] * decay * decay;
    frames[2 * i + 1] = 0.2F * noise[1][i] * decay * decay;
  }
  sf_writef_float(file, frames, BENCH_TAPS);
  return sf_close(file);
}

static double
run_place(Contender* c, uint32_t at, uint32_t block)
{
  for (unsigned i = 0; i < 2; ++i) {
    if (c->entry->silent) {
      memset(c->in[i], 0, block * sizeof(float));
    } else {
      memcpy(c->in[i], noise[i] + at, block * sizeof(float));
    }
  }
  return contender_block(c, block);
}

static void
run_cycle(Contender* c, uint32_t block, double* times)
{
  for (uint32_t at = 0; at + block <= CYCLE; at += block) {
    const double ns = run_place(c, at, block);
    if (times) {
      times[at / block] = ns;
    }
  }
}

/* The same with another in between, in any order. Returns its time. */
static double
run_both(Lane* lane, uint32_t block, double* times)
{
  uint32_t seed = block;
  double rest_ns = 0.0;
  for (uint32_t at = 0; at + block <= CYCLE; at += block) {
    seed = seed * 1664525U + 1013904223U;
    const bool rest_first = seed >> 31;
    rest_ns += rest_first ? run_place(lane->rest, at, block) : 0.0;
    times[at / block] = run_place(&lane->contender, at, block);
    rest_ns += rest_first ? 0.0 : run_place(lane->rest, at, block);
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
  const unsigned n_places = CYCLE / block;
  double sum = 0.0;
  double dearest = 0.0;
  for (unsigned place = 0; place < n_places; ++place) {
    double column[MAX_REPS];
    for (unsigned r = 0; r < n_reps; ++r) {
      column[r] = times[r * n_places + place];
    }
    qsort(column, n_reps, sizeof *column, compare_doubles);
    const double median = column[n_reps / 2];
    sum += median;
    dearest = median > dearest ? median : dearest;
  }
  return (Timing){ true, sum / CYCLE, dearest * n_places / sum,
                   0.0,  0.0,         { 0.0 } };
}

/* Of what comes now and then, at any place: the repetition that a quarter of
   them beat, for every interruption adds to one. */
static Timing
summarize_unsteady(const double* times, unsigned n_reps, uint32_t block)
{
  const unsigned n_places = CYCLE / block;
  double total[MAX_REPS];
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
  return (Timing){ true, typical / CYCLE, dearest * n_places / typical, 0.0,
                   0.0,  { 0.0 } };
}

static void
keep_repetitions(Timing* timing,
                 const double* times,
                 unsigned n_reps,
                 uint32_t block)
{
  const unsigned n_places = CYCLE / block;
  for (unsigned r = 0; r < n_reps; ++r) {
    double sum = 0.0;
    for (unsigned place = 0; place < n_places; ++place) {
      sum += times[r * n_places + place];
    }
    timing->rep[r] = sum / CYCLE;
  }
}

static Timing
summary_of(Lane* lane, bool moves, unsigned n_reps, uint32_t block)
{
  const double played_ns = 2.0 * n_reps * CYCLE * 1e9 / BENCH_RATE_HZ;
  Timing timing = moves ? summarize_unsteady(lane->times, n_reps, block)
                        : summarize(lane->times, n_reps, block);
  keep_repetitions(&timing, lane->times, n_reps, block);
  qsort(lane->rest_ns, n_reps, sizeof(double), compare_doubles);
  timing.rest_ns = lane->rest_ns[n_reps / 4];
  timing.worker_share = contender_worked_ns(&lane->contender) / played_ns;
  return timing;
}

/* Bytes that one more instance takes: the first has paid for what is shared. */
static double
heap_of(const Entry* entry, HostWorld* world, const char* impulse)
{
  Contender c;
  const double before = (double)heap_bytes();
  if (contender_init(&c, entry, world, 64, impulse)) {
    return 0.0;
  }
  const double after = (double)heap_bytes();
  const double harness = contender_harness_bytes(&c);
  contender_free(&c);
  const double bytes = after - before - harness;
  return bytes > 0.0 ? bytes : 0.0;
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
          const Options* options,
          uint32_t block,
          const char* impulse)
{
  if (contender_init(&lane->contender, entry, world, block, impulse)) {
    return;
  }
  contender_start_worker(&lane->contender);
  lane->times = calloc(options->n_reps * (CYCLE / block), sizeof(double));
  if (entry->motion && entry->host == HOST_THREAD) {
    lane->rest = new_rest(world, block);
  }
}

static void
run_lane(Lane* lane, uint32_t block, unsigned repetition)
{
  double* const times = lane->times + repetition * (CYCLE / block);
  run_cycle(&lane->contender, block, NULL); // to warm the caches
  if (lane->rest) {
    lane->rest_ns[repetition] = run_both(lane, block, times) / CYCLE;
  } else {
    run_cycle(&lane->contender, block, times);
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

static void
measure_block(Report* report,
              HostWorld* world,
              const Options* options,
              unsigned column,
              const char* impulse)
{
  const uint32_t block = report->blocks[column];
  Lane* const lanes = calloc(report->n_rows, sizeof *lanes);
  for (unsigned i = 0; i < report->n_rows; ++i) {
    const Entry* const entry = report->rows[i].entry;
    init_lane(&lanes[i], entry, world, options, block, impulse);
  }
  for (unsigned r = 0; r < options->n_reps; ++r) {
    for (unsigned i = 0; i < report->n_rows; ++i) {
      if (lanes[i].times) {
        run_lane(&lanes[i], block, r);
      }
    }
    report_progress("block %4u: %u of %u", block, r + 1, options->n_reps);
  }
  for (unsigned i = 0; i < report->n_rows; ++i) {
    if (lanes[i].times) {
      report->rows[i].timing[column] = summary_of(
        &lanes[i], report->rows[i].entry->motion, options->n_reps, block);
      free_lane(&lanes[i]);
    }
  }
  free(lanes);
}

/* Rows of what is here; says what isn't. */
static void
choose_rows(Report* report,
            HostWorld* world,
            const Options* options,
            const char* impulse)
{
  for (const Entry* e = contender_entries(); e->name; ++e) {
    Contender c;
    const bool asked_for = !options->match || strstr(e->name, options->match) ||
                           !strcmp(e->name, "libbs2b");
    if ((e->kernel && !options->kernels) || !asked_for) {
      continue;
    }
    if (contender_init(&c, e, world, 64, impulse)) {
      printf("skipped: %s is not installed\n", e->name);
      continue;
    }
    report->rows[report->n_rows].heap_bytes = heap_of(e, world, impulse);
    contender_free(&c);
    report->rows[report->n_rows++].entry = e;
    report_progress("%s", e->name);
  }
}

static void
list_names(HostWorld* world)
{
  for (const Entry* e = contender_entries(); e->name; ++e) {
    if (!e->kernel && (!e->uri || host_find(world, e->uri))) {
      printf("%s\n", e->name);
    }
  }
}

static int
run_one(const Options* options, HostWorld* world, const char* impulse)
{
  for (const Entry* e = contender_entries(); e->name; ++e) {
    Contender c;
    if (strcmp(e->name, options->one) ||
        contender_init(&c, e, world, options->block, impulse)) {
      continue;
    }
    for (uint32_t n = 0; n < options->n_frames; n += CYCLE) {
      run_cycle(&c, options->block, NULL);
    }
    contender_free(&c);
    return 0;
  }
  return 1;
}

static int
parse_options(int argc, char** argv, Options* options)
{
  int c = 0;
  *options = (Options){ .n_reps = 15, .block = 64, .n_frames = 4 * CYCLE };
  while ((c = getopt(argc, argv, "akplr:m:1:b:n:h")) != -1) {
    switch (c) {
      case 'a':
        options->all_blocks = true;
        break;
      case 'k':
        options->kernels = true;
        break;
      case 'p':
        options->paced = true;
        break;
      case 'm':
        options->match = optarg;
        break;
      case 'l':
        options->list = true;
        break;
      case 'r':
        options->n_reps = (unsigned)atoi(optarg);
        break;
      case '1':
        options->one = optarg;
        break;
      case 'b':
        options->block = (uint32_t)atoi(optarg);
        break;
      case 'n':
        options->n_frames = (uint32_t)atoi(optarg);
        break;
      default:
        printf("usage: bench [-a] [-k] [-p] [-m text] [-r repetitions]\n"
               "       bench -l | -1 name [-b block] [-n frames]\n"
               "-a  all blocks from 16 to 4096\n"
               "-k  also each kernel of EARCUP_SIMD\n"
               "-p  one block in each of its periods, as hosts do\n"
               "-m  only what has that in its name, and libbs2b\n"
               "-l  the names of what is installed\n"
               "-1  only this contender, untimed, for a profiler\n");
        return -1;
    }
  }
  if (options->n_reps < 1 || options->n_reps > MAX_REPS ||
      options->block < 16 || options->block > CYCLE) {
    fprintf(
      stderr, "bench: 1 to %d repetitions, block 16 to %d\n", MAX_REPS, CYCLE);
    return -1;
  }
  return 0;
}

int
main(int argc, char** argv)
{
  Options options;
  HostWorld world;
  Report report;
  char impulse[] = "/tmp/earcup-bench-XXXXXX.wav";
  if (parse_options(argc, argv, &options)) {
    return 2;
  }
  _mm_setcsr(_mm_getcsr() | FLUSH_AND_ZERO);
  fill_noise();
  if (host_world_init(&world) || write_impulse(impulse)) {
    return 2;
  }
  int status = 0;
  if (options.list) {
    list_names(&world);
  } else if (options.one) {
    status = run_one(&options, &world, impulse);
  } else {
    report_init(&report, options.all_blocks, options.n_reps);
    choose_rows(&report, &world, &options, impulse);
    report_progress("%s", "");
    report_machine(world.traced);
    if (options.paced) {
      paced_print(&report, &world, options.block, noise, impulse);
      report.n_blocks = 0;
    }
    for (unsigned i = 0; i < report.n_blocks; ++i) {
      measure_block(&report, &world, &options, i, impulse);
    }
    if (!options.paced) {
      report_print(&report);
      report_goals(&report);
    }
  }
  unlink(impulse);
  host_world_free(&world);
  return status;
}
