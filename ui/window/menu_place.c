// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Where a menu and its pieces are.

#include "ui/window/menu.h"

#include <math.h>

#define ROW_H 20.0
#define PADDING 4.0
#define FIELD_H 22.0
#define HEAD_H 26.0
#define EDGE 4.0         ///< to the edge of the window
#define GAP 2.0          ///< to the anchor
#define SCROLLED_H 330.0 ///< a list longer than this may hide its anchor
#define BAR_W 8.0
#define DOCKED_SEARCH 0.45 ///< share of its width, the chips have the rest

/** Above the rows: search and chips below each other, or side by side. */
static double
head_height(const Menu* menu)
{
  const double lines = menu->docked
                         ? (double)(menu->searchable || menu->chips.n)
                         : (double)menu->searchable + (menu->chips.n > 0);
  return PADDING + lines * HEAD_H;
}

Rect
menu_search_rect(const Menu* menu)
{
  const Rect r = menu->rect;
  const double inner = r.w - 2.0 * PADDING;
  const bool shared = menu->docked && menu->chips.n;
  return (Rect){ r.x + PADDING,
                 r.y + PADDING,
                 shared ? DOCKED_SEARCH * inner : inner - menu->pane_w,
                 FIELD_H };
}

Rect
menu_chip_rect(const Menu* menu, unsigned chip)
{
  const Rect search = menu_search_rect(menu);
  const double left = menu->docked ? search.x + search.w + 6.0 : search.x;
  const double right = menu->rect.x + menu->rect.w - PADDING - menu->pane_w;
  const double y =
    menu->docked || !menu->searchable ? search.y : search.y + HEAD_H;
  const double width = (right - left) / menu->chips.n;
  return (Rect){ left + chip * width + 1.0, y + 1.0, width - 2.0, 20.0 };
}

Rect
menu_list_rect(const Menu* menu)
{
  const double head = head_height(menu);
  const double room = menu->rect.h - head - PADDING;
  return (Rect){ menu->rect.x + PADDING,
                 menu->rect.y + head,
                 menu->rect.w - 2.0 * PADDING - menu->pane_w,
                 menu->docked ? floor(room / ROW_H) * ROW_H : room };
}

Rect
menu_pane_rect(const Menu* menu)
{
  const Rect r = menu->rect;
  return (Rect){ r.x + r.w - menu->pane_w, r.y, menu->pane_w, r.h };
}

double
menu_lines(const Menu* menu)
{
  return menu_list_rect(menu).h / ROW_H;
}

Rect
menu_row_rect(const Menu* menu, unsigned row)
{
  const Rect list = menu_list_rect(menu);
  const MenuPlace place = menu->place[row];
  const bool scrolls = menu->n_lines * ROW_H > list.h + 0.5;
  const double width = list.w - (scrolls ? BAR_W : 0.0);
  const double y = list.y + (place.line - menu->first) * ROW_H;
  if (!menu->docked || menu->item[menu->shown[row].index].heading) {
    return (Rect){ list.x, y, width, ROW_H };
  }
  const double column_w = width / MENU_COLUMNS;
  return (Rect){ list.x + place.column * column_w, y, column_w - 4.0, ROW_H };
}

int
menu_row_at(const Menu* menu, double x, double y)
{
  if (!rect_contains(menu_list_rect(menu), x, y)) {
    return -1;
  }
  for (unsigned i = 0; i < menu->n_shown; ++i) {
    if (rect_contains(menu_row_rect(menu, i), x, y)) {
      const MenuItem* const item = &menu->item[menu->shown[i].index];
      return item->heading || item->disabled ? -1 : (int)i;
    }
  }
  return -1;
}

/** Below the anchor if it fits, else above, else as tall as it may be on the
    side with more room, then over the anchor. */
static Rect
hang(const Menu* menu, const Layout* layout, Rect anchor, double width)
{
  const double chrome = head_height(menu) + PADDING;
  const double wanted = chrome + menu->n_lines * ROW_H;
  const double below = layout->height - EDGE - (anchor.y + anchor.h + GAP);
  const double above = anchor.y - GAP - EDGE;
  const double tallest =
    fmin(layout->height - 2.0 * EDGE, fmax(fmax(above, below), SCROLLED_H));
  Rect r = {
    anchor.x, 0.0, (width > 0.0 ? width : anchor.w) + menu->pane_w, wanted
  };
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
menu_put(Menu* menu, const Layout* layout, Rect anchor, double width)
{
  if (!menu->docked) {
    menu->rect = hang(menu, layout, anchor, width);
    return;
  }
  const Rect plot = layout->part[PART_PLOT];
  const double top = plot.y + plot.h + EDGE;
  const double bottom = layout->part[PART_HINT].y - 1.0;
  menu->rect = (Rect){ EDGE, top, layout->width - 2.0 * EDGE, bottom - top };
}
