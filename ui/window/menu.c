// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/menu.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
menu_begin(Menu* menu, int marked)
{
  menu->open = false;
  menu->searchable = false;
  menu->docked = false;
  menu->pane_w = 0.0;
  menu->empty = "Type to search";
  menu->chips.n = 0;
  menu->chips.current = 0;
  menu->n_items = 0;
  menu->n_shown = 0;
  menu->n_lines = 0;
  menu->marked = marked;
  menu->hover = -1;
  menu->first = 0.0;
  line_set(&menu->search, "");
}

void
menu_clear(Menu* menu)
{
  free(menu->item);
  free(menu->shown);
  free(menu->place);
  menu->item = NULL;
  menu->shown = NULL;
  menu->place = NULL;
  menu->room = 0;
  menu_begin(menu, -1);
}

/** Room for another row. */
static bool
grow(Menu* menu)
{
  const size_t room = menu->room ? 2U * (size_t)menu->room : 256U;
  MenuItem* const item = realloc(menu->item, room * sizeof(*item));
  if (!item) {
    return false;
  }
  menu->item = item;
  SearchHit* const shown = realloc(menu->shown, room * sizeof(*shown));
  if (!shown) {
    return false;
  }
  menu->shown = shown;
  MenuPlace* const place = realloc(menu->place, room * sizeof(*place));
  if (!place) {
    return false;
  }
  menu->place = place;
  menu->room = (unsigned)room;
  return true;
}

void
menu_add(Menu* menu, MenuItem item)
{
  if (menu->n_items < menu->room || grow(menu)) {
    menu->item[menu->n_items++] = item;
  }
}

static bool
in_chip(const Menu* menu, const MenuItem* item)
{
  return !menu->chips.current || !item->group ||
         item->group == menu->chips.current;
}

/** What a search looks at; see search_rank(). */
static bool
searched(const void* list, size_t i, char* text)
{
  const Menu* const menu = list;
  const MenuItem* const item = &menu->item[i];
  snprintf(text,
           SEARCH_TEXT,
           "%s %s\n%s %s",
           item->lead ? item->lead : "",
           item->label,
           item->year,
           item->about ? item->about : "");
  return !item->heading && !item->again && in_chip(menu, item);
}

/** All of a chip; a heading only with rows below it. */
static void
show_all(Menu* menu)
{
  int heading = -1;
  for (unsigned i = 0; i < menu->n_items; ++i) {
    if (menu->item[i].heading) {
      heading = (int)i;
    } else if (in_chip(menu, &menu->item[i])) {
      if (heading >= 0) {
        menu->shown[menu->n_shown++].index = (unsigned)heading;
        heading = -1;
      }
      menu->shown[menu->n_shown++].index = i;
    }
  }
}

/** Row by row, from left to right. */
static void
put_rows(Menu* menu)
{
  const unsigned columns = menu->docked ? MENU_COLUMNS : 1;
  unsigned line = 0;
  unsigned column = 0;
  for (unsigned i = 0; i < menu->n_shown; ++i) {
    const bool heading = menu->item[menu->shown[i].index].heading;
    if (heading && column > 0) {
      ++line;
      column = 0;
    }
    menu->place[i] = (MenuPlace){ line, column };
    column = heading ? 0 : (column + 1) % columns;
    line += column == 0;
  }
  menu->n_lines = line + (column > 0);
}

void
menu_filter(Menu* menu)
{
  menu->n_shown = 0;
  if (menu->search.length) {
    menu->n_shown = (unsigned)search_list(
      menu->search.text, menu->n_items, searched, menu, menu->shown);
  } else {
    show_all(menu);
  }
  put_rows(menu);
  menu->first = 0.0;
  menu->hover = -1;
}

static void
scroll_to(Menu* menu, double line)
{
  menu->first = fmin(menu->first, line);
  menu->first = fmax(menu->first, line - floor(menu_lines(menu)) + 1.0);
  menu->first = fmax(0.0, fmin(menu->first, menu->n_lines - menu_lines(menu)));
}

/** Index of the row with the tick, -1 if it is not shown. */
static int
marked_row(const Menu* menu)
{
  for (unsigned i = 0; i < menu->n_shown; ++i) {
    const MenuItem* item = &menu->item[menu->shown[i].index];
    if (!item->heading && !item->again && item->value == menu->marked) {
      return (int)i;
    }
  }
  return -1;
}

void
menu_show(Menu* menu, const Layout* layout, Rect anchor, double width)
{
  menu_filter(menu);
  menu_put(menu, layout, anchor, width);
  menu->open = true;
  const int row = marked_row(menu);
  if (row >= 0 && !menu->docked) {
    // With a few lines around it.
    const double line = menu->place[row].line;
    scroll_to(menu, line + 3.0);
    scroll_to(menu, fmax(0.0, line - 2.0));
  }
}

void
menu_show_docked(Menu* menu, const Layout* layout)
{
  const Rect none = { 0.0, 0.0, 0.0, 0.0 };
  menu->docked = true; // and what the user wants at hand is on its top
  menu_show(menu, layout, none, 0.0);
}

