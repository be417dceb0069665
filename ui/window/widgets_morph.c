// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/theme.h"
#include "ui/window/widgets.h"

#include <math.h>

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
  draw_stop(cr, blend, 0.0, THEME_A, alpha);
  draw_stop(cr, blend, 0.5, THEME_TRACK_MIDDLE, alpha);
  draw_stop(cr, blend, 1.0, THEME_B, alpha);
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
  draw_color(cr, THEME_SHADOW, 0.4);
  cairo_fill(cr);
  draw_round(cr, thumb, 6.0);
  draw_color(cr, lit ? THEME_LIT : THEME_TEXT, dim ? 0.6 : 1.0);
  cairo_fill(cr);
  draw_text_in(
    cr,
    thumb,
    value,
    (TextStyle){ THEME_SIZE, THEME_TEXT_ON_ACCENT, ALIGN_CENTER, true });
}
