// SPDX-License-Identifier: GPL-3.0-or-later
// Files in the layouts people have, all made from one formula, against that
// formula; the audio EQ cookbook's coefficients against what filters give; and
// odd files, each with the complaint it deserves.

#include "../dsp/response.h"
#include "../dsp/target.h"
#include "../plugin/measurement.h"
#include "../plugin/measurement_file.h"

#include <check.h>
#include <complex.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DATA "tests/data/measured/"
#define PI 3.14159265358979323846

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
  for (size_t i = 0; i < GRID_POINTS; ++i)
    exact.db[i] = formula(grid_hz(i));
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
    for (size_t k = start; k < text_size; ++k)
      text[k] = text[k] == '.' ? mark : text[k];
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
    if (i % 97 == 0)
      put("%.5f %.4f\n", hz, modes_db(hz));
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
  expect_filter("Filter 1: ON LS Fc 105 Hz Gain 5 dB Q 0.70",
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
   Equalizer APO's shift of a corner, whose slope is 0.9 unless it says so. */
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
                cookbook('L', 200 * pow(10, 6 / 80.0 / 0.9), 6, q90));
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
  for (size_t i = 0; i < GRID_POINTS - 1; ++i)
    for (size_t k = 0; k < 4; ++k)
      expected[i] -=
        20 * log10(cabs(section_at(&sections[k], grid_hz(i), 48000)));
  const double level = expected[319] - result.curve.db[319];
  for (size_t i = 0; i < GRID_POINTS - 1; ++i)
    ck_assert_double_eq_tol(result.curve.db[i], expected[i] - level, 1e-6);
  ck_assert_double_eq_tol(curve_mean(&result.curve, 300, 3000), 0, 1e-9);
}
END_TEST

START_TEST(test_off_lines_and_notes)
{
  ck_assert_int_eq(parse("Filter Settings file\nDated: 1 Jan\nNotes:\n"
                         "Device: all\nChannel: all\n# c\nFilter 1: OFF XY\n"
                         "Filter 2: ON  None\nFilter 3: OFF PK Fc 9 Hz\n"),
                   MEASUREMENT_OK);
  for (size_t i = 0; i < GRID_POINTS; ++i)
    ck_assert_double_eq_tol(result.curve.db[i], 0, 1e-12);
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

/* Numbers must not follow the user's decimal mark. */
START_TEST(test_locale)
{
  const char* const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE" };
  for (size_t i = 0; i < 3; ++i)
    if (setlocale(LC_ALL, names[i]))
      break;
  ck_assert_int_eq(measurement_load(DATA "autoeq.csv", &result),
                   MEASUREMENT_OK);
  setlocale(LC_ALL, "C");
  expect(bells_db, 0.01, 0.05);
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
  tcase_add_test(tests, test_filters);
  tcase_add_test(tests, test_filter_widths);
  tcase_add_test(tests, test_parametric_file);
  tcase_add_test(tests, test_off_lines_and_notes);
  tcase_add_test(tests, test_graphic_is_linear_between_bands);
  tcase_add_test(tests, test_inaudible_is_tamed);
  tcase_add_test(tests, test_locale);
  suite_add_tcase(suite, tests);
  SRunner* const runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
