// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The spectrum that a window shows, against what goes in. */

#include "dsp/filter/analyser.h"
#include "dsp/maths.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double rates[] = { 8000.0,  44100.0,  48000.0,
                                96000.0, 192000.0, 384000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

static float bands[ANALYSER_BANDS];

static double
band_edge_hz(int band)
{
  return 20.0 * pow(1000.0, band / (double)ANALYSER_BANDS);
}

static void
measure(Analyser* analyser, const float* left, const float* right, uint32_t n)
{
  for (uint32_t at = 0; at < n;) { // odd blocks
    const uint32_t part = n - at < 777 ? n - at : 777;
    analyser_push(analyser, left + at, right + at, part);
    at += part;
  }
  analyser_hold(analyser);
  analyser_measure(analyser, bands);
}

/** Power in dB of the bands around one; a sine's window leaks next door. */
static double
power_around(int band, int reach)
{
  double sum = 0.0;
  for (int i = band - reach; i <= band + reach; ++i) {
    if (i >= 0 && i < ANALYSER_BANDS) {
      sum += pow(10.0, (double)bands[i] / 10.0);
    }
  }
  return 10.0 * log10(sum);
}

START_TEST(a_full_sine_reads_nought)
{
  const double rate_hz = rates[_i];
  const uint32_t n = (uint32_t)(0.5 * rate_hz);
  float* const x = malloc(n * sizeof(float));
  Analyser* const analyser = analyser_new(rate_hz);
  ck_assert_ptr_nonnull(analyser);
  for (int band = 40; band < 99; band += 6) {
    const double hz = sqrt(band_edge_hz(band) * band_edge_hz(band + 1));
    if (hz > 0.4 * rate_hz) {
      break;
    }
    for (uint32_t i = 0; i < n; ++i) {
      x[i] = (float)sin(2.0 * PI * hz * i / rate_hz);
    }
    measure(analyser, x, x, n);
    ck_assert_double_eq_tol(power_around(band, 2), 0.0, 0.2);
    for (int i = 0; i < ANALYSER_BANDS; ++i) {
      ck_assert(abs(i - band) < 3 || bands[i] < bands[band]);
      ck_assert(abs(i - band) < 12 || bands[i] < -40.0F);
    }
  }
  /* Where bands are wide, the very band reads it. */
  if (rate_hz >= 44100.0) {
    const double hz = sqrt(band_edge_hz(85) * band_edge_hz(86));
    for (uint32_t i = 0; i < n; ++i) {
      x[i] = (float)sin(2.0 * PI * hz * i / rate_hz);
    }
    measure(analyser, x, x, n);
    ck_assert_double_eq_tol((double)bands[85], 0.0, 0.1);
    for (uint32_t i = 0; i < n; ++i) {
      x[i] *= 0.1F;
    }
    measure(analyser, x, x, n);
    ck_assert_double_eq_tol((double)bands[85], -20.0, 0.1);
  }
  analyser_free(analyser);
  free(x);
}
END_TEST

/** White noise filtered to the same power in every octave: a sum of one-pole
    low-passes an octave apart, each 3 dB softer than the one below. */
static void
make_pink(float* x, uint32_t n, double rate_hz, uint32_t seed)
{
  enum { POLES = 14 };
  double state[POLES] = { 0.0 };
  for (uint32_t i = 0; i < n; ++i) {
    seed = seed * 1664525U + 1013904223U;
    const double white = (double)(seed >> 8) * 0x1p-23 - 1.0;
    double sum = 0.0;
    for (int k = 0; k < POLES; ++k) {
      const double pole = exp(-2.0 * PI * 4.0 * exp2(k) / rate_hz);
      state[k] += (1.0 - pole) * (white - state[k]);
      sum += state[k] * exp2(-0.5 * k);
    }
    x[i] = (float)sum;
  }
}

START_TEST(pink_noise_is_flat)
{
  const double rate_hz = 48000.0;
  const uint32_t n = (uint32_t)(0.2 * rate_hz);
  float* const left = malloc(n * sizeof(float));
  float* const right = malloc(n * sizeof(float));
  double mean[ANALYSER_BANDS] = { 0.0 };
  Analyser* const analyser = analyser_new(rate_hz);
  enum { MEASURES = 400 };
  for (uint32_t k = 0; k < MEASURES; ++k) {
    make_pink(left, n, rate_hz, 2 * k + 1);
    make_pink(right, n, rate_hz, 2 * k + 2);
    measure(analyser, left, right, n);
    for (int i = 0; i < ANALYSER_BANDS; ++i) {
      mean[i] += pow(10.0, (double)bands[i] / 10.0) / MEASURES;
    }
  }
  double low = INFINITY;
  double high = -INFINITY;
  for (int i = 45; i < 85; ++i) { // 450 Hz .. 7 kHz
    low = fmin(low, 10.0 * log10(mean[i]));
    high = fmax(high, 10.0 * log10(mean[i]));
  }
  printf("pink noise in the analyser: within %.2f dB\n", high - low);
  ck_assert_double_le(high - low, 1.5);
  analyser_free(analyser);
  free(left);
  free(right);
}
END_TEST

START_TEST(channels_are_averaged_and_silence_is_the_floor)
{
  const double rate_hz = 48000.0;
  const uint32_t n = 48000;
  float* const x = malloc(n * sizeof(float));
  float* const silence = calloc(n, sizeof(float));
  Analyser* const analyser = analyser_new(rate_hz);
  measure(analyser, silence, silence, n);
  for (int i = 0; i < ANALYSER_BANDS; ++i) {
    ck_assert(bands[i] == ANALYSER_FLOOR_DB);
  }
  const double hz = sqrt(band_edge_hz(85) * band_edge_hz(86));
  for (uint32_t i = 0; i < n; ++i) {
    x[i] = (float)sin(2.0 * PI * hz * i / rate_hz);
  }
  measure(analyser, x, silence, n);
  ck_assert_double_eq_tol((double)bands[85], -3.01, 0.1);
  measure(analyser, silence, x, n);
  ck_assert_double_eq_tol((double)bands[85], -3.01, 0.1);
  analyser_free(analyser);
  free(x);
  free(silence);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("analyser");
  TCase* const tcase = tcase_create("bands");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, a_full_sine_reads_nought, 0, RATES);
  tcase_add_test(tcase, pink_noise_is_flat);
  tcase_add_test(tcase, channels_are_averaged_and_silence_is_the_floor);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
