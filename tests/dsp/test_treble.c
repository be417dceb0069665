// SPDX-License-Identifier: GPL-3.0-or-later

/* The energy of the treble against that of the whole sound behind filters in
   double precision that never stop. */

#include "dsp/engine/treble.h"

#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PoleSet*
catalogue_pole_set(double rate_hz)
{
  Poles poles;
  poles_of_catalogue(&poles, rate_hz);
  return pole_set_new(rate_hz, &poles, CATALOGUE_RIDGE, NULL);
}

enum { SECONDS = 20 };

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };
enum { RATES = sizeof(rates) / sizeof(rates[0]) };

static Treble treble;

/** Sum of squares behind both filters of a band. */
static double
whole_energy(const float* x, uint32_t n, unsigned band)
{
  const double b0 = (double)treble.b0[band];
  const double a1 = (double)treble.a1[band];
  const double a2 = (double)treble.a2[band];
  double v[2][2] = { { 0.0, 0.0 }, { 0.0, 0.0 } };
  double w[2][2] = { { 0.0, 0.0 }, { 0.0, 0.0 } };
  double sum = 0.0;
  for (uint32_t i = 0; i < n; ++i) {
    double in = (double)x[i];
    for (int k = 0; k < 2; ++k) {
      const double out = b0 * (in - v[k][1]) - a1 * w[k][0] - a2 * w[k][1];
      v[k][1] = v[k][0];
      v[k][0] = in;
      w[k][1] = w[k][0];
      w[k][0] = out;
      in = out;
    }
    sum += in * in;
  }
  return sum;
}

typedef enum { NOISE, CLICKS, SOUNDS } Kind;

/** Mid alone. */
static float*
make(Kind kind, double rate_hz, uint32_t n)
{
  float* const x = calloc(n, sizeof(float));
  uint32_t seed = 7;
  double low = 0.0;
  for (uint32_t i = 0; i < n; ++i) {
    seed = seed * 1664525u + 1013904223u;
    const double white = (double)(seed >> 8) * 0x1p-23 - 1.0;
    low += 0.05 * (white - low);
    if (kind == NOISE) {
      x[i] = (float)(0.02 * white + 2.0 * low); // 20 dB more bass
    } else if (i % (uint32_t)(0.5 * rate_hz) == 17) {
      x[i] = 0.8f;
    }
  }
  return x;
}

static void
hear(const float* x, uint32_t n, uint32_t step, float energy[2][TREBLE_BANDS])
{
  for (uint32_t at = 0; at < n; at += step) {
    treble_hear(&treble, x + at, x + at, n - at < step ? n - at : step);
  }
  treble_take(&treble, energy);
}

START_TEST(energy_is_that_of_the_whole_sound)
{
  const double rate_hz = rates[_i % RATES];
  const Kind kind = (Kind)(_i / RATES);
  const uint32_t n = (uint32_t)(SECONDS * rate_hz);
  PoleSet* const pole_set = catalogue_pole_set(rate_hz);
  float* const x = make(kind, rate_hz, n);
  float energy[2][TREBLE_BANDS];
  treble_reset(&treble, pole_set);
  ck_assert_uint_eq(treble.bands, TREBLE_BANDS);
  hear(x, n, 512, energy);
  for (unsigned k = 0; k < TREBLE_BANDS; ++k) {
    const double db =
      10.0 * log10((double)energy[0][k] / whole_energy(x, n, k));
    printf("%s at %g Hz, filter %u: %+.2f dB\n",
           kind == NOISE ? "noise" : "clicks",
           rate_hz,
           k,
           db);
    ck_assert_double_eq_tol(db, 0.0, 0.3);
    ck_assert(energy[1][k] == 0.0f);
  }
  free(x);
  pole_set_free(pole_set);
}
END_TEST

START_TEST(parts_make_no_difference)
{
  static const uint32_t steps[] = { 1, 63, 64, 65, 1000 };
  const uint32_t n = 48000;
  PoleSet* const pole_set = catalogue_pole_set(48000.0);
  float* const x = make(NOISE, 48000.0, n);
  float first[2][TREBLE_BANDS];
  float next[2][TREBLE_BANDS];
  treble_reset(&treble, pole_set);
  hear(x, n, 64, first);
  for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); ++i) {
    treble_reset(&treble, pole_set);
    hear(x, n, steps[i], next);
    ck_assert_mem_eq(first, next, sizeof(first));
  }
  free(x);
  pole_set_free(pole_set);
}
END_TEST

/* What was heard does not depend on how long it was silent before. */
START_TEST(silence_is_forgotten)
{
  const uint32_t n = 48000;
  PoleSet* const pole_set = catalogue_pole_set(48000.0);
  float* const x = make(NOISE, 48000.0, n);
  float* const silence = calloc(n, sizeof(float));
  float first[2][TREBLE_BANDS];
  float next[2][TREBLE_BANDS];
  treble_reset(&treble, pole_set);
  hear(x, n, 64, first);
  for (uint32_t blocks = 3; blocks < 700; blocks += 137) {
    treble_reset(&treble, pole_set);
    hear(silence, 64 * blocks, 64, next);
    hear(x, n, 64, next);
    ck_assert_mem_eq(first, next, sizeof(first));
  }
  free(silence);
  free(x);
  pole_set_free(pole_set);
}
END_TEST

/* A rate without room for them has fewer filters. */
START_TEST(low_rates_have_fewer_filters)
{
  PoleSet* const pole_set = catalogue_pole_set(16000.0);
  treble_reset(&treble, pole_set);
  ck_assert_uint_eq(treble.bands, 2);
  pole_set_free(pole_set);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("treble");
  TCase* const tcase = tcase_create("energy");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(
    tcase, energy_is_that_of_the_whole_sound, 0, (int)RATES * SOUNDS);
  tcase_add_test(tcase, parts_make_no_difference);
  tcase_add_test(tcase, silence_is_forgotten);
  tcase_add_test(tcase, low_rates_have_fewer_filters);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
