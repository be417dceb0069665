// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/line.h"

#include <ctype.h>
#include <string.h>

static bool
inside_character(const Line* line, size_t at)
{
  return at < line->length && ((unsigned char)line->text[at] & 0xC0) == 0x80;
}

static size_t
previous(const Line* line, size_t at)
{
  while (at > 0 && inside_character(line, --at)) {
  }
  return at;
}

static size_t
next(const Line* line, size_t at)
{
  if (at < line->length) {
    while (inside_character(line, ++at)) {
    }
  }
  return at;
}

/** Letters and digits of any script; a path's slashes, dots and blanks part
    words. */
static bool
in_word(const Line* line, size_t at)
{
  const unsigned char c = (unsigned char)line->text[at];
  return c >= 0x80 || isalnum(c);
}

static size_t
previous_word(const Line* line, size_t at)
{
  while (at > 0 && !in_word(line, previous(line, at))) {
    at = previous(line, at);
  }
  while (at > 0 && in_word(line, previous(line, at))) {
    at = previous(line, at);
  }
  return at;
}

static size_t
next_word(const Line* line, size_t at)
{
  while (at < line->length && !in_word(line, at)) {
    at = next(line, at);
  }
  while (at < line->length && in_word(line, at)) {
    at = next(line, at);
  }
  return at;
}

/** Where a key that moves the cursor brings it. */
static size_t
moved(const Line* line, Key key)
{
  const bool by_word = (unsigned)key & KEY_BY_WORD;
  const size_t at = line->cursor;
  switch (KEY_ALONE(key)) {
    case KEY_LEFT:
    case KEY_BACKSPACE:
      return by_word ? previous_word(line, at) : previous(line, at);
    case KEY_RIGHT:
    case KEY_DELETE:
      return by_word ? next_word(line, at) : next(line, at);
    case KEY_HOME:
      return 0;
    default:
      return line->length;
  }
}

static bool
cut(Line* line, size_t from, size_t to)
{
  memmove(line->text + from, line->text + to, line->length - to + 1);
  line->length -= to - from;
  line->cursor = from;
  line->anchor = from;
  return to > from;
}

bool
line_selection(const Line* line, size_t* first, size_t* end)
{
  const bool forwards = line->anchor < line->cursor;
  *first = forwards ? line->anchor : line->cursor;
  *end = forwards ? line->cursor : line->anchor;
  return *first < *end;
}

static bool
insert(Line* line, const char* text)
{
  const size_t n = strlen(text);
  size_t first = 0;
  size_t end = 0;
  if (n == 0 || (unsigned char)*text < 0x20 || *text == 0x7F) {
    return false;
  }
  if (line_selection(line, &first, &end)) {
    cut(line, first, end);
  }
  if (line->length + n >= LINE_BYTES) {
    return false;
  }
  char* at = line->text + line->cursor;
  memmove(at + n, at, line->length - line->cursor + 1);
  memcpy(at, text, n);
  line->length += n;
  line->cursor += n;
  line->anchor = line->cursor;
  return true;
}

void
line_set(Line* line, const char* text)
{
  size_t n = strlen(text);
  if (n >= LINE_BYTES) {
    n = LINE_BYTES - 1;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) {
      --n; // never half a character
    }
  }
  memcpy(line->text, text, n);
  line->text[n] = '\0';
  line->length = n;
  line->cursor = n;
  line->anchor = 0;
}

/** Without Shift an arrow leaves a selection at its end on that side. */
static void
move(Line* line, Key key)
{
  const bool selecting = (unsigned)key & KEY_SELECTING;
  size_t first = 0;
  size_t end = 0;
  if (!selecting && line_selection(line, &first, &end) &&
      (key == KEY_LEFT || key == KEY_RIGHT)) {
    line->cursor = key == KEY_LEFT ? first : end;
  } else {
    line->cursor = moved(line, key);
  }
  if (!selecting) {
    line->anchor = line->cursor;
  }
}

static bool
erase(Line* line, Key key)
{
  size_t first = 0;
  size_t end = 0;
  if (line_selection(line, &first, &end)) {
    return cut(line, first, end);
  }
  const size_t to = moved(line, key);
  return to < line->cursor ? cut(line, to, line->cursor)
                           : cut(line, line->cursor, to);
}

bool
line_key(Line* line, Key key, const char* text)
{
  switch (KEY_ALONE(key)) {
    case KEY_TEXT:
      return insert(line, text);
    case KEY_BACKSPACE:
    case KEY_DELETE:
      return erase(line, key);
    case KEY_SELECT_ALL:
      line->anchor = 0;
      line->cursor = line->length;
      return false;
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_HOME:
    case KEY_END:
      move(line, key);
      return false;
    default:
      return false;
  }
}
