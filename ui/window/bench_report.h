// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BENCH_REPORT_H
#define EARCUP_BENCH_REPORT_H

/* The result of a blind test as a text to keep. */

#include "ui/shared/blind_trials.h"
#include "ui/window/history.h"

#include <stddef.h>
#include <time.h>

#define BENCH_REPORT 16384

/** One of the two that were compared. */
typedef struct {
  const char* name;
  const Settings* settings; ///< NULL = the input itself
} BenchReportSound;

/**
   Write it: question, both sounds with all controls that are not at their
   defaults, outcome with p and what that means, seed, and trial by trial.

   @param text BENCH_REPORT bytes, terminated
   @return its length
   Thread: ui.
*/
size_t bench_report(const BlindTrials* trials,
                    const BenchReportSound sounds[2],
                    time_t when,
                    char* text);

#endif
