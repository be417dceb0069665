// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The lines of the response: which, above which zero, and at which range.

#include "ui/window/plot.h"
#include "ui/window/theme.h"
#include "ui/window/type_bands.h"

#include <math.h>

#define FIT_STEP_DB 6.0
#define FIT_SPAN_DB 36.0 ///< beyond that from zero, the middle moves
#define FIT_MARGIN_DB 0.5
#define FIT_DEPTH_DB 54.0 ///< what lies deeper is not worth the height
#define SAMPLE_W 16.0     ///< of a line in the legend

static const struct {
  uint32_t color;
  double width;
  PlotDash dash;
} styles[PLOT_CURVES] = {
  [PLOT_WORN] = { THEME_TEXT_DIM, 1.0, PLOT_SOLID },
  [PLOT_A] = { THEME_A, 1.5, PLOT_SOLID },
  [PLOT_B] = { THEME_B, 1.5, PLOT_DASHED },
  [PLOT_RESULT] = { THEME_RESULT, 3.0, PLOT_SOLID },
  [PLOT_LEFT] = { THEME_RESULT, 1.3, PLOT_DOTTED },
  [PLOT_RIGHT] = { THEME_RESULT, 1.3, PLOT_DASH_DOT },
};

uint32_t
plot_color(PlotCurve which)
{
  return styles[which].color;
}

const EarcupCurve*
plot_result(const Plot* plot, const Curves* curves)
{
  return plot->has_applied && !curves->unlike ? &plot->applied
                                              : &curves->result;
}

bool
plot_has(const Curves* curves, PlotCurve which)
{
  switch (which) {
    case PLOT_WORN:
      return curves->wears && !curves->at_mic;
    case PLOT_A:
      return curves->at_mic ? curves->a.has_cup : curves->a.known;
    case PLOT_B:
      return curves->at_mic ? curves->b.has_cup : curves->b.known;
    case PLOT_LEFT:
    case PLOT_RIGHT:
      return curves->unlike;
    default:
      return true;
  }
}

static const EarcupCurve*
source_of(const Plot* plot, const Curves* curves, PlotCurve which)
{
  switch (which) {
    case PLOT_WORN:
      return &curves->worn;
    case PLOT_A:
      return curves->at_mic ? &curves->a.bleed : &curves->a.response;
    case PLOT_B:
      return curves->at_mic ? &curves->b.bleed : &curves->b.response;
    case PLOT_LEFT:
    case PLOT_RIGHT:
      return &curves->ear[which == PLOT_RIGHT];
    default:
      return plot_result(plot, curves);
  }
}

/** The curve drawn as the zero line, NULL = neutral. */
static const EarcupCurve*
zero_of(const Plot* plot, const Curves* curves)
{
  const PlotCurve which = plot->zero == PLOT_ZERO_A ? PLOT_A : PLOT_B;
  return plot->zero != PLOT_ZERO_NEUTRAL && plot_has(curves, which)
           ? source_of(plot, curves, which)
           : NULL;
}

/** What is above the zero line. */
static EarcupCurve
above(const EarcupCurve* curve, const EarcupCurve* zero)
{
  EarcupCurve difference = *curve;
  for (size_t i = 0; zero && i < EARCUP_GRID_POINTS; ++i) {
    difference.db[i] -= zero->db[i];
  }
  return difference;
}

bool
plot_curve(const Plot* plot,
           const Curves* curves,
           PlotCurve which,
           EarcupCurve* curve)
{
  if (plot->hidden[which] || !plot_has(curves, which)) {
    return false;
  }
  *curve = above(source_of(plot, curves, which), zero_of(plot, curves));
  return true;
}

/** Lowest and highest level of all that is shown; false if nothing is. */
static bool
extent(const Plot* plot, const Curves* curves, double* low, double* high)
{
  bool any = false;
  for (int which = 0; which < PLOT_CURVES; ++which) {
    EarcupCurve curve;
    if (!plot_curve(plot, curves, (PlotCurve)which, &curve)) {
      continue;
    }
    for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
      const double position = plot_position(earcup_grid_hz(i));
      if (position < 0.0 || position > 1.0 || !isfinite(curve.db[i])) {
        continue;
      }
      *low = any ? fmin(*low, curve.db[i]) : curve.db[i];
      *high = any ? fmax(*high, curve.db[i]) : curve.db[i];
      any = true;
    }
  }
  return any;
}

