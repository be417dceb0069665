// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ttl/presets.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ".preset"

/** In the order of a menu. */
static const char* const banks[] = {
  "Reference", "Studio",    "Everyday",          "History", "Translation",
  "Fit",       "Crossfeed", "Outside and bleed", NULL
};

/** Where we are, for messages. */
typedef struct {
  const char* path;
  unsigned line;
} Place;

static bool
complain(const Place* place, const char* what, const char* text)
{
  fprintf(stderr, "%s:%u: %s: %s\n", place->path, place->line, what, text);
  return false;
}

bool
presets_hold(PortIndex port)
{
  return ports[port].kind == KIND_CONTROL_IN && port != PORT_ENABLED &&
         port != PORT_FREEWHEEL && port != PORT_BYPASS_ON_EXPORT;
}

static char*
trim(char* text)
{
  while (isspace((unsigned char)*text)) {
    ++text;
  }
  size_t n = strlen(text);
  while (n > 0 && isspace((unsigned char)text[n - 1])) {
    text[--n] = '\0';
  }
  return text;
}

static bool
copy(const Place* place, char* to, const char* text)
{
  if (!*text) {
    return complain(place, "empty text", to);
  }
  if (*to) {
    return complain(place, "given twice", text);
  }
  if (strlen(text) >= PRESET_TEXT) {
    return complain(place, "text too long", text);
  }
  memcpy(to, text, strlen(text) + 1);
  return true;
}

/** The value of a choice by its label, with or without the type before it;
    NaN if there is none. */
static float
choice_value(PortIndex port, const char* text)
{
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    const PortChoice choice = ports_choice(port, i);
    const char* const colon = strstr(choice.label, ": ");
    if (!strcmp(choice.label, text) || (colon && !strcmp(colon + 2, text))) {
      return choice.value;
    }
  }
  return NAN;
}

static float
number_value(const char* text)
{
  char* end = NULL;
  const float value = strtof(text, &end);
  return end == text || *end ? NAN : value;
}

static bool
set_value(const Place* place, Preset* preset, char* symbol, const char* text)
{
  const PortIndex port = ports_find(symbol);
  if (port == PORT_COUNT || !presets_hold(port)) {
    return complain(place, "no such control", symbol);
  }
  if (!isnan(preset->value[port])) {
    return complain(place, "set twice", symbol);
  }
  float value = choice_value(port, text);
  if (isnan(value)) {
    value = number_value(text);
  }
  if (isnan(value)) {
    return complain(place, "no such value", text);
  }
  if (ports_clamp(port, value) < value || ports_clamp(port, value) > value) {
    return complain(place, "value out of range", text);
  }
  preset->value[port] = value;
  return true;
}

static bool
read_line(const Place* place, Preset* preset, char* line)
{
  char* const text = trim(line);
  if (!*text || *text == '#') {
    return true;
  }
  char* const mark = strpbrk(text, ":=");
  if (!mark) {
    return complain(place, "neither 'key: text' nor 'symbol = value'", text);
  }
  const bool is_value = *mark == '=';
  *mark = '\0';
  char* const key = trim(text);
  const char* const rest = trim(mark + 1);
  if (is_value) {
    return set_value(place, preset, key, rest);
  }
  if (!strcmp(key, "name")) {
    return copy(place, preset->name, rest);
  }
  if (!strcmp(key, "formerly")) {
    return copy(place, preset->former, rest);
  }
  if (!strcmp(key, "bank")) {
    return copy(place, preset->bank, rest);
  }
  if (!strcmp(key, "comment")) {
    return copy(place, preset->comment, rest);
  }
  return complain(place, "unknown key", key);
}

static bool
read_lines(Place* place, Preset* preset, FILE* file)
{
  char line[PRESET_TEXT * 2];
  while (fgets(line, sizeof(line), file)) {
    ++place->line;
    if (!strchr(line, '\n') && !feof(file)) {
      return complain(place, "line too long", line);
    }
    if (!read_line(place, preset, line)) {
      return false;
    }
  }
  return !ferror(file) || complain(place, "cannot read", strerror(errno));
}

