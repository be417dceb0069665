// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double bar_after_s = 0.3;
static const double bar_every_s = 0.1;
static const double lines_after_s = 2.0;
enum { BAR_WIDTH = 40 };

void
complain_with(const char* format, va_list args)
{
  fputs("earcup-audition: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
}

void
report_begin(void)
{
  // A file that is opened later must not become one of these. What is written
  // to a stream that was closed has to fail, so it can only be read.
  for (int fd = 0; fd <= STDERR_FILENO; ++fd) {
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0) {
      _exit(EXIT_FAILURE);
    }
  }
}

bool
report_flush(void)
{
  const bool failed = ferror(stdout) != 0;
  errno = 0;
  if (fflush(stdout) == 0 && !failed) {
    return true;
  }
  complain("standard output: %s", strerror(errno ? errno : EIO));
  // Nothing more can be said there, which need not be said again.
  if (!freopen("/dev/null", "w", stdout)) {
    _exit(EXIT_FAILURE);
  }
  return false;
}

bool
said_before(Said* said, const char* line)
{
  for (size_t i = 0; i < said->n; ++i) {
    if (!strcmp(said->lines[i], line)) {
      return true;
    }
  }
  char** const longer =
    (char**)realloc(said->lines, (said->n + 1) * sizeof(char*));
  if (longer) {
    said->lines = longer;
    said->lines[said->n] = strdup(line);
    said->n += said->lines[said->n] != NULL;
  }
  return false;
}

void
said_clear(Said* said)
{
  for (size_t i = 0; i < said->n; ++i) {
    free(said->lines[i]);
  }
  free(said->lines);
}

double
now_s(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void
progress_begin(Progress* progress, const char* name, uint64_t total, bool quiet)
{
  *progress = (Progress){ .name = name,
                          .total = total ? total : 1,
                          .start_s = quiet ? HUGE_VAL : now_s(),
                          .terminal = isatty(STDERR_FILENO) };
}

static void
draw_bar(Progress* progress, double fraction)
{
  char bar[BAR_WIDTH + 1];
  const int full = (int)(fraction * BAR_WIDTH);
  memset(bar, '.', BAR_WIDTH);
  memset(bar, '#', (size_t)full);
  bar[BAR_WIDTH] = '\0';
  fprintf(
    stderr, "\r[%s] %3d %%  %s", bar, (int)(fraction * 100), progress->name);
  fflush(stderr);
  progress->drawn = true;
}

void
progress_update(Progress* progress, uint64_t done)
{
  const double t = now_s();
  const double passed = t - progress->start_s;
  const double fraction = (double)done / (double)progress->total;
  if (progress->terminal) {
    if (passed >= bar_after_s && t - progress->shown_s >= bar_every_s) {
      draw_bar(progress, fraction);
      progress->shown_s = t;
    }
  } else if (passed >= lines_after_s) {
    const int tenths = (int)(fraction * 10);
    if (tenths > progress->shown_tenths) {
      fprintf(stderr, "%s: %d %%\n", progress->name, tenths * 10);
      progress->shown_tenths = tenths;
    }
  }
}

void
progress_end(Progress* progress)
{
  if (progress->drawn) {
    fputs("\r\033[K", stderr);
    progress->drawn = false;
  }
}
