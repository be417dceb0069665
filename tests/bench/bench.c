// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Times Earcup beside what else there is, all in one process and interleaved,
   so that whatever else the machine does hits all alike. See --help. */

#include "tests/bench/lanes.h"
#include "tests/bench/paced.h"

#include "tests/support/heap.h"

#include <getopt.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xmmintrin.h>

enum { FLUSH_AND_ZERO = 0x8040 };

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

static Noise noise;

static void
fill_noise(void)
{
  uint32_t seed = 12345;
  for (unsigned i = 0; i < 2 * NOISE_FRAMES; ++i) {
    seed = seed * 1664525U + 1013904223U;
    noise.frame[i & 1][i / 2] = 0.25F * (float)(int32_t)seed / 2147483648.0F;
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
    frames[2 * i] = 0.2F * noise.frame[0][i] * decay * decay;
    frames[2 * i + 1] = 0.2F * noise.frame[1][i] * decay * decay;
  }
  sf_writef_float(file, frames, BENCH_TAPS);
  return sf_close(file);
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
    for (uint32_t n = 0; n < options->n_frames; n += NOISE_FRAMES) {
      lane_cycle(&c, &noise, options->block, NULL);
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
  *options =
    (Options){ .n_reps = 15, .block = 64, .n_frames = 4 * NOISE_FRAMES };
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
  if (options->n_reps < 1 || options->n_reps > REPORT_MAX_REPS ||
      options->block < 16 || options->block > NOISE_FRAMES) {
    fprintf(stderr,
            "bench: 1 to %d repetitions, block 16 to %d\n",
            REPORT_MAX_REPS,
            NOISE_FRAMES);
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
      paced_print(&report, &world, options.block, &noise, impulse);
      report.n_blocks = 0;
    }
    for (unsigned i = 0; i < report.n_blocks; ++i) {
      lanes_measure(&report, &world, i, &noise, impulse);
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
