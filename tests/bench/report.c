// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
report_init(Report* report, bool all_blocks, unsigned n_reps)
{
  memset(report, 0, sizeof *report);
  report->n_reps = n_reps;
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

const Row*
report_row(const Report* report, const char* name)
{
  for (unsigned i = 0; i < report->n_rows; ++i) {
    if (!strncmp(report->rows[i].entry->name, name, strlen(name))) {
      return &report->rows[i];
    }
  }
  return NULL;
}

const Timing*
report_timing(const Report* report, const Row* row, uint32_t block)
{
  for (unsigned i = 0; row && i < report->n_blocks; ++i) {
    if (report->blocks[i] == block && row->timing[i].measured) {
      return &row->timing[i];
    }
  }
  return NULL;
}

static int
compare_doubles(const void* a, const void* b)
{
  const double x = *(const double*)a;
  const double y = *(const double*)b;
  return (x > y) - (x < y);
}

Spread
spread_of(double* values, unsigned n)
{
  qsort(values, n, sizeof *values, compare_doubles);
  return (Spread){ values[n / 4], values[n / 2], values[n - 1 - n / 4] };
}

Spread
report_ratio(const Report* report,
             const char* row,
             const char* peer,
             uint32_t block)
{
  const Timing* const a = report_timing(report, report_row(report, row), block);
  const Timing* const b =
    report_timing(report, report_row(report, peer), block);
  double ratio[REPORT_MAX_REPS];
  if (!a || !b) {
    return (Spread){ 0.0, 0.0, 0.0 };
  }
  for (unsigned r = 0; r < report->n_reps; ++r) {
    ratio[r] = a->rep[r] / b->rep[r];
  }
  return spread_of(ratio, report->n_reps);
}

void
report_machine(const char* kernel)
{
  FILE* const cpu = fopen("/proc/cpuinfo", "r");
  char line[256];
  while (cpu && fgets(line, sizeof line, cpu)) {
    const char* const colon = strchr(line, ':');
    if (colon &&
        (!strncmp(line, "model name", 10) || !strncmp(line, "CPU part", 8))) {
      printf("processor: %s", colon + 2);
      break;
    }
  }
  if (cpu) {
    fclose(cpu);
  }
  const char* const name = strstr(kernel, "kernel ");
  printf("kernel: %s\n", name ? name + 7 : "unknown");
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
  const Row* const ours = report_row(report, "Earcup");
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

void
report_print(const Report* report)
{
  report_progress("%s", "");
  print_heading(report);
  for (unsigned i = 0; i < report->n_rows; ++i) {
    print_row(report, &report->rows[i]);
  }
  printf("\n");
}
