// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEXTWRITER_H
#define EARCUP_TEXTWRITER_H

#include <stdbool.h>
#include <stddef.h>

/** A text that grows, cut at the end of its buffer. */
typedef struct {
  char* text;
  size_t size;
  size_t length; ///< of the whole text, whether it fits or not
} Writer;

/** Begin an empty text. Thread: any.
    @param text receives a terminated text; NULL if size is 0 */
Writer writer_begin(char* text, size_t size);

/** Append as printf() does; for numbers with decimals see writer_number().
    Thread: any. */
__attribute__((format(printf, 2, 3))) void writer_text(Writer* writer,
                                                       const char* format,
                                                       ...);

/** Append a number with a point, whatever the locale.
    @param value finite
    @param decimals digits behind the point, none without a point
    Thread: any. */
void writer_number(Writer* writer, double value, unsigned decimals);

/** Let a text that was cut end in "...". Thread: any.
    @param writer its buffer holds at least 4 bytes, its end is ASCII */
void writer_end(Writer* writer);

#endif
