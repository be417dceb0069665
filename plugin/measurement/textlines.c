// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/textlines.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define UNBROKEN '\x1F' // a no-break blank until it is known what it does

static char
to_lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The ASCII character for a code point, '\0' for what no text contains. */
static char
ascii_of(uint32_t code)
{
  switch (code) {
    case 0x0B: // vertical tab
    case 0x0C: // form feed
    case 0x1A: // end of file in DOS
    case 0xFEFF:
      return ' ';
    case 0xA0:   // no-break space
    case 0x2007: // figure space
    case 0x2009: // thin space
    case 0x202F: // narrow no-break space
      return UNBROKEN;
    case 0x92: // of Windows-1252
    case 0x2019:
      return '\'';
    case 0x2212: // minus sign
      return '-';
    default:
      break;
  }
  if (code < 0x20) {
    return code == '\t' || code == '\n' || code == '\r' ? (char)code : '\0';
  }
  return code < 0x7F ? (char)code : '?';
}

/* Take one code point of UTF-8; a byte that is none stands for itself, as in
   Latin-1. */
static uint32_t
take_utf8(const uint8_t* data, size_t size, size_t* i)
{
  const uint32_t first = data[(*i)++];
  const size_t more =
    first >= 0xF0 ? 3 : (first >= 0xE0 ? 2 : (first >= 0xC2 ? 1 : 0));
  if (!more || size - *i < more) {
    return first;
  }
  uint32_t code = first & (0x3FU >> more);
  for (size_t k = 0; k < more; ++k) {
    const uint32_t next = data[*i + k];
    if ((next & 0xC0U) != 0x80U) {
      return first;
    }
    code = (code << 6U) | (next & 0x3FU);
  }
  *i += more;
  return code;
}

static uint32_t
take_utf16(const uint8_t* data, size_t* i, bool big_endian)
{
  const uint32_t a = data[*i];
  const uint32_t b = data[*i + 1];
  *i += 2;
  return big_endian ? (a << 8U) | b : (b << 8U) | a;
}

static size_t
count_digits(const char* at, const char* end)
{
  size_t n = 0;
  while (at + n < end && text_is_digit(at[n])) {
    ++n;
  }
  return n;
}

/* Three digits follow, and one to three that are no decimals stand before. */
static bool
is_between_groups(const Text* text, size_t at)
{
  const char* const end = text->data + text->size;
  size_t start = at;
  while (start > 0 && text_is_digit(text->data[start - 1])) {
    --start;
  }
  const char before = start > 0 ? text->data[start - 1] : ' ';
  const size_t n = at - start;
  return n >= 1 && n <= 3 && before != '.' && before != ',' &&
         count_digits(text->data + at + 1, end) == 3;
}

static void
settle_unbroken(Text* text)
{
  for (size_t i = 0; i < text->size; ++i) {
    if (text->data[i] == UNBROKEN) {
      text->data[i] = is_between_groups(text, i) ? '\'' : ' ';
    }
  }
}

TextStatus
text_decode(const void* data, size_t size, Text* text)
{
  const uint8_t* const in = (const uint8_t*)data;
  const bool big = size >= 2 && in[0] == 0xFE && in[1] == 0xFF;
  const bool little = size >= 2 && in[0] == 0xFF && in[1] == 0xFE;
  const bool wide = big || little;
  text->size = 0;
  text->data = (char*)malloc(size + 1);
  if (!text->data) {
    return TEXT_NO_MEMORY;
  }
  const size_t end = wide ? size & ~(size_t)1 : size;
  bool after_return = false;
  for (size_t i = wide ? 2 : 0; i < end;) {
    const uint32_t code =
      wide ? take_utf16(in, &i, big) : take_utf8(in, size, &i);
    const char c = ascii_of(code);
    if (!c) {
      return TEXT_BINARY;
    }
    if (c != '\n' || !after_return) {
      text->data[text->size++] = c == '\r' ? '\n' : c;
    }
    after_return = c == '\r';
  }
  settle_unbroken(text);
  return TEXT_OK;
}

void
text_free(Text* text)
{
  free(text->data);
  text->data = NULL;
  text->size = 0;
}

