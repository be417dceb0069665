// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/menu.h"

#include "ui/shared/search.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROW_H 20.0
#define PADDING 4.0
#define SEARCH_H 26.0
#define CHIPS_H 26.0
#define EDGE 4.0         ///< to the edge of the window
#define GAP 2.0          ///< to the anchor
#define SCROLLED_H 330.0 ///< a list longer than this may hide its anchor

void
menu_begin(Menu* menu, int marked)
{
  menu->open = false;
  menu->searchable = false;
  menu->n_chips = 0;
  menu->current_chip = 0;
  menu->n_items = 0;
  menu->n_shown = 0;
  menu->marked = marked;
  menu->hover = -1;
  menu->first = 0.0;
  line_set(&menu->search, "");
}

void
menu_add(Menu* menu, MenuItem item)
{
  if (menu->n_items < MENU_ITEMS) {
    menu->item[menu->n_items++] = item;
  }
}

double
menu_row_height(void)
{
  return ROW_H;
}

double
menu_head_height(const Menu* menu)
{
  return PADDING + (menu->searchable ? SEARCH_H : 0.0) +
         (menu->n_chips ? CHIPS_H : 0.0);
}

static double
rows_visible(const Menu* menu)
{
  return (menu->rect.h - menu_head_height(menu) - PADDING) / ROW_H;
}

static bool
matches(const Menu* menu, const MenuItem* item)
{
  if (menu->current_chip && item->group && item->group != menu->current_chip) {
    return false;
  }
  char name[256];
  snprintf(
    name, sizeof(name), "%s %s", item->lead ? item->lead : "", item->label);
  return search_matches(menu->search.text, name);
}

/** List what answers search and chip; a heading only with rows below it. */
static void
filter(Menu* menu)
{
  menu->n_shown = 0;
  int heading = -1;
  for (unsigned i = 0; i < menu->n_items; ++i) {
    if (menu->item[i].heading) {
      heading = (int)i;
    } else if (matches(menu, &menu->item[i])) {
      if (heading >= 0) {
        menu->shown[menu->n_shown++] = (unsigned)heading;
        heading = -1;
      }
      menu->shown[menu->n_shown++] = i;
    }
  }
  menu->first = 0.0;
  menu->hover = -1;
}

static void
scroll_to(Menu* menu, int row)
{
  const double visible = floor(rows_visible(menu));
  menu->first = fmin(menu->first, row);
  menu->first = fmax(menu->first, row - visible + 1.0);
  menu->first =
    fmax(0.0, fmin(menu->first, menu->n_shown - rows_visible(menu)));
}

/** Below the anchor if it fits, else above, else as tall as it may be on the
    side with more room, then over the anchor. */
static Rect
place(const Menu* menu, const Layout* layout, Rect anchor, double width)
{
  const double chrome = menu_head_height(menu) + PADDING;
  const double wanted = chrome + menu->n_shown * ROW_H;
  const double below = layout->height - EDGE - (anchor.y + anchor.h + GAP);
  const double above = anchor.y - GAP - EDGE;
  const double tallest =
    fmin(layout->height - 2.0 * EDGE, fmax(fmax(above, below), SCROLLED_H));
  Rect r = { anchor.x, 0.0, width > 0.0 ? width : anchor.w, wanted };
  if (wanted > tallest) {
    r.h = chrome + floor((tallest - chrome) / ROW_H) * ROW_H;
  }
  const bool downwards = r.h <= below || below > above;
  r.y = downwards ? anchor.y + anchor.h + GAP : anchor.y - GAP - r.h;
  r.y = fmax(EDGE, fmin(r.y, layout->height - EDGE - r.h));
  r.x = fmax(EDGE, fmin(r.x, layout->width - EDGE - r.w));
  return r;
}

void
menu_show(Menu* menu, const Layout* layout, Rect anchor, double width)
{
  filter(menu);
  menu->rect = place(menu, layout, anchor, width);
  menu->open = true;
  for (unsigned i = 0; i < menu->n_shown; ++i) {
    const MenuItem* item = &menu->item[menu->shown[i]];
    if (!item->heading && item->value == menu->marked) {
      // With a few rows around it.
      scroll_to(menu, (int)i + 3);
      scroll_to(menu, (int)i > 2 ? (int)i - 2 : 0);
    }
  }
}

