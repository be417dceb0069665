// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"
#include "widgets.h"

#include <math.h>
#include <string.h>

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
