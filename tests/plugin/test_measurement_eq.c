// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Equaliser files against the coefficients of the audio EQ cookbook.

#include "dsp/maths.h"
#include "dsp/model/response.h"
#include "plugin/measurement/measurement.h"
#include "plugin/measurement/measurement_file.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DATA "tests/data/measured/"

static Measurement result;

static MeasurementStatus
parse(const char* whole)
{
  return measurement_parse(whole, strlen(whole), &result);
}

/** A filter of the audio EQ cookbook by its coefficients. */
typedef struct {
  double b[3];
  double a[3];
} Section;

static double complex
section_at(const Section* s, double hz, double rate_hz)
{
  const double complex z = cexp(-2 * PI * I * hz / rate_hz);
  return (s->b[0] + s->b[1] * z + s->b[2] * z * z) /
         (s->a[0] + s->a[1] * z + s->a[2] * z * z);
}

static Section
cookbook(char type, double hz, double gain_db, double q)
{
  const double A = pow(10, gain_db / 40);
  const double w = 2 * PI * hz / 48000;
  const double c = cos(w);
  const double alpha = sin(w) / (2 * q);
  const double beta = 2 * sqrt(A) * alpha;
  switch (type) {
    case 'P':
      return (Section){ { 1 + alpha * A, -2 * c, 1 - alpha * A },
                        { 1 + alpha / A, -2 * c, 1 - alpha / A } };
    case 'L':
      return (Section){ { A * (A + 1 - (A - 1) * c + beta),
                          2 * A * (A - 1 - (A + 1) * c),
                          A * (A + 1 - (A - 1) * c - beta) },
                        { A + 1 + (A - 1) * c + beta,
                          -2 * (A - 1 + (A + 1) * c),
                          A + 1 + (A - 1) * c - beta } };
    case 'H':
      return (Section){ { A * (A + 1 + (A - 1) * c + beta),
                          -2 * A * (A - 1 + (A + 1) * c),
                          A * (A + 1 + (A - 1) * c - beta) },
                        { A + 1 - (A - 1) * c + beta,
                          2 * (A - 1 - (A + 1) * c),
                          A + 1 - (A - 1) * c - beta } };
    case 'l':
      return (Section){ { (1 - c) / 2, 1 - c, (1 - c) / 2 },
                        { 1 + alpha, -2 * c, 1 - alpha } };
    case 'h':
      return (Section){ { (1 + c) / 2, -1 - c, (1 + c) / 2 },
                        { 1 + alpha, -2 * c, 1 - alpha } };
    case 'b':
      return (Section){ { alpha, 0, -alpha },
                        { 1 + alpha, -2 * c, 1 - alpha } };
    default:
      return (Section){ { 1, -2 * c, 1 }, { 1 + alpha, -2 * c, 1 - alpha } };
  }
}

/* One line of the file against the cookbook, as a correction; the level is
   taken from 1 kHz. */
static void
expect_filter(const char* line, Section section)
{
  ck_assert_int_eq(parse(line), MEASUREMENT_OK);
  ck_assert_int_eq(result.kind, MEASUREMENT_PARAMETRIC);
  const double level =
    result.curve.db[319] +
    20 * log10(cabs(section_at(&section, grid_hz(319), 48000)));
  for (size_t i = 48; i < 527; ++i) {
    const double db = 20 * log10(cabs(section_at(&section, grid_hz(i), 48000)));
    ck_assert_double_eq_tol(result.curve.db[i], level - db, 1e-6);
  }
}

START_TEST(test_filters)
{
  expect_filter("Filter 1: ON PK Fc 12000 Hz Gain -5.5 dB Q 3.2",
                cookbook('P', 12000, -5.5, 3.2));
  expect_filter("filter: on peq fc 1000,5 hz gain +3,25 db q 1,41",
                cookbook('P', 1000.5, 3.25, 1.41));
  expect_filter("Filter  9: ON  Modal   Fc   63.0Hz   Gain   6.0dB  Q  9.0",
                cookbook('P', 63, 6, 9));
  expect_filter("Filter 1: ON LSC Fc 105 Hz Gain 5 dB Q 0.70",
                cookbook('L', 105, 5, 0.7));
  expect_filter("Filter 1: ON LS Q Fc 105 Hz Gain 5 dB Q 0.70",
                cookbook('L', 105, 5, 0.7));
  expect_filter("Filter 1: ON LSQ Fc 105 Hz Gain 5 dB Q 0.70",
                cookbook('L', 105, 5, 0.7));
  expect_filter("Filter 1: ON HSC Fc 10000 Hz Gain -4 dB Q 0.70",
                cookbook('H', 10000, -4, 0.7));
  expect_filter("Filter: ON LPQ Fc 9000 Hz Q 0.9", cookbook('l', 9000, 0, 0.9));
  expect_filter("Filter: ON HP Fc 30 Hz", cookbook('h', 30, 0, sqrt(0.5)));
  expect_filter("Filter: ON BP Fc 900 Hz Q 0.3", cookbook('b', 900, 0, 0.3));
  expect_filter("Filter: ON NO Fc 5000 Hz", cookbook('n', 5000, 0, 30));
  expect_filter("Filter: ON AP Fc 5000 Hz Q 1", cookbook('P', 5000, 0, 1));
}
END_TEST

/* Widths given otherwise: the cookbook's alpha for bandwidth and slope, and
   Equalizer APO's shift of a corner, which only a shelf with a slope or Q has:
   half of |gain| / (12 S) octaves. Without either the slope is 0.9. */
