// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The presets of the staged bundle as a host loads them.

#include "dsp/engine/crossfeed.h"
#include "plugin/ports.h"
#include "plugin/uris.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <lv2/atom/atom.h>
#include <lv2/presets/presets.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_PRESETS = 128 };

/** What a preset holds, NaN where it says nothing. */
typedef struct {
  float value[PORT_COUNT];
  char label[256];
  LV2_URID float_type;
} Loaded;

/** The only object of subject and predicate. Freed by the caller. */
static LilvNode*
only(const LilvNode* subject, const char* predicate)
{
  LilvNode* const p = lilv_new_uri(world.lilv, predicate);
  LilvNodes* const objects =
    lilv_world_find_nodes(world.lilv, subject, p, NULL);
  ck_assert_uint_eq(lilv_nodes_size(objects), 1);
  LilvNode* const first = lilv_node_duplicate(lilv_nodes_get_first(objects));
  lilv_nodes_free(objects);
  lilv_node_free(p);
  return first;
}

static void
take_value(const char* symbol,
           void* user_data,
           const void* value,
           uint32_t size,
           uint32_t type)
{
  Loaded* const loaded = user_data;
  const PortIndex port = ports_find(symbol);
  ck_assert_msg(port < PORT_COUNT, "no port %s", symbol);
  ck_assert_uint_eq(size, sizeof(float));
  ck_assert_uint_eq(type, loaded->float_type); // hosts ignore others
  ck_assert_msg(isnan(loaded->value[port]), "%s twice", symbol);
  float number = 0;
  memcpy(&number, value, sizeof(number));
  const float clamped = ports_clamp(port, number);
  ck_assert_msg(!(clamped < number) && !(clamped > number),
                "%s = %g",
                symbol,
                (double)number);
  loaded->value[port] = number;
}

static bool
belongs_in_presets(unsigned port)
{
  return ports[port].kind == KIND_CONTROL_IN && port != PORT_ENABLED &&
         port != PORT_FREEWHEEL && port != PORT_BYPASS_ON_EXPORT;
}

/** What a crossfeed costs is in the comment, to the digit. */
static void
check_cost(const Loaded* loaded, const char* comment)
{
  const Crossfeed crossfeed = { (CrossfeedMode)loaded->value[PORT_CROSSFEED],
                                0.01 *
                                  (double)loaded->value[PORT_CROSSFEED_AMOUNT],
                                (double)loaded->value[PORT_SPEAKER_ANGLE] };
  const CrossfeedErrors cost = crossfeed_errors(&crossfeed, 48000.0);
  char words[64] = "";
  if (crossfeed.mode == CROSSFEED_NATURAL) {
    snprintf(words,
             sizeof(words),
             "ard-panned sound is bent by %.0f dB.",
             cost.side_db);
  } else if (crossfeed.mode != CROSSFEED_OFF) {
    snprintf(words, sizeof(words), "is bent by %.1f dB.", cost.mono_db);
  }
  ck_assert_msg(strstr(comment, words), "%s: not \"%s\"", loaded->label, words);
}

static void
load_preset(const LilvNode* preset, Loaded* loaded)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    loaded->value[i] = NAN;
  }
  loaded->float_type = host_map(&world, LV2_ATOM__Float);
  ck_assert_int_ge(lilv_world_load_resource(world.lilv, preset), 0);
  LilvState* const state =
    lilv_state_new_from_world(world.lilv, &world.map, preset);
  ck_assert_ptr_nonnull(state);
  snprintf(
    loaded->label, sizeof(loaded->label), "%s", lilv_state_get_label(state));
  lilv_state_emit_port_values(state, take_value, loaded);
  lilv_state_free(state);
  /* What is worn stays as it is, unless the preset is about it. */
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    if (i != PORT_WEARING && i < PORT_BALANCE) {
      ck_assert_int_eq(!isnan(loaded->value[i]), belongs_in_presets(i));
    }
  }
  for (unsigned i = PORT_BALANCE; i < PORT_COUNT; ++i) {
    ck_assert(isnan(loaded->value[i]));
  }
  ck_assert_int_eq(!isnan(loaded->value[PORT_WEARING]),
                   !!strstr(loaded->label, ": Wearing "));
  LilvNode* const comment = only(preset, LILV_NS_RDFS "comment");
  ck_assert_uint_gt(strlen(lilv_node_as_string(comment)), 30);
  check_cost(loaded, lilv_node_as_string(comment));
  lilv_node_free(comment);
  LilvNode* const bank = only(preset, LV2_PRESETS__bank);
  /* Hosts that know no banks sort by label. */
  LilvNode* const bank_label = only(bank, LILV_NS_RDFS "label");
  const size_t length = strlen(lilv_node_as_string(bank_label));
  ck_assert_int_eq(
    strncmp(loaded->label, lilv_node_as_string(bank_label), length), 0);
  ck_assert_int_eq(strncmp(loaded->label + length, ": ", 2), 0);
  lilv_node_free(bank_label);
  lilv_node_free(bank);
}

