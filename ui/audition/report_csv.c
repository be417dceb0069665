// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_data.h"
#include "ui/audition/report_words.h"

#include <math.h>
#include <string.h>

static void
put_text(const char* text, FILE* out)
{
  fputc('"', out);
  for (; *text; ++text) {
    fputs(*text == '"' ? "\"" : "", out);
    fputc(*text, out);
  }
  fputc('"', out);
}

static void
put_number(bool known, double value, FILE* out)
{
  fputc(',', out);
  if (known) {
    fprintf(out, "%.2f", fabs(value) < 0.005 ? 0.0 : value);
  }
}

static void
put_octaves(const Report* report,
            bool known,
            const double values[REPORT_OCTAVES],
            FILE* out)
{
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    put_number(known && report->mix.there[o], values[o], out);
  }
}

static void
put_head(FILE* out)
{
  fputs("id,maker,model,type,coupling,fit,place,gain dB,change dB,low dB,"
        "middle dB,high dB",
        out);
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    fprintf(out, ",%s dB", report_octave_name[o]);
  }
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    fprintf(out, ",%s above outside dB", report_octave_name[o]);
  }
  fputs("\r\n", out);
}

static void
put_row(const Report* report, size_t i, ReportFit fit, bool outside, FILE* out)
{
  static const char* const types[] = { [EARCUP_OPEN] = "open",
                                       [EARCUP_SEMI_OPEN] = "semi-open",
                                       [EARCUP_CLOSED] = "closed",
                                       [EARCUP_NO_HOUSING] = "" };
  const EarcupHeadphone* const h = earcup_headphone(i);
  const ReportCell* const cell = &report->cells[i][fit];
  fprintf(out, "%u,", (unsigned)h->id);
  put_text(h->maker, out);
  fputc(',', out);
  put_text(h->name, out);
  fprintf(out,
          ",%s,%s,%s,%s",
          types[h->type],
          h->coupling == EARCUP_ON_EAR ? "on-ear" : "over-ear",
          report_fit_name[fit],
          outside ? "outside" : "quiet");
  put_number(true, cell->gain_db, out);
  put_number(!outside, cell->change_db, out);
  for (int r = 0; r < REPORT_RANGES; ++r) {
    put_number(!outside, cell->range_db[r], out);
  }
  put_octaves(report, true, outside ? cell->sum_db : cell->octave_db, out);
  put_octaves(report, outside, cell->margin_db, out);
  fputs("\r\n", out);
}

void
report_put_csv(const Report* report, FILE* out)
{
  put_head(out);
  for (size_t i = 0; i < earcup_n_headphones(); ++i) {
    for (int fit = 0; fit < REPORT_FITS; ++fit) {
      if (report->cells[i][fit].known) {
        put_row(report, i, (ReportFit)fit, false, out);
      }
      if (report->cells[i][fit].has_outside) {
        put_row(report, i, (ReportFit)fit, true, out);
      }
    }
  }
}