bool
menu_move(Menu* menu, double x, double y)
{
  const int row = menu_row_at(menu, x, y);
  const bool changed = row != menu->hover;
  menu->hover = row;
  return changed;
}

MenuEvent
menu_press(Menu* menu, double x, double y, int* value)
{
  if (!rect_contains(menu->rect, x, y)) {
    return MENU_CLOSED;
  }
  for (unsigned i = 0; i < menu->chips.n; ++i) {
    if (rect_contains(menu_chip_rect(menu, i), x, y)) {
      menu->chips.current = i;
      menu_filter(menu);
      return MENU_NOTHING;
    }
  }
  menu->hover = menu_row_at(menu, x, y);
  return menu_hovered(menu, value) ? MENU_CHOSEN : MENU_NOTHING;
}

void
menu_wheel(Menu* menu, double lines)
{
  const double last = fmax(0.0, menu->n_lines - menu_lines(menu));
  menu->first = fmax(0.0, fmin(last, menu->first + lines));
}

static bool
can_be_chosen(const Menu* menu, int row)
{
  const MenuItem* const item = &menu->item[menu->shown[row].index];
  return !item->heading && !item->disabled;
}

/** The next row in that direction: in the column of the last one, or in the
    first if a line has but one. -1 if there is none. */
static int
next_row(const Menu* menu, int row, int direction)
{
  const int n = (int)menu->n_shown;
  const bool inside = row >= 0 && row < n;
  const unsigned column = inside ? menu->place[row].column : 0;
  int best = -1;
  for (int i = row + direction; i >= 0 && i < n; i += direction) {
    const bool other_line =
      !inside || menu->place[i].line != menu->place[row].line;
    if (best >= 0 && menu->place[i].line != menu->place[best].line) {
      break;
    }
    if (other_line && can_be_chosen(menu, i) &&
        (best < 0 || menu->place[i].column == column)) {
      best = i;
    }
  }
  return best;
}

static void
hover_row(Menu* menu, int row)
{
  if (row >= 0 && row < (int)menu->n_shown) {
    menu->hover = row;
    scroll_to(menu, menu->place[row].line);
  }
}

/** Move the cursor up or down; without one, from the row with the tick unless
    one searches. */
static void
step(Menu* menu, int by)
{
  const int direction = by < 0 ? -1 : 1;
  const int start = menu->search.length ? -1 : marked_row(menu);
  int row = menu->hover;
  if (row < 0) {
    row = start >= 0 ? start : by < 0 ? (int)menu->n_shown : -1;
  }
  for (int left = by < 0 ? -by : by; left > 0; --left) {
    const int next = next_row(menu, row, direction);
    if (next < 0) {
      break;
    }
    row = next;
  }
  hover_row(menu, row);
}

/** To the neighbour in the same line. */
static bool
step_aside(Menu* menu, int by)
{
  const int row = menu->hover;
  const int next = row + by;
  if (!menu->docked || menu->search.length || row < 0 || next < 0 ||
      next >= (int)menu->n_shown ||
      menu->place[next].line != menu->place[row].line) {
    return false;
  }
  hover_row(menu, next);
  return true;
}

static void
step_to_end(Menu* menu, bool last)
{
  const int n = (int)menu->n_shown;
  hover_row(menu, last ? next_row(menu, n, -1) : next_row(menu, -1, 1));
}

static void
type(Menu* menu, Key key, const char* text)
{
  if (menu->searchable && line_key(&menu->search, key, text)) {
    menu_filter(menu);
    if (menu->search.length) {
      step(menu, 1);
    }
  }
}

MenuEvent
menu_key(Menu* menu, Key key, const char* text, int* value)
{
  const int page = (int)menu_lines(menu);
  const Key alone = KEY_ALONE(key);
  switch (alone) {
    case KEY_ESCAPE:
      return MENU_CLOSED;
    case KEY_ENTER:
      if (menu->hover < 0) {
        step(menu, 1);
      }
      return menu_hovered(menu, value) ? MENU_CHOSEN : MENU_NOTHING;
    case KEY_UP:
    case KEY_DOWN:
      step(menu, alone == KEY_UP ? -1 : 1);
      break;
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
      step(menu, alone == KEY_PAGE_UP ? -page : page);
      break;
    case KEY_TAB:
      if (menu->chips.n) {
        menu->chips.current = (menu->chips.current + 1) % menu->chips.n;
        menu_filter(menu);
      }
      break;
    case KEY_LEFT:
    case KEY_RIGHT:
      if (!step_aside(menu, alone == KEY_LEFT ? -1 : 1)) {
        type(menu, key, text);
      }
      break;
    case KEY_HOME:
    case KEY_END:
      if (menu->searchable) {
        type(menu, key, text);
      } else {
        step_to_end(menu, alone == KEY_END);
      }
      break;
    default:
      type(menu, key, text);
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
  *value = menu->item[menu->shown[menu->hover].index].value;
  return true;
}
