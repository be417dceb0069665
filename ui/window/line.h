// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LINE_H
#define EARCUP_LINE_H

/* One line of text under edit: an entry field or a search. */

#include <stdbool.h>
#include <stddef.h>

#define LINE_BYTES 4096 ///< a path

/** Keys that mean something beside text. */
typedef enum {
  KEY_TEXT,
  KEY_ENTER,
  KEY_ESCAPE,
  KEY_BACKSPACE,
  KEY_DELETE,
  KEY_LEFT,
  KEY_RIGHT,
  KEY_HOME,
  KEY_END,
  KEY_UP,
  KEY_DOWN,
  KEY_PAGE_UP,
  KEY_PAGE_DOWN,
  KEY_TAB,
  KEY_SELECT_ALL,
  KEY_MENU, ///< that of a right-click
  /* Or-ed to the others: */
  KEY_BY_WORD = 0x40,  ///< Ctrl is held: a whole word at a time
  KEY_SELECTING = 0x80 ///< Shift is held: the cursor draws a selection
} Key;

/** A key without those two. */
#define KEY_ALONE(key) ((Key)((unsigned)(key)&0x3FU))

typedef struct {
  char text[LINE_BYTES]; ///< UTF-8, but for what a path has of other bytes
  size_t length;
  size_t cursor;
  size_t anchor; ///< what is between it and the cursor is selected: the next
                 ///< text replaces it
} Line;

/** Start with a text, all selected. Too long a text is cut. Thread: ui. */
void line_set(Line* line, const char* text);

/** The selection's first byte and the one behind it; whether there is any.
    Thread: ui. */
bool line_selection(const Line* line, size_t* first, size_t* end);

/**
   One key.

   @param text UTF-8 for KEY_TEXT, ignored otherwise; control characters are
   dropped
   @return whether the text changed
   Thread: ui.
*/
bool line_key(Line* line, Key key, const char* text);

#endif
