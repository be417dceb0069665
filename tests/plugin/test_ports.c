// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/ports.h"
#include "tests/support/suite.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_control(PortIndex port)
{
  return ports[port].kind == KIND_CONTROL_IN ||
         ports[port].kind == KIND_CONTROL_OUT;
}

static void
is_value(float value, float wanted)
{
  ck_assert_msg(!(value < wanted) && !(value > wanted),
                "%g, not %g",
                (double)value,
                (double)wanted);
}

/** The released contract: index, symbol, minimum, maximum, default. */
START_TEST(test_ports_are_as_released)
{
  FILE* const file = fopen("tests/abi/ports.txt", "r");
  ck_assert_ptr_nonnull(file);
  char line[256];
  unsigned n = 0;
  while (fgets(line, sizeof(line), file)) {
    if (*line == '#') {
      continue;
    }
    ck_assert_uint_lt(n, PORT_COUNT);
    char now[256];
    snprintf(now,
             sizeof(now),
             "%u %s %g %g %g\n",
             n,
             ports[n].symbol,
             (double)ports[n].min,
             (double)ports[n].max,
             (double)ports[n].dflt);
    ck_assert_str_eq(now, line);
    ++n;
  }
  fclose(file);
  ck_assert_uint_eq(n, PORT_COUNT);
}
END_TEST

START_TEST(test_find)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    ck_assert_uint_eq(ports_find(ports[i].symbol), i);
  }
  ck_assert_uint_eq(ports_find("morph"), PORT_MORPH);
  ck_assert_uint_eq(ports_find(""), PORT_COUNT);
  ck_assert_uint_eq(ports_find("Morph"), PORT_COUNT);
}
END_TEST

/** run() looks at no other ports than these. */
START_TEST(test_controls_and_meters_are_together)
{
  for (int i = 0; i < PORT_COUNT; ++i) {
    const bool inside = i >= PORT_FIRST_CONTROL && i <= PORT_LAST_CONTROL;
    ck_assert_int_eq(is_control((PortIndex)i), inside);
  }
}
END_TEST

START_TEST(test_plain_plugin_ends_before_the_side_chain)
{
  ck_assert_uint_eq(PORT_COUNT, PORT_COUNT_PLAIN + 2);
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    ck_assert_int_eq((ports[i].flags & FLAG_SIDECHAIN) != 0,
                     i >= PORT_COUNT_PLAIN);
  }
}
END_TEST

START_TEST(test_ranges_make_sense)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    const PortInfo* const info = &ports[i];
    ck_assert(*info->symbol && *info->name && *info->help);
    ck_assert_uint_eq(strspn(info->symbol, "abcdefghijklmnopqrstuvwxyz_"),
                      strlen(info->symbol));
    if (!is_control((PortIndex)i)) {
      continue;
    }
    ck_assert(info->min < info->max);
    ck_assert(info->dflt >= info->min && info->dflt <= info->max);
    if (info->flags & FLAG_TOGGLE) {
      ck_assert(info->min >= 0 && info->min <= 0 && info->max >= 1 &&
                info->max <= 1);
    }
  }
}
END_TEST

START_TEST(test_clamp_takes_anything)
{
  static const float wild[] = { -INFINITY, -FLT_MAX, -1e9F,       -0.5F,  0,
                                FLT_MIN,   0.5F,     1.4999F,     143.4F, 1e9F,
                                FLT_MAX,   INFINITY, -FLT_MIN / 2 };
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    const PortIndex port = (PortIndex)i;
    if (!is_control(port)) {
      continue;
    }
    is_value(ports_clamp(port, NAN), ports[i].dflt);
    is_value(ports_clamp(port, -NAN), ports[i].dflt);
    is_value(ports_clamp(port, INFINITY), ports[i].max);
    is_value(ports_clamp(port, -INFINITY), ports[i].min);
    for (size_t j = 0; j < sizeof(wild) / sizeof(wild[0]); ++j) {
      const float value = ports_clamp(port, wild[j]);
      ck_assert(value >= ports[i].min && value <= ports[i].max);
      if (ports[i].flags & (FLAG_ENUM | FLAG_TOGGLE | FLAG_INTEGER)) {
        is_value(value, floorf(value));
      } else if (wild[j] >= ports[i].min && wild[j] <= ports[i].max) {
        is_value(value, wild[j]);
      }
    }
  }
}
END_TEST

