// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Curves in the layouts people have, all made from one formula, against that
// formula.

#include "dsp/model/response.h"
#include "dsp/model/target.h"
#include "plugin/measurement/measurement.h"
#include "plugin/measurement/measurement_file.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATA "tests/data/measured/"

static char text[1 << 22];
static size_t text_size;
static Measurement result;

static void
begin(void)
{
  text_size = 0;
  text[0] = '\0';
}

static void
put(const char* format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  text_size += (size_t)vsnprintf(
    text + text_size, sizeof(text) - text_size, format, arguments);
  va_end(arguments);
  ck_assert_uint_lt(text_size, sizeof(text));
}

static MeasurementStatus
parse(const char* whole)
{
  return measurement_parse(whole, strlen(whole), &result);
}

typedef double (*Formula)(double hz);

static double
bell(double hz, double gain_db, double center_hz, double octaves)
{
  return gain_db * exp(-pow(log2(hz / center_hz) / octaves, 2.0));
}

/* As in make.py. */
static double
bells_db(double hz)
{
  return bell(hz, 4, 70, 1.5) + bell(hz, -6, 4500, 0.5) +
         bell(hz, 3, 9000, 0.25);
}

/* Peak of the analogue cookbook. */
static double
peak_db(double hz, double center_hz, double gain_db, double q)
{
  const double a = pow(10, gain_db / 40);
  const double complex s = I * hz / center_hz;
  return 20 * log10(cabs((s * s + s * a / q + 1) / (s * s + s / a / q + 1)));
}

/* Modes of a cup as sharp as any, and the notch of a reflection. */
static double
modes_db(double hz)
{
  return peak_db(hz, 1503, 6, 30) + peak_db(hz, 3007, -12, 30) +
         peak_db(hz, 5210, 6, 25);
}

/* Compare on a 1/12 octave grid; both levels at 0 dB over 300-3000 Hz. */
static void
expect(Formula formula, double rms_db, double max_db)
{
  Curve exact;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    exact.db[i] = formula(grid_hz(i));
  }
  const double level = curve_mean(&exact, 300, 3000);
  double sum = 0.0;
  double worst = 0.0;
  for (int i = 0; i < 120; ++i) {
    const double hz = 20 * exp2(i / 12.0);
    const double error = curve_at(&result.curve, hz) - formula(hz) + level;
    sum += error * error;
    worst = fmax(worst, fabs(error));
  }
  ck_assert_double_le(sqrt(sum / 120), rms_db);
  ck_assert_double_le(worst, max_db);
}

static void
expect_file(const char* path, MeasurementMeaning meaning, size_t rows)
{
  ck_assert_int_eq(measurement_load(path, &result), MEASUREMENT_OK);
  ck_assert_int_eq(result.meaning, meaning);
  ck_assert_uint_eq(result.rows, rows);
  ck_assert_double_eq_tol(result.first_hz, 20, 1e-6);
  ck_assert_double_gt(result.last_hz, 18000);
  ck_assert_uint_eq(result.line, 0);
}

START_TEST(test_files_people_have)
{
  expect_file(DATA "autoeq.csv", MEASUREMENT_ABSOLUTE, 695);
  expect(bells_db, 0.01, 0.05);
  ck_assert_str_eq(result.name, "autoeq");
  expect_file(DATA "rew.txt", MEASUREMENT_ABSOLUTE, 240);
  expect(bells_db, 0.01, 0.05);
  expect_file(DATA "rew_utf16.txt", MEASUREMENT_ABSOLUTE, 240);
  expect(bells_db, 0.01, 0.05);
  expect_file(DATA "squiglink.txt", MEASUREMENT_ABSOLUTE, 479);
  expect(bells_db, 0.01, 0.05);
  expect_file(DATA "GraphicEQ.txt", MEASUREMENT_CORRECTION, 120);
  ck_assert_int_eq(result.kind, MEASUREMENT_GRAPHIC);
  expect(bells_db, 0.08, 0.3); // its own frequencies and levels are rounded
}
END_TEST

/* One way of writing rows: between and behind the numbers, decimal mark. */
static void
expect_layout(const char* format, char mark, const char* head)
{
  begin();
  put("%s", head);
  for (int i = 0; i < 240; ++i) {
    const double hz = 20 * exp2(i / 24.0);
    const size_t start = text_size;
    put(format, hz, bells_db(hz));
    for (size_t k = start; k < text_size; ++k) {
      text[k] = text[k] == '.' ? mark : text[k];
    }
  }
  ck_assert_msg(!measurement_parse(text, text_size, &result),
                "%s, line %zu of \"%.60s\"",
                measurement_strerror(MEASUREMENT_OK),
                result.line,
                text);
  ck_assert_int_eq(result.meaning, MEASUREMENT_RELATIVE);
  ck_assert_uint_eq(result.rows, 240);
  expect(bells_db, 0.01, 0.05);
}

