// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/mapping.h"
#include "ui/window/plot.h"
#include "ui/window/theme.h"

#include "plugin/text/utf8.h"

#include <math.h>
#include <stdio.h>

static void
draw_pair(cairo_t* cr,
          Rect area,
          const Curve* a,
          const Curve* b,
          double top,
          double bottom)
{
  cairo_save(cr);
  const double valid_w = area.w * plot_position(PLOT_VALID_HZ);
  cairo_rectangle(cr, area.x, area.y, valid_w, area.h);
  cairo_clip(cr);
  if (a) {
    plot_trace(cr, area, a, top, bottom);
    plot_stroke(cr, THEME_A, 2.0, false);
  }
  if (b) {
    plot_trace(cr, area, b, top, bottom);
    plot_stroke(cr, THEME_B, 2.0, true);
  }
  cairo_restore(cr);
}

static void
draw_title(cairo_t* cr, Rect area, const char* title)
{
  const double width = draw_text_width(cr, title, THEME_SIZE_SMALL, false);
  const Rect box = {
    area.x + area.w - width - 14.0, area.y + 4.0, width + 10.0, 16.0
  };
  draw_round(cr, box, 3.0);
  draw_color(cr, THEME_PLOT, 0.85);
  cairo_fill(cr);
  draw_text_in(
    cr,
    box,
    title,
    (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT, ALIGN_CENTER, false });
}

#define TABLE_COLUMNS (OCCLUSION_BANDS + 2)
#define TABLE_LINE 12.0

/** A row of the table of how it feels on the head: a name, then numbers that
   end at their column. */
static void
draw_row(cairo_t* cr,
         double x,
         double y,
         const char* const cell[TABLE_COLUMNS],
         uint32_t color)
{
  static const double right[TABLE_COLUMNS] = { 0.0, 62.0, 97.0, 140.0, 196.0 };
  for (int i = 0; i < TABLE_COLUMNS; ++i) {
    const Align align = i ? ALIGN_RIGHT : ALIGN_LEFT;
    draw_text(cr,
              x + right[i],
              y,
              cell[i],
              (TextStyle){ THEME_SIZE_SMALL, color, align, false });
  }
}

static void
draw_numbers(cairo_t* cr,
             double x,
             double y,
             const char* name,
             const Wearing* wearing,
             uint32_t color)
{
  char text[TABLE_COLUMNS][24];
  const char* cell[TABLE_COLUMNS] = { name };
  for (int i = 1; i < TABLE_COLUMNS; ++i) {
    if (i <= OCCLUSION_BANDS) {
      mapping_number(wearing->occlusion_db[i - 1], 1, true, text[i]);
    } else {
      mapping_number(wearing->openness_db, 0, false, text[i]);
    }
    cell[i] = text[i];
  }
  draw_row(cr, x, y, cell, color);
}

/** How A, B and the mix feel on the head: where no isolation curve comes. */
static void
draw_wearing(cairo_t* cr, Rect area, const Curves* curves)
{
  static const char* const heads[TABLE_COLUMNS] = {
    "Voice", "125", "250", "500 Hz", "openness"
  };
  static const char* const foot[TABLE_COLUMNS] = {
    "dB, computed, not measured", "", "", "", ""
  };
  if (!curves->has_cup) {
    return;
  }
  const int lines = 3 + curves->a.has_cup + curves->b.has_cup;
  const Rect box = { area.x + 4.0,
                     area.y + area.h - lines * TABLE_LINE - 9.0,
                     208.0,
                     lines * TABLE_LINE + 6.0 };
  draw_round(cr, box, 3.0);
  draw_color(cr, THEME_PLOT, 0.9);
  cairo_fill(cr);
  const double x = box.x + 6.0;
  double y = box.y + TABLE_LINE;
  draw_row(cr, x, y, heads, THEME_TEXT_DIM);
  if (curves->a.has_cup) {
    draw_numbers(cr, x, y += TABLE_LINE, "A", &curves->a.wearing, THEME_A);
  }
  if (curves->b.has_cup) {
    draw_numbers(cr, x, y += TABLE_LINE, "B", &curves->b.wearing, THEME_B);
  }
  draw_numbers(cr, x, y += TABLE_LINE, "Mix", &curves->wearing, THEME_RESULT);
  draw_row(cr, x, y + TABLE_LINE, foot, THEME_TEXT_DIM);
}

