// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/widgets.h"

#include "dsp/maths.h"
#include "ui/window/theme.h"

#include <math.h>

#define DIAL_START_RAD (0.75 * PI)
#define DIAL_SWEEP_RAD (1.5 * PI)

static TextStyle
text_style(double size, uint32_t color, Align align, bool bold)
{
  return (TextStyle){ size, color, align, bold };
}

static uint32_t
field_color(unsigned state)
{
  if (state & WIDGET_ACTIVE) {
    return THEME_SELECTED;
  }
  return state & WIDGET_HOVER ? THEME_FIELD_HOVER : THEME_FIELD;
}

static uint32_t
text_color(unsigned state)
{
  return state & WIDGET_DISABLED ? THEME_TEXT_DIM : THEME_TEXT;
}

static void
draw_knob(cairo_t* cr, double x, double y, double radius, const Dial* dial)
{
  const bool dim = dial->state & WIDGET_DISABLED;
  const bool lit = dial->state & (WIDGET_HOVER | WIDGET_ACTIVE);
  cairo_pattern_t* body =
    cairo_pattern_create_linear(0.0, y - radius, 0.0, y + radius);
  draw_stop(cr, body, 0.0, lit ? THEME_KNOB_TOP_LIT : THEME_KNOB_TOP, 1.0);
  draw_stop(
    cr, body, 1.0, lit ? THEME_KNOB_BOTTOM_LIT : THEME_KNOB_BOTTOM, 1.0);
  cairo_arc(cr, x, y, radius, 0.0, 2.0 * PI);
  cairo_set_source(cr, body);
  cairo_fill_preserve(cr);
  cairo_pattern_destroy(body);
  draw_color(cr, THEME_SHADOW, 0.55);
  cairo_set_line_width(cr, 1.0);
  cairo_stroke(cr);

  const double angle = DIAL_START_RAD + DIAL_SWEEP_RAD * dial->position;
  cairo_move_to(
    cr, x + 0.35 * radius * cos(angle), y + 0.35 * radius * sin(angle));
  cairo_line_to(
    cr, x + 0.82 * radius * cos(angle), y + 0.82 * radius * sin(angle));
  cairo_set_line_width(cr, 2.4);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  draw_color(cr, dim ? THEME_TEXT_DIM : THEME_RESULT, dim ? 0.5 : 1.0);
  cairo_stroke(cr);
}

void
widget_dial(cairo_t* cr, Rect r, const Dial* dial)
{
  const bool dim = dial->state & WIDGET_DISABLED;
  const Rect knob = layout_dial_knob(r);
  const double x = knob.x + knob.w / 2.0;
  const double y = knob.y + knob.h / 2.0;
  const double ring = knob.w / 2.0 - 2.5;
  cairo_save(cr);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width(cr, 3.6);
  cairo_new_path(cr);
  cairo_arc(cr, x, y, ring, DIAL_START_RAD, DIAL_START_RAD + DIAL_SWEEP_RAD);
  draw_color(cr, THEME_TRACK, dim ? 0.5 : 1.0);
  cairo_stroke(cr);

  const double from = fmin(dial->origin, dial->position);
  const double to = fmax(dial->origin, dial->position);
  if (to - from > 0.002) {
    cairo_arc(cr,
              x,
              y,
              ring,
              DIAL_START_RAD + DIAL_SWEEP_RAD * from,
              DIAL_START_RAD + DIAL_SWEEP_RAD * to);
    draw_color(cr, dial->color, dim ? 0.35 : 1.0);
    cairo_stroke(cr);
  }
  if (dial->origin > 0.0 && dial->origin < 1.0) {
    const double a = DIAL_START_RAD + DIAL_SWEEP_RAD * dial->origin;
    cairo_move_to(cr, x + (ring - 1.8) * cos(a), y + (ring - 1.8) * sin(a));
    cairo_line_to(cr, x + (ring + 1.8) * cos(a), y + (ring + 1.8) * sin(a));
    cairo_set_line_width(cr, 1.4);
    draw_color(cr, THEME_TEXT, dim ? 0.4 : 0.9);
    cairo_stroke(cr);
  }
  draw_knob(cr, x, y, ring - 4.5, dial);
  cairo_restore(cr);

  draw_text_in(cr,
               layout_dial_label(r),
               dial->label,
               text_style(THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_CENTER, 0));
  const Rect value = layout_dial_value(r);
  if (dial->state & WIDGET_HOVER && !dim) {
    draw_round(cr, rect_inset(value, 1.0, 1.0), THEME_CORNER);
    draw_color(cr, THEME_FIELD, 1.0);
    cairo_fill(cr);
  }
  draw_text_in(
    cr,
    value,
    dial->value,
    text_style(THEME_SIZE_SMALL, text_color(dial->state), ALIGN_CENTER, false));
}

void
widget_button(cairo_t* cr, Rect r, const char* text, bool on, unsigned state)
{
  draw_box(cr,
           r,
           on ? THEME_SELECTED : field_color(state),
           on ? THEME_TEXT_DIM : THEME_FIELD_EDGE);
  draw_text_in(
    cr,
    rect_inset(r, 2.0, 0.0),
    text,
    text_style(
      THEME_SIZE, on ? THEME_TEXT : text_color(state), ALIGN_CENTER, on));
}