bool
plot_fit(Plot* plot, const Curves* curves, bool grow)
{
  double low = 0.0;
  double high = 0.0;
  const double old_range = plot->range_db;
  const double old_center = plot->center_db;
  if (plot->fixed_range && !curves->at_mic) {
    plot->center_db = 0.0;
    return plot->center_db != old_center;
  }
  if (!extent(plot, curves, &low, &high)) {
    return false;
  }
  low = fmax(low, high - FIT_DEPTH_DB);
  double center = 0.0;
  if (low < -FIT_SPAN_DB || high > FIT_SPAN_DB) {
    center = FIT_STEP_DB * round(0.5 * (low + high) / FIT_STEP_DB);
  }
  const double need = fmax(high - center, center - low) + FIT_MARGIN_DB;
  const double range =
    fmax(PLOT_RANGE_MIN_DB,
         fmin(PLOT_RANGE_MAX_DB, FIT_STEP_DB * ceil(need / FIT_STEP_DB)));
  if (!grow || range > old_range || center != old_center) {
    plot->range_db = range;
    plot->center_db = center;
  }
  return plot->range_db != old_range || plot->center_db != old_center;
}

static void
draw_preview(cairo_t* cr, Rect area, const Plot* plot, const EarcupCurve* zero)
{
  static const double dots[] = { 0.1, 4.0 };
  const EarcupCurve preview = above(&plot->preview, zero);
  plot_trace(cr,
             area,
             &preview,
             plot->center_db + plot->range_db,
             plot->center_db - plot->range_db);
  cairo_set_dash(cr, dots, 2, 0.0);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width(cr, 2.2);
  draw_color(cr, THEME_ON, 1.0);
  cairo_stroke(cr);
  cairo_set_dash(cr, NULL, 0, 0.0);
}

void
plot_draw_response(cairo_t* cr,
                   Rect area,
                   const Plot* plot,
                   const Curves* curves)
{
  // The result lies below: where it is A or B, both can still be seen.
  static const PlotCurve order[PLOT_CURVES] = { PLOT_WORN, PLOT_RESULT,
                                                PLOT_A,    PLOT_B,
                                                PLOT_LEFT, PLOT_RIGHT };
  const double top = plot->center_db + plot->range_db;
  const double bottom = plot->center_db - plot->range_db;
  if (plot->types && !curves->at_mic) {
    type_bands_draw(cr, area, zero_of(plot, curves), top, bottom);
  }
  for (size_t i = 0; i < PLOT_CURVES; ++i) {
    const PlotCurve which = order[i];
    EarcupCurve curve;
    if (!plot_curve(plot, curves, which, &curve)) {
      continue;
    }
    plot_trace(cr, area, &curve, top, bottom);
    if (which == PLOT_RESULT) {
      draw_color(cr, THEME_PLOT, 0.7);
      cairo_set_line_width(cr, 5.0);
      cairo_stroke_preserve(cr);
    }
    plot_stroke(
      cr, styles[which].color, styles[which].width, styles[which].dash);
  }
  if (plot->has_preview) {
    draw_preview(cr, area, plot, zero_of(plot, curves));
  }
}

void
plot_draw_legend(cairo_t* cr,
                 Rect r,
                 const Plot* plot,
                 PlotCurve which,
                 const char* name,
                 bool lit)
{
  const bool hidden = plot->hidden[which];
  const double y = r.y + r.h / 2.0;
  if (lit) {
    draw_round(cr, r, 3.0);
    draw_color(cr, THEME_FIELD, 1.0);
    cairo_fill(cr);
  }
  cairo_push_group(cr);
  cairo_new_path(cr);
  cairo_move_to(cr, r.x + 5.0, y);
  cairo_line_to(cr, r.x + 5.0 + SAMPLE_W, y);
  plot_stroke(cr,
              styles[which].color,
              fmin(2.0, styles[which].width),
              styles[which].dash);
  const Rect text = { r.x + SAMPLE_W + 10.0, r.y, r.w - SAMPLE_W - 14.0, r.h };
  draw_text_in(
    cr,
    text,
    name,
    (TextStyle){ THEME_SIZE_SMALL, styles[which].color, ALIGN_LEFT, false });
  if (hidden) {
    const double width =
      fmin(text.w, draw_text_width(cr, name, THEME_SIZE_SMALL, false));
    draw_color(cr, THEME_TEXT, 1.0);
    draw_hairline(cr, text.x, y, text.x + width, y);
  }
  cairo_pop_group_to_source(cr);
  cairo_paint_with_alpha(cr, hidden ? 0.6 : 1.0);
}
