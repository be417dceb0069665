// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Fits are judged by the cookbook's coefficients, by reading what was written
// back as a measurement, and never by what they say of themselves.

#include "dsp/maths.h"
#include "dsp/model/acoustics.h"
#include "dsp/model/response.h"
#include "plugin/measurement/measurement.h"
#include "tests/support/suite.h"
#include "ui/shared/curve_text.h"
#include "ui/shared/peqfit.h"

#include <complex.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PeqFit fit;

/* Coefficients of the cookbook, b0..b2 then a0..a2, for 48 kHz. */
static void
cookbook(const Biquad* filter, double c[6])
{
  const double A = pow(10, filter->gain_db / 40);
  const double w = 2 * PI * filter->frequency_hz / 48000;
  const double alpha = sin(w) / (2 * filter->q);
  const double beta = 2 * sqrt(A) * alpha;
  // A high shelf is a low shelf with the spectrum turned round.
  const double k = filter->type == BIQUAD_HIGH_SHELF ? -1 : 1;
  const double x = k * cos(w);
  if (filter->type == BIQUAD_PEAK) {
    c[0] = 1 + alpha * A;
    c[1] = c[4] = -2 * x;
    c[2] = 1 - alpha * A;
    c[3] = 1 + alpha / A;
    c[5] = 1 - alpha / A;
    return;
  }
  c[0] = A * (A + 1 - (A - 1) * x + beta);
  c[1] = k * 2 * A * (A - 1 - (A + 1) * x);
  c[2] = A * (A + 1 - (A - 1) * x - beta);
  c[3] = A + 1 + (A - 1) * x + beta;
  c[4] = k * -2 * (A - 1 + (A + 1) * x);
  c[5] = A + 1 + (A - 1) * x - beta;
}

static double
cookbook_db(const PeqFit* f, double hz)
{
  const double complex z = cexp(-2 * PI * I * hz / 48000);
  double db = 0;
  for (size_t i = 0; i < f->n; ++i) {
    double c[6];
    cookbook(&f->filter[i], c);
    db += 20 * log10(cabs((c[0] + c[1] * z + c[2] * z * z) /
                          (c[3] + c[4] * z + c[5] * z * z)));
  }
  return db;
}

/** What is left of a curve, levels apart, 20 Hz-20 kHz. */
typedef struct {
  double rms_db;
  double max_db;
} Error;

static Error
error_of(const Curve* curve, const double* db)
{
  double mean = 0;
  for (size_t i = 48; i < 527; ++i) {
    mean += (curve->db[i] - db[i]) / 479;
  }
  Error error = { 0, 0 };
  for (size_t i = 48; i < 527; ++i) {
    const double e = curve->db[i] - db[i] - mean;
    error.rms_db += e * e / 479;
    error.max_db = fmax(error.max_db, fabs(e));
  }
  error.rms_db = sqrt(error.rms_db);
  return error;
}

/* Fit and hold what it says against the cookbook and its own file. */
static Error
check_fit(const Curve* curve, size_t n_max)
{
  static char text[8192];
  static Measurement read;
  ck_assert(peqfit_design(curve, n_max, &fit));
  ck_assert_uint_le(fit.n, n_max);
  double db[GRID_POINTS];
  double loudest = 0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    db[i] = i < 539 ? cookbook_db(&fit, grid_hz(i)) : db[i - 1];
    loudest = fmax(loudest, db[i]);
  }
  const Error error = error_of(curve, db);
  ck_assert_double_eq_tol(fit.rms_db, error.rms_db, 1e-6);
  ck_assert_double_eq_tol(fit.max_db, error.max_db, 1e-6);
  ck_assert_double_le(fit.preamp_db + loudest, 0.01);
  ck_assert_double_ge(fit.preamp_db + loudest, -0.11);
  const size_t length = peqfit_write(&fit, text, sizeof(text));
  ck_assert_uint_eq(length, strlen(text));
  ck_assert_int_eq(measurement_parse(text, length, &read), MEASUREMENT_OK);
  ck_assert_int_eq(read.meaning, MEASUREMENT_RELATIVE);
  ck_assert_uint_eq(read.rows, fit.n);
  const Error reread = error_of(curve, read.curve.db);
  ck_assert_double_eq_tol(reread.rms_db, error.rms_db, 1e-6);
  ck_assert_double_eq_tol(reread.max_db, error.max_db, 1e-6);
  return error;
}

