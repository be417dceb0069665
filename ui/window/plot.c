// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/plot.h"

#include "ui/shared/mapping.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdio.h>

#define DECADES 3.0
#define LABEL_SIZE THEME_SIZE_SMALL

static const TextStyle axis_style = { LABEL_SIZE,
                                      THEME_TEXT_DIM,
                                      ALIGN_RIGHT,
                                      false };

double
plot_position(double frequency_hz)
{
  return log10(frequency_hz / NOTIFY_FIRST_HZ) / DECADES;
}

double
plot_frequency(double position)
{
  return NOTIFY_FIRST_HZ * pow(10.0, DECADES * position);
}

Rect
plot_half(Rect area, PlotView view, unsigned half)
{
  if (view == VIEW_DECAY) {
    const double h = (area.h - 4.0) / 2.0;
    return (Rect){ area.x, area.y + half * (h + 4.0), area.w, h };
  }
  const double gap = 40.0;
  const double w = (area.w - gap) / 2.0;
  return (Rect){ area.x + half * (w + gap), area.y, w, area.h };
}

/** Vertical lines at 1-2-5; every `labels`-th gets its frequency. */
static void
draw_frequencies(cairo_t* cr, Rect area, bool crowded)
{
  static const double lines_hz[] = {
    50, 100, 200, 500, 1000, 2000, 5000, 10000
  };
  for (size_t i = 0; i < sizeof(lines_hz) / sizeof(*lines_hz); ++i) {
    const double f = lines_hz[i];
    const double x = area.x + area.w * plot_position(f);
    const bool decade = f == 100.0 || f == 1000.0 || f == 10000.0;
    draw_color(cr, decade ? THEME_GRID_STRONG : THEME_GRID, 1.0);
    draw_hairline(cr, x, area.y, x, area.y + area.h);
    if (crowded && !decade) {
      continue;
    }
    char text[16];
    if (f < 1000.0) {
      snprintf(text, sizeof(text), "%d", (int)f);
    } else {
      snprintf(text, sizeof(text), "%d k", (int)(f / 1000.0));
    }
    draw_text(cr,
              x,
              area.y + area.h + 12.5,
              text,
              (TextStyle){ LABEL_SIZE, THEME_TEXT_DIM, ALIGN_CENTER, false });
  }
  draw_text(cr,
            area.x,
            area.y + area.h + 12.5,
            crowded ? "20 Hz" : "20",
            (TextStyle){ LABEL_SIZE, THEME_TEXT_DIM, ALIGN_LEFT, false });
  if (crowded) {
    return;
  }
  draw_text(cr,
            area.x + area.w,
            area.y + area.h + 12.5,
            "20 kHz",
            (TextStyle){ LABEL_SIZE, THEME_TEXT_DIM, ALIGN_RIGHT, false });
}

/** Horizontal lines from bottom_db to top_db every step_db. */
static void
draw_levels(cairo_t* cr,
            Rect area,
            double top_db,
            double bottom_db,
            double step_db,
            bool sign)
{
  for (double db = ceil(bottom_db / step_db) * step_db; db <= top_db + 0.01;
       db += step_db) {
    const double y = area.y + area.h * (top_db - db) / (top_db - bottom_db);
    draw_color(cr, fabs(db) < 0.01 ? THEME_GRID_STRONG : THEME_GRID, 1.0);
    draw_hairline(cr, area.x, y, area.x + area.w, y);
    char text[24];
    mapping_number(db, 0, sign, text);
    const double baseline = fmax(area.y + 7.0, fmin(area.y + area.h, y + 3.6));
    draw_text(cr, area.x - 6.0, baseline, text, axis_style);
  }
}

static void
draw_periods(cairo_t* cr, Rect area)
{
  for (int n = 0; n < (int)EARCUP_DECAY_PERIODS; n += 2) {
    const double y = area.y + area.h * n / EARCUP_DECAY_PERIODS;
    char text[16];
    snprintf(text, sizeof(text), n ? "%d" : "%d T", n);
    draw_text(cr, area.x - 6.0, fmax(area.y + 7.0, y + 3.6), text, axis_style);
  }
}

