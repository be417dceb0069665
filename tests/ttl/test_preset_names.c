// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the names of presets promise is what they set, and what is heard. */

#include "plugin/uris.h"
#include "tests/support/loaded.h"
#include "tests/support/suite.h"

#include <strings.h>

/** Whether a text has a word, in large or small letters. */
static bool
has_word(const char* text, const char* word)
{
  const size_t length = strlen(word);
  for (; *text; ++text) {
    if (!strncasecmp(text, word, length)) {
      return true;
    }
  }
  return false;
}

/** What a word in a name promises of a control; who does not say it leaves that
    control at its default. */
static const struct {
  const char* word;
  PortIndex port;
  float low;
  float high;
} promises[] = {
  { "street", PORT_OUTSIDE_SOUND, 0, 0 },
  { "train", PORT_OUTSIDE_SOUND, 1, 1 },
  { "office", PORT_OUTSIDE_SOUND, 2, 2 },
  { "aircraft", PORT_OUTSIDE_SOUND, 3, 3 },
  { "street", PORT_OUTSIDE_LEVEL, 0, 0 },
  { "train", PORT_OUTSIDE_LEVEL, 0, 0 },
  { "office", PORT_OUTSIDE_LEVEL, 0, 0 },
  { "aircraft", PORT_OUTSIDE_LEVEL, 0, 0 },
  { "Vocal mic", PORT_LISTEN_AT, 1, 1 },
  { "Vocal mic", PORT_MATCH, 0, 0 },
  { "Vocal mic", PORT_OUTPUT_GAIN, 6, 12 },
  { "Mono", PORT_MONITOR, 1, 1 },
  { "Side", PORT_MONITOR, 2, 2 },
  { "Difference", PORT_MONITOR, 5, 5 },
  { "worn pads", PORT_PAD_WEAR, 100, 100 },
  { "glasses", PORT_SEAL, 50, 90 },
  { "cushion lifted", PORT_SEAL, 50, 90 },
  { "lifted on the left", PORT_SEAL_BALANCE, -100, -50 },
  { "ways of putting on", PORT_TWO_EARS, 100, 100 },
  { "unlucky", PORT_TWO_EARS, 150, 200 },
  { "unlucky", PORT_SEAT, 1, 999 },
  { "large empty cup", PORT_CUP_VOLUME, 50, 100 },
  { "small empty cup", PORT_CUP_VOLUME, -100, -50 },
  { "empty cup", PORT_CUP_DAMPING, -100, -50 },
  { "exaggerated", PORT_STRENGTH, 120, 150 },
  { "twin", PORT_MORPH, 1, 1 },
  { "real pair", PORT_MORPH, 1, 1 },
  { "quarter", PORT_MORPH, 0.75F, 0.75F },
  { "loudspeakers", PORT_CROSSFEED, 1, 1 },
  { "gentle crossfeed", PORT_CROSSFEED, 1, 1 },
  { "Bauer", PORT_CROSSFEED, 2, 2 },
  { "Chu Moy", PORT_CROSSFEED, 3, 3 },
  { "Meier", PORT_CROSSFEED, 4, 4 },
  { "Near", PORT_CROSSFEED_AMOUNT, 60, 90 },
  { "Wide", PORT_CROSSFEED_AMOUNT, 60, 90 },
  { "gentle", PORT_CROSSFEED_AMOUNT, 40, 60 },
  { "narrow", PORT_SPEAKER_ANGLE, 20, 40 },
  { "Wide", PORT_SPEAKER_ANGLE, 90, 150 },
};

START_TEST(names_say_what_is_set)
{
  static Loaded list[MAX_PRESETS];
  const size_t n = load_all(EARCUP_URI, list);
  unsigned kept[sizeof(promises) / sizeof(promises[0])] = { 0 };
  for (size_t i = 0; i < n; ++i) {
    const char* const name = strstr(list[i].label, ": ") + 2;
    bool promised[PORT_COUNT] = { false };
    for (size_t k = 0; k < sizeof(promises) / sizeof(promises[0]); ++k) {
      const PortIndex port = promises[k].port;
      const float value = list[i].value[port];
      if (has_word(name, promises[k].word)) {
        ck_assert_msg(value >= promises[k].low && value <= promises[k].high,
                      "%s: %s = %g",
                      list[i].label,
                      ports[port].symbol,
                      (double)value);
        promised[port] = true;
        ++kept[k];
      }
    }
    for (unsigned p = PORT_STRENGTH; p < PORT_BALANCE; ++p) {
      ck_assert_msg(promised[p] || p == PORT_WEARING ||
                      isnan(list[i].value[p]) ||
                      !(fabsf(list[i].value[p] - ports[p].dflt) > 0),
                    "%s: %s = %g",
                    list[i].label,
                    ports[p].symbol,
                    (double)list[i].value[p]);
    }
  }
  for (size_t k = 0; k < sizeof(promises) / sizeof(promises[0]); ++k) {
    ck_assert_msg(kept[k] > 0, "no %s", promises[k].word);
  }
}
END_TEST

/** Label of the choice that a preset takes, "" for none. */
static const char*
label_of(const Loaded* loaded, PortIndex port)
{
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    const PortChoice choice = ports_choice(port, i);
    if (!(fabsf(choice.value - loaded->value[port]) > 0)) {
      return choice.label;
    }
  }
  return "";
}

/* In the banks of headphones the last word of a name is that of the headphone;
   "open" or "closed" is what stands at A, unless both are in it. */
START_TEST(names_say_what_is_heard)
{
  static Loaded list[MAX_PRESETS];
  const size_t n = load_all(EARCUP_URI, list);
  unsigned of_headphones = 0;
  for (size_t i = 0; i < n; ++i) {
    const char* const label = list[i].label;
    const char* const a = label_of(&list[i], PORT_HEADPHONE_A);
    const char* const b = label_of(&list[i], PORT_HEADPHONE_B);
    const char* const worn = strstr(label, "Wearing ");
    const char* const last = strrchr(label, ' ') + 1;
    const bool open = has_word(label, "open");
    const bool closed = has_word(label, "closed");
    const bool is_bank = !strncmp(label, "Studio", 6) ||
                         !strncmp(label, "Everyday", 8) ||
                         !strncmp(label, "History", 7);
    if (is_bank && strcmp(last, "headset") != 0) {
      ck_assert_msg(has_word(a, last), "%s is %s", label, a);
      ++of_headphones;
    }
    if (open != closed && !has_word(label, "semi-open")) {
      ck_assert_msg(has_word(a, open ? "open" : "closed") &&
                      !has_word(a, open ? "closed" : "open"),
                    "%s is %s",
                    label,
                    a);
    }
    if (has_word(label, "twin")) {
      ck_assert_str_eq(b, "Opposite housing of A");
    }
    if (worn) { // "Wearing DT 770, hear open"
      char model[64];
      snprintf(
        model, sizeof(model), "%.*s", (int)strcspn(worn + 8, ","), worn + 8);
      ck_assert_ptr_nonnull(strstr(label_of(&list[i], PORT_WEARING), model));
    }
  }
  ck_assert_uint_ge(of_headphones, 50);
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("presets");
  tcase_add_unchecked_fixture(tests, probe_open_world, probe_close_world);
  tcase_set_timeout(tests, 0); // no slow machine fails
  tcase_add_test(tests, names_say_what_is_set);
  tcase_add_test(tests, names_say_what_is_heard);
  Suite* const suite = suite_create("preset names");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
