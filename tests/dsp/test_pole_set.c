// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Poles and the weights fitted to them. */

#include "dsp/filter/weights.h"

#include "dsp/maths.h"
#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RMS_DB 0.1
#define MAX_DB 0.5

static const double rates[] = { 8000.0,  16000.0,  44100.0, 48000.0,
                                96000.0, 192000.0, 384000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

static PoleSet*
catalogue_pole_set(double rate_hz)
{
  Poles poles;
  poles_of_catalogue(&poles, rate_hz);
  return pole_set_new(rate_hz, &poles, CATALOGUE_RIDGE, NULL);
}

/** Sum written down from the definition, Re(w) meaning both of a pair:
    (w / (1 - p/z) + conj(w) / (1 - conj(p)/z)) / 2. */
static double complex
response_by_definition(const Poles* poles,
                       const Weights* weights,
                       double rate_hz,
                       double hz)
{
  const double complex z1 = cexp(CMPLX(0.0, -2.0 * PI * hz / rate_hz));
  double complex h = (double)weights->direct;
  for (unsigned i = 0; i < poles->sections; ++i) {
    const double complex w =
      CMPLX((double)weights->re[i], (double)weights->im[i]);
    const double complex p = poles->pole[i];
    h += 0.5 * w / (1.0 - p * z1) + 0.5 * conj(w) / (1.0 - conj(p) * z1);
  }
  return h;
}

/** Inside the unit circle, their angles apart by more than some octaves. */
static void
check_poles(const Poles* poles,
            unsigned sections,
            double rate_hz,
            double octaves)
{
  double before_hz = 0.0;
  ck_assert_uint_eq(poles->sections, sections);
  for (unsigned i = 0; i < sections; ++i) {
    const double hz = carg(poles->pole[i]) * rate_hz / (2.0 * PI);
    ck_assert_double_lt(cabs(poles->pole[i]), 1.0 - 1e-6);
    ck_assert_double_gt(cabs(poles->pole[i]), 0.0);
    ck_assert_double_gt(hz, before_hz * exp2(octaves));
    before_hz = hz;
  }
  ck_assert_double_lt(before_hz, 0.5 * rate_hz);
}

START_TEST(poles_are_stable_and_in_order)
{
  Poles poles;
  poles_of_catalogue(&poles, rates[_i]);
  check_poles(&poles, CATALOGUE_SECTIONS, rates[_i], 0.0);
}
END_TEST

/* Whatever is wanted, nothing included, and all in one point. */
START_TEST(poles_never_meet)
{
  const double rate_hz = rates[_i];
  for (unsigned sections = 32; sections <= SECTIONS_MAX;
       sections += SECTIONS_GROUP) {
    for (int at = -1; at < GRID_POINTS; at += 20) {
      double want[GRID_POINTS] = { 0.0 };
      Poles poles;
      if (at >= 0) {
        want[at] = 1e-9;
      }
      poles_place(&poles, rate_hz, sections, 2.25, want);
      check_poles(&poles, sections, rate_hz, 1.0 / 41.0);
    }
  }
}
END_TEST

/* Where more are wanted, poles crowd. */
START_TEST(poles_go_where_they_are_wanted)
{
  Poles even;
  Poles crowded;
  double want[2][GRID_POINTS];
  unsigned n[2] = { 0, 0 };
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    want[0][i] = 1.0;
    want[1][i] = grid_hz(i) > 3000.0 && grid_hz(i) < 4000.0 ? 1.0 : 0.0;
  }
  poles_place(&even, 48000.0, 48, 2.25, want[0]);
  poles_place(&crowded, 48000.0, 48, 2.25, want[1]);
  for (int i = 0; i < 48; ++i) {
    const double hz[2] = { carg(even.pole[i]) * 48000.0 / (2.0 * PI),
                           carg(crowded.pole[i]) * 48000.0 / (2.0 * PI) };
    for (int k = 0; k < 2; ++k) {
      n[k] += hz[k] > 3000.0 && hz[k] < 4000.0;
    }
  }
  ck_assert_uint_ge(n[1], 3 * n[0]);
}
END_TEST

