// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Numbers under the pointer, in every view.

#include "ui/shared/mapping.h"
#include "ui/window/plot.h"
#include "ui/window/theme.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <stdio.h>

#define LINES 9
#define LINE_H 13.0
#define BOX_W 128.0
#define NEAR 14.0 ///< from the pointer to the box

typedef struct {
  const char* name;
  char text[40];
  uint32_t color;
} Item;

typedef struct {
  Item item[LINES];
  unsigned n;
} Readout;

double
plot_hz_at(Rect area, PlotView view, double x, double y)
{
  if (view == VIEW_RESPONSE) {
    return rect_contains(area, x, y) ? plot_frequency((x - area.x) / area.w)
                                     : 0.0;
  }
  for (unsigned half = 0; half < 2; ++half) {
    const Rect r = plot_half(area, view, half);
    if (rect_contains(r, x, y)) {
      return plot_frequency((x - r.x) / r.w);
    }
  }
  return 0.0;
}

void
plot_note(double frequency_hz, char* text)
{
  static const char* const names[] = {
    "C", "C\xE2\x99\xAF", "D", "D\xE2\x99\xAF", "E", "F", "F\xE2\x99\xAF",
    "G", "G\xE2\x99\xAF", "A", "A\xE2\x99\xAF", "B"
  };
  const int note = (int)lround(69.0 + 12.0 * log2(frequency_hz / 440.0));
  snprintf(text, 16, "%s%d", names[note % 12], note / 12 - 1);
}

static Item*
add(Readout* readout, const char* name, uint32_t color)
{
  Item* item = &readout->item[readout->n];
  readout->n += readout->n + 1 < LINES;
  item->name = name;
  item->color = color;
  *item->text = '\0';
  return item;
}

static void
add_db(Readout* readout, const char* name, double db, uint32_t color)
{
  char number[24];
  mapping_number(db, 1, true, number);
  snprintf(add(readout, name, color)->text, 40, "%s dB", number);
}

/** A pair of A and B, and by how much A is above B. */
static void
add_pair(Readout* readout, const double* a_db, const double* b_db)
{
  if (a_db) {
    add_db(readout, "A", *a_db, THEME_A);
  }
  if (b_db) {
    add_db(readout, "B", *b_db, THEME_B);
  }
  if (a_db && b_db) {
    add_db(readout, "A \xE2\x88\x92 B", *a_db - *b_db, THEME_TEXT_DIM);
  }
}

/** A dot on a curve, with a dark ring so that it is seen on any other. */
static void
draw_dot(cairo_t* cr, double x, double y, uint32_t color)
{
  cairo_new_path(cr);
  cairo_arc(cr, x, y, 4.0, 0.0, 6.2831853);
  draw_color(cr, THEME_PLOT, 1.0);
  cairo_fill(cr);
  cairo_arc(cr, x, y, 2.6, 0.0, 6.2831853);
  draw_color(cr, color, 1.0);
  cairo_fill(cr);
}

static void
draw_line(cairo_t* cr, Rect area, double x)
{
  draw_color(cr, THEME_TEXT_DIM, 0.7);
  draw_hairline(cr, x, area.y, x, area.y + area.h);
}

static void
dot_at(cairo_t* cr,
       Rect area,
       double hz,
       double db,
       double top,
       double bottom,
       uint32_t color)
{
  const double x = area.x + area.w * plot_position(hz);
  const double y = area.y + area.h * (top - db) / (top - bottom);
  if (y >= area.y && y <= area.y + area.h) {
    draw_dot(cr, x, y, color);
  }
}

static void
read_response(cairo_t* cr,
              Rect area,
              const Plot* plot,
              const Curves* curves,
              Readout* readout)
{
  static const char* const names[] = {
    [PLOT_WORN] = "You wear", [PLOT_A] = "A",       [PLOT_B] = "B",
    [PLOT_RESULT] = "Result", [PLOT_LEFT] = "Left", [PLOT_RIGHT] = "Right"
  };
  const double hz = plot->hover_hz;
  double level[PLOT_CURVES];
  bool there[PLOT_CURVES];
  for (int i = 0; i < PLOT_CURVES; ++i) {
    EarcupCurve curve;
    there[i] = plot_curve(plot, curves, (PlotCurve)i, &curve);
    level[i] = there[i] ? earcup_curve_at(&curve, hz) : 0.0;
  }
  draw_line(cr, area, area.x + area.w * plot_position(hz));
  for (int i = 0; i < PLOT_CURVES; ++i) {
    if (there[i]) {
      dot_at(cr,
             area,
             hz,
             level[i],
             plot->center_db + plot->range_db,
             plot->center_db - plot->range_db,
             plot_color((PlotCurve)i));
    }
  }
  add_pair(readout,
           there[PLOT_A] ? &level[PLOT_A] : NULL,
           there[PLOT_B] ? &level[PLOT_B] : NULL);
  if (there[PLOT_RESULT]) {
    add_db(readout, names[PLOT_RESULT], level[PLOT_RESULT], THEME_RESULT);
  }
  for (int i = PLOT_LEFT; i <= PLOT_RIGHT; ++i) {
    if (there[i]) {
      add_db(readout, names[i], level[i], THEME_RESULT);
    }
  }
  if (there[PLOT_LEFT] && there[PLOT_RIGHT]) {
    add_db(readout,
           "L \xE2\x88\x92 R",
           level[PLOT_LEFT] - level[PLOT_RIGHT],
           THEME_TEXT_DIM);
  }
  if (there[PLOT_WORN]) {
    add_db(readout, names[PLOT_WORN], level[PLOT_WORN], THEME_TEXT_DIM);
  }
}

