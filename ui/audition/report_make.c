// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_make.h"

#include "plugin/ports.h"
#include "ui/audition/draft.h"
#include "ui/audition/report.h"
#include "ui/audition/report_data.h"
#include "ui/audition/report_html.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/** Of a setting of the plugin: as the options begin with, or its default. */
static double
setting(const Setup* setup, PortIndex port)
{
  double value = (double)ports[port].dflt;
  for (size_t i = 0; i < setup->n_events; ++i) {
    const Event* const event = &setup->events[i];
    const char* const symbol = setup->host->ports[event->port].symbol;
    if (event->frame == 0 && !strcmp(symbol, ports[port].symbol)) {
      value = (double)event->value;
    }
  }
  return value;
}

static void
put(const Report* report, const char* target, const char* title, FILE* out)
{
  const char* const ending = strrchr(target, '.');
  if (!strcasecmp(ending, ".csv")) {
    report_put_csv(report, out);
  } else if (!strcasecmp(ending, ".json")) {
    report_put_json(report, out);
  } else {
    report_put_html(report, title, out);
  }
}

/** The whole text first, so that running out of memory leaves no draft. */
static bool
write_draft(const Report* report,
            const char* target,
            const char* title,
            Draft* draft)
{
  char* text = NULL;
  size_t size = 0;
  FILE* const out = open_memstream(&text, &size);
  if (out) {
    put(report, target, title, out);
  }
  const bool failed = !out || ferror(out) || fclose(out) != 0;
  bool good = !failed || complain("out of memory");
  good = good && draft_open(draft, target);
  if (good) {
    draft_write(draft, text, size);
  }
  free(text);
  return good;
}

static void
print(const Report* report, const char* target)
{
  printf("%s  %zu headphones, %d:%02d min at %.1f LUFS\n",
         target,
         earcup_n_headphones(),
         (int)(report->mix.length_s / 60.0),
         (int)fmod(report->mix.length_s, 60.0),
         report->mix.loudness_lufs);
}

/** All of them complete before the first gets its name. */
static bool
write_all(const Report* report,
          const char* title,
          char* const* targets,
          size_t n)
{
  Draft* const drafts = (Draft*)calloc(n, sizeof(Draft));
  size_t n_open = 0;
  bool good = drafts != NULL || complain("out of memory");
  while (good && n_open < n) {
    good = write_draft(report, targets[n_open], title, &drafts[n_open]);
    n_open += good;
  }
  for (size_t i = 0; i < n_open; ++i) {
    good = good && draft_keep(&drafts[i]);
    if (good) {
      print(report, targets[i]);
    } else {
      draft_drop(&drafts[i]);
    }
  }
  free(drafts);
  return good && report_flush();
}

/** All headphones, in order. */
static bool
hear(Report* report, unsigned n_threads)
{
  report->cells = report_cells(&report->mix, &report->place, n_threads);
  report->order = (size_t*)calloc(earcup_n_headphones(), sizeof(size_t));
  report->values = (double*)calloc(earcup_n_headphones(), sizeof(double));
  if (!report->cells) {
    return false;
  }
  if (!report->order || !report->values) {
    return complain("out of memory");
  }
  report_sort(report);
  return true;
}

bool
report_make(const Setup* setup,
            const char* mix,
            char* const* targets,
            size_t n,
            unsigned n_threads)
{
  const Options* const options = setup->options;
  const char* const slash = strrchr(mix, '/');
  Report* const report = (Report*)calloc(1, sizeof(Report));
  if (!report) {
    return complain("out of memory");
  }
  report->name = slash ? slash + 1 : mix;
  report->place = (ReportPlace){
    .sound = (EarcupOutsideSound)lround(setting(setup, PORT_OUTSIDE_SOUND)),
    .level_db_spl = setting(setup, PORT_LISTENING_LEVEL),
  };
  const bool good =
    report_mix_read(&report->mix, mix, options->rendering.rate_hz) &&
    hear(report, n_threads) &&
    write_all(report, options->drawing.title, targets, n);
  free(report->cells);
  free(report->order);
  free(report->values);
  free(report);
  return good;
}
