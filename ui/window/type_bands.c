// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/type_bands.h"

#include "ui/window/plot.h"
#include "ui/window/theme.h"

#include "type_bands_data.h"

#define SWATCH_W 10.0

static const struct {
  const char* name;
  uint32_t color;
} looks[TYPE_BANDS] = {
  [TYPE_BAND_OPEN] = { "open", THEME_OPEN },
  [TYPE_BAND_CLOSED] = { "closed", THEME_CLOSED },
};

void
type_band(TypeBand type, EarcupCurve* low, EarcupCurve* high)
{
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    low->db[i] = (double)type_band_db[type][0][i];
    high->db[i] = (double)type_band_db[type][1][i];
  }
}

static double
place_x(Rect area, size_t point)
{
  return area.x + area.w * plot_position(earcup_grid_hz(point));
}

void
type_bands_draw(cairo_t* cr,
                Rect area,
                const EarcupCurve* zero,
                double top,
                double bottom)
{
  const double scale = area.h / (top - bottom);
  for (int type = 0; type < TYPE_BANDS; ++type) {
    EarcupCurve edge[2];
    type_band((TypeBand)type, &edge[0], &edge[1]);
    cairo_new_path(cr);
    for (size_t k = 0; k < (size_t)2 * EARCUP_GRID_POINTS; ++k) {
      const bool back = k >= EARCUP_GRID_POINTS;
      const size_t i = back ? 2 * EARCUP_GRID_POINTS - 1 - k : k;
      const double db = edge[back].db[i] - (zero ? zero->db[i] : 0.0);
      cairo_line_to(cr, place_x(area, i), area.y + scale * (top - db));
    }
    cairo_close_path(cr);
    draw_color(cr, looks[type].color, 0.2);
    cairo_fill_preserve(cr);
    draw_color(cr, looks[type].color, 0.6);
    cairo_set_line_width(cr, 1.0);
    cairo_stroke(cr);
  }
}

void
type_bands_draw_legend(cairo_t* cr, Rect r, bool shown, bool lit)
{
  const double y = r.y + r.h / 2.0;
  draw_round(cr, r, 3.0);
  draw_color(cr, lit ? THEME_FIELD : THEME_PLOT, 0.85);
  cairo_fill(cr);
  double x = r.x + 5.0;
  for (int type = 0; type < TYPE_BANDS; ++type) {
    const Rect swatch = { x, y - 5.0, SWATCH_W, 10.0 };
    draw_round(cr, swatch, 2.0);
    draw_color(cr, looks[type].color, shown ? 0.45 : 0.0);
    cairo_fill_preserve(cr);
    draw_color(cr, looks[type].color, 1.0);
    cairo_set_line_width(cr, 1.0);
    cairo_stroke(cr);
    x += SWATCH_W + 5.0;
    draw_text(cr,
              x,
              y + 3.6,
              looks[type].name,
              (TextStyle){ THEME_SIZE_SMALL,
                           shown ? THEME_TEXT : THEME_TEXT_DIM,
                           ALIGN_LEFT,
                           false });
    x += draw_text_width(cr, looks[type].name, THEME_SIZE_SMALL, false) + 8.0;
  }
}
