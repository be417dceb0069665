// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/bench_report.h"

#include "plugin/blind.h"
#include "ui/shared/mapping.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

typedef struct {
  char* text;
  size_t length;
} Writer;

static void
add(Writer* w, const char* format, ...)
{
  va_list values;
  va_start(values, format);
  const size_t room = BENCH_REPORT - w->length;
  const int n = vsnprintf(w->text + w->length, room, format, values);
  va_end(values);
  if (n > 0) {
    w->length += (size_t)n < room ? (size_t)n : room - 1;
  }
}

static void
add_sound(Writer* w, const char* place, const BenchReportSound* sound)
{
  add(w, "%s: %s\n", place, sound->name);
  for (unsigned i = 0; sound->settings && i < PORT_COUNT; ++i) {
    const PortIndex port = (PortIndex)i;
    const float value = sound->settings->value[port];
    if (blind_compares(port) && fabsf(value - ports[port].dflt) > 1e-9F) {
      char shown[MAPPING_TEXT];
      mapping_format(port, (double)value, shown);
      add(w, "  %s = %s\n", ports[port].symbol, shown);
    }
  }
}

static void
add_meaning(Writer* w, const BlindTrials* trials)
{
  add(w,
      "\np is the probability that guessing alone gives an outcome like that "
      "or a clearer\none: of a thousand tests with nothing to hear, about %.0f "
      "end so. 0.01 or less\nshows a difference, 0.05 or less suggests one; "
      "anything else shows nothing, and\nthat is no proof that there is "
      "none.\n",
      1000.0 * blind_trials_p(trials));
  if (trials->done < trials->total) {
    add(w,
        "It was ended after %u of %u trials: p is only true if that was not "
        "decided by how\nit went.\n",
        trials->done,
        trials->total);
  }
}

static void
add_trials(Writer* w, const BlindTrials* trials)
{
  static const char* const words[] = { "first", "second" };
  const bool is_abx = trials->kind == BLIND_ABX;
  add(w, "\ntrial  %s  answer\n", is_abx ? "X is  " : "begins");
  for (unsigned i = 0; i < trials->done; ++i) {
    const unsigned drawn = blind_trials_order(trials, i);
    const unsigned answer = (unsigned)(trials->answer >> i & 1U);
    const unsigned meant = is_abx ? answer : answer ^ drawn;
    add(w,
        "%5u  %-6s  %s%s\n",
        i + 1,
        words[drawn],
        words[meant],
        !is_abx          ? " is better"
        : meant == drawn ? ""
                         : " (wrong)");
  }
}

size_t
bench_report(const BlindTrials* trials,
             const BenchReportSound sounds[2],
             time_t when,
             char* text) // NOLINT(readability-non-const-parameter): is written
{
  Writer w = { text, 0 };
  const char* const names[2] = { sounds[0].name, sounds[1].name };
  char words[BLIND_WORDS];
  char date[32] = "";
  struct tm utc;
  if (gmtime_r(&when, &utc)) {
    strftime(date, sizeof(date), "%Y-%m-%d %H:%M UTC", &utc);
  }
  blind_trials_say(trials, names, words);
  add(&w, "Earcup, blind test of %s\n\n", date);
  add(&w,
      "%s\n\n",
      trials->kind == BLIND_ABX
        ? "ABX: X is the first or the second sound, drawn anew for each trial. "
          "Which one is it?"
        : "Preference: the two sounds come in an order drawn anew for each "
          "trial. Which one\nis better?");
  add_sound(&w, "First", &sounds[0]);
  add_sound(&w, "Second", &sounds[1]);
  add(&w, "\n%s\n", words);
  add_meaning(&w, trials);
  add(&w,
      "\nOrder from seed %lu (SplitMix64, bit i of its first number is trial "
      "i + 1).\n",
      (unsigned long)trials->seed);
  add_trials(&w, trials);
  return w.length;
}
