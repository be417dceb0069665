// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Decimal numbers against strtod() in the C locale, and decoding by hand.

#include "plugin/measurement/textlines.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Span
span_of(const char* text)
{
  return (Span){ text, text + strlen(text) };
}

static void
same_as_strtod(const char* text)
{
  char* end = NULL;
  const double expected = strtod(text, &end);
  Span span = span_of(text);
  double value = NAN;
  ck_assert_msg(span_take_number(&span, false, &value), "%s", text);
  ck_assert_ptr_eq(span.start, end);
  // Both round once at sizes that occur; far out a few digits may differ.
  ck_assert_double_le(fabs(value - expected), 4e-16 * fabs(expected));
}

START_TEST(test_numbers)
{
  static const char* const texts[] = { "0",
                                       "-0.0",
                                       "+1",
                                       "20.000000",
                                       ".5",
                                       "-.25",
                                       "5.",
                                       "1e3",
                                       "1E+03",
                                       "2.5e-3x",
                                       "1e",
                                       "1e+",
                                       "000123.40",
                                       "1.5.2",
                                       "7-8",
                                       "1e-400",
                                       "0e999",
                                       "20kHz",
                                       "1234567890123456789012345",
                                       "0.00000000000000000000000123",
                                       "9e22" };
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); ++i) {
    same_as_strtod(texts[i]);
  }
  unsigned state = 1;
  for (int i = 0; i < 20000; ++i) {
    char text[64];
    state = state * 1664525U + 1013904223U;
    const double value = (state / 4294967296.0 - 0.5) * pow(10, i % 9);
    snprintf(text, sizeof(text), i % 3 ? "%.*f" : "%.*e", i % 12, value);
    same_as_strtod(text);
  }
}
END_TEST

START_TEST(test_no_numbers)
{
  static const char* const texts[] = { "",   "-",   "+",    ".",     "e5",
                                       "-.", "nan", "-inf", "1e999", "--1" };
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); ++i) {
    Span span = span_of(texts[i]);
    double value = 0;
    ck_assert_msg(!span_take_number(&span, true, &value), "%s", texts[i]);
    ck_assert_ptr_eq(span.start, texts[i]);
  }
}
END_TEST

START_TEST(test_decimal_comma)
{
  Span span = span_of("-3,25;");
  double value = 0;
  ck_assert(span_take_number(&span, true, &value));
  ck_assert_double_eq_tol(value, -3.25, 1e-15);
  ck_assert_int_eq(*span.start, ';');
  span = span_of("-3,25;");
  ck_assert(span_take_number(&span, false, &value));
  ck_assert_double_eq_tol(value, -3, 1e-15);
  ck_assert_int_eq(*span.start, ',');
}
END_TEST

static void
expect_decoded(const char* bytes, size_t size, const char* expected)
{
  Text text;
  ck_assert_int_eq(text_decode(bytes, size, &text), TEXT_OK);
  ck_assert_uint_eq(text.size, strlen(expected));
  ck_assert(!memcmp(text.data, expected, text.size));
  text_free(&text);
}

START_TEST(test_decoding)
{
  expect_decoded("a\r\nb\rc\n\n", 8, "a\nb\nc\n\n");
  expect_decoded("\xEF\xBB\xBF"
                 "1",
                 4,
                 " 1");
  expect_decoded("\xE2\x88\x92"
                 "1\xC2\xA0\xC3\xA9\xF0\x9F\x8E\xA7",
                 12,
                 "-1 ??");
  expect_decoded("\xE9\xFF\xE2\x88", 4, "????"); // Latin-1, or cut off
  expect_decoded("\xFF\xFE"
                 "1\0\x12\x22\r\0\n\0?",
                 11,
                 "1-\n");
  expect_decoded("\xFE\xFF"
                 "\0001\x22\x12\0\n",
                 8,
                 "1-\n");
  expect_decoded("", 0, "");
}
END_TEST

/* No-break, figure, thin and narrow blanks group digits by three, or part
   words; apostrophes are one. */
START_TEST(test_unbroken_blanks)
{
  expect_decoded("1\xC2\xA0"
                 "150 12\xE2\x80\xAF"
                 "500,3",
                 17,
                 "1'150 12'500,3");
  expect_decoded("1\xE2\x80\x87"
                 "234\xE2\x80\x89"
                 "567",
                 13,
                 "1'234'567");
  expect_decoded("a\xC2\xA0"
                 "150 1150\xC2\xA0"
                 "150 1.5\xC2\xA0"
                 "150 1\xC2\xA0"
                 "15 1\xC2\xA0"
                 "1500",
                 39,
                 "a 150 1150 150 1.5 150 1 15 1 1500");
  expect_decoded("1\xE2\x80\x99"
                 "150 1\x92"
                 "150",
                 13,
                 "1'150 1'150");
}
END_TEST

START_TEST(test_lines_and_words)
{
  char content[] = "  one  two \n\n\tthree";
  const Text text = { content, strlen(content) };
  TextCursor cursor = { 0, 0 };
  Span line;
  ck_assert(text_next_line(&text, &cursor, &line));
  ck_assert_uint_eq(cursor.line, 1);
  ck_assert(span_starts_with(line, "ONE"));
  ck_assert(span_equals(span_take_word(&line), "one"));
  ck_assert(span_equals(span_take_word(&line), "Two"));
  ck_assert(span_equals(span_take_word(&line), ""));
  ck_assert(text_next_line(&text, &cursor, &line));
  ck_assert(span_equals(line, ""));
  ck_assert(!span_starts_with(line, "x"));
  ck_assert(text_next_line(&text, &cursor, &line));
  ck_assert(span_equals(line, "three"));
  ck_assert_uint_eq(cursor.line, 3);
  ck_assert(!text_next_line(&text, &cursor, &line));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("textlines");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, test_numbers);
  tcase_add_test(tests, test_no_numbers);
  tcase_add_test(tests, test_decimal_comma);
  tcase_add_test(tests, test_decoding);
  tcase_add_test(tests, test_unbroken_blanks);
  tcase_add_test(tests, test_lines_and_words);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
