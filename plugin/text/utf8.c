// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/text/utf8.h"

#include <stdint.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define ELLIPSIS "\xE2\x80\xA6"
#define MARK_BYTES 3u ///< of both

/** What a first byte asks for (The Unicode Standard, table 3-7). */
typedef struct {
  unsigned char first;
  unsigned char last;
  unsigned char n;      ///< bytes of the character
  unsigned char second; ///< range of its second byte
  unsigned char second_end;
} Lead;

static const Lead leads[] = {
  { 0x01, 0x7F, 1, 0x80, 0xBF }, { 0xC2, 0xDF, 2, 0x80, 0xBF },
  { 0xE0, 0xE0, 3, 0xA0, 0xBF }, { 0xE1, 0xEC, 3, 0x80, 0xBF },
  { 0xED, 0xED, 3, 0x80, 0x9F }, { 0xEE, 0xEF, 3, 0x80, 0xBF },
  { 0xF0, 0xF0, 4, 0x90, 0xBF }, { 0xF1, 0xF3, 4, 0x80, 0xBF },
  { 0xF4, 0xF4, 4, 0x80, 0x8F },
};

/** U+FDD0 to U+FDEF and the last two of every plane. */
static bool
is_noncharacter(const unsigned char* s, size_t n)
{
  uint32_t c = n == 3 ? s[0] & 0x0FU : n == 4 ? s[0] & 0x07U : 0;
  for (size_t i = 1; n >= 3 && i < n; ++i) {
    c = c << 6 | (s[i] & 0x3FU);
  }
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/** Bytes of the character at s, or of what stands for none; s[0] is not 0. */
static size_t
take(const unsigned char* s, size_t left, bool* valid)
{
  const Lead* lead = NULL;
  for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); ++i) {
    if (s[0] >= leads[i].first && s[0] <= leads[i].last) {
      lead = &leads[i];
    }
  }
  *valid = false;
  if (!lead) {
    return 1;
  }
  size_t n = 1;
  while (n < lead->n && n < left) {
    const unsigned char low = n == 1 ? lead->second : 0x80;
    const unsigned char high = n == 1 ? lead->second_end : 0xBF;
    if (s[n] < low || s[n] > high) {
      return n;
    }
    ++n;
  }
  *valid = n == lead->n && !is_noncharacter(s, n);
  return n;
}

bool
utf8_copy(char* copy, size_t size, const char* text, size_t length)
{
  const size_t end = strnlen(text, length);
  size_t to = 0;
  size_t mark = 0; // where the ellipsis still fits
  for (size_t at = 0; at < end;) {
    bool valid = false;
    const size_t n = take((const unsigned char*)text + at, end - at, &valid);
    const size_t n_out = valid ? n : MARK_BYTES;
    if (to + MARK_BYTES < size) {
      mark = to;
    }
    if (to + n_out >= size) {
      memcpy(copy + mark, ELLIPSIS, MARK_BYTES + 1);
      return true;
    }
    memcpy(copy + to, valid ? text + at : REPLACEMENT, n_out);
    to += n_out;
    at += n;
  }
  copy[to] = '\0';
  return false;
}

size_t
utf8_without_last(const char* text, size_t length)
{
  do {
    --length;
  } while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80);
  return length;
}
