// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/column_names.h"

typedef enum { WHOLE, BEGINS, CONTAINS, WORD } Match;

/** One rule; the first that fits decides. */
typedef struct {
  NameKind kind;
  Match match;
  const char* word;
} Rule;

static const Rule rules[] = {
  { NAME_LEVEL, CONTAINS, "frequency resp" },
  { NAME_FREQUENCY, BEGINS, "freq" },
  { NAME_FREQUENCY, BEGINS, "frec" },
  { NAME_FREQUENCY, BEGINS, "fr?q" }, // with an accent
  { NAME_FREQUENCY, WHOLE, "f" },
  { NAME_FREQUENCY, BEGINS, "f(" },
  { NAME_FREQUENCY, BEGINS, "f [" },
  { NAME_FREQUENCY, BEGINS, "f (" },
  { NAME_FREQUENCY, BEGINS, "f/" },
  { NAME_FREQUENCY, WHOLE, "hz" },
  { NAME_FREQUENCY, WHOLE, "(hz)" },
  { NAME_FREQUENCY, WHOLE, "[hz]" },
  { NAME_FREQUENCY, WHOLE, "khz" },
  { NAME_TARGET, CONTAINS, "target" },
  { NAME_TARGET, CONTAINS, "harman" },
  { NAME_TARGET, CONTAINS, "diffuse" },
  { NAME_TARGET, CONTAINS, "compensation" },
  { NAME_NO_LEVEL, BEGINS, "error_" },
  { NAME_NO_LEVEL, BEGINS, "smoothed" },
  { NAME_NO_LEVEL, BEGINS, "equal" },
  { NAME_NO_LEVEL, CONTAINS, "parametric" },
  { NAME_NO_LEVEL, CONTAINS, "fixed_band" },
  { NAME_NO_LEVEL, CONTAINS, "phase" },
  { NAME_NO_LEVEL, CONTAINS, "degree" },
  { NAME_NO_LEVEL, CONTAINS, "(deg)" },
  { NAME_NO_LEVEL, CONTAINS, "[deg]" },
  { NAME_NO_LEVEL, WHOLE, "deg" },
  { NAME_NO_LEVEL, WHOLE, "rad" },
  { NAME_NO_LEVEL, CONTAINS, "coheren" },
  { NAME_NO_LEVEL, CONTAINS, "impedan" },
  { NAME_NO_LEVEL, CONTAINS, "ohm" },
  { NAME_NO_LEVEL, CONTAINS, "thd" },
  { NAME_NO_LEVEL, CONTAINS, "distort" },
  { NAME_NO_LEVEL, CONTAINS, "noise floor" },
  { NAME_NO_LEVEL, CONTAINS, "delay" },
  { NAME_NO_LEVEL, CONTAINS, "deviation" },
  { NAME_NO_LEVEL, WHOLE, "std" },
  { NAME_NO_LEVEL, WHOLE, "weight" },
  { NAME_RAW, WORD, "raw" },
  { NAME_ERROR, WORD, "error" },
  { NAME_LEFT, CONTAINS, "left" },
  { NAME_RIGHT, CONTAINS, "right" },
  { NAME_LEFT, WORD, "l" },
  { NAME_RIGHT, WORD, "r" },
  { NAME_LEFT, WORD, "links" },
  { NAME_RIGHT, WORD, "rechts" },
  { NAME_MEAN, WORD, "mean" },
  { NAME_MEAN, WORD, "avg" },
  { NAME_MEAN, CONTAINS, "average" },
  { NAME_LEVEL, BEGINS, "spl" },
  { NAME_LEVEL, CONTAINS, "db" },
  { NAME_LEVEL, BEGINS, "level" },
  { NAME_LEVEL, BEGINS, "mag" },
  { NAME_LEVEL, BEGINS, "ampl" },
  { NAME_LEVEL, BEGINS, "response" },
  { NAME_LEVEL, BEGINS, "gain" },
  { NAME_LEVEL, BEGINS, "pegel" },
};

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '?';
}

/* The word with no letter or digit beside it. */
static bool
contains_word(Span name, const char* word)
{
  const char* at = name.start;
  while (at < name.end) {
    const char* end = at;
    while (end < name.end && is_letter(*end)) {
      ++end;
    }
    if (span_equals((Span){ at, end }, word)) {
      return true;
    }
    at = end + 1;
  }
  return false;
}

static bool
fits(const Rule* rule, Span name)
{
  switch (rule->match) {
    case WHOLE:
      return span_equals(name, rule->word);
    case BEGINS:
      return span_starts_with(name, rule->word);
    case CONTAINS:
      return span_contains(name, rule->word);
    default:
      return contains_word(name, rule->word);
  }
}

NameKind
column_name_kind(Span name)
{
  for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); ++i) {
    if (fits(&rules[i], name)) {
      return rules[i].kind;
    }
  }
  return NAME_OTHER;
}