START_TEST(test_filter_widths)
{
  const double w = 2 * PI * 8000 / 48000;
  const double q = sin(w) / 2 / (sin(w) * sinh(log(2) / 2 * 1.5 * w / sin(w)));
  expect_filter("Filter: ON PK Fc 8000 Hz Gain 6 dB BW Oct 1.5",
                cookbook('P', 8000, 6, q));
  const double A = pow(10, 6.0 / 40);
  const double q75 = 1 / sqrt((A + 1 / A) * (1 / 0.75 - 1) + 2);
  expect_filter("Filter: ON LSC 9 dB Fc 200 Hz Gain 6 dB",
                cookbook('L', 200, 6, q75));
  const double q90 = 1 / sqrt((A + 1 / A) * (1 / 0.9 - 1) + 2);
  expect_filter("Filter: ON LS Fc 200 Hz Gain 6 dB",
                cookbook('L', 200, 6, q90));
  expect_filter("Filter: ON HSC Fc 200 Hz Gain 6 dB",
                cookbook('H', 200, 6, q90));
  const double slope = 1 / ((1 / 0.49 - 2) / (A + 1 / A) + 1); // of Q 0.7
  expect_filter("Filter: ON LS Fc 200 Hz Gain 6 dB Q 0.7",
                cookbook('L', 200 * pow(10, 6 / 80.0 / slope), 6, 0.7));
  expect_filter("Filter: ON LS 9dB Fc 200 Hz Gain 6 dB",
                cookbook('L', 200 * pow(10, 6 / 80.0 / 0.75), 6, q75));
  expect_filter("Filter: ON HS 12dB Fc 6000 Hz Gain -6 dB",
                cookbook('H', 6000 / pow(10, 6 / 80.0), -6, sqrt(0.5)));
}
END_TEST

START_TEST(test_parametric_file)
{
  ck_assert_int_eq(measurement_load(DATA "ParametricEQ.txt", &result),
                   MEASUREMENT_OK);
  ck_assert_int_eq(result.kind, MEASUREMENT_PARAMETRIC);
  ck_assert_int_eq(result.meaning, MEASUREMENT_CORRECTION);
  ck_assert_uint_eq(result.rows, 4);
  ck_assert_double_eq_tol(result.first_hz, 105, 1e-9);
  const Section sections[] = { cookbook('L', 105, -4.3, 0.7),
                               cookbook('P', 4480, 6, 2.1),
                               cookbook('P', 9105, -3.2, 4),
                               cookbook('H', 10000, 1.5, 0.7) };
  double expected[GRID_POINTS] = { 0 };
  for (size_t i = 0; i < GRID_POINTS - 1; ++i) {
    for (size_t k = 0; k < 4; ++k) {
      expected[i] -=
        20 * log10(cabs(section_at(&sections[k], grid_hz(i), 48000)));
    }
  }
  const double level = expected[319] - result.curve.db[319];
  for (size_t i = 0; i < GRID_POINTS - 1; ++i) {
    ck_assert_double_eq_tol(result.curve.db[i], expected[i] - level, 1e-6);
  }
  ck_assert_double_eq_tol(curve_mean(&result.curve, 300, 3000), 0, 1e-9);
}
END_TEST

START_TEST(test_off_lines_and_notes)
{
  ck_assert_int_eq(parse("Filter Settings file\nDated: 1 Jan\nNotes:\n"
                         "Device: all\nChannel: all\n# c\nFilter 1: OFF XY\n"
                         "Filter 2: ON  None\nFilter 3: OFF PK Fc 9 Hz\n"),
                   MEASUREMENT_OK);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert_double_eq_tol(result.curve.db[i], 0, 1e-12);
  }
}
END_TEST

START_TEST(test_graphic_is_linear_between_bands)
{
  ck_assert_int_eq(
    parse("GraphicEQ: 25 0; 100 0; 100,5 0; 1600 0; 6400 -6; 25600 3.5"),
    MEASUREMENT_OK);
  ck_assert_uint_eq(result.rows, 6);
  const double level = curve_at(&result.curve, 100);
  ck_assert_double_eq_tol(curve_at(&result.curve, 3200), level + 3, 0.01);
  ck_assert_double_eq_tol(curve_at(&result.curve, 6400), level + 6, 0.1);
  ck_assert_double_eq_tol(curve_at(&result.curve, 12800), level + 1.25, 0.01);
}
END_TEST

/* What graphic equalisers mute below the range of hearing is not heard. */
START_TEST(test_inaudible_is_tamed)
{
  ck_assert_int_eq(parse("GraphicEQ: 10 -84; 20 -6; 40 0; 20000 0; 24000 -90"),
                   MEASUREMENT_OK);
  ck_assert_double_eq_tol(curve_at(&result.curve, 20), 6, 1e-6);
  ck_assert_double_eq_tol(result.curve.db[0], 12, 0.1);
  ck_assert_double_eq_tol(curve_at(&result.curve, 19000), 0, 1e-6);
  ck_assert_double_le(result.curve.db[GRID_POINTS - 1], 8);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("measurement_eq");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, test_filters);
  tcase_add_test(tests, test_filter_widths);
  tcase_add_test(tests, test_parametric_file);
  tcase_add_test(tests, test_off_lines_and_notes);
  tcase_add_test(tests, test_graphic_is_linear_between_bands);
  tcase_add_test(tests, test_inaudible_is_tamed);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