static void
read_isolation(cairo_t* cr,
               Rect area,
               const Plot* plot,
               const Curves* curves,
               Readout* readout)
{
  const double hz = plot->hover_hz;
  const bool right = plot->hover_x >= plot_half(area, VIEW_ISOLATION, 1).x;
  const Rect half = plot_half(area, VIEW_ISOLATION, right);
  const double top = right ? BLEED_TOP_DB : ISOLATION_TOP_DB;
  const double bottom = right ? BLEED_BOTTOM_DB : ISOLATION_BOTTOM_DB;
  draw_line(cr, half, half.x + half.w * plot_position(hz));
  if (hz > PLOT_VALID_HZ) {
    add(readout, "not modelled", THEME_TEXT_DIM);
    return;
  }
  const EarcupCup* const cups[] = { &curves->a, &curves->b };
  double level[2] = { 0.0, 0.0 };
  for (int i = 0; i < 2; ++i) {
    if (cups[i]->has_cup) {
      level[i] =
        earcup_curve_at(right ? &cups[i]->bleed : &cups[i]->isolation, hz);
      dot_at(cr, half, hz, level[i], top, bottom, i ? THEME_B : THEME_A);
    }
  }
  add_pair(readout,
           cups[0]->has_cup ? &level[0] : NULL,
           cups[1]->has_cup ? &level[1] : NULL);
  if (curves->mix.has_cup) {
    const double heard =
      earcup_curve_at(right ? &curves->mix.bleed : &curves->mix.isolation, hz);
    dot_at(cr, half, hz, heard, top, bottom, THEME_RESULT);
    add_db(readout, "Result", heard, THEME_RESULT);
  }
}

static void
read_decay(cairo_t* cr,
           Rect area,
           const Plot* plot,
           const EarcupDecay* const decays[2],
           Readout* readout)
{
  const bool lower = plot->hover_y >= plot_half(area, VIEW_DECAY, 1).y;
  const Rect half = plot_half(area, VIEW_DECAY, lower);
  const double share = (plot->hover_y - half.y) / half.h;
  double level[2] = { 0.0, 0.0 };
  for (unsigned i = 0; i < 2; ++i) {
    const Rect r = plot_half(area, VIEW_DECAY, i);
    const double x = r.x + r.w * plot_position(plot->hover_hz);
    draw_line(cr, r, x);
    if (decays[i] && plot->hover_hz <= PLOT_VALID_HZ) {
      level[i] = earcup_decay_at(decays[i], plot->hover_hz, share);
      draw_dot(cr, x, r.y + r.h * share, i ? THEME_B : THEME_A);
    }
  }
  if (plot->hover_hz > PLOT_VALID_HZ) {
    add(readout, "not modelled", THEME_TEXT_DIM);
    return;
  }
  char periods[24];
  char ms[24];
  mapping_number(share * EARCUP_DECAY_PERIODS, 1, false, periods);
  mapping_number(
    1e3 * share * EARCUP_DECAY_PERIODS / plot->hover_hz, 1, false, ms);
  snprintf(add(readout, "After", THEME_TEXT_DIM)->text,
           40,
           "%.12s T = %.12s ms",
           periods,
           ms);
  add_pair(readout, decays[0] ? &level[0] : NULL, decays[1] ? &level[1] : NULL);
}

/** Beside the pointer, inside the plot, where it hides as little as it can. */
static Rect
place(Rect area, const Plot* plot, double height)
{
  Rect box = { plot->hover_x + NEAR, plot->hover_y + NEAR, BOX_W, height };
  if (box.x + box.w > area.x + area.w) {
    box.x = plot->hover_x - NEAR - box.w;
  }
  box.x = fmax(area.x, box.x);
  box.y = fmax(area.y, fmin(box.y, area.y + area.h - box.h));
  return box;
}

static void
draw_box_of(cairo_t* cr, Rect area, const Plot* plot, const Readout* readout)
{
  char frequency[24];
  char note[16];
  const Rect box = place(area, plot, (readout->n + 1) * LINE_H + 8.0);
  draw_box(cr, box, THEME_POPUP, THEME_POPUP_EDGE);
  double y = box.y + LINE_H + 1.0;
  mapping_frequency(plot->hover_hz, frequency);
  plot_note(plot->hover_hz, note);
  draw_text(cr,
            box.x + 8.0,
            y,
            frequency,
            (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT, ALIGN_LEFT, true });
  draw_text(
    cr,
    box.x + box.w - 8.0,
    y,
    note,
    (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_RIGHT, false });
  for (unsigned i = 0; i < readout->n; ++i) {
    const Item* item = &readout->item[i];
    y += LINE_H;
    draw_text(cr,
              box.x + 8.0,
              y,
              item->name,
              (TextStyle){ THEME_SIZE_SMALL, item->color, ALIGN_LEFT, false });
    draw_text(cr,
              box.x + box.w - 8.0,
              y,
              item->text,
              (TextStyle){ THEME_SIZE_SMALL, item->color, ALIGN_RIGHT, false });
  }
}

void
plot_draw_readout(cairo_t* cr,
                  const Layout* layout,
                  const Plot* plot,
                  const Curves* curves,
                  const EarcupDecay* const decays[2])
{
  const Rect area = layout_plot_area(layout);
  Readout readout = { .n = 0 };
  if (plot->hover_hz <= 0.0) {
    return;
  }
  switch (plot->view) {
    case VIEW_RESPONSE:
      read_response(cr, area, plot, curves, &readout);
      break;
    case VIEW_ISOLATION:
      read_isolation(cr, area, plot, curves, &readout);
      break;
    case VIEW_DECAY:
      read_decay(cr, area, plot, decays, &readout);
      break;
  }
  draw_box_of(cr, area, plot, &readout);
}
