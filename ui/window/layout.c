// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/layout.h"

#include <math.h>

#define MARGIN 8.0
#define TYPES_W 116.0
#define EAR_W 64.0
#define GAP 6.0
#define BAR_Y 5.0
#define BAR_H 24.0
#define PLOT_Y 34.0
#define METER_W 100.0
#define PICKER_H 32.0
#define MORPH_H 26.0
#define PANEL_H 113.0
#define HINT_H 18.0
#define DIAL_W 52.0
#define DIAL_H 80.0
#define KNOB 44.0
#define CHOICE_LABEL_W 53.0

bool
rect_contains(Rect r, double x, double y)
{
  return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

bool
rect_overlap(Rect a, Rect b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h &&
         b.y < a.y + a.h;
}

Rect
rect_inset(Rect r, double dx, double dy)
{
  return (Rect){ r.x + dx, r.y + dy, r.w - 2.0 * dx, r.h - 2.0 * dy };
}

static void
lay_bar(Layout* l)
{
  static const struct {
    Part part;
    double width;
    double gap;
  } right[] = { { PART_SCALE, 62.0, 0.0 },  { PART_HELP, 24.0, GAP },
                { PART_REDO, 26.0, GAP },   { PART_UNDO, 26.0, 2.0 },
                { PART_COPY, 42.0, GAP },   { PART_SLOT_2, 24.0, 2.0 },
                { PART_SLOT_1, 24.0, 2.0 }, { PART_BLIND, 42.0, GAP } };
  double x = l->width - MARGIN;
  for (size_t i = 0; i < sizeof(right) / sizeof(*right); ++i) {
    x -= right[i].gap + right[i].width;
    l->part[right[i].part] = (Rect){ x, BAR_Y, right[i].width, BAR_H };
  }

  l->part[PART_ON] = (Rect){ MARGIN, BAR_Y, 26.0, BAR_H };
  const double left = MARGIN + 26.0 + 72.0;
  const double button_w = 22.0;
  const double name_w = fmin(304.0, x - left - 2.0 * button_w - 12.0);
  const double start =
    left + fmax(0.0, (x - left - 2.0 * button_w - 4.0 - name_w) / 2.0);
  l->part[PART_PRESET_PREVIOUS] = (Rect){ start, BAR_Y, button_w, BAR_H };
  l->part[PART_PRESET] = (Rect){ start + button_w + 2.0, BAR_Y, name_w, BAR_H };
  l->part[PART_PRESET_NEXT] =
    (Rect){ start + button_w + name_w + 4.0, BAR_Y, button_w, BAR_H };
}

/** Behind the tabs: lines with names of headphones, and one without. */
static void
lay_legend(Layout* l, double left)
{
  const Rect plot = l->part[PART_PLOT];
  const double result_w = 66.0;
  const double right = plot.x + plot.w - 8.0 - result_w;
  const double worn_w = 78.0;
  const double w = fmin(210.0, (right - left - worn_w) / 2.0);
  const double y = plot.y + 4.0;
  l->part[PART_LEGEND_WORN] =
    (Rect){ right - 2.0 * w - worn_w, y, worn_w, 20.0 };
  l->part[PART_LEGEND_A] = (Rect){ right - 2.0 * w, y, w, 20.0 };
  l->part[PART_LEGEND_B] = (Rect){ right - w, y, w, 20.0 };
  l->part[PART_LEGEND_RESULT] = (Rect){ right, y, result_w, 20.0 };
}

static void
lay_plot(Layout* l, double bottom)
{
  const double h = bottom - PLOT_Y;
  const double meter_x = l->width - MARGIN - METER_W;
  const Rect plot = { MARGIN, PLOT_Y, meter_x - GAP - MARGIN, h };
  l->panel[PANEL_PLOT] = plot;
  l->part[PART_PLOT] = plot;
  l->panel[PANEL_METER] = (Rect){ meter_x, PLOT_Y, METER_W, h };
  l->part[PART_METER] = (Rect){ meter_x, PLOT_Y, METER_W, h - 82.0 };
  l->part[PART_LOUDNESS] =
    (Rect){ meter_x + 6.0, PLOT_Y + h - 80.0, METER_W - 12.0, 30.0 };
  l->part[PART_MATCH] =
    (Rect){ meter_x + 6.0, PLOT_Y + h - 49.0, METER_W - 12.0, 20.0 };
  const double half = (METER_W - 14.0) / 2.0;
  l->part[PART_DIM] = (Rect){ meter_x + 6.0, PLOT_Y + h - 25.0, half, 20.0 };
  l->part[PART_SWAP] =
    (Rect){ meter_x + 8.0 + half, PLOT_Y + h - 25.0, half, 20.0 };

  const double tab_w = 68.0;
  for (int i = 0; i < 3; ++i) {
    l->part[PART_TAB_RESPONSE + i] =
      (Rect){ plot.x + 5.0 + i * (tab_w + 2.0), plot.y + 4.0, tab_w, 20.0 };
  }
  lay_legend(l, plot.x + 3.0 * tab_w + 18.0);
  const Rect area = layout_plot_area(l);
  l->part[PART_LEGEND_TYPES] = (Rect){
    area.x + area.w - TYPES_W - 3.0, area.y + area.h - 23.0, TYPES_W, 20.0
  };
  const Rect types = l->part[PART_LEGEND_TYPES];
  for (int i = 0; i < 2; ++i) {
    l->part[PART_LEGEND_LEFT + i] =
      (Rect){ types.x - (2 - i) * (EAR_W + 3.0), types.y, EAR_W, types.h };
  }
}

static void
lay_morph(Layout* l, double y)
{
  const double inner = l->width - 2.0 * MARGIN;
  const double width = 0.317 * (inner - 2.0 * GAP);
  const double wearing_w = inner - 2.0 * GAP - 2.0 * width;
  l->part[PART_PICK_A] = (Rect){ MARGIN, y, width, PICKER_H };
  l->part[PART_WEARING] =
    (Rect){ MARGIN + width + GAP, y, wearing_w, PICKER_H };
  l->part[PART_PICK_B] =
    (Rect){ l->width - MARGIN - width, y, width, PICKER_H };

  const double end_w = fmin(200.0, 0.17 * inner);
  const double flip_w = 62.0;
  const double slider_y = y + PICKER_H + 4.0;
  const double right = l->width - MARGIN - flip_w - GAP;
  l->part[PART_END_A] = (Rect){ MARGIN, slider_y, end_w, MORPH_H };
  l->part[PART_MORPH] = (Rect){
    MARGIN + end_w + 4.0, slider_y, right - 2.0 * end_w - MARGIN - 8.0, MORPH_H
  };
  l->part[PART_END_B] = (Rect){ right - end_w, slider_y, end_w, MORPH_H };
  l->part[PART_FLIP] = (Rect){ right + GAP, slider_y, flip_w, MORPH_H };
}

/** Put n dials from `first` evenly into the span from x of width w. */
static void
lay_dials(Layout* l, Part first, int n, double x, double w, double y)
{
  for (int i = 0; i < n; ++i) {
    const double center = x + w * (i + 0.5) / n;
    l->part[(int)first + i] =
      (Rect){ center - DIAL_W / 2.0, y, DIAL_W, DIAL_H };
  }
}

static void
lay_panels(Layout* l, double y)
{
  const double share = (l->width - 2.0 * MARGIN - 2.0 * GAP) / 732.0;
  const double cup_w = 264.0 * share;
  const double cross_w = 160.0 * share;
  const double cross_x = MARGIN + cup_w + GAP;
  const double listen_x = cross_x + cross_w + GAP;
  const double listen_w = l->width - MARGIN - listen_x;
  const double content_y = y + 26.0;
  l->panel[PANEL_CUP] = (Rect){ MARGIN, y, cup_w, PANEL_H };
  l->panel[PANEL_CROSSFEED] = (Rect){ cross_x, y, cross_w, PANEL_H };
  l->panel[PANEL_LISTEN] = (Rect){ listen_x, y, listen_w, PANEL_H };
  for (int i = 0; i < PAGE_COUNT; ++i) {
    l->part[PART_PAGE_CUP + i] =
      (Rect){ MARGIN + 4.0 + i * 44.0, y + 4.0, 42.0, 20.0 };
  }

  l->part[PART_CROSSFEED] =
    (Rect){ cross_x + cross_w - 80.0, y + 4.0, 74.0, 20.0 };
  l->part[PART_STAGE] =
    (Rect){ cross_x + 6.0, y + 25.0, cross_w - 64.0, PANEL_H - 29.0 };
  lay_dials(l, PART_AMOUNT, 1, cross_x + cross_w - 58.0, 54.0, content_y);

  const double column_w = fmin(146.0 * share, 186.0);
  for (int i = 0; i < 4; ++i) {
    l->part[PART_LISTEN_AT + i] =
      (Rect){ listen_x + 8.0, y + 23.0 + i * 22.0, column_w - 6.0, 20.0 };
  }
  lay_dials(l,
            PART_STRENGTH,
            3,
            listen_x + column_w + 4.0,
            listen_w - column_w - 6.0,
            content_y);
}

/** Put n dials from `first` evenly into a panel. */
static void
lay_page(Layout* l, Part first, int n)
{
  const Rect panel = l->panel[PANEL_CUP];
  lay_dials(l, first, n, panel.x + 2.0, panel.w - 4.0, panel.y + 26.0);
}

void
layout_turn(Layout* layout, Page page)
{
  layout->page = page;
  for (int p = PART_SEAL; p <= PART_LISTENING_LEVEL; ++p) {
    layout->part[p] = (Rect){ 0.0, 0.0, 0.0, 0.0 };
  }
  if (page == PAGE_CUP) {
    lay_page(layout, PART_SEAL, PART_BASS_PORT - PART_SEAL + 1);
  } else if (page == PAGE_EARS) {
    const Rect panel = layout->panel[PANEL_CUP];
    const double dice = 26.0;
    lay_dials(layout,
              PART_SEAL_BALANCE,
              3,
              panel.x + 2.0,
              panel.w - dice - 14.0,
              panel.y + 26.0);
    layout->part[PART_DICE] =
      (Rect){ panel.x + panel.w - dice - 8.0, panel.y + 52.0, dice, dice };
  } else {
    lay_page(layout, PART_BALANCE, PART_LISTENING_LEVEL - PART_BALANCE + 1);
  }
}

void
layout_make(Layout* layout, int width_px, int height_px)
{
  const double scale =
    fmax(0.1, fmin(width_px / LAYOUT_WIDTH, height_px / LAYOUT_HEIGHT));
  layout->scale = scale;
  layout->width = fmax(LAYOUT_WIDTH, width_px / scale);
  layout->height = fmax(LAYOUT_HEIGHT, height_px / scale);

  const double hint_y = layout->height - HINT_H - 2.0;
  const double panel_y = hint_y - 3.0 - PANEL_H;
  const double morph_y = panel_y - GAP - PICKER_H - 4.0 - MORPH_H;
  layout->part[PART_HINT] =
    (Rect){ MARGIN, hint_y, layout->width - 2.0 * MARGIN, HINT_H };
  lay_bar(layout);
  lay_plot(layout, morph_y - GAP);
  lay_morph(layout, morph_y);
  lay_panels(layout, panel_y);
  layout_turn(layout, PAGE_CUP);
}

Part
layout_hit(const Layout* layout, double x, double y)
{
  Part found = PART_COUNT;
  for (Part p = 0; p < PART_COUNT; ++p) {
    // The plot gives way to the tabs that lie on it, listed after it.
    if (rect_contains(layout->part[p], x, y)) {
      found = p;
    }
  }
  return found;
}

Rect
layout_dial_knob(Rect dial)
{
  return (Rect){ dial.x + (dial.w - KNOB) / 2.0, dial.y + 16.0, KNOB, KNOB };
}

Rect
layout_dial_value(Rect dial)
{
  return (Rect){ dial.x, dial.y + DIAL_H - 20.0, dial.w, 20.0 };
}

Rect
layout_dial_label(Rect dial)
{
  return (Rect){ dial.x, dial.y, dial.w, 14.0 };
}

Rect
layout_stage_value(Rect stage)
{
  return (Rect){ stage.x + stage.w / 2.0 - 24.0, stage.y, 48.0, 12.0 };
}

Rect
layout_choice_field(const Layout* layout, Part part)
{
  Rect r = layout->part[part];
  if (parts[part].label) {
    r.x += CHOICE_LABEL_W;
    r.w -= CHOICE_LABEL_W;
  }
  return r;
}

Rect
layout_plot_area(const Layout* layout)
{
  const Rect p = layout->part[PART_PLOT];
  return (Rect){ p.x + 34.0, p.y + 28.0, p.w - 34.0 - 10.0, p.h - 28.0 - 18.0 };
}