bool
text_next_whole_line(const Text* text, TextCursor* cursor, Span* line)
{
  if (cursor->offset >= text->size) {
    return false;
  }
  const char* const start = text->data + cursor->offset;
  const size_t left = text->size - cursor->offset;
  const char* const newline = (const char*)memchr(start, '\n', left);
  const char* const end = newline ? newline : start + left;
  cursor->offset = (size_t)(end - text->data) + 1;
  ++cursor->line;
  *line = (Span){ start, end };
  return true;
}

bool
text_next_line(const Text* text, TextCursor* cursor, Span* line)
{
  if (!text_next_whole_line(text, cursor, line)) {
    return false;
  }
  *line = span_trim(*line);
  return true;
}

Span
span_trim(Span span)
{
  while (span.start < span.end && text_is_blank(*span.start)) {
    ++span.start;
  }
  while (span.start < span.end && text_is_blank(span.end[-1])) {
    --span.end;
  }
  return span;
}

bool
span_starts_with(Span span, const char* word)
{
  for (; *word; ++word, ++span.start) {
    if (span.start == span.end || to_lower(*span.start) != to_lower(*word)) {
      return false;
    }
  }
  return true;
}

bool
span_contains(Span span, const char* word)
{
  for (; span.start < span.end; ++span.start) {
    if (span_starts_with(span, word)) {
      return true;
    }
  }
  return false;
}

bool
span_equals(Span span, const char* word)
{
  return (size_t)(span.end - span.start) == strlen(word) &&
         span_starts_with(span, word);
}

Span
span_take_word(Span* span)
{
  while (span->start < span->end && text_is_blank(*span->start)) {
    ++span->start;
  }
  Span word = { span->start, span->start };
  while (word.end < span->end && !text_is_blank(*word.end)) {
    ++word.end;
  }
  span->start = word.end;
  return word;
}

/* Up to 19 digits fit the mantissa; the rest only moves the exponent. */
typedef struct {
  uint64_t mantissa;
  int exponent;
  bool any;
} Digits;

static const char*
take_digits(const char* at, const char* end, bool fraction, Digits* digits)
{
  for (; at < end && text_is_digit(*at); ++at) {
    const bool room = digits->mantissa < UINT64_C(1000000000000000000);
    if (room) {
      digits->mantissa = digits->mantissa * 10U + (uint64_t)(*at - '0');
    }
    digits->exponent += (room ? 0 : 1) - (fraction ? 1 : 0);
    digits->any = true;
  }
  return at;
}

/* Exponent after "e", if a number follows. */
static const char*
take_exponent(const char* at, const char* end, int* exponent)
{
  const char* p = at;
  if (p == end || to_lower(*p) != 'e') {
    return at;
  }
  ++p;
  const bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) {
    ++p;
  }
  if (p == end || !text_is_digit(*p)) {
    return at;
  }
  int value = 0;
  for (; p < end && text_is_digit(*p); ++p) {
    value = value < 10000 ? value * 10 + (*p - '0') : value;
  }
  *exponent += negative ? -value : value;
  return p;
}

/* Dividing by a power of ten is exact where multiplying by 0.1 is not. */
static double
scale(uint64_t mantissa, int exponent)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5,
                                   1e6, 1e7, 1e8, 1e9, 1e10 };
  const int n = exponent < 0 ? -exponent : exponent;
  const double power = n <= 10 ? powers[n] : pow(10.0, n);
  return exponent < 0 ? (double)mantissa / power : (double)mantissa * power;
}

bool
span_take_number(Span* span, bool comma, double* value)
{
  const char* at = span->start;
  const bool negative = at < span->end && *at == '-';
  if (at < span->end && (*at == '-' || *at == '+')) {
    ++at;
  }
  Digits digits = { 0, 0, false };
  at = take_digits(at, span->end, false, &digits);
  if (at < span->end && (*at == '.' || (comma && *at == ','))) {
    at = take_digits(at + 1, span->end, true, &digits);
  }
  if (!digits.any) {
    return false;
  }
  at = take_exponent(at, span->end, &digits.exponent);
  const double size = scale(digits.mantissa, digits.exponent);
  if (digits.mantissa && !isfinite(size)) {
    return false;
  }
  *value = digits.mantissa ? (negative ? -size : size) : 0.0;
  span->start = at;
  return true;
}