static double
bell(double hz, double gain_db, double center_hz, double octaves)
{
  return gain_db * exp(-pow(log2(hz / center_hz) / octaves, 2.0));
}

START_TEST(test_smooth_headphone)
{
  Curve curve;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    curve.db[i] = 3 + bell(hz, 4, 70, 1.5) + bell(hz, -6, 4500, 0.5) +
                  bell(hz, 3, 9000, 0.25) - bell(hz, 8, 20, 0.7) +
                  bell(hz, 1, 400, 0.3) - bell(hz, 2, 1800, 0.4);
  }
  const Error error = check_fit(&curve, 20);
  ck_assert_double_le(error.rms_db, 0.05);
  ck_assert_double_le(error.max_db, 0.3);
  ck_assert_double_eq_tol(fit.level_db, curve_mean(&curve, 300, 3000), 0.5);
}
END_TEST

/* The network at points between open and closed, the closed end with ripples
   of the cup: the shapes that are really exported. */
static const Housing open_housing = {
  { 132, 11e-6, 3.64e5, 11.9, 60e-6, 3.51e5, 1.8, 5.1e3, 6140, 0.62, 2.31e5 }
};
static const Housing closed_housing = {
  { 49, 11e-6, 1.67e6, 159, 60e-6, 2e6, 433, 1.5e4, 6140, 0.62, 4.6e4 }
};

START_TEST(test_model_headphones)
{
  for (int i = 0; i <= 4; i += 2) {
    const Housing housing =
      housing_interpolate(&open_housing, &closed_housing, i / 4.0);
    Curve curve;
    response_of_housing(&housing, 0.0, &curve);
    const Error error = check_fit(&curve, 20);
    ck_assert_double_le(error.rms_db, 0.2);
    ck_assert_double_le(error.max_db, 1);
    const Error coarse = check_fit(&curve, 5);
    ck_assert_double_ge(coarse.rms_db, error.rms_db);
    ck_assert_double_le(coarse.rms_db, 1.5);
  }
}
END_TEST

START_TEST(test_filters_are_found_again)
{
  const PeqFit known = { .filter = { { BIQUAD_LOW_SHELF, 90, 5, 0.7 },
                                     { BIQUAD_HIGH_SHELF, 9000, -4, 0.7 },
                                     { BIQUAD_PEAK, 2800, -7, 3 },
                                     { BIQUAD_PEAK, 6100, 5, 12 },
                                     { BIQUAD_PEAK, 350, 2, 1 } },
                         .n = 5 };
  Curve curve = { { 0 } };
  for (size_t i = 0; i < GRID_POINTS - 1; ++i) {
    curve.db[i] = cookbook_db(&known, grid_hz(i));
  }
  const Error error = check_fit(&curve, 8);
  ck_assert_double_le(error.rms_db, 0.03);
}
END_TEST

/* Where a curve stops being heard, filters have no business either. */
START_TEST(test_quiet_outside_hearing)
{
  Curve curve;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = grid_hz(i);
    curve.db[i] = hz < 20 || hz > 20000 ? 60 : bell(hz, -9, 60, 1.5);
  }
  const Error error = check_fit(&curve, 20);
  ck_assert_double_le(error.rms_db, 0.1);
  ck_assert_double_ge(fit.preamp_db, -3);
}
END_TEST

