// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_UTF8_H
#define EARCUP_UTF8_H

/* Text that comes from outside (names of files, messages, what was typed) made
   fit to be drawn: cairo stops drawing for good at the first byte that is no
   UTF-8, and file names are any bytes. */

#include <stdbool.h>
#include <stddef.h>

/**
   Copy text as valid UTF-8. Every ill-formed part (the maximal subpart of The
   Unicode Standard, section 3.9) becomes one U+FFFD, and so does a
   noncharacter, which cairo refuses as well.

   @param copy of size bytes, terminated; not text itself
   @param size at least 4: what is too long is cut behind a character and ends
   with an ellipsis
   @param length bytes of text to copy at most; it ends earlier at a zero
   @return whether it was cut
   Thread: any, rt too.
*/
bool utf8_copy(char* copy, size_t size, const char* text, size_t length);

/** Bytes of text without its last character; length > 0. Thread: any. */
size_t utf8_without_last(const char* text, size_t length);

#endif
