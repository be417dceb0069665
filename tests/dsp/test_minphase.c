// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Minimum phase from the gain-phase integral against the textbook way, the
   folded cepstrum of a long FFT, and against filters that have it. */

#include "dsp/filter/minphase.h"

#include "dsp/maths.h"
#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <fftw3.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PHASE_RAD 0.01      // up to 48 kHz
#define PHASE_HIGH_RAD 0.02 // where the warped grid is wider at 9 kHz
#define SHARPEST 0.05       // of all headphones, by the share that exceeds it
#define SHARPEST_RAD 0.04   // and what those stay below: 2 degrees
#define LAST_HZ 15000.0

/* 0.7 Hz apart at any rate: the bass needs them close. */
enum { FFT_48K = 1 << 16, FFT_MAX = 4 * FFT_48K };

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

/** Phase in rad at the bins 0 .. size / 2 of a curve's minimum phase. */
static void
cepstral_phase(const Curve* curve, double rate_hz, int size, float* phase)
{
  float* const time = fftwf_alloc_real((size_t)size);
  fftwf_complex* const bins = fftwf_alloc_complex((size_t)size / 2 + 1);
  fftwf_plan const inverse =
    fftwf_plan_dft_c2r_1d(size, bins, time, FFTW_ESTIMATE);
  fftwf_plan const forward =
    fftwf_plan_dft_r2c_1d(size, time, bins, FFTW_ESTIMATE);
  for (int k = 0; k <= size / 2; ++k) {
    const double hz = fmax(k * rate_hz / size, 1.0);
    bins[k] = (float)(curve_at(curve, hz) * log(10.0) / 20.0 / size);
  }
  fftwf_execute(inverse);
  for (int i = 1; i < size / 2; ++i) {
    time[i] *= 2.0F;
    time[size - i] = 0.0F;
  }
  fftwf_execute(forward);
  for (int k = 0; k <= size / 2; ++k) {
    phase[k] = cimagf(bins[k]);
  }
  fftwf_destroy_plan(inverse);
  fftwf_destroy_plan(forward);
  fftwf_free(time);
  fftwf_free(bins);
}

static double
between_bins(const float* x, double position)
{
  const int k = (int)position;
  const double t = position - k;
  return (double)x[k] + t * (double)(x[k + 1] - x[k]);
}

START_TEST(phase_is_that_of_the_cepstrum)
{
  const double rate_hz = rates[_i];
  static float phase[FFT_MAX / 2 + 1];
  static float complex response[WARPED_POINTS];
  MinPhase* const minphase = minphase_new(rate_hz);
  const int size = rate_hz > 1e5   ? FFT_MAX
                   : rate_hz > 5e4 ? 2 * FFT_48K
                                   : FFT_48K;
  const double usual_rad = rate_hz > 5e4 ? PHASE_HIGH_RAD : PHASE_RAD;
  double worst_rad = 0.0;
  double worst_db = 0.0;
  unsigned n = 0;
  unsigned n_sharp = 0;
  ck_assert_ptr_nonnull(minphase);
  for (size_t row = 0; row < n_headphones; row += 5) {
    Curve curve;
    double row_rad = 0.0;
    response_of_housing(
      &headphones[row].housing, headphones[row].air_db, &curve);
    cepstral_phase(&curve, rate_hz, size, phase);
    minphase_response(minphase, &curve, response);
    for (size_t i = 0; warped_hz(rate_hz, i) <= LAST_HZ; ++i) {
      const double hz = warped_hz(rate_hz, i);
      const float complex h = response[i];
      if (hz >= 20.0) {
        const double other = between_bins(phase, hz * size / rate_hz);
        row_rad = fmax(row_rad, fabs((double)cargf(h) - other));
        worst_db =
          fmax(worst_db,
               fabs(20.0 * log10((double)cabsf(h)) - curve_at(&curve, hz)));
      }
    }
    ++n;
    n_sharp += row_rad > usual_rad;
    worst_rad = fmax(worst_rad, row_rad);
  }
  printf(
    "minimum phase at %g Hz: %.4f rad off the cepstrum's, %u of %u beyond %g\n",
    rate_hz,
    worst_rad,
    n_sharp,
    n,
    usual_rad);
  fflush(stdout);
  minphase_free(minphase);
  ck_assert_double_le(worst_rad, SHARPEST_RAD);
  ck_assert_double_le(n_sharp, SHARPEST * n);
  ck_assert_double_le(worst_db, 0.05);
}
END_TEST

/* A digital shelf of first order, (1 - a/z) / (1 - b/z), is minimum phase and
   known in closed form. */
START_TEST(phase_is_that_of_a_filter)
{
  const double rate_hz = 48000.0;
  const double a = exp(-2.0 * PI * 900.0 / rate_hz);
  const double b = exp(-2.0 * PI * 300.0 / rate_hz);
  static float complex response[WARPED_POINTS];
  MinPhase* const minphase = minphase_new(rate_hz);
  Curve curve;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double complex z1 =
      cexp(CMPLX(0.0, -2.0 * PI * grid_hz(i) / rate_hz));
    curve.db[i] = 20.0 * log10(cabs((1.0 - a * z1) / (1.0 - b * z1)));
  }
  minphase_response(minphase, &curve, response);
  for (size_t i = 0; warped_hz(rate_hz, i) <= LAST_HZ; ++i) {
    const double hz = warped_hz(rate_hz, i);
    const double complex z1 = cexp(CMPLX(0.0, -2.0 * PI * hz / rate_hz));
    const double complex h = (1.0 - a * z1) / (1.0 - b * z1);
    if (hz >= 20.0) {
      ck_assert_double_eq_tol((double)cargf(response[i]), carg(h), 0.005);
    }
  }
  minphase_free(minphase);
}
END_TEST

START_TEST(level_has_no_phase)
{
  static float complex response[WARPED_POINTS];
  MinPhase* const minphase = minphase_new(48000.0);
  Curve curve;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve.db[i] = -6.0;
  }
  minphase_response(minphase, &curve, response);
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    ck_assert_double_eq_tol((double)crealf(response[i]), pow(10, -0.3), 1e-6);
    ck_assert_double_eq_tol((double)cimagf(response[i]), 0.0, 1e-6);
  }
  minphase_free(minphase);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("minphase");
  TCase* const tcase = tcase_create("phase");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, phase_is_that_of_the_cepstrum, 0, RATES);
  tcase_add_test(tcase, phase_is_that_of_a_filter);
  tcase_add_test(tcase, level_has_no_phase);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
