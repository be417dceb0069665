// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/meter.h"

#include "dsp/maths.h"
#include "ui/shared/mapping.h"
#include "ui/window/theme.h"

#include <math.h>

#define TOP_DB 6.0
#define BOTTOM_DB (-60.0)
#define SILENT_DB LEVEL_FLOOR_DB
#define FALL_DB_S 20.0
#define HOLD_S 3.0
#define RMS_S 0.15
#define BAR_W 16.0

void
meter_clear(Meter* meter)
{
  for (int i = 0; i < 2; ++i) {
    meter->peak_db[i] = SILENT_DB;
    meter->rms_db[i] = SILENT_DB;
    meter->held_db[i] = SILENT_DB;
    meter->held_at_s[i] = 0.0;
    meter->clipped[i] = false;
  }
}

static double
limited(double db)
{
  return fmax(BOTTOM_DB - 1.0, fmin(TOP_DB, db));
}

bool
meter_update(Meter* meter,
             const float* peak_db,
             const float* rms_db,
             double now_s,
             double elapsed_s)
{
  bool changed = false;
  for (int i = 0; i < 2; ++i) {
    const double peak = fmax(SILENT_DB, (double)peak_db[i]);
    const double rms = fmax(SILENT_DB, (double)rms_db[i]);
    const double old_peak = meter->peak_db[i];
    const double old_rms = meter->rms_db[i];
    const double old_held = meter->held_db[i];
    const bool was_clipped = meter->clipped[i];
    meter->peak_db[i] = fmax(peak, old_peak - FALL_DB_S * elapsed_s);
    meter->rms_db[i] += (rms - old_rms) * (1.0 - exp(-elapsed_s / RMS_S));
    if (peak >= old_held || now_s - meter->held_at_s[i] > HOLD_S) {
      meter->held_db[i] = peak;
      meter->held_at_s[i] = now_s;
    }
    meter->clipped[i] = was_clipped || peak > 0.0;
    // Below what the picture resolves nothing is drawn.
    changed = changed ||
              fabs(limited(old_peak) - limited(meter->peak_db[i])) > 0.1 ||
              fabs(limited(old_rms) - limited(meter->rms_db[i])) > 0.1 ||
              fabs(limited(old_held) - limited(meter->held_db[i])) > 0.05 ||
              was_clipped != meter->clipped[i];
  }
  return changed;
}

static Rect
bars_area(Rect r)
{
  return (Rect){ r.x + 14.0, r.y + 46.0, r.w - 28.0, r.h - 62.0 };
}

static double
bar_x(Rect area, int channel)
{
  return channel ? area.x + area.w - BAR_W : area.x;
}

double
meter_y(Rect r, double level_db)
{
  const Rect area = bars_area(r);
  const double at =
    (TOP_DB - fmax(BOTTOM_DB, fmin(TOP_DB, level_db))) / (TOP_DB - BOTTOM_DB);
  return area.y + area.h * at;
}

void
meter_draw_scale(cairo_t* cr, Rect r)
{
  static const double ticks_db[] = { 0.0, -12.0, -24.0, -36.0, -48.0 };
  const Rect area = bars_area(r);
  const double middle = area.x + area.w / 2.0;
  for (size_t i = 0; i < sizeof(ticks_db) / sizeof(*ticks_db); ++i) {
    char text[24];
    const double y = meter_y(r, ticks_db[i]);
    mapping_number(ticks_db[i], 0, false, text);
    draw_text(
      cr,
      middle,
      y + 3.6,
      text,
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_CENTER, false });
    draw_color(cr, THEME_GRID_STRONG, 1.0);
    draw_hairline(cr, area.x + BAR_W + 2.0, y, area.x + BAR_W + 6.0, y);
    draw_hairline(
      cr, area.x + area.w - BAR_W - 6.0, y, area.x + area.w - BAR_W - 2.0, y);
  }
  const char* const names[] = { "L", "R" };
  for (int i = 0; i < 2; ++i) {
    draw_text(
      cr,
      bar_x(area, i) + BAR_W / 2.0,
      area.y + area.h + 12.0,
      names[i],
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_CENTER, false });
  }
}

static void
draw_bar(cairo_t* cr, Rect r, double x, double rms_db, double peak_db)
{
  const Rect area = bars_area(r);
  const double bottom = area.y + area.h;
  draw_round(cr, (Rect){ x, area.y, BAR_W, area.h }, 2.0);
  draw_color(cr, THEME_GROOVE, 1.0);
  cairo_fill(cr);
  cairo_pattern_t* fill = cairo_pattern_create_linear(0.0, area.y, 0.0, bottom);
  static const struct {
    double db;
    uint32_t color;
  } stops[] = { { TOP_DB, THEME_METER_HIGH }, { 0.0, THEME_METER_HIGH },
                { -2.0, THEME_METER_MID },    { -12.0, THEME_METER_MID },
                { -20.0, THEME_METER_LOW },   { BOTTOM_DB, THEME_METER_LOW } };
  for (size_t i = 0; i < sizeof(stops) / sizeof(*stops); ++i) {
    const double offset = (TOP_DB - stops[i].db) / (TOP_DB - BOTTOM_DB);
    draw_stop(cr, fill, offset, stops[i].color, 1.0);
  }
  cairo_set_source(cr, fill);
  const double rms_y = draw_snap(cr, meter_y(r, rms_db));
  if (rms_db > BOTTOM_DB) {
    cairo_rectangle(cr, x + 1.0, rms_y, BAR_W - 2.0, bottom - rms_y);
    cairo_fill(cr);
  }
  if (peak_db > BOTTOM_DB) {
    const double y = draw_snap(cr, meter_y(r, peak_db));
    cairo_rectangle(cr, x + 1.0, y, BAR_W - 2.0, 2.0);
    cairo_fill(cr);
  }
  cairo_pattern_destroy(fill);
}

void
meter_draw(cairo_t* cr, Rect r, const Meter* meter)
{
  const Rect area = bars_area(r);
  for (int i = 0; i < 2; ++i) {
    const double x = bar_x(area, i);
    draw_bar(cr, r, x, meter->rms_db[i], meter->peak_db[i]);
    if (meter->held_db[i] > BOTTOM_DB) {
      draw_color(cr, THEME_TEXT, 0.9);
      const double y = meter_y(r, meter->held_db[i]);
      draw_hairline(cr, x, y, x + BAR_W, y);
    }
    const Rect light = { x, area.y - 8.0, BAR_W, 5.0 };
    draw_round(cr, light, 2.0);
    draw_color(cr, meter->clipped[i] ? THEME_METER_HIGH : THEME_TRACK, 1.0);
    cairo_fill(cr);

    char text[24] = "\xE2\x88\x92\xE2\x88\x9E";
    if (meter->held_db[i] > -99.0) {
      mapping_number(meter->held_db[i], 1, false, text);
    }
    const bool hot = meter->held_db[i] > 0.0;
    draw_text(
      cr,
      x + BAR_W / 2.0,
      area.y - 14.0,
      text,
      (TextStyle){
        THEME_SIZE_SMALL, hot ? THEME_WARN : THEME_TEXT, ALIGN_CENTER, false });
  }
}
