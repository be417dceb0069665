// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/report.h"

#include <stdio.h>
#include <string.h>

#define PEER "libbs2b"
#define NOISE 0.1 // between quartiles, that leaves questions open

typedef struct {
  const char* row; ///< first word or words of its name
  const char* peer;
  uint32_t block;
  double most; ///< of the row's time over the peer's
} RatioGoal;

static const RatioGoal ratio_goals[] = {
  { "Earcup", PEER, 64, 1.15 },
  { "Earcup, natural crossfeed", PEER, 64, 1.5 },
  { "Earcup, morph moving", PEER, 64, 2.2 },
  { "Earcup, outside sound", PEER, 64, 3.2 },
  { "Earcup", PEER, 16, 1.6 },
  { "Earcup", "LSP para EQ x16", 64, 0.24 },
  { "Earcup", "x42 fil4", 64, 0.1 },
  { "Earcup", "zita-convolver", 64, 0.11 },
  { "Earcup, two ears", "Earcup", 64, 1.7 },
  { "Earcup, silence", "Earcup", 64, 0.25 },
  { "Earcup, speaker angle moving", "Earcup, natural crossfeed", 64, 1.7 },
  { "Natural crossfeed alone", PEER, 64, 0.5 },
  { "Bauer crossfeed alone", PEER, 64, 1.0 },
};

/* Of a control that changes at every block, over steady. */
typedef struct {
  const char* row;
  double most;       ///< of run()
  double most_whole; ///< of run() and worker
  double most_share; ///< of a core for the worker
} ChangeGoal;

static const ChangeGoal change_goals[] = {
  { "Earcup, seal moving, worker beside", 1.5, 0.0, 0.2 },
  { "Earcup, seal moving, worker at once", 0.0, 3.0, 0.0 },
  { "Earcup, seal moving, no worker", 0.0, 3.0, 0.0 },
  { "Earcup, seal moving, export", 0.0, 3.0, 0.0 },
  { "Earcup, at the mic, worker beside", 0.0, 0.0, 0.2 },
  { "Earcup, at the mic, no worker", 0.0, 3.0, 0.0 },
};

static const double most_heap_bytes = 40.0 * 1024.0;
static const double most_fold_256 = 1.15;
static const double most_fold_1024 = 1.05;

static void
print_goal(const char* what, double value, double most, const char* unit)
{
  printf("goal %s: %s %.2f%s, at most %.2f%s\n",
         value <= most ? "met    " : "not met",
         what,
         value,
         unit,
         most,
         unit);
}

/** Quartiles on both sides of a goal leave it open, if they lie apart. */
static void
print_ratio_goal(const Report* report, const RatioGoal* goal)
{
  const Spread s = report_ratio(report, goal->row, goal->peer, goal->block);
  if (s.median <= 0.0) {
    printf(
      "goal unknown: %s over %s was not measured\n", goal->row, goal->peer);
    return;
  }
  const bool is_open = s.low <= goal->most && s.high > goal->most &&
                       s.high - s.low > NOISE * s.median;
  const char* const verdict = is_open                  ? "too noisy to tell"
                              : s.median <= goal->most ? "met    "
                                                       : "not met";
  printf("goal %s: %s over %s at %u: %.2f (%.2f to %.2f), at most %.2f\n",
         verdict,
         goal->row,
         goal->peer,
         goal->block,
         s.median,
         s.low,
         s.high,
         goal->most);
}

/** How far apart the repetitions of what never changes are. */
static void
print_noise(const Report* report)
{
  const Timing* const t = report_timing(report, report_row(report, PEER), 64);
  if (t) {
    double rep[REPORT_MAX_REPS];
    memcpy(rep, t->rep, sizeof rep);
    const Spread s = spread_of(rep, report->n_reps);
    const double spread = (s.high - s.low) / s.median;
    printf("repetitions of %s differ by %.0f %%%s\n",
           PEER,
           100.0 * spread,
           spread > NOISE ? ": too noisy to tell small differences" : "");
  }
}

static void
print_change_goals(const Report* report, const Timing* steady)
{
  for (size_t i = 0; i < sizeof change_goals / sizeof *change_goals; ++i) {
    const ChangeGoal* const goal = &change_goals[i];
    const Timing* const t =
      report_timing(report, report_row(report, goal->row), 64);
    char what[96];
    if (!t) {
      continue;
    }
    const double work_ns = 1e9 * t->worker_share / BENCH_RATE_HZ;
    if (goal->most > 0.0) {
      snprintf(what, sizeof what, "%s, run() over steady at 64:", goal->row);
      print_goal(what, t->ns / t->rest_ns, goal->most, "");
    }
    if (goal->most_whole > 0.0) {
      snprintf(what, sizeof what, "%s, all over steady at 64:", goal->row);
      print_goal(what, (t->ns + work_ns) / steady->ns, goal->most_whole, "");
    }
    if (goal->most_share > 0.0) {
      snprintf(what, sizeof what, "%s, worker's core at 64:", goal->row);
      print_goal(what, 100.0 * t->worker_share, 100.0 * goal->most_share, " %");
    }
  }
}

void
report_goals(const Report* report)
{
  const Row* const ours = report_row(report, "Earcup");
  const Timing* const at_64 = report_timing(report, ours, 64);
  if (!at_64) {
    printf("no goals: Earcup is not on LV2_PATH\n");
    return;
  }
  print_noise(report);
  for (size_t i = 0; i < sizeof ratio_goals / sizeof *ratio_goals; ++i) {
    print_ratio_goal(report, &ratio_goals[i]);
  }
  print_change_goals(report, at_64);
  print_goal(
    "fold at 256:", report_timing(report, ours, 256)->fold, most_fold_256, "");
  print_goal("fold at 1024:",
             report_timing(report, ours, 1024)->fold,
             most_fold_1024,
             "");
  print_goal("memory of an instance:",
             ours->heap_bytes / 1024.0,
             most_heap_bytes / 1024.0,
             " KiB");
}
