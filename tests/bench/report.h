// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BENCH_REPORT_H
#define EARCUP_BENCH_REPORT_H

/* The table and the verdicts of the benchmark. */

#include "tests/bench/contender.h"

enum { REPORT_MAX_ROWS = 40, REPORT_MAX_BLOCKS = 9, REPORT_MAX_REPS = 31 };

typedef struct {
  bool measured;
  double ns;           ///< per stereo frame
  double fold;         ///< dearest place of the cycle over the mean place
  double rest_ns;      ///< of the same at rest in between, 0 if there was none
  double worker_share; ///< of a core, while it plays
  double rep[REPORT_MAX_REPS]; ///< per stereo frame, each repetition
} Timing;

typedef struct {
  const Entry* entry;
  double heap_bytes; ///< one instance, after its first runs
  Timing timing[REPORT_MAX_BLOCKS];
} Row;

typedef struct {
  Row rows[REPORT_MAX_ROWS];
  unsigned n_rows;
  uint32_t blocks[REPORT_MAX_BLOCKS]; ///< frames
  unsigned n_blocks;
  unsigned n_reps;
} Report;

/** A quantity over all repetitions: median and quartiles. */
typedef struct {
  double low;
  double median;
  double high;
} Spread;

/** Of n values, which are sorted. */
Spread spread_of(double* values, unsigned n);

/** One row's time over another's in the same repetition, which is as much as a
    machine that others use as well can tell; median 0 if either is missing. */
Spread report_ratio(const Report* report,
                    const char* row,
                    const char* peer,
                    uint32_t block);

/** The row whose name begins like that, or NULL. */
const Row* report_row(const Report* report, const char* name);

/** What was measured of it at a block length, or NULL. */
const Timing* report_timing(const Report* report,
                            const Row* row,
                            uint32_t block);

/** One line for each goal: met, not met, or too noisy to tell. */
void report_goals(const Report* report);

/** What all this was measured on: processor and kernel.
    @param kernel what the plugin says that it runs on, or "" */
void report_machine(const char* kernel);

/** An empty report for blocks 16, 64, 256, 1024, or all from 16 to 4096. */
void report_init(Report* report, bool all_blocks, unsigned n_reps);

/** Prints the table. */
void report_print(const Report* report);

/** A line of progress that the next one overwrites; nothing when the standard
    error isn't a terminal. */
void report_progress(const char* fmt, ...)
  __attribute__((format(printf, 1, 2)));

#endif