static bool
same_values(const Loaded* a, const Loaded* b)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    if (a->value[i] < b->value[i] || a->value[i] > b->value[i] ||
        isnan(a->value[i]) != isnan(b->value[i])) {
      return false;
    }
  }
  return true;
}

static const Loaded*
by_label(const Loaded* list, size_t n, const char* label)
{
  for (size_t i = 0; i < n; ++i) {
    if (!strcmp(list[i].label, label)) {
      return &list[i];
    }
  }
  ck_abort_msg("no preset %s", label);
}

static void
check_values_copied_by_hand(const Loaded* list, size_t n)
{
  const Loaded* const hd_650 = by_label(list, n, "Studio: HD 650");
  ck_assert_float_eq_tol(hd_650->value[PORT_HEADPHONE_A], 14, 1e-6F);
  ck_assert_float_eq_tol(hd_650->value[PORT_HEADPHONE_B], 143, 1e-6F);
  ck_assert_float_eq_tol(hd_650->value[PORT_STRENGTH], 100, 1e-6F);
}

/** All presets of a plugin; how many there are. */
static size_t
load_all(const char* uri, Loaded list[MAX_PRESETS])
{
  LilvNode* const type = lilv_new_uri(world.lilv, LV2_PRESETS__Preset);
  const LilvPlugin* const plugin = host_find(&world, uri);
  ck_assert_ptr_nonnull(plugin);
  LilvNodes* const presets = lilv_plugin_get_related(plugin, type);
  size_t n = 0;
  LILV_FOREACH(nodes, i, presets)
  {
    ck_assert_uint_lt(n, MAX_PRESETS);
    load_preset(lilv_nodes_get(presets, i), &list[n]);
    ++n;
  }
  lilv_nodes_free(presets);
  lilv_node_free(type);
  return n;
}

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

START_TEST(presets_are_complete_and_differ)
{
  static Loaded list[MAX_PRESETS];
  static const char* const uris[] = { EARCUP_URI, EARCUP_OUTSIDE_URI };
  const size_t n = load_all(uris[_i], list);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < i; ++j) {
      ck_assert_str_ne(list[j].label, list[i].label);
      ck_assert_msg(!same_values(&list[j], &list[i]),
                    "%s = %s",
                    list[j].label,
                    list[i].label);
    }
  }
  ck_assert_uint_ge(n, 66 + 20);
  check_values_copied_by_hand(list, n);
}
END_TEST

/* lilv reads on where a value is none, and would hide it. */
START_TEST(values_are_decimals)
{
  static Loaded list[MAX_PRESETS];
  const char* const folder = getenv("EARCUP_BUNDLE_DIR");
  char path[4096];
  char line[4096];
  size_t n_values = 0;
  const size_t n = load_all(EARCUP_URI, list);
  for (size_t i = 0; i < n; ++i) {
    for (unsigned p = 0; p < PORT_COUNT; ++p) {
      n_values += isnan(list[i].value[p]) ? 0 : 1;
    }
  }
  snprintf(path,
           sizeof(path),
           "%s/earcup.lv2/presets.ttl",
           folder ? folder : "build/lv2");
  FILE* const file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  while (fgets(line, sizeof(line), file)) {
    const char* const value = strstr(line, "pset:value ");
    if (value) {
      const char* const at = value + strlen("pset:value ");
      const size_t length = strcspn(at, " \n");
      ck_assert_msg(length > 2 && strspn(at, "-0123456789.") == length &&
                      memchr(at, '.', length),
                    "%s",
                    line);
      --n_values;
    }
  }
  fclose(file);
  ck_assert_uint_eq(n_values, 0);
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("presets");
  tcase_add_unchecked_fixture(tests, probe_open_world, probe_close_world);
  tcase_set_timeout(tests, 0); // no slow machine fails
  tcase_add_loop_test(tests, presets_are_complete_and_differ, 0, 2);
  tcase_add_test(tests, values_are_decimals);
  tcase_add_test(tests, names_say_what_is_set);
  tcase_add_test(tests, names_say_what_is_heard);
  Suite* const suite = suite_create("bundle presets");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