START_TEST(test_layouts)
{
  expect_layout("%.4f,%.4f\n", '.', "");
  expect_layout("%.4f,%.4f\n",
                '.',
                "\xEF\xBB\xBF"
                "freq,spl\n");
  expect_layout("%.4f, %.4f, 12.5\n", '.', "# comment\n\n; and\n// more\n");
  expect_layout("%.4f,%.4f,,\n", '.', "");
  expect_layout("\"%.4f\",\"%.4f\"\n", '.', "\"Freq\",\"dB\"\n");
  expect_layout("\"%.4f\",\"%.4f\"\n", ',', "");
  expect_layout("%.4f\t%.4f\t-170.2\r\n", '.', "* REW\r\n*\r\n");
  expect_layout("%.4f\t%.4f\n", ',', "");
  expect_layout("  %.4f   %.4f  \r", '.', "%\r");
  expect_layout("%.4f %.4f\n", ',', "Frequenz Pegel\n");
  expect_layout("%.4f;%.4f\n", ',', "Frequenz;Pegel\n");
  expect_layout("%.4f; %.4f;\n", '.', "");
  expect_layout("%.4f, %.4f, 45.3\n", ',', "");
  expect_layout("%.4e,%+.4E\n", '.', "! Klippel\n");
  expect_layout("%.4f\xC2\xA0%.4f\n", '.', "caf\xE9 \xC3\xA9\n");
}
END_TEST

START_TEST(test_columns_by_name)
{
  begin();
  put("frequency,smoothed,raw,error\n");
  for (int i = 0; i < 240; ++i) {
    const double hz = 20 * exp2(i / 24.0);
    put("%.4f,7,%.4f,3\n", hz, bells_db(hz) + target_db(hz));
  }
  ck_assert_int_eq(parse(text), MEASUREMENT_OK);
  ck_assert_int_eq(result.meaning, MEASUREMENT_ABSOLUTE);
  expect(bells_db, 0.01, 0.05);
  begin();
  put("Frequency;Weight;Error\n");
  for (int i = 0; i < 240; ++i) {
    const double hz = 20 * exp2(i / 24.0);
    put("%.4f;7;%.4f\n", hz, bells_db(hz) + target_db(hz));
  }
  ck_assert_int_eq(parse(text), MEASUREMENT_OK);
  ck_assert_int_eq(result.meaning, MEASUREMENT_RELATIVE);
  ck_assert_double_eq_tol(curve_at(&result.curve, 3150) -
                            curve_at(&result.curve, 1000),
                          bells_db(3150) - bells_db(1000) + 8.49,
                          0.05);
}
END_TEST

static void
put_rows(Formula formula, double share)
{
  for (int i = 0; i < 240; ++i) {
    const double hz = 20 * exp2(i / 24.0);
    put("%.4f %.4f\n", hz, formula(hz) + share * target_db(hz));
  }
}

static double
flat_db(double hz)
{
  (void)hz;
  return 0.0;
}

static MeasurementMeaning
meaning_of(const char* head, double share)
{
  begin();
  put("%s", head);
  put_rows(flat_db, share);
  ck_assert_int_eq(parse(text), MEASUREMENT_OK);
  return result.meaning;
}

START_TEST(test_meaning_and_override)
{
  ck_assert_int_eq(meaning_of("", 0), MEASUREMENT_RELATIVE);
  ck_assert_int_eq(meaning_of("", 0.3), MEASUREMENT_RELATIVE);
  ck_assert_int_eq(meaning_of("", 0.37), MEASUREMENT_ABSOLUTE);
  ck_assert_int_eq(meaning_of("", 1), MEASUREMENT_ABSOLUTE);
  expect(flat_db, 0.001, 0.02);
  ck_assert_int_eq(meaning_of("# earcup: relative\n", 1), MEASUREMENT_RELATIVE);
  ck_assert_double_gt(curve_at(&result.curve, 3150), 4);
  ck_assert_int_eq(meaning_of("* EarCup:absolute \n", 0), MEASUREMENT_ABSOLUTE);
  ck_assert_double_lt(curve_at(&result.curve, 3150), -4);
  ck_assert_int_eq(parse("# earcup: relative\nPreamp: -3 dB\n"
                         "Filter: ON PK Fc 100 Hz Gain 6 dB Q 1\n"),
                   MEASUREMENT_OK);
  ck_assert_int_eq(result.meaning, MEASUREMENT_RELATIVE);
  ck_assert_double_gt(curve_at(&result.curve, 100), 5.5);
  ck_assert_int_eq(parse("Filter: ON PK Fc 100 Hz Gain 6 dB Q 1\n"),
                   MEASUREMENT_OK);
  ck_assert_int_eq(result.meaning, MEASUREMENT_CORRECTION);
  ck_assert_double_lt(curve_at(&result.curve, 100), -5.5);
}
END_TEST

/* A dense file in a shuffled order, some frequencies twice, a mean at 0 Hz. */
static void
put_dense(size_t n, bool linear)
{
  begin();
  put("0 -120\n");
  for (size_t i = 0; i < n; ++i) {
    const size_t k = (i * 7919) % n; // 7919 is prime and divides no n used
    const double x = (double)k / (double)n;
    const double hz = linear ? 2 + 21998 * x : 15 * pow(1500, x);
    put("%.5f %.4f\n", hz, modes_db(hz));
    if (i % 97 == 0) {
      put("%.5f %.4f\n", hz, modes_db(hz));
    }
  }
}

