// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_html.h"

#include "dsp/maths.h"
#include "ui/audition/report_chart.h"
#include "ui/audition/report_escape.h"
#include "ui/audition/report_words.h"

#include "report_page_html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
put_about(const Report* report, FILE* out)
{
  const ReportMix* const mix = &report->mix;
  report_put_escaped(report->name, out);
  fprintf(out,
          ", %d:%02d min, %.1f LUFS, on %zu headphones at equal loudness",
          (int)(mix->length_s / 60.0),
          (int)fmod(mix->length_s, 60.0),
          mix->loudness_lufs,
          earcup_n_headphones());
}

static void
put_paragraph(const Report* report, FILE* out)
{
  char* const text = report_words_text(report);
  if (text) {
    report_put_escaped(text, out);
  }
  free(text);
}

/** A chart over the octaves. */
static Chart
octave_chart(const Report* report, const char* title)
{
  return (Chart){ .title = title,
                  .unit = "dB",
                  .places = report_octave_name,
                  .there = report->mix.there,
                  .n_places = REPORT_OCTAVES };
}

static void
add_series(const Report* report,
           Chart* chart,
           const char* name,
           const char* style,
           ReportGroup group,
           ReportValue value,
           ReportFit fit)
{
  ChartSeries* const series = &chart->series[chart->n_series++];
  series->name = name;
  series->style = style;
  for (int p = 0; p < chart->n_places; ++p) {
    series->at[p] = report_spread(report, group, value, fit, p);
  }
}

static void
put_types_chart(const Report* report, FILE* out)
{
  Chart c = octave_chart(report, "Change of the mix by octave and type");
  add_series(report, &c, "All", "all", REPORT_ALL, REPORT_OCTAVE, REPORT_NEW);
  add_series(
    report, &c, "Open", "open", REPORT_OPEN, REPORT_OCTAVE, REPORT_NEW);
  add_series(report,
             &c,
             "Semi-open",
             "semi",
             REPORT_SEMI_OPEN,
             REPORT_OCTAVE,
             REPORT_NEW);
  add_series(
    report, &c, "Closed", "closed", REPORT_CLOSED, REPORT_OCTAVE, REPORT_NEW);
  chart_put(&c, out);
}

static void
put_fits_chart(const Report* report, FILE* out)
{
  Chart c = octave_chart(report, "Closed headphones by octave and fit");
  add_series(report,
             &c,
             "Closed, new",
             "closed",
             REPORT_CLOSED,
             REPORT_OCTAVE,
             REPORT_NEW);
  add_series(report,
             &c,
             "with a bad seal",
             "open",
             REPORT_CLOSED,
             REPORT_OCTAVE,
             REPORT_BAD_SEAL);
  add_series(report,
             &c,
             "with worn pads",
             "semi",
             REPORT_CLOSED,
             REPORT_OCTAVE,
             REPORT_WORN_PADS);
  chart_put(&c, out);
}

static void
put_balance_chart(const Report* report, FILE* out)
{
  static const char* const ranges[REPORT_RANGES] = { "Low", "Middle", "High" };
  Chart c = { .title = "Loudness of low, middle and high",
              .unit = "dB",
              .places = ranges,
              .n_places = REPORT_RANGES };
  add_series(report, &c, "All", "all", REPORT_ALL, REPORT_RANGE, REPORT_NEW);
  add_series(report, &c, "Open", "open", REPORT_OPEN, REPORT_RANGE, REPORT_NEW);
  add_series(report,
             &c,
             "Semi-open",
             "semi",
             REPORT_SEMI_OPEN,
             REPORT_RANGE,
             REPORT_NEW);
  add_series(
    report, &c, "Closed", "closed", REPORT_CLOSED, REPORT_RANGE, REPORT_NEW);
  chart_put(&c, out);
}

/** Levels at the ear, where the mix is as loud as it is without headphones. */
static void
put_outside_chart(const Report* report, FILE* out)
{
  const double full_db = report_full_scale_db_spl(&report->mix, &report->place);
  Chart c = octave_chart(report, "Outside beside the mix, at the ear");
  c.unit = "dB SPL in an octave";
  add_series(report,
             &c,
             "Outside under open ones",
             "open",
             REPORT_OPEN,
             REPORT_OUTSIDE,
             REPORT_NEW);
  add_series(report,
             &c,
             "under closed ones",
             "closed",
             REPORT_CLOSED,
             REPORT_OUTSIDE,
             REPORT_NEW);
  ChartSeries* const mix = &c.series[c.n_series++];
  *mix = (ChartSeries){ .name = "The mix", .style = "all", .is_line = true };
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    const double own_db =
      full_db + power_db(fmax(report->mix.octave_power[o], 1e-30));
    for (int s = 0; s < c.n_series; ++s) {
      c.series[s].at[o].low += own_db;
      c.series[s].at[o].middle += own_db;
      c.series[s].at[o].high += own_db;
    }
  }
  chart_put(&c, out);
}

static void
put_place(const Report* report, FILE* out)
{
  fprintf(out,
          "%s, with the mix at %.0f dB SPL",
          report_where[report->place.sound],
          report->place.level_db_spl);
}

static void
put_same_in_plugin(const Report* report, FILE* out)
{
  fprintf(out,
          "outside_level 0, listening_level %.1f",
          report_plugin_level(&report->mix, &report->place));
}

static const struct {
  const char* name;
  void (*put)(const Report* report, FILE* out);
} parts[] = {
  { "ABOUT", put_about },
  { "WORDS", put_paragraph },
  { "TYPES_CHART", put_types_chart },
  { "TYPES_TABLE", report_put_types_table },
  { "BALANCE_CHART", put_balance_chart },
  { "BALANCE_TABLE", report_put_balance_table },
  { "FITS_CHART", put_fits_chart },
  { "FITS_TABLE", report_put_fits_table },
  { "PLACE", put_place },
  { "PLUGIN", put_same_in_plugin },
  { "OUTSIDE_CHART", put_outside_chart },
  { "OUTSIDE_TABLE", report_put_outside_table },
  { "MOST_TABLE", report_put_most_table },
  { "LEAST_TABLE", report_put_least_table },
  { "ALL_TABLE", report_put_all_table },
};

static void
put_part(const Report* report, const char* name, size_t length, FILE* out)
{
  for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); ++i) {
    if (strlen(parts[i].name) == length &&
        !strncmp(parts[i].name, name, length)) {
      parts[i].put(report, out);
    }
  }
}

void
report_put_html(const Report* report, const char* title, FILE* out)
{
  const char* text = report_page_html;
  for (const char* mark = NULL; (mark = strstr(text, "{{"));) {
    const char* const name = mark + 2;
    const size_t length = strcspn(name, "}");
    fwrite(text, 1, (size_t)(mark - text), out);
    if (length == 5 && !strncmp(name, "TITLE", 5)) {
      report_put_escaped(title ? title : "Who hears what", out);
    } else {
      put_part(report, name, length, out);
    }
    text = name + length + 2;
  }
  fputs(text, out);
}
