// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/json_text.h"
#include "ui/audition/report_data.h"
#include "ui/audition/report_words.h"

#include "dsp/maths.h"
#include "plugin/text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 4096 };

static void
put_text(const char* text, FILE* out)
{
  char copy[TEXT];
  utf8_copy(copy, sizeof(copy), text, strlen(text));
  put_json_text(out, copy);
}

static void
put_number(double value, FILE* out)
{
  fprintf(out, "%.2f", fabs(value) < 0.005 ? 0.0 : value);
}

/** `,"name":[...]`, null where the mix has nothing. */
static void
put_octaves(const Report* report,
            const char* name,
            const double values[REPORT_OCTAVES],
            FILE* out)
{
  fprintf(out, ",\"%s\":[", name);
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    fputs(o ? "," : "", out);
    if (report->mix.there[o]) {
      put_number(values[o], out);
    } else {
      fputs("null", out);
    }
  }
  fputc(']', out);
}

static void
put_ranges(const double values[REPORT_RANGES], FILE* out)
{
  fputs(",\"low_middle_high_db\":[", out);
  for (int r = 0; r < REPORT_RANGES; ++r) {
    fputs(r ? "," : "", out);
    put_number(values[r], out);
  }
  fputc(']', out);
}

static void
put_words(const Report* report, FILE* out)
{
  char* const text = report_words_text(report);
  if (text) {
    put_text(text, out);
  }
  free(text);
}

static void
put_mix(const Report* report, FILE* out)
{
  const ReportMix* const mix = &report->mix;
  double level_db[REPORT_OCTAVES];
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    level_db[o] = power_db(fmax(mix->octave_power[o], 1e-30));
  }
  fputs("{\"name\":", out);
  put_text(report->name, out);
  fprintf(out,
          ",\"length_s\":%.3f,\"rate_hz\":%.0f,\"loudness_lufs\":%.2f",
          mix->length_s,
          mix->rate_hz,
          mix->loudness_lufs);
  put_octaves(report, "octave_dbfs", level_db, out);
  put_octaves(report, "side_share", mix->side_share, out);
  put_octaves(report, "loudness_share", mix->loudness_share, out);
  fputc('}', out);
}

/** Percentiles of one value over all octaves. */
static void
put_spreads(const Report* report,
            const char* name,
            ReportGroup group,
            ReportValue value,
            ReportFit fit,
            FILE* out)
{
  double low[REPORT_OCTAVES];
  double middle[REPORT_OCTAVES];
  double high[REPORT_OCTAVES];
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    const ReportSpread s = report_spread(report, group, value, fit, o);
    low[o] = s.low;
    middle[o] = s.middle;
    high[o] = s.high;
  }
  fprintf(
    out, ",\"%s\":{\"n\":%zu", name, report_count(report, group, value, fit));
  put_octaves(report, "p10", low, out);
  put_octaves(report, "median", middle, out);
  put_octaves(report, "p90", high, out);
  fputc('}', out);
}

static void
put_balance(const Report* report, ReportGroup group, ReportFit fit, FILE* out)
{
  static const char* const names[] = { "low_db", "middle_db", "high_db" };
  for (int r = 0; r < REPORT_RANGES; ++r) {
    const ReportSpread s = report_spread(report, group, REPORT_RANGE, fit, r);
    fprintf(out, ",\"%s\":[", names[r]);
    put_number(s.low, out);
    fputc(',', out);
    put_number(s.middle, out);
    fputc(',', out);
    put_number(s.high, out);
    fputc(']', out);
  }
}

static void
put_summary(const Report* report, FILE* out)
{
  for (int g = 0; g < REPORT_GROUPS; ++g) {
    for (int f = 0; f < REPORT_FITS; ++f) {
      const ReportGroup group = (ReportGroup)g;
      const ReportFit fit = (ReportFit)f;
      double lost[REPORT_OCTAVES];
      for (int o = 0; o < REPORT_OCTAVES; ++o) {
        lost[o] =
          1.0 - report_share_above(report, group, REPORT_MARGIN, fit, o, 0.0);
      }
      fprintf(out,
              "%s\n{\"group\":\"%s\",\"fit\":\"%s\"",
              g || f ? "," : "",
              report_group_name[g],
              report_fit_name[f]);
      put_spreads(report, "octave_db", group, REPORT_OCTAVE, fit, out);
      put_spreads(report, "with_outside_db", group, REPORT_SUM, fit, out);
      put_spreads(report, "above_outside_db", group, REPORT_MARGIN, fit, out);
      put_octaves(report, "outside_louder_share", lost, out);
      put_balance(report, group, fit, out);
      fputc('}', out);
    }
  }
}

static void
put_cell(const Report* report, const ReportCell* cell, FILE* out)
{
  fputs("{\"gain_db\":", out);
  put_number(cell->gain_db, out);
  fputs(",\"change_db\":", out);
  put_number(cell->change_db, out);
  put_ranges(cell->range_db, out);
  put_octaves(report, "octave_db", cell->octave_db, out);
  if (cell->has_outside) {
    put_octaves(report, "with_outside_db", cell->sum_db, out);
    put_octaves(report, "above_outside_db", cell->margin_db, out);
  }
  fputc('}', out);
}

static void
put_headphone(const Report* report, size_t i, FILE* out)
{
  const EarcupHeadphone* const h = earcup_headphone(i);
  char kind[32];
  report_headphone_kind(h, kind);
  fprintf(out, "%s\n{\"id\":%u,\"maker\":", i ? "," : "", (unsigned)h->id);
  put_text(h->maker, out);
  fputs(",\"model\":", out);
  put_text(h->name, out);
  fprintf(out, ",\"kind\":\"%s\"", kind);
  if (h->year) {
    fprintf(out, ",\"year\":%u", h->year);
  }
  for (int fit = 0; fit < REPORT_FITS; ++fit) {
    fprintf(out, ",\"%s\":", report_fit_name[fit]);
    if (report->cells[i][fit].known) {
      put_cell(report, &report->cells[i][fit], out);
    } else {
      fputs("null", out);
    }
  }
  fputc('}', out);
}

void
report_put_json(const Report* report, FILE* out)
{
  fputs("{\"generator\":\"earcup-audition " EARCUP_VERSION "\",\"mix\":", out);
  put_mix(report, out);
  fprintf(out,
          ",\n\"listening_level_db_spl\":%.1f,\"where\":\"%s\","
          "\"octaves\":[",
          report->place.level_db_spl,
          report_where[report->place.sound]);
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    fprintf(out, "%s\"%s\"", o ? "," : "", report_octave_name[o]);
  }
  fputs("],\n\"words\":", out);
  put_words(report, out);
  fputs(",\n\"summary\":[", out);
  put_summary(report, out);
  fputs("],\n\"headphones\":[", out);
  for (size_t i = 0; i < earcup_n_headphones(); ++i) {
    put_headphone(report, i, out);
  }
  fputs("]}\n", out);
}