START_TEST(test_sharp_modes_survive)
{
  put_dense(2000, false);
  ck_assert_int_eq(parse(text), MEASUREMENT_OK);
  expect(modes_db, 0.01, 0.05);
  put_dense(100000, false);
  ck_assert_int_eq(parse(text), MEASUREMENT_OK);
  expect(modes_db, 0.01, 0.1);
  put_dense(100000, true);
  ck_assert_int_eq(parse(text), MEASUREMENT_OK);
  expect(modes_db, 0.01, 0.1);
}
END_TEST

START_TEST(test_held_outside)
{
  begin();
  for (int i = 0; i <= 40; ++i) {
    const double hz = 100 * pow(100, i / 40.0);
    put("%.4f %.4f\n", hz, target_db(hz) + (i == 0) + (i == 40));
  }
  ck_assert_int_eq(parse(text), MEASUREMENT_OK);
  ck_assert_int_eq(result.meaning, MEASUREMENT_ABSOLUTE);
  ck_assert_double_eq_tol(result.curve.db[0], 1, 1e-3);
  ck_assert_double_eq_tol(result.curve.db[GRID_POINTS - 1], 1, 1e-3);
  ck_assert_double_eq_tol(curve_at(&result.curve, 1000), 0, 0.01);
}
END_TEST

/* The ten rows that are the least, two of them at one frequency. */
START_TEST(test_sparse)
{
  ck_assert_int_eq(parse("8000 0\n30 3\n60 3\n125 3\n250 0\n1000 0\n"
                         "500 0\n2000 0\n4000 -2\n4000 2\n"),
                   MEASUREMENT_OK);
  ck_assert_uint_eq(result.rows, 10);
  ck_assert_double_eq_tol(curve_at(&result.curve, 20), 3, 0.01);
  ck_assert_double_eq_tol(curve_at(&result.curve, 4000), 0, 0.01);
  ck_assert_double_eq_tol(curve_at(&result.curve, 90), 3, 0.2);
}
END_TEST

/* Numbers must not follow the user's decimal mark. */
START_TEST(test_locale)
{
  const char* const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE" };
  for (size_t i = 0; i < 3; ++i) {
    if (setlocale(LC_ALL, names[i])) {
      break;
    }
  }
  ck_assert_int_eq(measurement_load(DATA "autoeq.csv", &result),
                   MEASUREMENT_OK);
  setlocale(LC_ALL, "C");
  expect(bells_db, 0.01, 0.05);
}
END_TEST

/* AutoEq writes -84 dB at 10 Hz: what nobody hears is held to within 6 dB of
   the last level that is heard. */
START_TEST(test_wild_beyond_hearing)
{
  static const char wild[] =
    "# earcup: relative\n10 -84\n20 0\n40 0\n100 0\n300 0\n600 0\n1000 0\n"
    "2000 0\n3000 0\n5000 0\n10000 0\n20000 0\n24000 70\n";
  ck_assert_int_eq((int)measurement_parse(wild, sizeof(wild) - 1, &result),
                   MEASUREMENT_OK);
  ck_assert_double_eq_tol(curve_at(&result.curve, 10.0), -6.0, 0.2);
  ck_assert_double_eq_tol(curve_at(&result.curve, 23900.0), 6.0, 0.2);
  for (double hz = 30.0; hz < 15000.0; hz *= 1.1) {
    ck_assert_double_eq_tol(curve_at(&result.curve, hz), 0.0, 0.2);
  }
}
END_TEST

/* Rows closer than 1/384 of an octave are one row of their mean. */
START_TEST(test_close_rows_are_one)
{
  static const char* const pairs[] = { "1000 0\n1001 2\n", "1000 0\n1030 2\n" };
  for (int apart = 0; apart < 2; ++apart) {
    char close[256];
    snprintf(close,
             sizeof(close),
             "# earcup: relative\n20 1\n50 1\n100 1\n300 1\n600 1\n900 1\n"
             "%s1200 1\n2000 1\n3000 1\n6000 1\n20000 1\n",
             pairs[apart]);
    ck_assert_int_eq((int)measurement_parse(close, strlen(close), &result),
                     MEASUREMENT_OK);
    double most = 0.0;
    for (double hz = 700.0; hz < 1500.0; hz *= 1.005) {
      most = fmax(most, fabs(curve_at(&result.curve, hz)));
    }
    ck_assert(apart ? most > 0.5 : most < 1e-6);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("measurement");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, test_files_people_have);
  tcase_add_test(tests, test_layouts);
  tcase_add_test(tests, test_columns_by_name);
  tcase_add_test(tests, test_meaning_and_override);
  tcase_add_test(tests, test_sharp_modes_survive);
  tcase_add_test(tests, test_held_outside);
  tcase_add_test(tests, test_sparse);
  tcase_add_test(tests, test_locale);
  tcase_add_test(tests, test_wild_beyond_hearing);
  tcase_add_test(tests, test_close_rows_are_one);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
