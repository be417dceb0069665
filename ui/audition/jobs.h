// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_JOBS_H
#define EARCUP_AUDITION_JOBS_H

/* Pieces of work side by side, each in a process of its own: LV2 plugins and
   lilv promise nothing about threads. */

#include "ui/audition/report.h"

typedef struct {
  size_t n;
  unsigned n_at_once; ///< > 1
  /** Do piece i; false, after a message, if that fails. */
  bool (*run)(const void* data, size_t i);
  const char* (*name)(const void* data, size_t i);
  const void* data;
} Jobs;

/** Do all pieces. What they print comes in the order of the pieces, a line on
    standard error once for all. Returns how many pieces failed. If this process
    ends they do too. */
size_t jobs_run(const Jobs* jobs, Said* said);

/** How many pieces at once suit this machine: one for each processor that this
    process may use, at least 1 and at most so many. */
unsigned jobs_at_once(unsigned most);

#endif
