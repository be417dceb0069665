// SPDX-License-Identifier: GPL-3.0-or-later
#include "line.h"

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

static bool
cut(Line* line, size_t from, size_t to)
{
  memmove(line->text + from, line->text + to, line->length - to + 1);
  line->length -= to - from;
  line->cursor = from;
  return to > from;
}

static bool
insert(Line* line, const char* text)
{
  const size_t n = strlen(text);
  if (n == 0 || (unsigned char)*text < 0x20 || *text == 0x7F) {
    return false;
  }
  if (line->selected) {
    cut(line, 0, line->length);
  }
  if (line->length + n >= LINE_BYTES) {
    return false;
  }
  char* at = line->text + line->cursor;
  memmove(at + n, at, line->length - line->cursor + 1);
  memcpy(at, text, n);
  line->length += n;
  line->cursor += n;
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
  line->selected = n > 0;
}

bool
line_key(Line* line, Key key, const char* text)
{
  bool changed = false;
  switch (key) {
    case KEY_TEXT:
      changed = insert(line, text);
      break;
    case KEY_BACKSPACE:
      changed = line->selected
                  ? cut(line, 0, line->length)
                  : cut(line, previous(line, line->cursor), line->cursor);
      break;
    case KEY_DELETE:
      changed = line->selected
                  ? cut(line, 0, line->length)
                  : cut(line, line->cursor, next(line, line->cursor));
      break;
    case KEY_LEFT:
      line->cursor = previous(line, line->cursor);
      break;
    case KEY_RIGHT:
      line->cursor = next(line, line->cursor);
      break;
    case KEY_HOME:
      line->cursor = 0;
      break;
    case KEY_END:
      line->cursor = line->length;
      break;
    default:
      return false;
  }
  line->selected = false;
  return changed;
}
