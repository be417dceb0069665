// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/stage.h"

#include "dsp/maths.h"
#include "ui/shared/mapping.h"
#include "ui/window/theme.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <stdio.h>

#define SPEAKER_RADIUS 46.0
#define HEAD_RADIUS 12.0
#define ANGLE_MIN_DEG 20.0
#define ANGLE_MAX_DEG 150.0
#define CIRCUIT_RATE_HZ 48000.0
#define SHOWN_DEG 60.0 ///< where no angle counts

typedef struct {
  double x;
  double y;
} Point;

static Point
head_center(Rect r)
{
  return (Point){ r.x + r.w / 2.0, r.y + 65.0 };
}

static Point
speaker(Rect r, double angle_deg, double side)
{
  const Point head = head_center(r);
  const double half_rad = angle_deg / 2.0 * PI / 180.0;
  return (Point){ head.x + side * SPEAKER_RADIUS * sin(half_rad),
                  head.y - SPEAKER_RADIUS * cos(half_rad) };
}

FarEar
stage_far_ear(double angle_deg, double amount)
{
  const double ratio = amount * cabs(crossfeed_ratio(angle_deg, 1000.0));
  return (FarEar){ 1e6 * crossfeed_delay_s(angle_deg),
                   20.0 * log10(fmax(1e-3, ratio)) };
}

double
stage_angle(Rect r, double x, double y)
{
  const Point head = head_center(r);
  const double half_rad = atan2(fabs(x - head.x), head.y - y);
  const double angle = 2.0 * half_rad * 180.0 / PI;
  return fmax(ANGLE_MIN_DEG, fmin(ANGLE_MAX_DEG, angle));
}

static void
draw_speaker(cairo_t* cr, Rect r, double angle, double side, unsigned state)
{
  const Point at = speaker(r, angle, side);
  const bool lit = state & (WIDGET_HOVER | WIDGET_ACTIVE);
  cairo_save(cr);
  cairo_translate(cr, at.x, at.y);
  cairo_rotate(cr, side * angle / 2.0 * PI / 180.0);
  cairo_rectangle(cr, -6.0, -5.0, 12.0, 6.5);
  draw_color(cr, lit ? THEME_LIT : THEME_TEXT_DIM, 1.0);
  cairo_fill(cr);
  cairo_move_to(cr, -3.0, 1.5);
  cairo_line_to(cr, 3.0, 1.5);
  cairo_line_to(cr, 5.5, 5.0);
  cairo_line_to(cr, -5.5, 5.0);
  cairo_close_path(cr);
  draw_color(cr, side < 0.0 ? THEME_A : THEME_B, 1.0);
  cairo_fill(cr);
  cairo_restore(cr);
}

static void
draw_head(cairo_t* cr, Point head)
{
  cairo_new_path(cr);
  cairo_move_to(cr, head.x - 4.0, head.y - HEAD_RADIUS + 1.5);
  cairo_line_to(cr, head.x, head.y - HEAD_RADIUS - 4.5);
  cairo_line_to(cr, head.x + 4.0, head.y - HEAD_RADIUS + 1.5);
  cairo_close_path(cr);
  cairo_new_sub_path(cr);
  cairo_arc(cr, head.x, head.y, HEAD_RADIUS, 0.0, 2.0 * PI);
  draw_color(cr, THEME_TRACK, 1.0);
  cairo_fill(cr);
  for (int side = -1; side <= 1; side += 2) {
    cairo_save(cr);
    cairo_translate(cr, head.x + side * (HEAD_RADIUS + 0.5), head.y);
    cairo_scale(cr, 0.45, 1.0);
    cairo_new_path(cr);
    cairo_arc(cr, 0.0, 0.0, 4.5, 0.0, 2.0 * PI);
    cairo_restore(cr);
    draw_color(cr, side < 0 ? THEME_A : THEME_B, 1.0);
    cairo_fill(cr);
  }
}

