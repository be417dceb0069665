// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/mapping.h"
#include "ui/window/plot.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdio.h>

static void
draw_pair(cairo_t* cr,
          Rect area,
          const EarcupCurve* a,
          const EarcupCurve* b,
          const EarcupCurve* result,
          double top,
          double bottom)
{
  cairo_save(cr);
  const double valid_w = area.w * plot_position(PLOT_VALID_HZ);
  cairo_rectangle(cr, area.x, area.y, valid_w, area.h);
  cairo_clip(cr);
  if (result) {
    plot_trace(cr, area, result, top, bottom);
    plot_stroke(cr, THEME_RESULT, 3.5, PLOT_SOLID);
  }
  if (a) {
    plot_trace(cr, area, a, top, bottom);
    plot_stroke(cr, THEME_A, 2.0, PLOT_SOLID);
  }
  if (b) {
    plot_trace(cr, area, b, top, bottom);
    plot_stroke(cr, THEME_B, 2.0, PLOT_DASHED);
  }
  cairo_restore(cr);
}

void
plot_draw_title(cairo_t* cr, Rect area, const char* title)
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

#define TABLE_COLUMNS (EARCUP_OCCLUSION_BANDS + 2)
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
             const EarcupWearing* wearing,
             uint32_t color)
{
  char text[TABLE_COLUMNS][24];
  const char* cell[TABLE_COLUMNS] = { name };
  for (int i = 1; i < TABLE_COLUMNS; ++i) {
    if (i <= EARCUP_OCCLUSION_BANDS) {
      mapping_number(wearing->occlusion_db[i - 1], 1, true, text[i]);
    } else {
      mapping_number(wearing->openness_db, 0, false, text[i]);
    }
    cell[i] = text[i];
  }
  draw_row(cr, x, y, cell, color);
}

/** How A, B and the mix feel on the head: below all but what lets least in, and
    behind that. */
static void
draw_wearing(cairo_t* cr, Rect area, const Curves* curves)
{
  static const char* const heads[TABLE_COLUMNS] = {
    "Voice", "125", "250", "500 Hz", "openness"
  };
  if (!curves->mix.has_cup) {
    return;
  }
  const int lines = 2 + curves->a.has_cup + curves->b.has_cup;
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
  draw_numbers(
    cr, x, y + TABLE_LINE, "Mix", &curves->mix.wearing, THEME_RESULT);
}

/** What has a housing but no circuit is active: nothing is claimed of it. */
static void
draw_unclaimed(cairo_t* cr, Rect area, const Curves* curves)
{
  const EarcupCup* const cups[] = { &curves->a, &curves->b };
  double y = area.y + 40.0;
  for (unsigned i = 0; i < 2; ++i) {
    if (!cups[i]->has_cup && cups[i]->type != EARCUP_NO_HOUSING) {
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
plot_draw_unmodelled(cairo_t* cr, Rect area)
{
  const double x = area.x + area.w * plot_position(PLOT_VALID_HZ);
  const Rect r = { x, area.y, area.x + area.w - x, area.h };
  cairo_save(cr);
  cairo_rectangle(cr, r.x, r.y, r.w, r.h);
  cairo_clip(cr);
  draw_color(cr, THEME_GRID_STRONG, 1.0);
  cairo_set_line_width(cr, 1.0);
  cairo_new_path(cr);
  for (double at = -r.h; at < r.w; at += 6.0) {
    cairo_move_to(cr, r.x + at, r.y + r.h);
    cairo_line_to(cr, r.x + at + r.h, r.y);
  }
  cairo_stroke(cr);
  cairo_restore(cr);
}

void
plot_draw_isolation(cairo_t* cr,
                    Rect area,
                    const Plot* plot,
                    const Curves* curves)
{
  const bool* hidden = plot->hidden;
  const EarcupCup* a = curves->a.has_cup && !hidden[PLOT_A] ? &curves->a : NULL;
  const EarcupCup* b = curves->b.has_cup && !hidden[PLOT_B] ? &curves->b : NULL;
  const bool result = curves->mix.has_cup && !hidden[PLOT_RESULT];
  const Rect left = plot_half(area, VIEW_ISOLATION, 0);
  const Rect right = plot_half(area, VIEW_ISOLATION, 1);
  plot_draw_unmodelled(cr, left);
  plot_draw_unmodelled(cr, right);
  draw_wearing(cr, left, curves);
  draw_pair(cr,
            left,
            a ? &a->isolation : NULL,
            b ? &b->isolation : NULL,
            result ? &curves->mix.isolation : NULL,
            ISOLATION_TOP_DB,
            ISOLATION_BOTTOM_DB);
  draw_pair(cr,
            right,
            a ? &a->bleed : NULL,
            b ? &b->bleed : NULL,
            result ? &curves->mix.bleed : NULL,
            BLEED_TOP_DB,
            BLEED_BOTTOM_DB);
  draw_unclaimed(cr, right, curves);
  plot_draw_title(cr, left, "Outside heard inside, dB");
  plot_draw_title(cr, right, "Bleed at 0.3 m, dB re the ear");
}
