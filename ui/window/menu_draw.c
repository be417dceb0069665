// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/canvas.h"
#include "ui/window/menu.h"
#include "ui/window/theme.h"
#include "ui/window/widgets.h"
#include "ui/window/wrapped.h"

#include <math.h>

#define TICK_W 18.0
#define MARK_W 14.0
#define MARK_R 4.0
#define LEAD_W 104.0
#define NOTE_W 54.0
#define YEAR_W 34.0
#define STAR_W 16.0
#define SOURCE_W 0.4 ///< share of what is left
#define INSET 6.0

static const TextStyle plain = { THEME_SIZE, THEME_TEXT, ALIGN_LEFT, false };
static const TextStyle dim = { THEME_SIZE, THEME_TEXT_DIM, ALIGN_LEFT, false };
static const TextStyle small = { THEME_SIZE_SMALL,
                                 THEME_TEXT_DIM,
                                 ALIGN_RIGHT,
                                 false };

static void
draw_chips(const Menu* menu, cairo_t* cr)
{
  for (unsigned i = 0; i < menu->chips.n; ++i) {
    const Rect chip = menu_chip_rect(menu, i);
    const bool on = i == menu->chips.current;
    draw_box(cr,
             chip,
             on ? THEME_SELECTED : THEME_POPUP,
             on ? THEME_TEXT_DIM : THEME_FIELD_EDGE);
    draw_text_in(cr,
                 chip,
                 menu->chips.label[i],
                 (TextStyle){ THEME_SIZE_SMALL,
                              on ? THEME_TEXT : THEME_TEXT_DIM,
                              ALIGN_CENTER,
                              false });
  }
}

static void
draw_tick(cairo_t* cr, Rect r)
{
  const double y = r.y + r.h / 2.0;
  draw_color(cr, THEME_A, 1.0);
  cairo_move_to(cr, r.x + 6.0, y);
  cairo_line_to(cr, r.x + 8.5, y + 3.0);
  cairo_line_to(cr, r.x + 13.0, y - 3.5);
  cairo_set_line_width(cr, 1.6);
  cairo_stroke(cr);
}

/** A ring for open, a half for semi-open, a disc for closed; a sheet for a
    file, a folder for a folder. */
static void
draw_mark(cairo_t* cr, MenuMark mark, double x, double y)
{
  draw_color(cr, THEME_TEXT_DIM, 1.0);
  cairo_set_line_width(cr, 1.2);
  cairo_new_path(cr);
  if (mark == MENU_MARK_FILE) {
    cairo_rectangle(cr, x - 3.0, y - 4.0, 6.0, 8.0);
    cairo_move_to(cr, x - 1.0, y - 1.0);
    cairo_line_to(cr, x + 1.0, y - 1.0);
    cairo_move_to(cr, x - 1.0, y + 1.5);
    cairo_line_to(cr, x + 1.0, y + 1.5);
  } else if (mark == MENU_MARK_FOLDER) {
    cairo_move_to(cr, x - 4.5, y + 3.5);
    cairo_line_to(cr, x - 4.5, y - 3.5);
    cairo_line_to(cr, x - 1.0, y - 3.5);
    cairo_line_to(cr, x, y - 2.0);
    cairo_line_to(cr, x + 4.5, y - 2.0);
    cairo_line_to(cr, x + 4.5, y + 3.5);
    cairo_close_path(cr);
  } else if (mark != MENU_NO_MARK) {
    cairo_arc(cr, x, y, MARK_R, 0.0, 2.0 * acos(-1.0));
  }
  cairo_stroke(cr);
  if (mark == MENU_MARK_CLOSED || mark == MENU_MARK_SEMI) {
    const double half = acos(-1.0) / 2.0;
    const double from = mark == MENU_MARK_CLOSED ? -2.0 * half : -half;
    const double to = mark == MENU_MARK_CLOSED ? 2.0 * half : half;
    cairo_arc(cr, x, y, MARK_R, from, to);
    cairo_fill(cr);
  }
}

/** Words at the end of what is left of a row, which they shorten. */
static void
draw_end(cairo_t* cr,
         Rect* left,
         const char* text,
         double width,
         TextStyle style)
{
  const Rect r = { left->x + left->w - width, left->y, width, left->h };
  draw_text_in(cr, r, text, style);
  left->w -= width;
}

/** Star, year and note: docked, in columns of their own; or where a file is,
    if that is not all of its path. */
static void
draw_ends(cairo_t* cr, const MenuItem* item, Rect* left, bool docked)
{
  const TextStyle star = { THEME_SIZE, THEME_A, ALIGN_RIGHT, false };
  if (docked || item->starred) {
    draw_end(cr, left, item->starred ? "\xE2\x98\x85" : "", STAR_W, star);
  }
  if (item->mark == MENU_MARK_FILE || item->mark == MENU_MARK_FOLDER) {
    if (item->about && *item->about != '/') {
      draw_end(cr, left, item->about, SOURCE_W * left->w, small);
    }
    return;
  }
  if (docked || *item->year) {
    draw_end(cr, left, item->year, YEAR_W, small);
  }
  if (docked || *item->note) {
    draw_end(cr, left, item->note, NOTE_W, small);
  }
}

