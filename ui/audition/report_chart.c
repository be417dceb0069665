// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 860.0
#define LEFT 46.0
#define RIGHT 8.0
#define TOP 30.0
#define HEIGHT 240.0
#define BOTTOM 26.0
#define BAR_MAX 18.0
#define STEPS_MAX 9.0

/** dB at the upper and the lower edge, and between two lines. */
typedef struct {
  double top;
  double bottom;
  double step;
} Scale;

static bool
is_there(const Chart* chart, int place)
{
  return !chart->there || chart->there[place];
}

static Scale
scale_of(const Chart* chart)
{
  static const double steps[] = { 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0 };
  double low = HUGE_VAL;
  double high = -HUGE_VAL;
  for (int s = 0; s < chart->n_series; ++s) {
    for (int p = 0; p < chart->n_places; ++p) {
      if (is_there(chart, p)) {
        low = fmin(low, chart->series[s].at[p].low);
        high = fmax(high, chart->series[s].at[p].high);
      }
    }
  }
  size_t i = 0;
  const size_t last = sizeof(steps) / sizeof(steps[0]) - 1;
  while (i < last && (high - low) / steps[i] > STEPS_MAX) {
    ++i;
  }
  const double step = steps[i];
  return (Scale){ step * ceil(high / step + 0.2),
                  step * floor(low / step - 0.2),
                  step };
}

static double
y_of(Scale scale, double db)
{
  return TOP + HEIGHT * (scale.top - db) / (scale.top - scale.bottom);
}

static double
place_width(const Chart* chart)
{
  return (WIDTH - LEFT - RIGHT) / chart->n_places;
}

/** A minus as long as a plus, and no zero with a sign. */
static void
put_level(FILE* out, double db)
{
  const long whole = lround(db);
  fprintf(out, "%s%ld", whole < 0 ? "\u2212" : "", labs(whole));
}

static void
put_grid(const Chart* chart, Scale scale, FILE* out)
{
  for (double db = scale.bottom; db < scale.top + 0.5 * scale.step;
       db += scale.step) {
    const double y = y_of(scale, db);
    fprintf(out,
            "<path class=\"%s\" d=\"M%.0f %.1fH%.0f\"/>"
            "<text x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">",
            fabs(db) < 0.5 * scale.step ? "zero" : "grid",
            LEFT,
            y,
            WIDTH - RIGHT,
            LEFT - 6.0,
            y + 4.0);
    put_level(out, db);
    fputs("</text>\n", out);
  }
  for (int p = 0; p < chart->n_places; ++p) {
    fprintf(out,
            "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>\n",
            LEFT + (p + 0.5) * place_width(chart),
            TOP + HEIGHT + 18.0,
            chart->places[p]);
  }
}

static void
put_legend(const Chart* chart, FILE* out)
{
  double x = LEFT;
  for (int s = 0; s < chart->n_series; ++s) {
    const ChartSeries* const series = &chart->series[s];
    fprintf(out, "<g class=\"%s\">", series->style);
    if (series->is_line) {
      fprintf(out, "<path class=\"line\" d=\"M%.0f 11h18\"/>", x);
    } else {
      fprintf(out, "<rect x=\"%.0f\" y=\"4\" width=\"18\" height=\"14\"/>", x);
    }
    fprintf(
      out, "</g><text x=\"%.0f\" y=\"16\">%s</text>\n", x + 24.0, series->name);
    x += 24.0 + 30.0 + 7.5 * (double)strlen(series->name);
  }
  fprintf(out,
          "<text x=\"%.0f\" y=\"16\" text-anchor=\"end\">%s</text>\n",
          WIDTH - RIGHT,
          chart->unit);
}

static void
put_line(const Chart* chart, const ChartSeries* series, Scale scale, FILE* out)
{
  char command = 'M';
  fprintf(out, "<g class=\"%s\"><path class=\"line\" d=\"", series->style);
  for (int p = 0; p < chart->n_places; ++p) {
    if (is_there(chart, p)) {
      fprintf(out,
              "%c%.1f %.1f",
              command,
              LEFT + (p + 0.5) * place_width(chart),
              y_of(scale, series->at[p].middle));
      command = 'L';
    }
  }
  fputs("\"/></g>\n", out);
}

static void
put_bars(const Chart* chart,
         const ChartSeries* series,
         int slot,
         int n_slots,
         Scale scale,
         FILE* out)
{
  const double step = 0.8 * place_width(chart) / n_slots;
  const double width = fmin(BAR_MAX, 0.8 * step);
  fprintf(out, "<g class=\"%s\">", series->style);
  for (int p = 0; p < chart->n_places; ++p) {
    if (!is_there(chart, p)) {
      continue;
    }
    const double centre =
      LEFT + (p + 0.5) * place_width(chart) +
      (slot - 0.5 * (n_slots - 1)) * fmin(step, 1.4 * BAR_MAX);
    const double high = y_of(scale, series->at[p].high);
    const double low = y_of(scale, series->at[p].low);
    fprintf(out,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>"
            "<path class=\"median\" d=\"M%.1f %.1fh%.1f\"/>",
            centre - 0.5 * width,
            high,
            width,
            fmax(low - high, 0.5),
            centre - 0.5 * width - 2.0,
            y_of(scale, series->at[p].middle),
            width + 4.0);
  }
  fputs("</g>\n", out);
}

void
chart_put(const Chart* chart, FILE* out)
{
  const Scale scale = scale_of(chart);
  int n_slots = 0;
  for (int s = 0; s < chart->n_series; ++s) {
    n_slots += !chart->series[s].is_line;
  }
  fprintf(out,
          "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
          WIDTH,
          TOP + HEIGHT + BOTTOM,
          chart->title);
  put_grid(chart, scale, out);
  put_legend(chart, out);
  int slot = 0;
  for (int s = 0; s < chart->n_series; ++s) {
    const ChartSeries* const series = &chart->series[s];
    if (series->is_line) {
      put_line(chart, series, scale, out);
    } else {
      put_bars(chart, series, slot++, n_slots, scale, out);
    }
  }
  fputs("</svg>\n", out);
}