void
plot_draw_axes(cairo_t* cr, const Layout* layout, const Plot* plot)
{
  const Rect area = layout_plot_area(layout);
  if (plot->view == VIEW_RESPONSE) {
    const double step = plot->range_db > 30.0   ? 12.0
                        : plot->range_db > 15.0 ? 6.0
                                                : 3.0;
    draw_levels(cr,
                area,
                plot->center_db + plot->range_db,
                plot->center_db - plot->range_db,
                step,
                true);
    draw_frequencies(cr, area, false);
  } else if (plot->view == VIEW_ISOLATION) {
    const Rect left = plot_half(area, plot->view, 0);
    const Rect right = plot_half(area, plot->view, 1);
    draw_levels(cr, left, ISOLATION_TOP_DB, ISOLATION_BOTTOM_DB, 10.0, false);
    draw_levels(cr, right, BLEED_TOP_DB, BLEED_BOTTOM_DB, 20.0, false);
    draw_frequencies(cr, left, true);
    draw_frequencies(cr, right, true);
  } else {
    draw_periods(cr, plot_half(area, plot->view, 0));
    draw_periods(cr, plot_half(area, plot->view, 1));
    draw_frequencies(cr, area, false);
  }
}

void
plot_trace(cairo_t* cr,
           Rect area,
           const EarcupCurve* curve,
           double top,
           double bottom)
{
  cairo_new_path(cr);
  const double scale = area.h / (top - bottom);
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    const double position = plot_position(earcup_grid_hz(i));
    if (position > -0.01 && position < 1.01) {
      const double y = area.y + scale * (top - curve->db[i]);
      cairo_line_to(cr, area.x + area.w * position, y);
    }
  }
}

void
plot_stroke(cairo_t* cr, uint32_t color, double width, PlotDash dash)
{
  static const double dashes[PLOT_DASHES][4] = {
    [PLOT_DASHED] = { 6.0, 4.0, 6.0, 4.0 },
    [PLOT_DOTTED] = { 1.5, 2.0, 1.5, 2.0 },
    [PLOT_DASH_DOT] = { 7.0, 2.5, 1.5, 2.5 },
  };
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash(cr, dashes[dash], dash == PLOT_SOLID ? 0 : 4, 0.0);
  cairo_set_line_width(cr, width);
  draw_color(cr, color, 1.0);
  cairo_stroke(cr);
  cairo_set_dash(cr, NULL, 0, 0.0);
}

/** Height of a band in the plot: 0 to -90 dBFS from top to bottom. */
static double
band_y(Rect area, const float* level_db, int band)
{
  const int last = NOTIFY_BANDS - 1;
  const float level = level_db[band < 0 ? 0 : band > last ? last : band];
  const double share = fmax(0.0, fmin(1.0, 1.0 + level / 90.0));
  return area.y + area.h * (1.0 - share);
}

/** Parabolas from edge to edge of the bands, as cubics, added to the path. */
static void
trace_bands(cairo_t* cr, Rect area, const float* level_db)
{
  const double step = area.w / NOTIFY_BANDS;
  cairo_line_to(cr, area.x, band_y(area, level_db, 0));
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    const double left = area.x + step * i;
    const double y = band_y(area, level_db, i);
    const double y0 = 0.5 * (band_y(area, level_db, i - 1) + y);
    const double y1 = 0.5 * (y + band_y(area, level_db, i + 1));
    cairo_curve_to(cr,
                   left + step / 3.0,
                   y0 + (y - y0) * 2.0 / 3.0,
                   left + step * 2.0 / 3.0,
                   y1 + (y - y1) * 2.0 / 3.0,
                   left + step,
                   y1);
  }
}

void
plot_draw_spectrum(cairo_t* cr, Rect area, const Plot* plot)
{
  const double bottom = area.y + area.h;
  cairo_new_path(cr);
  cairo_move_to(cr, area.x, bottom);
  trace_bands(cr, area, plot->level_db);
  cairo_line_to(cr, area.x + area.w, bottom);
  cairo_close_path(cr);
  cairo_pattern_t* fade = cairo_pattern_create_linear(0.0, area.y, 0.0, bottom);
  draw_stop(cr, fade, 0.0, THEME_SPECTRUM, 0.55);
  draw_stop(cr, fade, 1.0, THEME_SPECTRUM, 0.16);
  cairo_set_source(cr, fade);
  cairo_fill(cr);
  cairo_pattern_destroy(fade);
  if (plot->hold) {
    cairo_save(cr);
    cairo_rectangle(cr, area.x, area.y, area.w, area.h);
    cairo_clip(cr);
    trace_bands(cr, area, plot->peak_db);
    cairo_set_line_width(cr, 1.0);
    draw_color(cr, THEME_SPECTRUM, 0.9);
    cairo_stroke(cr);
    cairo_restore(cr);
  }
}
