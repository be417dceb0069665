// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MENU_H
#define EARCUP_MENU_H

/* A menu inside the window: rows under headings, scrolled by the wheel, and
   for long lists a search field and chips that show one group only. It hangs
   at what was pressed, with a pane for what is said of the row under the
   pointer, or is docked below the picture in two columns. Knows nothing of what
   its values mean, and keeps for its owner what it is about. */

#include "ui/shared/search.h"
#include "ui/window/layout.h"
#include "ui/window/line.h"

#include <cairo/cairo.h>
#include <stdint.h>

#define MENU_CHIPS 5
#define MENU_COLUMNS 2

/** What a row is, by a small sign before it. */
typedef enum {
  MENU_NO_MARK,
  MENU_MARK_OPEN,
  MENU_MARK_SEMI,
  MENU_MARK_CLOSED,
  MENU_MARK_FILE,
  MENU_MARK_FOLDER
} MenuMark;

typedef struct {
  const char* label; ///< outlives the menu, as all texts
  const char* lead;  ///< dim words before the label (the maker), or NULL
  const char* about; ///< what is said of it: searched too, shown in the pane
  char note[16];     ///< small words at its end
  char year[12];     ///< and behind those
  int value;
  unsigned group; ///< chip it belongs to, 0 = to all
  MenuMark mark;
  bool heading;
  bool disabled;
  bool ticked; ///< on by itself, whatever is marked
  bool starred;
  bool again; ///< has a row further up, which a search finds
} MenuItem;

/** Where a row is: headings take a whole line. */
typedef struct {
  unsigned line;
  unsigned column;
} MenuPlace;

/** Groups of rows, of which one is shown. */
typedef struct {
  const char* label[MENU_CHIPS]; ///< chip 0 shows all groups
  unsigned n;
  unsigned current;
} MenuChips;

/** What an open menu is about. */
typedef enum {
  MENU_OF_CHOICE, ///< values of the part's port
  MENU_OF_HEADPHONES,
  MENU_OF_FILES,
  MENU_OF_PRESETS,
  MENU_OF_SCALES,
  MENU_OF_VALUE, ///< actions on the part's value
  MENU_OF_PLOT
} MenuTopic;

typedef struct {
  MenuTopic topic;
  Part part; ///< that it was opened for
  bool open;
  bool searchable;
  bool docked;
  double pane_w;     ///< 0 = no pane
  const char* empty; ///< what the search field says when empty
  MenuChips chips;
  MenuItem* item;
  SearchHit* shown; ///< items that answer search and chip
  MenuPlace* place; ///< of each shown
  unsigned n_items;
  unsigned room; ///< for items
  unsigned n_shown;
  unsigned n_lines;
  Line search;
  int marked;   ///< value with a tick
  int hover;    ///< index into shown, -1 = none
  double first; ///< topmost line shown
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

/** Free what it holds; a zeroed menu is fine. */
void menu_clear(Menu* menu);

/** Add a row; left out if there is no memory. */
void menu_add(Menu* menu, MenuItem item);

/** Open it at an anchor: below if there is room, else above or beside, never
    outside the window. @param width of its rows, 0 = as wide as the anchor */
void menu_show(Menu* menu, const Layout* layout, Rect anchor, double width);

/** Open it below the picture, down to the hint line, in two columns. */
void menu_show_docked(Menu* menu, const Layout* layout);

/** Show what answers search and chip now. */
void menu_filter(Menu* menu);

/** The pointer moved; whether something has to be drawn. */
bool menu_move(Menu* menu, double x, double y);

/** A button went down; for MENU_CHOSEN *value is the row's value. */
MenuEvent menu_press(Menu* menu, double x, double y, int* value);

/** Scroll by lines, positive = down. */
void menu_wheel(Menu* menu, double lines);

/** A key; for MENU_CHOSEN *value is the row's value. */
MenuEvent menu_key(Menu* menu, Key key, const char* text, int* value);

/** Value under the pointer or cursor; false if there is none. */
bool menu_hovered(const Menu* menu, int* value);

/** Draw it. */
void menu_draw(const Menu* menu, cairo_t* cr);

/* Where its pieces are. */

Rect menu_search_rect(const Menu* menu);
Rect menu_chip_rect(const Menu* menu, unsigned chip);

/** All rows; what is outside of it is scrolled away. */
Rect menu_list_rect(const Menu* menu);
Rect menu_pane_rect(const Menu* menu);

/** A shown row, wherever it is scrolled to. */
Rect menu_row_rect(const Menu* menu, unsigned row);

/** The shown row at a point that can be chosen, -1 if there is none. */
int menu_row_at(const Menu* menu, double x, double y);

/** How many lines fit. */
double menu_lines(const Menu* menu);

/** Put it at an anchor, or below the picture if it is docked. */
void menu_put(Menu* menu, const Layout* layout, Rect anchor, double width);

#endif
