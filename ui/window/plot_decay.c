// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// How long each cup rings: two pictures of time over frequency, and their key.

#include "ui/shared/mapping.h"
#include "ui/window/plot.h"
#include "ui/window/theme.h"

#include "plugin/text/utf8.h"

#include <math.h>
#include <stdio.h>

#define BAR_W 10.0

/** From nothing to all of the energy: one palette for both cups, whose
   lightness grows evenly, so that neither looks louder. */
static const uint32_t palette[] = { THEME_PLOT,   THEME_HEAT_1, THEME_HEAT_2,
                                    THEME_HEAT_3, THEME_HEAT_4, THEME_RESULT };
enum { STEPS = sizeof(palette) / sizeof(*palette) - 1 };

static uint32_t
heat(double db, const uint32_t colors[STEPS + 1])
{
  const double x =
    STEPS * fmax(0.0, fmin(1.0, 1.0 - db / EARCUP_DECAY_FLOOR_DB));
  const size_t i = (size_t)fmin(x, STEPS - 1.0);
  uint32_t color = 0;
  for (int c = 0; c < 3; ++c) {
    const double from = colors[i] >> (8 * c) & 0xFF;
    const double to = colors[i + 1] >> (8 * c) & 0xFF;
    color |= (uint32_t)lround(from + (to - from) * (x - (double)i)) << (8 * c);
  }
  return color;
}

/** As wide as what the network says anything of. */
static Rect
valid(Rect half)
{
  half.w *= plot_position(PLOT_VALID_HZ);
  return half;
}

static void
draw_heat(cairo_t* cr, Rect area, const EarcupDecay* decay)
{
  cairo_surface_t* image = cairo_image_surface_create(
    CAIRO_FORMAT_RGB24, EARCUP_DECAY_BANDS, EARCUP_DECAY_TIMES);
  uint8_t* data = cairo_image_surface_get_data(image);
  if (!data) {
    cairo_surface_destroy(image);
    return;
  }
  const int stride = cairo_image_surface_get_stride(image);
  uint32_t colors[STEPS + 1];
  for (size_t i = 0; i <= STEPS; ++i) {
    colors[i] = draw_themed(cr, palette[i]);
  }
  for (int t = 0; t < EARCUP_DECAY_TIMES; ++t) {
    for (int b = 0; b < EARCUP_DECAY_BANDS; ++b) {
      // RGB24 pixels are native words: compose them as such.
      uint32_t* row = (uint32_t*)(void*)(data + t * stride);
      row[b] = heat((double)decay->db[t][b], colors);
    }
  }
  cairo_surface_mark_dirty(image);
  cairo_save(cr);
  cairo_rectangle(cr, area.x, area.y, area.w, area.h);
  cairo_clip(cr);
  cairo_translate(cr, area.x, area.y);
  cairo_scale(cr, area.w / EARCUP_DECAY_BANDS, area.h / EARCUP_DECAY_TIMES);
  cairo_set_source_surface(cr, image, 0.0, 0.0);
  cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
  cairo_paint(cr);
  cairo_restore(cr);
  cairo_surface_destroy(image);
}

/** What the colours mean, where there is nothing to show: beyond 10 kHz. */
static void
draw_bar(cairo_t* cr, Rect area)
{
  const double from = area.x + area.w * plot_position(PLOT_VALID_HZ);
  const Rect bar = { from + 10.0, area.y + 10.0, BAR_W, area.h - 20.0 };
  cairo_pattern_t* scale =
    cairo_pattern_create_linear(0.0, bar.y, 0.0, bar.y + bar.h);
  for (size_t i = 0; i <= STEPS; ++i) {
    draw_stop(cr, scale, 1.0 - (double)i / STEPS, palette[i], 1.0);
  }
  draw_round(cr, bar, 2.0);
  cairo_set_source(cr, scale);
  cairo_fill_preserve(cr);
  cairo_pattern_destroy(scale);
  draw_color(cr, THEME_FIELD_EDGE, 1.0);
  cairo_set_line_width(cr, 1.0);
  cairo_stroke(cr);
  for (int i = 0; i <= 5; ++i) {
    char text[24];
    mapping_number(EARCUP_DECAY_FLOOR_DB * i / 5.0, 0, false, text);
    draw_text(
      cr,
      bar.x + bar.w + 5.0,
      bar.y + bar.h * i / 5.0 + 3.6,
      i ? text : "0 dB",
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_LEFT, false });
  }
}

void
plot_draw_decay(cairo_t* cr,
                Rect area,
                const EarcupDecay* const decays[2],
                const char* const names[2])
{
  for (unsigned i = 0; i < 2; ++i) {
    const Rect half = valid(plot_half(area, VIEW_DECAY, i));
    if (decays[i]) {
      draw_heat(cr, half, decays[i]);
    }
    char title[160];
    char name[120];
    utf8_copy(name, sizeof(name), names[i], SIZE_MAX);
    snprintf(title,
             sizeof(title),
             "%c: %s%s",
             "AB"[i],
             name,
             decays[i] ? "" : ", no cup to ring");
    const Rect low = { half.x, half.y + half.h - 24.0, half.w, 20.0 };
    plot_draw_title(cr, low, title);
  }
  draw_bar(cr, area);
}
