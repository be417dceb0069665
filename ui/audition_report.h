// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_AUDITION_REPORT_H
#define EARCUP_AUDITION_REPORT_H

/* What the command tells its user on standard error. */

#include <stdbool.h>
#include <stdint.h>

/** Print "earcup-audition: ..." and a line end. Always returns false, so that
    a failing function can end with `return complain(...)`. */
bool complain(const char* format, ...) __attribute__((format(printf, 1, 2)));

/** A progress bar on a terminal; a line for each tenth anywhere else, once the
    work has taken two seconds. */
typedef struct {
  const char* name;
  uint64_t total;
  double start_s;
  double shown_s;
  int shown_tenths;
  bool terminal;
  bool drawn;
} Progress;

/** Monotonic clock, seconds. */
double now_s(void);

/** Begin work of `total` units; `name` must live as long. */
void progress_begin(Progress* progress, const char* name, uint64_t total);

/** `done` units are finished. Cheap enough for every block. */
void progress_update(Progress* progress, uint64_t done);

/** Remove the bar, if there is one. */
void progress_end(Progress* progress);

#endif
