// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEXTLINES_H
#define EARCUP_TEXTLINES_H

/* Text files of unknown origin as lines of ASCII, and the numbers in them. */

#include <stdbool.h>
#include <stddef.h>

/** A whole text in memory, decoded. */
typedef struct {
  char* data; ///< ASCII with '\n' line ends; other letters became '?'
  size_t size;
} Text;

typedef enum { TEXT_OK, TEXT_BINARY, TEXT_NO_MEMORY } TextStatus;

/** One line without the blanks around it, or any part of one. */
typedef struct {
  const char* start;
  const char* end;
} Span;

/** Told apart by hand: those of ctype.h follow the locale. Thread: any. */
static inline bool
text_is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/** Thread: any. */
static inline bool
text_is_blank(char c)
{
  return c == ' ' || c == '\t';
}

/** A place in a text; begin with {0, 0}. */
typedef struct {
  size_t offset;
  size_t line; ///< number of the line last returned, from 1
} TextCursor;

/**
   Decode UTF-8, Latin-1 or, after a byte-order mark, UTF-16; any line ends.
   A typographic minus becomes '-', a typographic apostrophe '\''. A no-break
   or thin blank becomes '\'' where it groups the digits of a number, as in
   "12 500,3", otherwise ' '. A text with NUL or other control characters is
   binary.

   @param text to be freed with text_free(), also on failure
   Thread: any but rt (allocates).
*/
TextStatus text_decode(const void* data, size_t size, Text* text);

/** Free a text; an empty one is fine. Thread: any but rt. */
void text_free(Text* text);

/** Take the next line, false at the end. Thread: any. */
bool text_next_line(const Text* text, TextCursor* cursor, Span* line);

/** The same with the blanks at both ends, which may be empty cells of a table.
    Thread: any. */
bool text_next_whole_line(const Text* text, TextCursor* cursor, Span* line);

/** Without the blanks at both ends. Thread: any. */
Span span_trim(Span span);

/** Whether the span begins with a word, whatever its case. Thread: any. */
bool span_starts_with(Span span, const char* word);

/** Whether the span contains a word, whatever its case. Thread: any. */
bool span_contains(Span span, const char* word);

/** Whether the span is that word, whatever its case. Thread: any. */
bool span_equals(Span span, const char* word);

/** Take the next word (no blanks in it), empty at the end. Thread: any. */
Span span_take_word(Span* span);

/**
   Take a decimal number off the front of a span, whatever the locale.

   @param span moved behind the number on success
   @param comma whether ',' is a decimal mark like '.'
   @param value finite
   @return false if there is no number or it is too large for a double
   Thread: any.
*/
bool span_take_number(Span* span, bool comma, double* value);

#endif
