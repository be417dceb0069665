// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/typed.h"

#include "plugin/measurement/textlines.h"
#include "ui/shared/mapping.h"

#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

static const char*
skip_space(const char* s)
{
  while (*s == ' ' || *s == '\t') {
    ++s;
  }
  return s;
}

/** Whether a and b are the same but for upper and lower case. */
static bool
same_word(const char* a, const char* b)
{
  while (*a && tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
    ++a;
    ++b;
  }
  return !*a && !*b;
}

/** Read sign, digits and fraction; NULL if there is no digit. */
static const char*
read_number(const char* s, double* number)
{
  static const char minus[] = "\xE2\x88\x92";
  double sign = 1.0;
  if (!strncmp(s, minus, 3)) {
    sign = -1.0;
    s += 3;
  } else if (*s == '-' || *s == '+') {
    sign = *s++ == '-' ? -1.0 : 1.0;
  }
  s = skip_space(s);
  Span digits = { s, s + strspn(s, "0123456789.,") }; // without an exponent
  if (!span_take_number(&digits, true, number)) {
    return NULL;
  }
  *number *= sign;
  return digits.start;
}

/** Whether a word is the unit that this port is shown in, or none. */
static bool
unit_matches(PortUnit unit, const char* word)
{
  static const struct {
    PortUnit unit;
    const char* word;
  } words[] = { { UNIT_DB, "db" },          { UNIT_DEGREE, "deg" },
                { UNIT_DEGREE, "degrees" }, { UNIT_DEGREE, "\xC2\xB0" },
                { UNIT_PERCENT, "%" },      { UNIT_NONE, "%" } };
  for (size_t i = 0; i < sizeof(words) / sizeof(*words); ++i) {
    if (words[i].unit == unit && same_word(words[i].word, word)) {
      return true;
    }
  }
  return !*word;
}

static bool
typed_choice(PortIndex port, const char* text, float* value)
{
  const size_t length = strlen(text);
  for (size_t i = 0; length && i < ports_n_choices(port); ++i) {
    const PortChoice choice = ports_choice(port, i);
    size_t n = 0;
    while (n < length && tolower((unsigned char)choice.label[n]) ==
                           tolower((unsigned char)text[n])) {
      ++n;
    }
    if (n == length) {
      *value = choice.value;
      return true;
    }
  }
  return false;
}

bool
typed_value(PortIndex port, const char* text, float* value)
{
  const PortInfo* info = &ports[port];
  char word[64];
  text = skip_space(text);
  size_t length = strlen(text);
  while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
    --length;
  }
  if (length == 0 || length >= sizeof(word)) {
    return false;
  }
  memcpy(word, text, length);
  word[length] = '\0';

  if (port == PORT_OUTSIDE_LEVEL && same_word(word, "off")) {
    *value = info->min;
    return true;
  }
  double number = 0.0;
  const char* rest = read_number(word, &number);
  if (!rest) {
    return typed_choice(port, word, value);
  }
  if (!unit_matches(info->unit, skip_space(rest))) {
    return false;
  }
  if (info->unit == UNIT_NONE && !(info->flags & FLAG_INTEGER)) {
    number /= 100.0; // as mapping_format() shows it: in percent
  }
  *value = ports_clamp(port, (float)number);
  return true;
}