/** From each speaker: straight to the near ear, dashed around to the far. */
static void
draw_paths(cairo_t* cr, Rect r, double angle, double amount)
{
  static const double dash[] = { 3.0, 2.5 };
  const Point head = head_center(r);
  for (int side = -1; side <= 1; side += 2) {
    const Point from = speaker(r, angle, side);
    const double ear = HEAD_RADIUS + 2.0;
    const uint32_t color = side < 0 ? THEME_A : THEME_B;
    cairo_new_path(cr);
    cairo_move_to(cr, from.x, from.y);
    cairo_line_to(cr, head.x + side * ear, head.y);
    cairo_set_line_width(cr, 1.3);
    draw_color(cr, color, 0.9);
    cairo_stroke(cr);

    cairo_move_to(cr, from.x, from.y);
    cairo_curve_to(cr,
                   head.x,
                   head.y - HEAD_RADIUS - 9.0,
                   head.x - side * (HEAD_RADIUS + 3.0),
                   head.y - HEAD_RADIUS - 6.0,
                   head.x - side * ear,
                   head.y);
    cairo_set_dash(cr, dash, 2, 0.0);
    draw_color(cr, color, 0.25 + 0.65 * amount);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0.0);
  }
}

static void
draw_figures(cairo_t* cr, Rect r, const Crossfeed* crossfeed)
{
  char text[64];
  char delay[24];
  char shadow[24];
  const TextStyle style = { THEME_SIZE_SMALL, THEME_TEXT, ALIGN_CENTER, false };
  const Rect below = { r.x, r.y + r.h - 16.0, r.w, 14.0 };
  if (crossfeed->mode == CROSSFEED_OFF) {
    const TextStyle dim = {
      THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_CENTER, false
    };
    draw_text_in(cr, below, "no crossfeed", dim);
    return;
  }
  if (crossfeed->mode != CROSSFEED_NATURAL) {
    // What the old circuits do to a centred voice.
    const double bent_db = crossfeed_errors(crossfeed, CIRCUIT_RATE_HZ).mono_db;
    mapping_number(bent_db, 1, false, shadow);
    snprintf(text, sizeof(text), "mono bent %s dB", shadow);
    draw_text_in(cr, below, text, style);
    return;
  }
  const FarEar far = stage_far_ear(crossfeed->angle_deg, crossfeed->amount);
  mapping_number(far.delay_us, 0, false, delay);
  mapping_number(far.shadow_db, 1, false, shadow);
  snprintf(text, sizeof(text), "%s \xC2\xB5s  %s dB", delay, shadow);
  draw_text_in(cr, below, text, style);

  mapping_number(crossfeed->angle_deg, 0, false, delay);
  snprintf(text, sizeof(text), "%s\xC2\xB0", delay);
  draw_text_in(cr, layout_stage_value(r), text, style);
}

void
stage_draw(cairo_t* cr, Rect r, const Crossfeed* crossfeed, unsigned state)
{
  const bool natural = crossfeed->mode == CROSSFEED_NATURAL;
  const double angle = natural ? crossfeed->angle_deg : SHOWN_DEG;
  const Point head = head_center(r);
  const bool dim = state & WIDGET_DISABLED;
  cairo_save(cr);
  cairo_push_group(cr);
  cairo_new_path(cr);
  cairo_arc(cr, head.x, head.y, SPEAKER_RADIUS, -0.95 * PI, -0.05 * PI);
  cairo_set_line_width(cr, 1.0);
  draw_color(cr, THEME_GRID_STRONG, 1.0);
  cairo_stroke(cr);
  if (crossfeed->mode != CROSSFEED_OFF) {
    draw_paths(cr, r, angle, crossfeed->amount);
  }
  draw_speaker(cr, r, angle, -1.0, state);
  draw_speaker(cr, r, angle, 1.0, state);
  draw_head(cr, head);
  cairo_pop_group_to_source(cr);
  cairo_paint_with_alpha(cr, dim ? THEME_DISABLED_ALPHA : 1.0);
  cairo_restore(cr);
  draw_figures(cr, r, crossfeed);
}
