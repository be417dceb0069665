// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* The tables of the page. */

#include "ui/audition/report_escape.h"
#include "ui/audition/report_html.h"
#include "ui/audition/report_words.h"
#include "ui/shared/mapping.h"

enum { N_LISTED = 10 };

/** Groups that are shown row by row. */
static const ReportGroup rows[] = {
  REPORT_ALL,       REPORT_OPEN_OVER_EAR,   REPORT_OPEN_ON_EAR,
  REPORT_SEMI_OPEN, REPORT_CLOSED_OVER_EAR, REPORT_CLOSED_ON_EAR
};
enum { N_ROWS = sizeof(rows) / sizeof(rows[0]) };

static void
put_number(double db, FILE* out)
{
  char text[24];
  mapping_number(db, 1, true, text);
  fputs(text, out);
}

static void
put_spread(ReportSpread spread, FILE* out)
{
  fputs("<td>", out);
  put_number(spread.middle, out);
  fputs("<small>", out);
  put_number(spread.low, out);
  fputs(" ", out);
  put_number(spread.high, out);
  fputs("</small></td>", out);
}

/** The head of a table with a column for each octave. */
static void
put_head(const char* const* before, FILE* out)
{
  fputs("<div class=\"scroll\"><table><thead><tr>", out);
  for (; *before; ++before) {
    fprintf(out, "<th scope=\"col\">%s</th>", *before);
  }
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    fprintf(out, "<th scope=\"col\">%s</th>", report_octave_name[o]);
  }
  fputs("</tr></thead><tbody>\n", out);
}

static void
put_foot(FILE* out)
{
  fputs("</tbody></table></div>\n", out);
}

/** Spreads of all octaves as cells. */
static void
put_octaves(const Report* report,
            ReportGroup group,
            ReportValue value,
            ReportFit fit,
            FILE* out)
{
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    if (report->mix.there[o]) {
      put_spread(report_spread(report, group, value, fit, o), out);
    } else {
      fputs("<td>\u2013</td>", out);
    }
  }
}

void
report_put_types_table(const Report* report, FILE* out)
{
  static const char* const head[] = { "Type", "How many", NULL };
  put_head(head, out);
  for (int i = 0; i < N_ROWS; ++i) {
    fprintf(out,
            "<tr><th scope=\"row\">%s</th><td>%zu</td>",
            report_group_name[rows[i]],
            report_count(report, rows[i], REPORT_OCTAVE, REPORT_NEW));
    put_octaves(report, rows[i], REPORT_OCTAVE, REPORT_NEW, out);
    fputs("</tr>\n", out);
  }
  put_foot(out);
}

void
report_put_balance_table(const Report* report, FILE* out)
{
  fputs("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Type</th>"
        "<th scope=\"col\">Change, rms</th><th scope=\"col\">Low</th>"
        "<th scope=\"col\">Middle</th><th scope=\"col\">High</th>"
        "<th scope=\"col\">Low against middle</th>"
        "<th scope=\"col\">High against middle</th></tr></thead><tbody>\n",
        out);
  for (int i = 0; i < N_ROWS; ++i) {
    const ReportGroup g = rows[i];
    fprintf(out, "<tr><th scope=\"row\">%s</th>", report_group_name[g]);
    put_spread(report_spread(report, g, REPORT_CHANGE, REPORT_NEW, 0), out);
    for (int r = 0; r < REPORT_RANGES; ++r) {
      put_spread(report_spread(report, g, REPORT_RANGE, REPORT_NEW, r), out);
    }
    put_spread(report_spread(report, g, REPORT_BALANCE, REPORT_NEW, 0), out);
    put_spread(report_spread(report, g, REPORT_BALANCE, REPORT_NEW, 2), out);
    fputs("</tr>\n", out);
  }
  put_foot(out);
}

void
report_put_fits_table(const Report* report, FILE* out)
{
  static const char* const head[] = { "Type", "Fit", NULL };
  static const ReportGroup groups[] = { REPORT_OPEN,
                                        REPORT_SEMI_OPEN,
                                        REPORT_CLOSED };
  put_head(head, out);
  for (int g = 0; g < 3; ++g) {
    for (ReportFit fit = REPORT_BAD_SEAL; fit < REPORT_FITS; ++fit) {
      fprintf(out,
              "<tr><th scope=\"row\">%s</th><td>%s</td>",
              report_group_name[groups[g]],
              report_fit_name[fit]);
      put_octaves(report, groups[g], REPORT_COST, fit, out);
      fputs("</tr>\n", out);
    }
  }
  put_foot(out);
}

void
report_put_outside_table(const Report* report, FILE* out)
{
  static const char* const head[] = { "Type", "Fit", NULL };
  put_head(head, out);
  for (int i = 0; i < N_ROWS; ++i) {
    for (int f = 0; f < REPORT_FITS; ++f) {
      const ReportFit fit = (ReportFit)f;
      fprintf(out,
              "<tr><th scope=\"row\">%s</th><td>%s</td>",
              report_group_name[rows[i]],
              report_fit_name[fit]);
      for (int o = 0; o < REPORT_OCTAVES; ++o) {
        const double heard =
          report_share_above(report, rows[i], REPORT_MARGIN, fit, o, 0.0);
        if (report->mix.there[o]) {
          fprintf(out,
                  "<td%s>%.0f %%</td>",
                  heard < 0.5 ? " class=\"lost\"" : "",
                  100.0 * (1.0 - heard));
        } else {
          fputs("<td>\u2013</td>", out);
        }
      }
      fputs("</tr>\n", out);
    }
  }
  put_foot(out);
}

/** One headphone, new. */
static void
put_headphone(const Report* report, size_t i, FILE* out)
{
  const ReportCell* const cell = &report->cells[i][REPORT_NEW];
  char text[128];
  char kind[32];
  report_headphone_name(earcup_headphone(i), text);
  report_headphone_kind(earcup_headphone(i), kind);
  fputs("<tr><th scope=\"row\">", out);
  report_put_escaped(text, out);
  fprintf(out, "</th><td>%s</td><td>%.1f</td>", kind, cell->change_db);
  for (int o = 0; o < REPORT_OCTAVES; ++o) {
    fputs("<td>", out);
    if (report->mix.there[o]) {
      put_number(cell->octave_db[o], out);
    } else {
      fputs("\u2013", out);
    }
    fputs("</td>", out);
  }
  fputs("</tr>\n", out);
}

static const char* const list_head[] = { "Headphone", "Type", "Change", NULL };

void
report_put_most_table(const Report* report, FILE* out)
{
  put_head(list_head, out);
  for (size_t i = 0; i < N_LISTED && i < earcup_n_headphones(); ++i) {
    put_headphone(report, report->order[i], out);
  }
  put_foot(out);
}

void
report_put_least_table(const Report* report, FILE* out)
{
  put_head(list_head, out);
  for (size_t i = 0; i < N_LISTED && i < earcup_n_headphones(); ++i) {
    put_headphone(report, report->order[earcup_n_headphones() - 1 - i], out);
  }
  put_foot(out);
}

void
report_put_all_table(const Report* report, FILE* out)
{
  put_head(list_head, out);
  for (size_t i = 0; i < earcup_n_headphones(); ++i) {
    put_headphone(report, i, out);
  }
  put_foot(out);
}
