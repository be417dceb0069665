// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_MENU_H
#define EARCUP_MENU_H

/* A menu inside the window: rows under headings, scrolled by the wheel, and
   for long lists a search field and chips that show one group only. Knows
   nothing of what its values mean. */

#include "ui/window/layout.h"
#include "ui/window/line.h"

#include <cairo/cairo.h>
#include <stdint.h>

#define MENU_ITEMS 1024
#define MENU_CHIPS 4

typedef struct {
  const char* label; ///< outlives the menu
  const char* lead;  ///< dim words before the label (the maker), or NULL
  int value;
  unsigned group; ///< chip it belongs to, 0 = to all
  bool heading;
  bool disabled;
  bool starred;
} MenuItem;

typedef struct {
  bool open;
  bool searchable;
  const char* chip[MENU_CHIPS]; ///< labels; chip 0 shows all groups
  unsigned n_chips;
  unsigned current_chip;
  MenuItem item[MENU_ITEMS];
  unsigned n_items;
  unsigned shown[MENU_ITEMS]; ///< items that answer search and chip
  unsigned n_shown;
  Line search;
  int marked;   ///< value with a tick
  int hover;    ///< index into shown, -1 = none
  double first; ///< topmost row shown
  Rect rect;
} Menu;

/** What a press or key in the menu came to. */
typedef enum {
  MENU_NOTHING, ///< perhaps something to redraw
  MENU_CHOSEN,
  MENU_CLOSED
} MenuEvent;

/** Empty the menu; `marked` is the value that gets a tick. */
void menu_begin(Menu* menu, int marked);

/** Add a row; more than MENU_ITEMS are dropped. */
void menu_add(Menu* menu, MenuItem item);

/** Open it at an anchor: below if there is room, else above or beside, never
    outside the window. @param width 0 = as wide as the anchor */
void menu_show(Menu* menu, const Layout* layout, Rect anchor, double width);

/** The pointer moved; whether something has to be drawn. */
bool menu_move(Menu* menu, double x, double y);

/** A button went down; for MENU_CHOSEN *value is the row's value. */
MenuEvent menu_press(Menu* menu, double x, double y, int* value);

/** Scroll by rows, positive = down. */
void menu_wheel(Menu* menu, double rows);

/** A key; for MENU_CHOSEN *value is the row's value. */
MenuEvent menu_key(Menu* menu, Key key, const char* text, int* value);

/** Value under the pointer or cursor; false if there is none. */
bool menu_hovered(const Menu* menu, int* value);

/** Draw it. */
void menu_draw(const Menu* menu, cairo_t* cr);

/** Height of a row, of the search field and of the chips together. */
double menu_row_height(void);
double menu_head_height(const Menu* menu);

#endif
