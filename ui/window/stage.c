// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/stage.h"

#include "dsp/maths.h"
#include "ui/shared/mapping.h"
#include "ui/window/theme.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SPEAKER_RADIUS 38.0
#define HEAD_RADIUS 9.0
#define HEAD_Y 53.0
#define LINE_H 10.5
#define ANGLE_MIN_DEG 20.0
#define ANGLE_MAX_DEG 150.0
#define SHOWN_DEG 60.0 ///< where no angle counts

StagePoint
stage_head(Rect r)
{
  return (StagePoint){ r.x + r.w / 2.0, r.y + HEAD_Y };
}

StagePoint
stage_speaker(Rect r, double angle_deg, double side)
{
  const StagePoint head = stage_head(r);
  const double half_rad = angle_deg / 2.0 * PI / 180.0;
  return (StagePoint){ head.x + side * SPEAKER_RADIUS * sin(half_rad),
                       head.y - SPEAKER_RADIUS * cos(half_rad) };
}

FarEar
stage_far_ear(double angle_deg, double amount)
{
  const EarcupCrossfeed natural = { EARCUP_CROSSFEED_NATURAL,
                                    amount,
                                    angle_deg };
  const EarcupCrossfeedFigures figures = earcup_crossfeed_figures(&natural);
  return (FarEar){ figures.delay_us,
                   20.0 * log10(fmax(1e-3, figures.far_ratio)) };
}

double
stage_angle(Rect r, double x, double y)
{
  const StagePoint head = stage_head(r);
  const double half_rad = atan2(fabs(x - head.x), head.y - y);
  const double angle = 2.0 * half_rad * 180.0 / PI;
  return fmax(ANGLE_MIN_DEG, fmin(ANGLE_MAX_DEG, angle));
}

/** A cabinet with its cone towards the head. */
static void
draw_speaker(cairo_t* cr, Rect r, double angle, double side, unsigned state)
{
  const StagePoint at = stage_speaker(r, angle, side);
  const bool lit = state & (WIDGET_HOVER | WIDGET_ACTIVE);
  cairo_save(cr);
  cairo_translate(cr, at.x, at.y);
  cairo_rotate(cr, side * angle / 2.0 * PI / 180.0);
  cairo_new_path(cr); // y grows towards the head
  cairo_move_to(cr, -3.0, -5.5);
  cairo_line_to(cr, 3.0, -5.5);
  cairo_line_to(cr, 3.0, -0.5);
  cairo_line_to(cr, 6.5, 4.5);
  cairo_line_to(cr, -6.5, 4.5);
  cairo_line_to(cr, -3.0, -0.5);
  cairo_close_path(cr);
  draw_color(cr, lit ? THEME_LIT : THEME_TEXT_DIM, 1.0);
  cairo_fill(cr);
  cairo_restore(cr);
}

static void
draw_head(cairo_t* cr, StagePoint head)
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
    draw_color(cr, THEME_TEXT_DIM, 1.0);
    cairo_fill(cr);
  }
}

/** Where sound arrives at an ear, from a direction. */
static void
draw_arrowhead(cairo_t* cr, StagePoint tip, double dx, double dy)
{
  const double length = hypot(dx, dy);
  const double x = 4.5 * dx / length;
  const double y = 4.5 * dy / length;
  cairo_new_path(cr);
  cairo_move_to(cr, tip.x, tip.y);
  cairo_line_to(cr, tip.x - x - 0.5 * y, tip.y - y + 0.5 * x);
  cairo_line_to(cr, tip.x - x + 0.5 * y, tip.y - y - 0.5 * x);
  cairo_close_path(cr);
  cairo_fill(cr);
}