/** A bent arrow that points back; mirrored for redo. */
static void
draw_turn(cairo_t* cr, double x, double y, double side)
{
  const double radius = 4.2;
  cairo_save(cr);
  cairo_translate(cr, x, y + 0.5);
  cairo_scale(cr, side, 1.0);
  cairo_new_path(cr);
  cairo_arc(cr, 0.3, 0.5, radius, -PI * 0.72, PI * 0.62);
  cairo_set_line_width(cr, 1.5);
  cairo_stroke(cr);
  cairo_move_to(cr, -5.8, -2.6);
  cairo_line_to(cr, -0.6, -5.9);
  cairo_line_to(cr, -0.9, -0.4);
  cairo_close_path(cr);
  cairo_fill(cr);
  cairo_restore(cr);
}

void
widget_icon_button(cairo_t* cr, Rect r, char icon, unsigned state)
{
  draw_box(cr, r, field_color(state), THEME_FIELD_EDGE);
  const double x = r.x + r.w / 2.0;
  const double y = r.y + r.h / 2.0;
  draw_color(cr, THEME_TEXT, state & WIDGET_DISABLED ? 0.35 : 1.0);
  switch (icon) {
    case 'u':
      draw_turn(cr, x, y, 1.0);
      break;
    case 'r':
      draw_turn(cr, x, y, -1.0);
      break;
    default:
      draw_arrow(cr, x, y, 8.0, icon);
      break;
  }
}

void
widget_power(cairo_t* cr, Rect r, bool on, unsigned state)
{
  const double x = r.x + r.w / 2.0;
  const double y = r.y + r.h / 2.0;
  draw_box(cr, r, field_color(state), on ? THEME_ON : THEME_FIELD_EDGE);
  draw_color(cr, on ? THEME_ON : THEME_TEXT_DIM, 1.0);
  cairo_set_line_width(cr, 1.8);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path(cr);
  cairo_arc(cr, x, y + 0.5, 5.5, -PI / 2.0 + 0.75, 1.5 * PI - 0.75);
  cairo_stroke(cr);
  cairo_move_to(cr, x, y - 6.5);
  cairo_line_to(cr, x, y - 0.5);
  cairo_stroke(cr);
}

void
widget_switch(cairo_t* cr, Rect r, const char* text, bool on, unsigned state)
{
  const double y = r.y + r.h / 2.0;
  const Rect track = { r.x + 1.0, y - 6.0, 22.0, 12.0 };
  draw_round(cr, track, 6.0);
  draw_color(cr, on ? THEME_ON : THEME_TRACK, 1.0);
  cairo_fill(cr);
  cairo_arc(cr, track.x + (on ? 16.0 : 6.0), y, 4.4, 0.0, 2.0 * PI);
  draw_color(cr, on ? THEME_TEXT_ON_ACCENT : THEME_TEXT, 1.0);
  cairo_fill(cr);
  const bool lit = state & WIDGET_HOVER;
  draw_text_in(
    cr,
    (Rect){ r.x + 29.0, r.y, r.w - 29.0, r.h },
    text,
    text_style(
      THEME_SIZE_SMALL, lit ? THEME_TEXT : THEME_TEXT_DIM, ALIGN_LEFT, false));
}

bool
widget_choice(cairo_t* cr,
              Rect r,
              const char* badge,
              const char* text,
              const char* note,
              uint32_t badge_color,
              uint32_t words_color,
              unsigned state)
{
  draw_box(cr, r, field_color(state), THEME_FIELD_EDGE);
  double x = r.x + 8.0;
  if (badge) {
    draw_text_in(cr,
                 (Rect){ x, r.y, r.w, r.h },
                 badge,
                 text_style(THEME_SIZE, badge_color, ALIGN_LEFT, true));
    x += draw_text_width(cr, badge, THEME_SIZE, true) + 8.0;
  }
  const double end = r.x + r.w - 18.0;
  const double note_h = note ? 0.4 * r.h : 0.0;
  if (note) {
    draw_text_in(
      cr,
      (Rect){ x, r.y + r.h - note_h - 3.0, end - x, note_h },
      note,
      text_style(THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_LEFT, false));
  }
  const bool cut = draw_text_in(
    cr,
    (Rect){ x, r.y, end - x, r.h - note_h },
    text,
    text_style(THEME_SIZE,
               state & WIDGET_DISABLED ? THEME_TEXT_DIM : words_color,
               ALIGN_LEFT,
               false));
  draw_color(cr, THEME_TEXT_DIM, 1.0);
  draw_arrow(cr, r.x + r.w - 10.5, r.y + r.h / 2.0, 7.0, 'v');
  return cut;
}

void
widget_focus(cairo_t* cr, Rect r)
{
  cairo_save(cr);
  cairo_set_line_width(cr, 2.0);
  draw_round(cr, rect_inset(r, -2.0, -2.0), THEME_CORNER + 2.0);
  draw_color(cr, THEME_RESULT, 1.0);
  cairo_stroke(cr);
  cairo_restore(cr);
}

void
widget_popup(cairo_t* cr, Rect r)
{
  for (int i = 4; i > 0; --i) {
    draw_round(cr, rect_inset(r, -i, -i), THEME_CORNER + i);
    draw_color(cr, THEME_SHADOW, 0.09);
    cairo_fill(cr);
  }
  draw_box(cr, r, THEME_POPUP, THEME_POPUP_EDGE);
}
