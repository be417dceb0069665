// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_H
#define EARCUP_AUDITION_REPORT_H

/* What the command tells its user on standard error. */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What complain() does, with the arguments in a list. */
__attribute__((format(printf, 1, 0))) void complain_with(const char* format,
                                                         va_list args);

/** Print "earcup-audition: ..." and a line end. Always returns false, so that
    a failing function can end with `return complain(...)`. */
__attribute__((format(printf, 1, 2))) static inline bool
complain(const char* format, ...)
{
  va_list args;
  va_start(args, format);
  complain_with(format, args);
  va_end(args);
  return false; // here, so that a compiler and a checker know
}

/** Put something in the place of standard streams that are closed. Call it
    first. */
void report_begin(void);

/** Has everything reached standard output? False, with a message, if not; what
    comes later is dropped then. */
bool report_flush(void);

/** Lines that have been said. */
typedef struct {
  char** lines;
  size_t n;
} Said;

/** Has this line been said before? It has from now on. */
bool said_before(Said* said, const char* line);

/** Free them. */
void said_clear(Said* said);

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

/** Begin work of `total` units; `name` must live as long. Quiet: never shown.
 */
void progress_begin(Progress* progress,
                    const char* name,
                    uint64_t total,
                    bool quiet);

/** `done` units are finished. Cheap enough for every block. */
void progress_update(Progress* progress, uint64_t done);

/** Remove the bar, if there is one. */
void progress_end(Progress* progress);

#endif