/** From each speaker: straight to the near ear, dashed around to the far. */
static void
draw_paths(cairo_t* cr, Rect r, double angle, double amount)
{
  static const double dash[] = { 3.0, 2.5 };
  const StagePoint head = stage_head(r);
  const double ear = HEAD_RADIUS + 2.5;
  cairo_set_line_width(cr, 1.3);
  for (int side = -1; side <= 1; side += 2) {
    const StagePoint from = stage_speaker(r, angle, side);
    const StagePoint near = { head.x + side * ear, head.y };
    const StagePoint far = { head.x - side * ear, head.y };
    const StagePoint bend = { head.x - side * (HEAD_RADIUS + 4.0),
                              head.y - HEAD_RADIUS - 5.0 };
    cairo_new_path(cr);
    cairo_move_to(cr, from.x, from.y);
    cairo_line_to(cr, near.x, near.y);
    draw_color(cr, THEME_TEXT, 0.9);
    cairo_stroke(cr);
    draw_arrowhead(cr, near, near.x - from.x, near.y - from.y);

    cairo_move_to(cr, from.x, from.y);
    cairo_curve_to(
      cr, head.x, head.y - HEAD_RADIUS - 9.0, bend.x, bend.y, far.x, far.y);
    cairo_set_dash(cr, dash, 2, 0.0);
    draw_color(cr, THEME_ON, 0.4 + 0.6 * amount);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0.0);
    draw_arrowhead(cr, far, far.x - bend.x, far.y - bend.y);
  }
}

/** Two lines below the head. */
static void
draw_words(cairo_t* cr, Rect r, const char* first, const char* second, bool dim)
{
  const TextStyle style = {
    THEME_SIZE_SMALL, dim ? THEME_TEXT_DIM : THEME_TEXT, ALIGN_CENTER, false
  };
  const double y = r.y + r.h - 2.0 * LINE_H;
  draw_text_in(cr, (Rect){ r.x, y, r.w, LINE_H }, first, style);
  draw_text_in(cr, (Rect){ r.x, y + LINE_H, r.w, LINE_H }, second, style);
}

bool
stage_words(const EarcupCrossfeed* crossfeed,
            char first[STAGE_TEXT],
            char second[STAGE_TEXT])
{
  char number[24];
  if (crossfeed->mode == EARCUP_CROSSFEED_OFF) {
    snprintf(first, STAGE_TEXT, "no crossfeed");
    *second = '\0';
    return false;
  }
  if (crossfeed->mode != EARCUP_CROSSFEED_NATURAL) {
    // What the old circuits do to a centred voice.
    mapping_number(
      earcup_crossfeed_figures(crossfeed).mono_error_db, 1, false, number);
    snprintf(first, STAGE_TEXT, "a centred voice");
    snprintf(second, STAGE_TEXT, "is bent by %s dB", number);
    return true;
  }
  const FarEar far = stage_far_ear(crossfeed->angle_deg, crossfeed->amount);
  mapping_number(far.delay_us, 0, false, number);
  snprintf(first, STAGE_TEXT, "far ear %s \xC2\xB5s", number);
  mapping_number(-far.shadow_db, 1, false, number);
  snprintf(second, STAGE_TEXT, "later, %s dB less", number);
  return true;
}

static void
draw_figures(cairo_t* cr, Rect r, const EarcupCrossfeed* crossfeed)
{
  char first[STAGE_TEXT];
  char second[STAGE_TEXT];
  const bool heard = stage_words(crossfeed, first, second);
  draw_words(cr, r, first, second, !heard);
  if (crossfeed->mode == EARCUP_CROSSFEED_NATURAL) {
    mapping_number(crossfeed->angle_deg, 0, false, first);
    strcat(first, "\xC2\xB0");
    draw_text_in(
      cr,
      layout_stage_value(r),
      first,
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT, ALIGN_CENTER, false });
  }
}

void
stage_draw(cairo_t* cr,
           Rect r,
           const EarcupCrossfeed* crossfeed,
           unsigned state)
{
  const bool natural = crossfeed->mode == EARCUP_CROSSFEED_NATURAL;
  const double angle = natural ? crossfeed->angle_deg : SHOWN_DEG;
  const StagePoint head = stage_head(r);
  const bool dim = state & WIDGET_DISABLED;
  cairo_save(cr);
  cairo_push_group(cr);
  cairo_new_path(cr);
  cairo_arc(cr, head.x, head.y, SPEAKER_RADIUS, -0.95 * PI, -0.05 * PI);
  cairo_set_line_width(cr, 1.0);
  draw_color(cr, THEME_GRID_STRONG, 1.0);
  cairo_stroke(cr);
  if (crossfeed->mode != EARCUP_CROSSFEED_OFF) {
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
