// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What is said about files: whole, valid and with the file's name.

#include "plugin/measurement/measurement.h"
#include "plugin/measurement/measurement_file.h"
#include "tests/support/suite.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Measurement result;
static char text[MEASUREMENT_MESSAGE_SIZE];

static const char*
describe(const char* content)
{
  ck_assert_int_eq(measurement_parse(content, strlen(content), &result),
                   MEASUREMENT_OK);
  measurement_describe(&result, text, sizeof(text));
  return text;
}

START_TEST(test_descriptions)
{
  ck_assert_str_eq(describe("Preamp: -6.25 dB\nPreamp: 0,05 dB\n"
                            "Filter: ON PK Fc 99 Hz Gain 3 dB Q 1\n"
                            "Filter: OFF PK Fc 99 Hz Gain 3 dB Q 1\n"),
                   "1 filter, preamp -6.2 dB, inverted");
  ck_assert_str_eq(describe("# earcup: relative\nFilter: ON None\n"),
                   "0 filters, a difference from neutral");
  ck_assert_str_eq(describe("# earcup: absolute\nGraphicEQ: 20 0; 30 1\n"),
                   "graphic equaliser, 2 bands, an absolute response at the "
                   "drum");
  ck_assert_str_eq(describe("20.04 0\n31.54 0\n100 0\n200 0\n400 0\n800 0\n"
                            "1600 0\n3200 0\n6400 0\n12650 0\n"),
                   "difference from neutral, 10 rows, 20 Hz to 12.7 kHz");
  ck_assert_str_eq(describe("f,error,x\n9.5,0,1\n50,0,1\n100,0,1\n200,0,1\n"
                            "400,0,1\n800,0,1\n1600,-,1\n3200,0,1\n"
                            "6400,0,1\n9999,0,1\n23999,0,1\n"),
                   "difference from neutral, column error, 10 rows, 9.5 Hz to "
                   "24 kHz, 1 without a level");
}
END_TEST

/* A column of the longest name, of letters that are no ASCII. */
START_TEST(test_longest_messages_are_whole)
{
  char path[1024] = "/folder/";
  memset(path + strlen(path), 'n', 250);
  memset(&result, 0, sizeof(result));
  memset(result.columns, 'c', sizeof(result.columns) - 1);
  result.line = SIZE_MAX;
  result.rows = SIZE_MAX;
  for (int i = 0; i < MEASUREMENT_N_STATUS; ++i) {
    measurement_message(
      (MeasurementStatus)i, &result, path, text, sizeof(text));
    ck_assert_uint_lt(strlen(text), sizeof(text) - 1);
  }
  result.meaning = MEASUREMENT_ABSOLUTE;
  result.empty_rows = MEASUREMENT_ROWS_MAX;
  result.rows = MEASUREMENT_ROWS_MAX;
  result.first_hz = 19.95;
  result.last_hz = 999999;
  measurement_message(MEASUREMENT_OK, &result, path, text, sizeof(text));
  ck_assert_ptr_nonnull(strstr(text, "1000000 without a level"));
}
END_TEST

START_TEST(test_many_columns_are_cut_with_dots)
{
  char content[4096] = "Frequency";
  for (int i = 0; i < 30; ++i) {
    sprintf(content + strlen(content), ",Headphone %d", i);
  }
  for (int row = 0; row < 12; ++row) {
    sprintf(content + strlen(content), "\n%d", 20 << row);
    for (int i = 0; i < 30; ++i) {
      strcat(content, ",70");
    }
  }
  const MeasurementStatus status =
    measurement_parse(content, strlen(content), &result);
  ck_assert_int_eq(status, MEASUREMENT_SEVERAL_COLUMNS);
  measurement_message(status, &result, "a.csv", text, sizeof(text));
  ck_assert_ptr_eq(strstr(text,
                          "a.csv: several curves in one table (line 1): "
                          "Headphone 0, Headphone 1, "),
                   text);
  ck_assert_ptr_nonnull(strstr(text, "...; keep one, or call it raw"));
}
END_TEST

static const char*
name_of(const char* path)
{
  measurement_message(MEASUREMENT_EMPTY, &result, path, text, sizeof(text));
  char* const end = strstr(text, ": the file is empty; export it again");
  ck_assert_ptr_nonnull(end);
  *end = '\0';
  return text;
}

START_TEST(test_names)
{
  memset(&result, 0, sizeof(result));
  ck_assert_str_eq(name_of("/a/b.txt"), "b.txt");
  ck_assert_str_eq(name_of("b"), "b");
  ck_assert_str_eq(name_of("/x/Kopfh\xC3\xB6rer \xF0\x9F\x8E\xA7.csv"),
                   "Kopfh\xC3\xB6rer \xF0\x9F\x8E\xA7.csv");
  ck_assert_str_eq(name_of("h\xF6r"), "h\xEF\xBF\xBDr"); // Latin-1
  ck_assert_str_eq(name_of("a\nb\x1B[1m\x7F"), "a?b?[1m?");
}
END_TEST

START_TEST(test_long_names_end_in_an_ellipsis)
{
  char path[256] = "/x/begin";
  memset(&result, 0, sizeof(result));
  for (int i = 0; i < 60; ++i) {
    strcat(path, "\xC3\xA9");
  }
  const char* const name = name_of(path);
  ck_assert_uint_le(strlen(name), 63);
  ck_assert_ptr_eq(strstr(name, "begin\xC3\xA9"), name);
  ck_assert_ptr_nonnull(strstr(name, "\xC3\xA9\xE2\x80\xA6"));
  char whole[64];
  memset(whole, 'x', 63);
  whole[63] = '\0';
  ck_assert_str_eq(name_of(whole), whole);
}
END_TEST

START_TEST(test_locale)
{
  const char* const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE" };
  for (size_t i = 0; i < 3; ++i) {
    if (setlocale(LC_ALL, names[i])) {
      break;
    }
  }
  ck_assert_str_eq(describe("Preamp: -6.2 dB\nFilter: ON None\n"),
                   "0 filters, preamp -6.2 dB, inverted");
  setlocale(LC_ALL, "C");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("measurement_text");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, test_descriptions);
  tcase_add_test(tests, test_longest_messages_are_whole);
  tcase_add_test(tests, test_many_columns_are_cut_with_dots);
  tcase_add_test(tests, test_names);
  tcase_add_test(tests, test_long_names_end_in_an_ellipsis);
  tcase_add_test(tests, test_locale);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