START_TEST(every_headphone_is_fitted)
{
  const double rate_hz = rates[_i];
  const double last_hz = fmin(20000.0, 0.42 * rate_hz);
  static float complex target[WARPED_POINTS];
  PoleSet* const pole_set = catalogue_pole_set(rate_hz);
  Basis* const basis = basis_new(pole_set);
  NormalEquations* const equations = normal_equations_new(basis);
  MinPhase* const minphase = minphase_new(rate_hz);
  double worst_rms = 0.0;
  double worst_max = 0.0;
  ck_assert_ptr_nonnull(pole_set);
  ck_assert_ptr_nonnull(minphase);
  for (size_t row = 0; row < n_headphones; ++row) {
    Curve curve;
    Weights weights;
    double sum = 0.0;
    double max = 0.0;
    unsigned n = 0;
    response_of_housing(
      &headphones[row].housing, headphones[row].air_db, &curve);
    response_add_peaks(
      &curve, headphones[row].peaks, headphones[row].n_peaks, 1.0);
    minphase_response(minphase, &curve, target);
    weights_solve(basis, equations, target, &weights);
    for (double hz = 20.0; hz <= last_hz; hz *= exp2(1.0 / 24.0)) {
      const double complex h =
        response_by_definition(pole_set_poles(pole_set), &weights, rate_hz, hz);
      const double error = 20.0 * log10(cabs(h)) - curve_at(&curve, hz);
      const double complex same =
        weights_response(pole_set_poles(pole_set), &weights, rate_hz, hz);
      ck_assert_double_le(cabs(same - h), 1e-8 * (1.0 + cabs(h)));
      sum += error * error;
      max = fmax(max, fabs(error));
      ++n;
    }
    worst_rms = fmax(worst_rms, sqrt(sum / n));
    worst_max = fmax(worst_max, max);
  }
  printf("fit of all headphones at %6g Hz: %.3f dB rms, %.3f dB at most\n",
         rate_hz,
         worst_rms,
         worst_max);
  fflush(stdout);
  minphase_free(minphase);
  normal_equations_free(equations);
  basis_free(basis);
  pole_set_free(pole_set);
  ck_assert_double_le(worst_rms, RMS_DB);
  ck_assert_double_le(worst_max, MAX_DB);
}
END_TEST

/* What the bank itself can do comes back: weights, response, weights, with next
   to no regularisation. */
START_TEST(a_response_of_the_bank_is_fitted_exactly)
{
  const double rate_hz = 48000.0;
  static float complex target[WARPED_POINTS];
  Poles poles;
  poles_of_catalogue(&poles, rate_hz);
  PoleSet* const pole_set = pole_set_new(rate_hz, &poles, 1e-13, NULL);
  Basis* const basis = basis_new(pole_set);
  NormalEquations* const equations = normal_equations_new(basis);
  Weights weights;
  Weights found;
  memset(&weights, 0, sizeof(weights));
  weights.direct = 0.8F;
  for (int i = 0; i < CATALOGUE_SECTIONS; ++i) {
    const double pole = 1.0 - cabs(pole_set_poles(pole_set)->pole[i]);
    weights.re[i] = (float)(0.3 * pole * cos(i));
    weights.im[i] = (float)(0.3 * pole * sin(3 * i));
  }
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    target[i] = (float complex)response_by_definition(
      pole_set_poles(pole_set), &weights, rate_hz, warped_hz(rate_hz, i));
  }
  weights_solve(basis, equations, target, &found);
  for (double hz = 20.0; hz < 20000.0; hz *= 1.05) {
    const double complex h =
      response_by_definition(pole_set_poles(pole_set), &weights, rate_hz, hz);
    const double complex g =
      response_by_definition(pole_set_poles(pole_set), &found, rate_hz, hz);
    ck_assert_double_le(cabs(g - h), 2e-4);
  }
  normal_equations_free(equations);
  basis_free(basis);
  pole_set_free(pole_set);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("design");
  TCase* const tcase = tcase_create("poles and weights");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, poles_are_stable_and_in_order, 0, RATES);
  tcase_add_loop_test(tcase, poles_never_meet, 0, RATES);
  tcase_add_test(tcase, poles_go_where_they_are_wanted);
  tcase_add_loop_test(tcase, every_headphone_is_fitted, 0, RATES);
  tcase_add_test(tcase, a_response_of_the_bank_is_fitted_exactly);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
