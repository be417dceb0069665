// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Autocorrelation at rates an octave apart against the plain sum of products,
   in double precision. */

#include "dsp/engine/autocorrelation.h"

#include "dsp/maths.h"

#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double rates[] = { 8000.0,  44100.0,  48000.0,
                                96000.0, 192000.0, 384000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]), SECONDS = 3 };

static const Simd kernels[] = { SIMD_GENERIC, SIMD_BEST };
enum { KERNELS = sizeof(kernels) / sizeof(kernels[0]) };

typedef struct {
  float value[2][AUTO_VALUES_MAX];
  uint32_t frames;
} Values;

static float*
noise(uint32_t n, uint32_t seed)
{
  float* const x = calloc(n, sizeof(float));
  double low = 0.0;
  for (uint32_t i = 0; i < n; ++i) {
    seed = seed * 1664525U + 1013904223U;
    const double white = (double)(seed >> 8) * 0x1p-23 - 1.0;
    low += 0.05 * (white - low);
    x[i] = (float)(0.02 * white + low);
  }
  return x;
}

static Autocorrelation*
listener(double rate_hz, Simd simd)
{
  Autocorrelation* const a =
    autocorrelation_new(rate_hz, resonators_pick(simd));
  ck_assert_ptr_nonnull(a);
  autocorrelation_reset(a);
  return a;
}

static Values
hear(Autocorrelation* a,
     const float* left,
     const float* right,
     uint32_t n,
     uint32_t step)
{
  Values v;
  memset(&v, 0, sizeof(v));
  for (uint32_t at = 0; at < n; at += step) {
    autocorrelation_hear(
      a, left + at, right + at, n - at < step ? n - at : step);
  }
  v.frames = autocorrelation_take(a, v.value);
  return v;
}

/** Sums of products of a channel, level by level. */
static void
sum_up(const float* x, uint32_t n, double rate_hz, double value[])
{
  double* const y = calloc(n + 1U, sizeof(double));
  unsigned at = 0;
  for (uint32_t i = 0; i < n; ++i) {
    y[i] = (double)x[i];
  }
  for (unsigned level = 0; level < autocorrelation_levels(rate_hz); ++level) {
    for (unsigned lag = 0; lag < autocorrelation_lags(rate_hz, level); ++lag) {
      value[at] = 0.0;
      for (uint32_t i = lag; i < n; ++i) {
        value[at] += y[i] * y[i - lag];
      }
      ++at;
    }
    n /= 2;
    double before[3] = { 0.0, 0.0, 0.0 }; // the latest first
    for (uint32_t i = 0; i < n; ++i) {
      const double even = y[2 * i];
      const double odd = y[2 * i + 1];
      y[i] = (even + 3.0 * before[0] + 3.0 * before[1] + before[2]) / 8.0;
      before[2] = before[0];
      before[1] = even;
      before[0] = odd;
    }
  }
  free(y);
}

START_TEST(values_are_sums_of_products)
{
  const double rate_hz = rates[_i % RATES];
  const uint32_t n = (uint32_t)(SECONDS * rate_hz);
  Autocorrelation* const a = listener(rate_hz, kernels[_i / RATES]);
  float* const left = noise(n, 1);
  float* const right = noise(n, 2);
  float* const part = calloc(n, sizeof(float));
  const Values v = hear(a, left, right, n, 512);
  ck_assert_uint_gt(v.frames, n - (uint32_t)(0.1 * rate_hz));
  for (int c = 0; c < 2; ++c) {
    double expected[AUTO_VALUES_MAX] = { 0.0 };
    const float sign = c == MID ? 1.0F : -1.0F;
    for (uint32_t i = 0; i < v.frames; ++i) {
      part[i] = 0.5F * (left[i] + sign * right[i]);
    }
    sum_up(part, v.frames, rate_hz, expected);
    unsigned at = 0;
    for (unsigned level = 0; level < autocorrelation_levels(rate_hz); ++level) {
      const double energy = expected[at];
      const unsigned lags = autocorrelation_lags(rate_hz, level);
      for (unsigned lag = 0; lag < lags; ++lag, ++at) {
        ck_assert_double_eq_tol(
          (double)v.value[c][at], expected[at], 1e-5 * energy);
      }
    }
  }
  free(part);
  free(right);
  free(left);
  autocorrelation_free(a);
}
END_TEST

