// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const char* peer; ///< first word or words of its name
  uint32_t block;
  double most; ///< of Earcup's time over the peer's
} RatioGoal;

static const RatioGoal ratio_goals[] = {
  { "x42 fil4", 64, 0.22 },        { "LSP para EQ x16", 64, 0.35 },
  { "LSP para EQ x32", 64, 0.19 }, { "zita-convolver", 64, 0.2 },
  { "libbs2b", 64, 2.0 },
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

static const double most_heap_bytes = 64.0 * 1024.0;
static const double most_ramp_ratio = 1.7;
static const double most_natural_ratio = 0.5;
static const double most_circuit_ratio = 1.0;
static const double most_angle_ratio = 1.7; // as for the morph
static const double most_fold_256 = 1.15;
static const double most_fold_1024 = 1.05;

void
report_init(Report* report, bool all_blocks)
{
  memset(report, 0, sizeof *report);
  for (uint32_t block = 16; block <= 4096; block *= 2) {
    if (all_blocks || block == 16 || block == 64 || block == 256 ||
        block == 1024) {
      report->blocks[report->n_blocks++] = block;
    }
  }
}

void
report_progress(const char* fmt, ...)
{
  va_list args;
  if (!isatty(STDERR_FILENO)) {
    return;
  }
  va_start(args, fmt);
  fputs("\r\033[K", stderr);
  vfprintf(stderr, fmt, args);
  va_end(args);
}

static const Row*
find_row(const Report* report, const char* name)
{
  for (unsigned i = 0; i < report->n_rows; ++i) {
    if (!strncmp(report->rows[i].entry->name, name, strlen(name))) {
      return &report->rows[i];
    }
  }
  return NULL;
}

static const Timing*
timing_at(const Report* report, const Row* row, uint32_t block)
{
  for (unsigned i = 0; row && i < report->n_blocks; ++i) {
    if (report->blocks[i] == block && row->timing[i].measured) {
      return &row->timing[i];
    }
  }
  return NULL;
}

static void
print_heading(const Report* report)
{
  printf("ns per stereo frame at 48 kHz by block length; Earcup over it at "
         "each;\nfold = dearest place of a 16384-frame cycle over the mean\n\n"
         "%-35s",
         "");
  for (unsigned i = 0; i < report->n_blocks; ++i) {
    printf("%7u", report->blocks[i]);
  }
  printf(" |");
  for (unsigned i = 0; i < report->n_blocks; ++i) {
    printf("%6u", report->blocks[i]);
  }
  printf(" |");
  for (unsigned i = 0; i < report->n_blocks; ++i) {
    printf("%6u", report->blocks[i]);
  }
  printf(" |    KiB\n");
}

static void
print_row(const Report* report, const Row* row)
{
  const Row* const ours = find_row(report, "Earcup");
  printf("%-35s", row->entry->name);
  for (unsigned i = 0; i < report->n_blocks; ++i) {
    const Timing* const t = &row->timing[i];
    t->measured ? printf("%7.1f", t->ns) : printf("%7s", "-");
  }
  printf(" |");
  for (unsigned i = 0; i < report->n_blocks; ++i) {
    const Timing* const t = &row->timing[i];
    const bool both = ours && t->measured && ours->timing[i].measured;
    both ? printf("%6.2f", ours->timing[i].ns / t->ns) : printf("%6s", "-");
  }
  printf(" |");
  for (unsigned i = 0; i < report->n_blocks; ++i) {
    const Timing* const t = &row->timing[i];
    t->measured ? printf("%6.2f", t->fold) : printf("%6s", "-");
  }
  printf(" | %6.0f\n", row->heap_bytes / 1024.0);
}

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

/** The crossfeed without the plugin around it, against another one. */
static void
print_crossfeed_goals(const Report* report)
{
  const Timing* const peer = timing_at(report, find_row(report, "libbs2b"), 64);
  const Timing* const natural =
    timing_at(report, find_row(report, "Natural crossfeed alone"), 64);
  const Timing* const bauer =
    timing_at(report, find_row(report, "Bauer crossfeed alone"), 64);
  if (peer && natural && bauer) {
    print_goal("Natural crossfeed over libbs2b at 64:",
               natural->ns / peer->ns,
               most_natural_ratio,
               "");
    print_goal("Bauer crossfeed over libbs2b at 64:",
               bauer->ns / peer->ns,
               most_circuit_ratio,
               "");
  }
  const Timing* const steady =
    timing_at(report, find_row(report, "Earcup, natural crossfeed"), 64);
  const Timing* const moving =
    timing_at(report, find_row(report, "Earcup, speaker angle moving"), 64);
  if (steady && moving) {
    print_goal("speaker angle moving over steady at 64:",
               moving->ns / steady->ns,
               most_angle_ratio,
               "");
  }
}

static void
print_change_goals(const Report* report, const Timing* steady)
{
  for (size_t i = 0; i < sizeof change_goals / sizeof *change_goals; ++i) {
    const ChangeGoal* const goal = &change_goals[i];
    const Timing* const t = timing_at(report, find_row(report, goal->row), 64);
    char what[96];
    if (!t) {
      continue;
    }
    const double work_ns = 1e9 * t->worker_share / BENCH_RATE_HZ;
    if (goal->most > 0.0) {
      snprintf(what, sizeof what, "%s, run() over steady at 64:", goal->row);
      print_goal(what, t->ns / steady->ns, goal->most, "");
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

static void
print_goals(const Report* report)
{
  const Row* const ours = find_row(report, "Earcup");
  const Timing* const at_64 = timing_at(report, ours, 64);
  if (!at_64) {
    printf("no goals: Earcup is not on LV2_PATH\n");
    return;
  }
  for (size_t i = 0; i < sizeof ratio_goals / sizeof *ratio_goals; ++i) {
    const RatioGoal* const goal = &ratio_goals[i];
    const Row* const peer = find_row(report, goal->peer);
    const Timing* const t = timing_at(report, peer, goal->block);
    if (t) {
      char what[64];
      snprintf(
        what, sizeof what, "time over %s at %u:", goal->peer, goal->block);
      print_goal(what, at_64->ns / t->ns, goal->most, "");
    } else {
      printf("goal unknown: %s was not measured\n", goal->peer);
    }
  }
  const Timing* const moving =
    timing_at(report, find_row(report, "Earcup, morph moving"), 64);
  if (moving) {
    print_goal("morph moving over steady at 64:",
               moving->ns / at_64->ns,
               most_ramp_ratio,
               "");
  }
  print_change_goals(report, at_64);
  print_goal(
    "fold at 256:", timing_at(report, ours, 256)->fold, most_fold_256, "");
  print_goal(
    "fold at 1024:", timing_at(report, ours, 1024)->fold, most_fold_1024, "");
  print_goal("memory of an instance:",
             ours->heap_bytes / 1024.0,
             most_heap_bytes / 1024.0,
             " KiB");
}

void
report_print(const Report* report)
{
  report_progress("%s", "");
  print_heading(report);
  for (unsigned i = 0; i < report->n_rows; ++i) {
    print_row(report, &report->rows[i]);
  }
  printf("\n");
  print_goals(report);
  print_crossfeed_goals(report);
}
