// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"
#include "widgets.h"

#include <math.h>
#include <string.h>

#define GROOVE_H 14.0
#define THUMB_W 58.0

Rect
widget_morph_thumb(Rect r, double position)
{
  const double travel = r.w - THUMB_W;
  return (Rect){ r.x + travel * position, r.y + 1.0, THUMB_W, r.h - 2.0 };
}

static void
draw_groove(cairo_t* cr, Rect r, bool dim)
{
  const Rect groove = { r.x, r.y + (r.h - GROOVE_H) / 2.0, r.w, GROOVE_H };
  cairo_pattern_t* blend =
    cairo_pattern_create_linear(groove.x, 0.0, groove.x + groove.w, 0.0);
  const double alpha = dim ? 0.25 : 0.8;
  cairo_pattern_add_color_stop_rgba(blend, 0.0, 0.91, 0.64, 0.24, alpha);
  cairo_pattern_add_color_stop_rgba(blend, 0.5, 0.36, 0.38, 0.41, alpha);
  cairo_pattern_add_color_stop_rgba(blend, 1.0, 0.31, 0.64, 0.85, alpha);
  draw_box(cr, groove, THEME_GROOVE, THEME_FIELD_EDGE);
  draw_round(cr, rect_inset(groove, 4.0, 5.0), 2.0);
  cairo_set_source(cr, blend);
  cairo_fill(cr);
  cairo_pattern_destroy(blend);
}

void
widget_morph(cairo_t* cr,
             Rect r,
             double position,
             const char* value,
             unsigned state)
{
  const bool dim = state & WIDGET_DISABLED;
  draw_groove(cr, r, dim);
  const double middle = r.x + r.w / 2.0;
  draw_color(cr, THEME_TEXT_DIM, 0.8);
  draw_hairline(cr, middle, r.y + 1.0, middle, r.y + 5.0);
  draw_hairline(cr, middle, r.y + r.h - 5.0, middle, r.y + r.h - 1.0);

  const Rect thumb = widget_morph_thumb(r, position);
  const bool lit = state & (WIDGET_HOVER | WIDGET_ACTIVE);
  draw_round(cr, (Rect){ thumb.x, thumb.y + 1.0, thumb.w, thumb.h }, 6.0);
  draw_color(cr, 0x000000, 0.4);
  cairo_fill(cr);
  draw_round(cr, thumb, 6.0);
  draw_color(cr, lit ? 0xFFFFFF : THEME_TEXT, dim ? 0.6 : 1.0);
  cairo_fill(cr);
  draw_text_in(
    cr,
    thumb,
    value,
    (TextStyle){ THEME_SIZE, THEME_TEXT_ON_ACCENT, ALIGN_CENTER, true });
}

void
widget_line(cairo_t* cr, Rect r, const Line* line, const char* empty)
{
  const TextStyle style = { THEME_SIZE, THEME_TEXT, ALIGN_LEFT, false };
  const Rect inner = rect_inset(r, 6.0, 2.0);
  draw_box(cr, r, THEME_PLOT, THEME_TEXT_DIM);
  cairo_save(cr);
  cairo_rectangle(cr, inner.x - 1.0, inner.y, inner.w + 2.0, inner.h);
  cairo_clip(cr);

  char before[LINE_BYTES];
  memcpy(before, line->text, line->cursor);
  before[line->cursor] = '\0';
  const double cursor = draw_text_width(cr, before, style.size, false);
  const double width = draw_text_width(cr, line->text, style.size, false);
  const double shift = fmax(0.0, cursor - inner.w + 2.0);
  if (line->selected) {
    cairo_rectangle(cr, inner.x - shift, inner.y + 2.0, width, inner.h - 4.0);
    draw_color(cr, THEME_B, 0.45);
    cairo_fill(cr);
  }
  const double baseline = r.y + r.h / 2.0 + 0.365 * style.size;
  if (line->length) {
    draw_text(cr, inner.x - shift, baseline, line->text, style);
  } else {
    const TextStyle dim = { style.size, THEME_TEXT_DIM, ALIGN_LEFT, false };
    draw_text(cr, inner.x + 3.0, baseline, empty, dim);
  }
  draw_color(cr, THEME_TEXT, 1.0);
  const double x = inner.x - shift + cursor;
  draw_hairline(cr, x, inner.y + 2.0, x, inner.y + inner.h - 2.0);
  cairo_restore(cr);
}