static bool
set_slug(const Place* place, Preset* preset)
{
  const char* const slash = strrchr(place->path, '/');
  const char* const base = slash ? slash + 1 : place->path;
  const size_t length = strlen(base);
  const size_t suffix = strlen(SUFFIX);
  if (length <= suffix || strcmp(base + length - suffix, SUFFIX) ||
      length - suffix >= PRESET_TEXT) {
    return complain(place, "not a name ending in " SUFFIX, base);
  }
  memcpy(preset->slug, base, length - suffix);
  if (strspn(preset->slug, "abcdefghijklmnopqrstuvwxyz0123456789-") !=
      length - suffix) {
    return complain(place, "only a-z, 0-9 and - in the name of a file", base);
  }
  return true;
}

bool
presets_personal(PortIndex port)
{
  switch (port) {
    case PORT_WEARING:
    case PORT_BALANCE:
    case PORT_TARGET_BASS:
    case PORT_TARGET_TILT:
    case PORT_LISTENING_LEVEL:
    case PORT_DIM:
    case PORT_SWAP:
      return true;
    default:
      return false;
  }
}

static void
fill_defaults(Preset* preset)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    if (isnan(preset->value[i]) && !presets_personal((PortIndex)i)) {
      preset->value[i] = ports[i].dflt;
    }
  }
}

/** Place of a bank in the order, that of NULL if there is no such bank. */
static size_t
bank_index(const char* text)
{
  size_t i = 0;
  while (banks[i] && strcmp(banks[i], text)) {
    ++i;
  }
  return i;
}

static bool
read_preset(Preset* preset, const char* path)
{
  Place place = { path, 0 };
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    preset->value[i] = NAN;
  }
  FILE* const file = fopen(path, "r");
  if (!file) {
    return complain(&place, "cannot open", strerror(errno));
  }
  const bool ok = set_slug(&place, preset) && read_lines(&place, preset, file);
  fclose(file);
  if (!ok) {
    return false;
  }
  if (!*preset->name || !*preset->bank || !*preset->comment) {
    return complain(&place, "name, bank or comment missing", preset->slug);
  }
  if (!banks[bank_index(preset->bank)]) {
    return complain(&place, "no such bank", preset->bank);
  }
  fill_defaults(preset);
  return true;
}

static bool
same_values(const Preset* a, const Preset* b)
{
  return !memcmp(a->value, b->value, sizeof(a->value));
}

static int
compare_presets(const void* left, const void* right)
{
  const Preset* const a = left;
  const Preset* const b = right;
  const size_t bank_a = bank_index(a->bank);
  const size_t bank_b = bank_index(b->bank);
  return bank_a == bank_b ? strcmp(a->slug, b->slug) : bank_a < bank_b ? -1 : 1;
}

bool
presets_read(PresetList* list, char** paths, size_t n)
{
  memset(list, 0, sizeof(*list));
  for (size_t i = 0; i < n; ++i) {
    const Place place = { paths[i], 0 };
    if (i == PRESETS_MAX) {
      return complain(&place, "too many presets", "");
    }
    Preset* const preset = &list->preset[i];
    if (!read_preset(preset, paths[i])) {
      return false;
    }
    for (size_t j = 0; j < i; ++j) {
      if (!strcmp(list->preset[j].name, preset->name) ||
          !strcmp(list->preset[j].former, preset->name) ||
          !strcmp(list->preset[j].name, preset->former)) {
        return complain(&place, "name used twice", preset->name);
      }
      if (same_values(&list->preset[j], preset)) {
        return complain(&place, "same values as", list->preset[j].slug);
      }
    }
    ++list->n;
  }
  qsort(list->preset, list->n, sizeof(Preset), compare_presets);
  return true;
}

bool
presets_first_of_bank(const PresetList* list, size_t i)
{
  return i == 0 || strcmp(list->preset[i - 1].bank, list->preset[i].bank);
}
