// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_BITS 32

static const char* const views[] = { [VIEW_RESPONSE] = "response",
                                     [VIEW_DECAY] = "decay",
                                     [VIEW_ISOLATION] = "isolation" };
static const char* const spectra[] = { [NOTIFY_SPECTRUM_OFF] = "off",
                                       [NOTIFY_SPECTRUM_PRE] = "before",
                                       [NOTIFY_SPECTRUM_POST] = "behind" };

static const char* const zeros[] = { [PLOT_ZERO_NEUTRAL] = "neutral",
                                     [PLOT_ZERO_A] = "a",
                                     [PLOT_ZERO_B] = "b" };
static const char* const curves[] = {
  [PLOT_WORN] = "worn",     [PLOT_A] = "a",       [PLOT_B] = "b",
  [PLOT_RESULT] = "result", [PLOT_LEFT] = "left", [PLOT_RIGHT] = "right"
};

static const char* const file_words[EARCUP_FILE_SLOTS] = { "file_a",
                                                           "file_b",
                                                           "file_wearing" };

#define N(array) (sizeof(array) / sizeof((array)[0]))

bool
memory_holds(PortIndex port)
{
  return ports[port].kind == KIND_CONTROL_IN && port != PORT_ENABLED &&
         port != PORT_FREEWHEEL;
}

/* --- writing ------------------------------------------------------------- */

typedef struct {
  char* text;
  size_t length;
  bool full;
} Writer;

static void
add(Writer* w, const char* word)
{
  const size_t n = strlen(word);
  if (w->length + n >= NOTIFY_MEMORY_SIZE) {
    w->full = true;
  } else {
    memcpy(w->text + w->length, word, n + 1);
    w->length += n;
  }
}

/** " seal=42c8": the bits of the float without the zeros at their end, which
    neither rounding nor the host's locale can touch. */
static void
add_value(Writer* w, PortIndex port, float value)
{
  char word[128];
  uint32_t bits = 0;
  memcpy(&bits, &value, sizeof(bits));
  int length = snprintf(
    word, sizeof(word), " %s=%08x", ports[port].symbol, (unsigned)bits);
  while (word[length - 1] == '0') {
    --length;
  }
  word[length] = '\0';
  add(w, word);
}

/** A line of the values that differ from others; none of it if it does not
    fit. */
static bool
add_settings(Writer* w,
             const char* what,
             const Settings* settings,
             const Settings* from)
{
  const size_t start = w->length;
  add(w, what);
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (memory_holds((PortIndex)p) &&
        memcmp(&settings->value[p], &from->value[p], sizeof(float)) != 0) {
      add_value(w, (PortIndex)p, settings->value[p]);
    }
  }
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    if (settings->file[slot] != from->file[slot]) {
      char word[32];
      snprintf(
        word, sizeof(word), " %s=%u", file_words[slot], settings->file[slot]);
      add(w, word);
    }
  }
  add(w, "\n");
  if (w->full) {
    w->length = start;
    w->text[start] = '\0';
  }
  return !w->full;
}

/** What each chain of differences begins with. */
static Settings
defaults(void)
{
  Settings settings = { .file = { 0 } };
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    settings.value[p] = ports[p].dflt;
  }
  return settings;
}

/** Paths up to the end of their lines: one with a line in it is left out. */
static void
add_paths(Writer* w, const Paths* paths, const History* history)
{
  for (unsigned i = 1; i < PATHS_MAX; ++i) {
    const char* const path = paths->text[i];
    if (*path && !strchr(path, '\n') &&
        history_refers_to(history, (uint8_t)i)) {
      char word[16];
      const size_t start = w->length;
      snprintf(word, sizeof(word), "file %u ", i);
      add(w, word);
      add(w, path);
      add(w, "\n");
      if (w->full) {
        w->length = start;
        w->text[start] = '\0';
        w->full = false;
      }
    }
  }
}

static void
add_history(Writer* w, const History* history)
{
  Settings from = defaults();
  const unsigned other = !history->current_slot;
  bool fits =
    add_settings(w, other ? "slot 2" : "slot 1", &history->slot[other], &from);
  for (unsigned i = 0; fits && i < history->n_redo; ++i) {
    const Settings* const step = history_step(history, (int)i);
    fits = add_settings(w, "redo", step, &from);
    from = *step;
  }
  for (unsigned i = 1; fits && i <= history->n_undo; ++i) {
    const Settings* const step = history_step(history, -(int)i);
    fits = add_settings(w, "undo", step, &from);
    from = *step;
  }
}

void
memory_write(const Memory* memory, char* text)
{
  Writer w = { text, 0, false };
  char line[64];
  *text = '\0';
  snprintf(line,
           sizeof(line),
           "view %s\nrange %d\nspectrum %s\n",
           views[memory->view],
           (int)lround(1000.0 * memory->range_db),
           spectra[memory->spectrum]);
  add(&w, line);
  snprintf(line, sizeof(line), "zero %s\n", zeros[memory->zero]);
  add(&w, line);
  for (int i = 0; i < PLOT_CURVES; ++i) {
    if (memory->hidden[i]) {
      snprintf(line, sizeof(line), "hide %s\n", curves[i]);
      add(&w, line);
    }
  }
  add(&w, memory->types ? "types shown\n" : "");
  if (memory->history.used) {
    add_paths(&w, memory->paths, &memory->history);
    add_history(&w, &memory->history);
  }
}

