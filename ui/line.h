// SPDX-License-Identifier: GPL-3.0-or-later
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
  KEY_TAB
} Key;

typedef struct {
  char text[LINE_BYTES]; ///< UTF-8, but for what a path has of other bytes
  size_t length;
  size_t cursor;
  bool selected; ///< all of it: the next text replaces it
} Line;

/** Start with a text, all selected. Too long a text is cut. Thread: ui. */
void line_set(Line* line, const char* text);

/**
   One key.

   @param text UTF-8 for KEY_TEXT, ignored otherwise; control characters are
   dropped
   @return whether the text changed
   Thread: ui.
*/
bool line_key(Line* line, Key key, const char* text);

#endif
