// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/theme.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <string.h>

/** Width of a text's first bytes. */
static double
width_to(cairo_t* cr, const Line* line, size_t length)
{
  char before[LINE_BYTES];
  memcpy(before, line->text, length);
  before[length] = '\0';
  return draw_text_width(cr, before, THEME_SIZE, false);
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

  size_t first = 0;
  size_t end = 0;
  const double cursor = width_to(cr, line, line->cursor);
  const double shift = fmax(0.0, cursor - inner.w + 2.0);
  if (line_selection(line, &first, &end)) {
    const double from = width_to(cr, line, first);
    const double width = width_to(cr, line, end) - from;
    cairo_rectangle(
      cr, inner.x - shift + from, inner.y + 2.0, width, inner.h - 4.0);
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
