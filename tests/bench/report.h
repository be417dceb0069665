// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_BENCH_REPORT_H
#define EARCUP_BENCH_REPORT_H

/* The table and the verdicts of the benchmark. */

#include "contender.h"

enum { REPORT_MAX_ROWS = 32, REPORT_MAX_BLOCKS = 9 };

typedef struct {
  bool measured;
  double ns;           ///< per stereo frame
  double fold;         ///< dearest place of the cycle over the mean place
  double worker_share; ///< of a core, while it plays
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
} Report;

/** An empty report for blocks 16, 64, 256, 1024, or all from 16 to 4096. */
void report_init(Report* report, bool all_blocks);

/** Prints the table, then one line for each goal. */
void report_print(const Report* report);

/** A line of progress that the next one overwrites; nothing when the standard
    error isn't a terminal. */
void report_progress(const char* fmt, ...)
  __attribute__((format(printf, 1, 2)));

#endif