/** What has a housing but no circuit is active: nothing is claimed of it. */
static void
draw_unclaimed(cairo_t* cr, Rect area, const Curves* curves)
{
  const Cup* const cups[] = { &curves->a, &curves->b };
  double y = area.y + 40.0;
  for (unsigned i = 0; i < 2; ++i) {
    if (!cups[i]->has_cup && cups[i]->type != HOUSING_NONE) {
      char text[64];
      snprintf(text, sizeof(text), "%c is active: neither is claimed", "AB"[i]);
      draw_text(cr,
                area.x + 6.0,
                y,
                text,
                (TextStyle){
                  THEME_SIZE_SMALL, i ? THEME_B : THEME_A, ALIGN_LEFT, false });
      y += TABLE_LINE;
    }
  }
}

void
plot_draw_isolation(cairo_t* cr, Rect area, const Curves* curves)
{
  const Cup* a = curves->a.has_cup ? &curves->a : NULL;
  const Cup* b = curves->b.has_cup ? &curves->b : NULL;
  const Rect left = plot_half(area, VIEW_ISOLATION, 0);
  const Rect right = plot_half(area, VIEW_ISOLATION, 1);
  draw_pair(cr,
            left,
            a ? &a->isolation : NULL,
            b ? &b->isolation : NULL,
            ISOLATION_TOP_DB,
            ISOLATION_BOTTOM_DB);
  draw_pair(cr,
            right,
            a ? &a->bleed : NULL,
            b ? &b->bleed : NULL,
            BLEED_TOP_DB,
            BLEED_BOTTOM_DB);
  draw_unclaimed(cr, right, curves);
  draw_title(cr, left, "Outside heard inside, dB");
  draw_wearing(cr, left, curves);
  draw_title(cr, right, "Bleed at 0.3 m, dB re the ear");
}

/** The ground for silence, through the accent, to the text's colour for all the
    energy. */
static void
heat(double db, const uint32_t colors[3], uint8_t* pixel)
{
  const double x = fmax(0.0, fmin(1.0, 1.0 - db / DECAY_FLOOR_DB));
  for (int i = 0; i < 3; ++i) {
    const double base = colors[0] >> (8 * i) & 0xFF;
    const double color = colors[1] >> (8 * i) & 0xFF;
    const double light = colors[2] >> (8 * i) & 0xFF;
    const double mix = x < 0.7 ? base + (color - base) * x / 0.7
                               : color + (light - color) * (x - 0.7) / 0.3;
    pixel[i] = (uint8_t)lround(mix);
  }
}

static void
draw_heat(cairo_t* cr, Rect area, const Decay* decay, uint32_t accent)
{
  cairo_surface_t* image =
    cairo_image_surface_create(CAIRO_FORMAT_RGB24, DECAY_BANDS, DECAY_TIMES);
  uint8_t* data = cairo_image_surface_get_data(image);
  if (!data) {
    cairo_surface_destroy(image);
    return;
  }
  const int stride = cairo_image_surface_get_stride(image);
  const uint32_t colors[3] = { draw_themed(cr, THEME_PLOT),
                               draw_themed(cr, accent),
                               draw_themed(cr, THEME_RESULT) };
  for (int t = 0; t < DECAY_TIMES; ++t) {
    for (int b = 0; b < DECAY_BANDS; ++b) {
      // RGB24 pixels are native words: compose them as such.
      uint8_t c[3];
      heat((double)decay->db[t][b], colors, c);
      uint32_t* row = (uint32_t*)(void*)(data + t * stride);
      row[b] = (uint32_t)c[2] << 16 | (uint32_t)c[1] << 8 | c[0];
    }
  }
  cairo_surface_mark_dirty(image);
  cairo_save(cr);
  cairo_rectangle(cr, area.x, area.y, area.w, area.h);
  cairo_clip(cr);
  cairo_translate(cr, area.x, area.y);
  cairo_scale(cr, area.w / DECAY_BANDS, area.h / DECAY_TIMES);
  cairo_set_source_surface(cr, image, 0.0, 0.0);
  cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
  cairo_paint(cr);
  cairo_restore(cr);
  cairo_surface_destroy(image);
}

void
plot_draw_decay(cairo_t* cr,
                Rect area,
                const Decay* const decays[2],
                const char* const names[2])
{
  const uint32_t accents[] = { THEME_A, THEME_B };
  for (unsigned i = 0; i < 2; ++i) {
    const Rect half = plot_half(area, VIEW_DECAY, i);
    if (decays[i]) {
      draw_heat(cr, half, decays[i], accents[i]);
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
    draw_title(cr, low, title);
  }
}