START_TEST(test_clamp_rounds_choices)
{
  is_value(ports_clamp(PORT_CROSSFEED, 1.6F), 2);
  is_value(ports_clamp(PORT_CROSSFEED, 1.4F), 1);
  is_value(ports_clamp(PORT_HEADPHONE_A, 141.8F), 142);
  is_value(ports_clamp(PORT_HEADPHONE_A, 143), 1); // no choice of A
  is_value(ports_clamp(PORT_WEARING, 143), 0);
  is_value(ports_clamp(PORT_HEADPHONE_A, 1e6F), 557);
  is_value(ports_clamp(PORT_HEADPHONE_B, 143.2F), 143);
  is_value(ports_clamp(PORT_ENABLED, 0.7F), 1);
  is_value(ports_clamp(PORT_MORPH, 0.37F), 0.37F);
}
END_TEST

/** Every whole number of the range once, but for the opposite of A where that
    means nothing; every label once. */
START_TEST(test_choices_are_dense_and_unique)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    const PortIndex port = (PortIndex)i;
    const size_t n = ports_n_choices(port);
    if (!(ports[i].flags & FLAG_ENUM)) {
      ck_assert_uint_eq(n, 0);
      continue;
    }
    is_value(ports[i].min, 0);
    const bool hole = port == PORT_HEADPHONE_A || port == PORT_WEARING;
    is_value(ports[i].max, (float)n - (hole ? 0 : 1));
    bool seen[1024] = { false };
    for (size_t j = 0; j < n; ++j) {
      const PortChoice choice = ports_choice(port, j);
      is_value(ports_clamp(port, choice.value), choice.value);
      ck_assert(!seen[(unsigned)choice.value]);
      seen[(unsigned)choice.value] = true;
      for (size_t k = 0; k < j; ++k) {
        ck_assert_str_ne(choice.label, ports_choice(port, k).label);
      }
    }
  }
}
END_TEST

/** Label of a value, "" if there is none. */
static const char*
label(PortIndex port, float value)
{
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    if (fabsf(ports_choice(port, i).value - value) < 0.5F) {
      return ports_choice(port, i).label;
    }
  }
  return "";
}

START_TEST(test_labels)
{
  ck_assert_str_eq(label(PORT_HEADPHONE_A, 0), "Neutral target");
  ck_assert_str_eq(label(PORT_HEADPHONE_A, 1), "Open reference");
  ck_assert_str_eq(label(PORT_HEADPHONE_A, 14), "Open: Sennheiser HD 650");
  ck_assert_str_eq(label(PORT_WEARING, 65), "Semi-open: AKG K240 Studio");
  ck_assert_str_eq(label(PORT_HEADPHONE_B, 84), "Closed: Beyerdynamic DT 48");
  ck_assert_str_eq(label(PORT_HEADPHONE_B, 142), "Measured file");
  ck_assert_str_eq(label(PORT_HEADPHONE_B, 143), "Opposite housing of A");
  ck_assert_str_eq(label(PORT_HEADPHONE_A, 143), "");
  ck_assert_str_eq(label(PORT_WEARING, 143), "");
  ck_assert_str_eq(label(PORT_MONITOR, 5), "Difference");
  ck_assert_str_eq(label(PORT_CROSSFEED, 3), "Chu Moy");
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("ports");
  tcase_add_test(tests, test_ports_are_as_released);
  tcase_add_test(tests, test_find);
  tcase_add_test(tests, test_controls_and_meters_are_together);
  tcase_add_test(tests, test_plain_plugin_ends_before_the_side_chain);
  tcase_add_test(tests, test_ranges_make_sense);
  tcase_add_test(tests, test_clamp_takes_anything);
  tcase_add_test(tests, test_clamp_rounds_choices);
  tcase_add_test(tests, test_choices_are_dense_and_unique);
  tcase_add_test(tests, test_labels);
  Suite* const suite = suite_create("ports");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