static int
row_at(const Menu* menu, double x, double y)
{
  const Rect r = menu->rect;
  const double top = r.y + menu_head_height(menu);
  if (x < r.x || x >= r.x + r.w || y < top || y >= r.y + r.h - PADDING) {
    return -1;
  }
  const int row = (int)floor((y - top) / ROW_H + menu->first);
  if (row < 0 || row >= (int)menu->n_shown) {
    return -1;
  }
  const MenuItem* item = &menu->item[menu->shown[row]];
  return item->heading || item->disabled ? -1 : row;
}

bool
menu_move(Menu* menu, double x, double y)
{
  const int row = row_at(menu, x, y);
  const bool changed = row != menu->hover;
  menu->hover = row;
  return changed;
}

MenuEvent
menu_press(Menu* menu, double x, double y, int* value)
{
  const Rect r = menu->rect;
  if (!rect_contains(r, x, y)) {
    return MENU_CLOSED;
  }
  const double chips_y = r.y + menu_head_height(menu) - CHIPS_H;
  if (menu->n_chips && y >= chips_y && y < chips_y + CHIPS_H) {
    const double width = (r.w - 2.0 * PADDING) / menu->n_chips;
    const double at = fmax(0.0, (x - r.x - PADDING) / width);
    const unsigned chip = (unsigned)fmin(at, menu->n_chips - 1.0);
    menu->current_chip = chip;
    filter(menu);
    return MENU_NOTHING;
  }
  menu->hover = row_at(menu, x, y);
  return menu_hovered(menu, value) ? MENU_CHOSEN : MENU_NOTHING;
}

void
menu_wheel(Menu* menu, double rows)
{
  const double last = fmax(0.0, menu->n_shown - rows_visible(menu));
  menu->first = fmax(0.0, fmin(last, menu->first + rows));
}

/** Where the cursor starts: at the row with the tick, unless one searches. */
static int
start_row(const Menu* menu, int by)
{
  for (unsigned i = 0; !menu->search.length && i < menu->n_shown; ++i) {
    const MenuItem* item = &menu->item[menu->shown[i]];
    if (!item->heading && item->value == menu->marked) {
      return (int)i;
    }
  }
  return by < 0 ? (int)menu->n_shown : -1;
}

/** Move the cursor from a row to the next one that can be chosen. */
static void
step_from(Menu* menu, int row, int by)
{
  const int direction = by < 0 ? -1 : 1;
  for (int left = by < 0 ? -by : by; left > 0; --left) {
    int next = row + direction;
    while (next >= 0 && next < (int)menu->n_shown &&
           (menu->item[menu->shown[next]].heading ||
            menu->item[menu->shown[next]].disabled)) {
      next += direction;
    }
    if (next < 0 || next >= (int)menu->n_shown) {
      break;
    }
    row = next;
  }
  if (row >= 0 && row < (int)menu->n_shown) {
    menu->hover = row;
    scroll_to(menu, row);
  }
}

static void
step(Menu* menu, int by)
{
  step_from(menu, menu->hover >= 0 ? menu->hover : start_row(menu, by), by);
}

MenuEvent
menu_key(Menu* menu, Key key, const char* text, int* value)
{
  switch (KEY_ALONE(key)) {
    case KEY_ESCAPE:
      return MENU_CLOSED;
    case KEY_ENTER:
      if (menu->hover < 0) {
        step(menu, 1);
      }
      return menu_hovered(menu, value) ? MENU_CHOSEN : MENU_NOTHING;
    case KEY_UP:
      step(menu, -1);
      break;
    case KEY_DOWN:
      step(menu, 1);
      break;
    case KEY_PAGE_UP:
      step(menu, -(int)rows_visible(menu));
      break;
    case KEY_PAGE_DOWN:
      step(menu, (int)rows_visible(menu));
      break;
    case KEY_TAB:
      if (menu->n_chips) {
        menu->current_chip = (menu->current_chip + 1) % menu->n_chips;
        filter(menu);
      }
      break;
    case KEY_HOME:
    case KEY_END:
      if (!menu->searchable) {
        const bool home = KEY_ALONE(key) == KEY_HOME;
        step_from(menu, home ? -1 : (int)menu->n_shown, home ? 1 : -1);
        break;
      }
      // fall through
    default:
      if (menu->searchable && line_key(&menu->search, key, text)) {
        filter(menu);
        if (menu->search.length) {
          step(menu, 1);
        }
      }
      break;
  }
  return MENU_NOTHING;
}

bool
menu_hovered(const Menu* menu, int* value)
{
  if (!menu->open || menu->hover < 0) {
    return false;
  }
  *value = menu->item[menu->shown[menu->hover]].value;
  return true;
}