/* Beyond hearing they hold what they were at its end. */
START_TEST(test_held_outside_hearing)
{
  Curve curve;
  double level_db[2];
  static const double hz[] = { 19900.0, 22500.0 };
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double octaves = log2(grid_hz(i) / 20000.0);
    curve.db[i] = -12.0 * exp(-40.0 * octaves * octaves);
  }
  ck_assert(peqfit_design(&curve, PEQFIT_FILTERS_MAX, &fit));
  for (int k = 0; k < 2; ++k) {
    level_db[k] = fit.level_db + cookbook_db(&fit, hz[k]);
  }
  ck_assert_double_eq_tol(level_db[0], -12.0, 0.2);
  ck_assert_double_eq_tol(level_db[1], -12.0, 1.0);
}
END_TEST

/* As a graphic equaliser the curve never boosts, or it would clip. */
START_TEST(test_graphic_boosts_nothing)
{
  static char text[1 << 16];
  Curve curve;
  double loudest = -INFINITY;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve.db[i] = bell(grid_hz(i), 9, 3000, 1.0) - 2.0;
  }
  ck_assert_uint_lt(curve_write_graphic(&curve, text, sizeof(text)),
                    sizeof(text));
  const char* at = strstr(text, "GraphicEQ:");
  ck_assert_ptr_nonnull(at);
  for (at += strlen("GraphicEQ:"); at && *at; at = strchr(at, ';')) {
    at += *at == ';';
    char* end = NULL;
    const double hz = strtod(at, &end);
    const double db = strtod(end, NULL);
    ck_assert_double_eq_tol(db, curve_at(&curve, hz) - 7.0, 0.02);
    loudest = fmax(loudest, db);
  }
  ck_assert_double_eq_tol(loudest, 0.0, 0.006);
}
END_TEST

START_TEST(test_flat_needs_no_peaks)
{
  const Curve curve = { { 0 } };
  const Error error = check_fit(&curve, 20);
  ck_assert_double_le(error.max_db, 1e-9);
  ck_assert_uint_eq(fit.n, 2);
}
END_TEST

START_TEST(test_rough_curve_stays_finite)
{
  Curve curve;
  unsigned state = 1;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    state = state * 1664525U + 1013904223U;
    curve.db[i] = (state >> 16U) / 65536.0 * 60 - 30;
  }
  const Error error = check_fit(&curve, 20);
  ck_assert(isfinite(error.rms_db));
  ck_assert_double_le(error.rms_db, 18); // of 17.3 without any filter
}
END_TEST

START_TEST(test_text_is_cut_and_ignores_locale)
{
  char whole[8192];
  char cut[64];
  ck_assert(peqfit_design(&(Curve){ { 1, -3, 2 } }, 2, &fit));
  fit.filter[0] = (Biquad){ BIQUAD_LOW_SHELF, 1000.05, -0.004, 0.7071 };
  const char* const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE" };
  for (size_t i = 0; i < 3; ++i) {
    if (setlocale(LC_ALL, names[i])) {
      break;
    }
  }
  const size_t length = peqfit_write(&fit, whole, sizeof(whole));
  setlocale(LC_ALL, "C");
  ck_assert_ptr_nonnull(
    strstr(whole, "Filter 1: ON LSC Fc 1000.05 Hz Gain 0.00 dB Q 0.707\n"));
  ck_assert_uint_eq(peqfit_write(&fit, cut, sizeof(cut)), length);
  ck_assert_uint_eq(strlen(cut), sizeof(cut) - 1);
  ck_assert(!strncmp(cut, whole, sizeof(cut) - 1));
  ck_assert_uint_eq(peqfit_write(&fit, NULL, 0), length);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("peqfit");
  TCase* const tests = tcase_create("all");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, test_smooth_headphone);
  tcase_add_test(tests, test_model_headphones);
  tcase_add_test(tests, test_filters_are_found_again);
  tcase_add_test(tests, test_quiet_outside_hearing);
  tcase_add_test(tests, test_held_outside_hearing);
  tcase_add_test(tests, test_graphic_boosts_nothing);
  tcase_add_test(tests, test_flat_needs_no_peaks);
  tcase_add_test(tests, test_rough_curve_stays_finite);
  tcase_add_test(tests, test_text_is_cut_and_ignores_locale);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