static void
draw_names(cairo_t* cr, const MenuItem* item, Rect r)
{
  TextStyle style = item->disabled ? dim : plain;
  if (item->lead) {
    const double lead_w = fmin(LEAD_W, 0.5 * r.w);
    draw_text_in(cr, (Rect){ r.x, r.y, lead_w - INSET, r.h }, item->lead, dim);
    r.x += lead_w;
    r.w -= lead_w;
  }
  draw_text_in(cr, r, item->label, style);
}

static void
draw_row(const Menu* menu, cairo_t* cr, unsigned row)
{
  const MenuItem* item = &menu->item[menu->shown[row].index];
  const Rect r = menu_row_rect(menu, row);
  if (item->heading) {
    const Rect title = { r.x + INSET, r.y, r.w - 2.0 * INSET, r.h };
    draw_text_in(
      cr,
      title,
      item->label,
      (TextStyle){ THEME_SIZE_SMALL, THEME_TEXT_DIM, ALIGN_LEFT, true });
    return;
  }
  if ((int)row == menu->hover) {
    draw_round(cr, r, 3.0);
    draw_color(cr, THEME_SELECTED, 1.0);
    cairo_fill(cr);
  }
  if (item->value == menu->marked || item->ticked) {
    draw_tick(cr, r);
  }
  Rect text = { r.x + TICK_W, r.y, r.w - TICK_W - INSET, r.h };
  if (item->mark != MENU_NO_MARK) {
    draw_mark(cr, item->mark, text.x + MARK_R, r.y + r.h / 2.0);
    text.x += MARK_W;
    text.w -= MARK_W;
  }
  draw_ends(cr, item, &text, menu->docked);
  draw_names(cr, item, text);
}

static void
draw_scroll_bar(const Menu* menu, cairo_t* cr, Rect list)
{
  const double visible = menu_lines(menu);
  if (menu->n_lines <= visible) {
    return;
  }
  const double h = fmax(16.0, list.h * visible / menu->n_lines);
  const double travel = menu->first / (menu->n_lines - visible);
  const Rect bar = {
    list.x + list.w - 6.0, list.y + travel * (list.h - h), 4.0, h
  };
  draw_round(cr, bar, 2.0);
  draw_color(cr, THEME_POPUP_EDGE, 1.0);
  cairo_fill(cr);
}

/** What is said of the row under the pointer. */
static void
draw_pane(const Menu* menu, cairo_t* cr)
{
  const Rect r = menu_pane_rect(menu);
  draw_color(cr, THEME_POPUP_EDGE, 1.0);
  draw_hairline(cr, r.x, r.y + INSET, r.x, r.y + r.h - INSET);
  if (menu->hover < 0) {
    return;
  }
  const MenuItem* item = &menu->item[menu->shown[menu->hover].index];
  const double inner = r.w - 20.0;
  TextStyle title = plain;
  title.bold = true;
  Wrapped text;
  wrapped_break(&text, cr, item->label, title, inner, 2);
  wrapped_draw(&text, cr, r.x + 10.0, r.y + 20.0, title);
  const double y = r.y + 24.0 + text.n * WRAPPED_LINE_H;
  const double room = (r.y + r.h - y) / WRAPPED_LINE_H;
  wrapped_break(
    &text, cr, item->about ? item->about : "", dim, inner, (unsigned)room);
  wrapped_draw(&text, cr, r.x + 10.0, y, dim);
}

static void
draw_list(const Menu* menu, cairo_t* cr)
{
  const Rect list = menu_list_rect(menu);
  cairo_save(cr);
  cairo_rectangle(cr, list.x, list.y, list.w, list.h);
  cairo_clip(cr);
  for (unsigned i = 0; i < menu->n_shown; ++i) {
    const double line = (double)menu->place[i].line - menu->first;
    if (line > -1.0 && line < menu_lines(menu)) {
      draw_row(menu, cr, i);
    }
  }
  if (!menu->n_shown) {
    draw_text_in(
      cr,
      (Rect){ list.x + INSET, list.y, list.w - 2.0 * INSET, WRAPPED_LINE_H },
      "Nothing found",
      dim);
  }
  draw_scroll_bar(menu, cr, list);
  cairo_restore(cr);
}

void
menu_draw(const Menu* menu, cairo_t* cr)
{
  cairo_save(cr);
  widget_popup(cr, menu->rect);
  if (menu->searchable) {
    widget_line(cr, menu_search_rect(menu), &menu->search, menu->empty);
  }
  draw_chips(menu, cr);
  if (menu->pane_w > 0.0) {
    draw_pane(menu, cr);
  }
  draw_list(menu, cr);
  cairo_restore(cr);
}