/* --- reading ------------------------------------------------------------- */

/** The next word of a line, at most size bytes with its zero; false at its
    end. */
static bool
next_word(const char** at, char* word, size_t size)
{
  *at += strspn(*at, " ");
  const size_t n = strcspn(*at, " \n");
  if (n == 0 || n >= size) {
    return false;
  }
  memcpy(word, *at, n);
  word[n] = '\0';
  *at += n;
  return true;
}

static int
index_of(const char* word, const char* const* words, size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    if (!strcmp(word, words[i])) {
      return (int)i;
    }
  }
  return -1;
}

static bool
read_bits(const char* hex, float* value)
{
  const size_t n = strlen(hex);
  char* end = NULL;
  const unsigned long bits = strtoul(hex, &end, 16);
  if (n > 8 || *end || *hex == '-') {
    return false;
  }
  const uint32_t word = n ? (uint32_t)bits << (VALUE_BITS - 4 * n) : 0;
  memcpy(value, &word, sizeof(*value));
  return true;
}

static void
read_settings(const char* at, Settings* settings)
{
  char word[128];
  while (next_word(&at, word, sizeof(word))) {
    char* const equals = strchr(word, '=');
    float value = 0.0F;
    if (!equals) {
      continue;
    }
    *equals = '\0';
    const int slot = index_of(word, file_words, EARCUP_FILE_SLOTS);
    if (slot >= 0) {
      const unsigned long number = strtoul(equals + 1, NULL, 10);
      settings->file[slot] = number < PATHS_MAX ? (uint8_t)number : 0;
      continue;
    }
    if (!read_bits(equals + 1, &value)) {
      continue;
    }
    const PortIndex port = ports_find(word);
    if (port < PORT_COUNT && memory_holds(port)) {
      settings->value[port] = ports_clamp(port, value);
    }
  }
}

/** A number, a blank and a path to the end of the line. */
static void
read_path(const char* at, Paths* paths)
{
  char word[8];
  if (next_word(&at, word, sizeof(word)) && *at == ' ') {
    const unsigned long number = strtoul(word, NULL, 10);
    paths_set(paths,
              number < PATHS_MAX ? (unsigned)number : 0,
              at + 1,
              strcspn(at + 1, "\n"));
  }
}

/** Steps and slots as they come, each told by its difference to the last. */
static void
read_history(const char* what, const char* at, History* history, Settings* last)
{
  char word[8];
  if (!strcmp(what, "slot") && next_word(&at, word, sizeof(word))) {
    const unsigned other = *word == '2';
    Settings slot = *last;
    read_settings(at, &slot);
    history_clear(history);
    history->used = true;
    history->current_slot = !other;
    history->slot[other] = slot;
  } else if (history->used && !strcmp(what, "redo")) {
    read_settings(at, last);
    history_add_step(history, last, true);
  } else if (history->used && !strcmp(what, "undo")) {
    read_settings(at, last);
    history_add_step(history, last, false);
  }
}

static void
read_line(const char* at, Memory* memory, Settings* last)
{
  char what[16];
  const char* rest = at;
  char word[16];
  if (!next_word(&rest, what, sizeof(what))) {
    return;
  }
  at = rest;
  if (!strcmp(what, "file")) {
    read_path(at, memory->paths);
    return;
  }
  read_history(what, at, &memory->history, last);
  if (!next_word(&at, word, sizeof(word))) {
    return;
  }
  if (!strcmp(what, "view")) {
    const int view = index_of(word, views, N(views));
    memory->view = view >= 0 ? (PlotView)view : memory->view;
  } else if (!strcmp(what, "spectrum")) {
    const int spectrum = index_of(word, spectra, N(spectra));
    memory->spectrum =
      spectrum >= 0 ? (NotifySpectrum)spectrum : memory->spectrum;
  } else if (!strcmp(what, "range")) {
    const double range_db = (double)strtol(word, NULL, 10) / 1000.0;
    memory->range_db = range_db > 0.0 ? fmax(PLOT_RANGE_MIN_DB,
                                             fmin(PLOT_RANGE_MAX_DB, range_db))
                                      : 0.0;
  } else if (!strcmp(what, "zero")) {
    const int zero = index_of(word, zeros, N(zeros));
    memory->zero = zero >= 0 ? (PlotZero)zero : memory->zero;
  } else if (!strcmp(what, "types")) {
    memory->types = !strcmp(word, "shown");
  } else if (!strcmp(what, "hide")) {
    const int curve = index_of(word, curves, N(curves));
    if (curve >= 0) {
      memory->hidden[curve] = true;
    }
  }
}

void
memory_read(Memory* memory, const char* text)
{
  Settings last = defaults();
  while (*text) {
    read_line(text, memory, &last);
    text += strcspn(text, "\n");
    text += *text == '\n';
  }
}
