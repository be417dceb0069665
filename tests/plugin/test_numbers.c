// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Numbers with grouped digits, by hand, and what a file tells of its marks.

#include "plugin/measurement/numbers.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const NumberStyle unknown = { false, false, false };
static const NumberStyle point = { true, false, false };
static const NumberStyle comma = { false, true, false };
static const NumberStyle both = { true, true, false };
static const NumberStyle blanks = { false, false, true };

/** The value of the whole text but for `rest`; NAN if it is no number. */
static double
take(const char* text, NumberStyle style, const char* rest)
{
  Span span = { text, text + strlen(text) };
  double value = NAN;
  if (!numbers_take(&span, style, &value)) {
    ck_assert_ptr_eq(span.start, text);
    return NAN;
  }
  ck_assert_str_eq(span.start, rest);
  return value;
}

static void
expect(const char* text, NumberStyle style, double value)
{
  ck_assert_msg(fabs(take(text, style, "") - value) <= 1e-12 * fabs(value),
                "%s: %g",
                text,
                take(text, style, ""));
}

START_TEST(test_marks_that_tell_themselves)
{
  const NumberStyle styles[] = { unknown, point, comma, both };
  for (size_t i = 0; i < 4; ++i) {
    expect("1,234.5", styles[i], 1234.5);
    expect("1.234,5", styles[i], 1234.5);
    expect("-12.345.678", styles[i], -12345678);
    expect("12'500", styles[i], 12500);
    expect("+12'500.25e-1", styles[i], 1250.025);
    expect("1'234,5", styles[i], 1234.5);
    expect("71.5", styles[i], 71.5);
    expect("71,5", styles[i], 71.5);
    expect("1150", styles[i], 1150);
    expect("0,707", styles[i], 0.707);
    expect("1234,567", styles[i], 1234.567);
  }
}
END_TEST

START_TEST(test_lone_mark_follows_the_file)
{
  expect("1.150", unknown, 1.15);
  expect("1.150", point, 1.15);
  expect("1.150", both, 1.15);
  expect("1.150", comma, 1150);
  expect("1,150", unknown, 1.15);
  expect("1,150", comma, 1.15);
  expect("1,150", point, 1150);
  expect("1'150.125", comma, 1150.125);
}
END_TEST

START_TEST(test_blanks)
{
  expect("1 150", blanks, 1150);
  expect("12 500,5", blanks, 12500.5);
  ck_assert_double_eq(take("63 Hz", blanks, " Hz"), 63);
  ck_assert_double_eq(take("20 72", unknown, " 72"), 20);
  ck_assert(isnan(take("20 72", blanks, "")));
}
END_TEST

START_TEST(test_no_groups)
{
  static const char* const texts[] = { "1.5.2",    "1,23.4", "1234,567.8",
                                       "12.34,56", "1'15",   "0'150",
                                       "",         "-",      ".,",
                                       "1.234.56" };
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); ++i) {
    ck_assert_msg(isnan(take(texts[i], unknown, "")), "%s", texts[i]);
  }
  ck_assert_double_eq(take("1,150.5 dB", unknown, " dB"), 1150.5);
}
END_TEST

static NumberStyle
learn(const char* text, bool grouped)
{
  NumberStyle style = unknown;
  numbers_note((Span){ text, text + strlen(text) }, grouped, &style);
  return style;
}

static void
expect_style(const char* text, bool grouped, bool is_point, bool is_comma)
{
  const NumberStyle style = learn(text, grouped);
  ck_assert_msg(style.point == is_point && style.comma == is_comma,
                "%s: %d %d",
                text,
                style.point,
                style.comma);
}

START_TEST(test_what_a_number_teaches)
{
  expect_style("71.5", true, true, false);
  expect_style("71,5", true, false, true);
  expect_style("1.150", true, false, false);
  expect_style("1.150", false, true, false); // a Q
  expect_style("0,707", true, false, true);
  expect_style("1.234,5", true, false, true);
  expect_style("1,234.567", true, true, false);
  expect_style("1.234.567", true, false, true);
  expect_style("1'234.567", true, false, false);
  expect_style("1234.567", true, true, false);
  expect_style("100,", true, false, false);
  expect_style("100", false, false, false);
  expect_style("word.", false, false, false);
}
END_TEST

/* A long row of digits is one number, and none of the groups matter. */
START_TEST(test_long)
{
  enum { SIZE = 1 << 20 };
  char* const text = malloc(SIZE + 1);
  ck_assert_ptr_nonnull(text);
  memset(text, '0', SIZE);
  text[SIZE] = '\0';
  ck_assert_double_eq(take(text, comma, ""), 0);
  text[SIZE / 2] = '.';
  ck_assert_double_eq(take(text, unknown, ""), 0);
  for (size_t i = 1; i < SIZE; i += 4) {
    text[i] = '\'';
  }
  ck_assert(isnan(take(text, unknown, "")));
  free(text);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("numbers");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, test_marks_that_tell_themselves);
  tcase_add_test(tests, test_lone_mark_follows_the_file);
  tcase_add_test(tests, test_blanks);
  tcase_add_test(tests, test_no_groups);
  tcase_add_test(tests, test_what_a_number_teaches);
  tcase_add_test(tests, test_long);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