/* A sine gives what the response says. */
START_TEST(response_is_that_of_a_sine)
{
  const double rate_hz = rates[_i];
  const uint32_t n = (uint32_t)(SECONDS * rate_hz);
  float* const x = calloc(n, sizeof(float));
  Autocorrelation* const a = listener(rate_hz, SIMD_BEST);
  for (double hz = 33.0; hz < 0.45 * rate_hz; hz *= 1.7) {
    double expected[AUTO_VALUES_MAX];
    for (uint32_t i = 0; i < n; ++i) {
      x[i] = (float)(sqrt(2.0) * sin(2.0 * PI * hz * i / rate_hz));
    }
    autocorrelation_reset(a);
    const Values v = hear(a, x, x, n, 64);
    const unsigned values = autocorrelation_response(rate_hz, hz, expected);
    for (unsigned k = 0; k < values; ++k) {
      ck_assert_double_eq_tol(
        (double)v.value[MID][k] / v.frames, expected[k], 0.02);
      ck_assert(v.value[SIDE][k] == 0.0F);
    }
  }
  autocorrelation_free(a);
  free(x);
}
END_TEST

START_TEST(parts_make_no_difference)
{
  static const uint32_t steps[] = { 1, 63, 64, 65, 1000 };
  const uint32_t n = 48000;
  float* const left = noise(n, 3);
  float* const right = noise(n, 4);
  Autocorrelation* const a = listener(48000.0, SIMD_BEST);
  const Values first = hear(a, left, right, n, 64);
  for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); ++i) {
    autocorrelation_reset(a);
    const Values next = hear(a, left, right, n, steps[i]);
    ck_assert_mem_eq(&first, &next, sizeof(first));
  }
  autocorrelation_free(a);
  free(right);
  free(left);
}
END_TEST

/* Silence that is but counted is the same as silence that is heard. */
START_TEST(skipped_silence_is_silence)
{
  static const uint32_t lengths[] = { 1, 100, 4096, 40000, 90007 };
  const uint32_t n = 48000;
  float* const x = noise(n, 9);
  float* const silence = calloc(100000, sizeof(float));
  Autocorrelation* const a = listener(48000.0, SIMD_BEST);
  Autocorrelation* const b = listener(48000.0, SIMD_BEST);
  for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); ++i) {
    Values heard = hear(a, x, x, n - 17, 64);
    Values skipped = hear(b, x, x, n - 17, 64);
    ck_assert_mem_eq(&heard, &skipped, sizeof(heard));
    autocorrelation_hear(a, silence, silence, lengths[i]);
    autocorrelation_skip(b, lengths[i]);
    heard = hear(a, x, x, n, 64);
    skipped = hear(b, x, x, n, 64);
    ck_assert_mem_eq(&heard, &skipped, sizeof(heard));
  }
  autocorrelation_free(a);
  autocorrelation_free(b);
  free(silence);
  free(x);
}
END_TEST

/* What was heard does not depend on how long it was silent before. */
START_TEST(silence_is_forgotten)
{
  const uint32_t n = 96000;
  float* const x = noise(n, 5);
  float* const silence = calloc(n, sizeof(float));
  Autocorrelation* const a = listener(48000.0, SIMD_BEST);
  const Values first = hear(a, x, x, n, 64);
  for (uint32_t blocks = 400; blocks < 1500; blocks += 137) {
    const Values none = hear(a, silence, silence, 64 * blocks, 64);
    ck_assert_uint_le(none.frames, 64 * blocks + 4096);
    const Values next = hear(a, x, x, n, 64);
    ck_assert_mem_eq(&first.value, &next.value, sizeof(first.value));
  }
  autocorrelation_free(a);
  free(silence);
  free(x);
}
END_TEST

/* What makes no sense is silence. */
START_TEST(nonsense_is_silence)
{
  static const float odd[] = { NAN, INFINITY, -INFINITY, 1e20F, -3e38F };
  const uint32_t n = 48000;
  float* const x = noise(n, 6);
  Autocorrelation* const a = listener(48000.0, SIMD_BEST);
  x[640] = 0.0F;
  const Values expected = hear(a, x, x, n, 64);
  for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); ++i) {
    x[640] = odd[i];
    autocorrelation_reset(a);
    const Values v = hear(a, x, x, n, 100);
    ck_assert_mem_eq(&v, &expected, sizeof(v));
  }
  autocorrelation_free(a);
  free(x);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("autocorrelation");
  TCase* const tcase = tcase_create("values");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(
    tcase, values_are_sums_of_products, 0, (int)RATES * (int)KERNELS);
  tcase_add_loop_test(tcase, response_is_that_of_a_sine, 0, RATES);
  tcase_add_test(tcase, parts_make_no_difference);
  tcase_add_test(tcase, skipped_silence_is_silence);
  tcase_add_test(tcase, silence_is_forgotten);
  tcase_add_test(tcase, nonsense_is_silence);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
