// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Loudness and true peak beside those of libebur128, and of sounds whose
   figures are known. */

#include "tests/support/suite.h"

#include "dsp/filter/level_meter.h"

#include <ebur128.h>
#include <math.h>
#include <stdlib.h>

#define PI 3.14159265358979323846

enum { CHUNKS = 5 };

static const double rates[] = { 8000.0,  32000.0, 44100.0,  48000.0,
                                88200.0, 96000.0, 192000.0, 384000.0 };
enum { RATES = sizeof(rates) / sizeof(*rates) };

/** Noise that is louder now and then, and a sine beside it. */
static void
fill(float* frames, uint32_t n, double rate_hz)
{
  unsigned state = 1;
  double low = 0.0;
  for (uint32_t i = 0; i < n; ++i) {
    const double gain = fmod(i / rate_hz, 1.3) < 0.4 ? 0.5 : 0.05;
    for (int c = 0; c < 2; ++c) {
      state = state * 1664525U + 1013904223U;
      const double white = (double)(int32_t)state / 2147483648.0;
      low += 0.2 * (white - low);
      frames[2 * i + (uint32_t)c] =
        (float)(gain * low +
                0.1 * c * sin(2.0 * PI * 0.02 * rate_hz * i / rate_hz));
    }
  }
}

/** Take in interleaved frames by parts of odd sizes. */
static void
add(LevelMeter* meter, const float* frames, uint32_t n)
{
  static const uint32_t sizes[CHUNKS] = { 1, 63, 64, 65, 1000 };
  float x[2][1000];
  uint32_t at = 0;
  for (unsigned k = 0; at < n; ++k) {
    const uint32_t wanted = sizes[k % CHUNKS];
    const uint32_t part = n - at < wanted ? n - at : wanted;
    for (uint32_t i = 0; i < part; ++i) {
      x[0][i] = frames[2 * (at + i)];
      x[1][i] = frames[2 * (at + i) + 1];
    }
    level_meter_add(meter, x[0], x[1], part);
    at += part;
  }
}

static double
to_db(double level)
{
  return 20.0 * log10(level);
}

START_TEST(it_agrees_with_libebur128)
{
  const double rate_hz = rates[_i];
  const uint32_t step = (uint32_t)lround(0.1 * rate_hz);
  const uint32_t n = 50 * step;
  float* const frames = malloc(2 * n * sizeof(float));
  ebur128_state* state = ebur128_init(
    2, (unsigned long)rate_hz, EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK);
  LevelMeter meter;
  double worst_lu = 0.0;
  level_meter_init(&meter, rate_hz);
  fill(frames, n, rate_hz);
  for (uint32_t at = 0; at < n; at += step) {
    double wanted = 0.0;
    add(&meter, frames + 2 * at, step);
    ebur128_add_frames_float(state, frames + 2 * at, step);
    ebur128_loudness_shortterm(state, &wanted);
    if (at + step >= 30 * step) {
      worst_lu = fmax(worst_lu, fabs(level_meter_short_term(&meter) - wanted));
    }
  }
  double peak = 0.0;
  for (unsigned c = 0; c < 2; ++c) {
    double of_channel = 0.0;
    ebur128_true_peak(state, c, &of_channel);
    peak = fmax(peak, of_channel);
  }
  ck_assert_double_lt(worst_lu, 0.02);
  ck_assert_double_eq_tol(
    to_db((double)level_meter_take_peak(&meter)), to_db(peak), 0.2);
  ck_assert_float_eq(level_meter_take_peak(&meter), 0.0F);
  ebur128_destroy(&state);
  free(frames);
}
END_TEST

/* EBU Tech 3341: 1 kHz at -23 dBFS on both channels is -23 LUFS. */
START_TEST(a_sine_has_its_loudness)
{
  const double rate_hz = rates[_i];
  const uint32_t n = (uint32_t)(4.0 * rate_hz);
  float* const frames = malloc(2 * n * sizeof(float));
  LevelMeter meter;
  level_meter_init(&meter, rate_hz);
  ck_assert_double_eq(level_meter_short_term(&meter), LEVEL_METER_FLOOR_DB);
  for (uint32_t i = 0; i < n; ++i) {
    frames[2 * i] = frames[2 * i + 1] =
      (float)(pow(10.0, -23.0 / 20.0) * sin(2.0 * PI * 1000.0 * i / rate_hz));
  }
  add(&meter, frames, n);
  ck_assert_double_eq_tol(level_meter_short_term(&meter), -23.0, 0.05);
  free(frames);
}
END_TEST

/* A quarter of the rate, caught between its tops: 3 dB more than its samples
   show (Tech 3341, cases 15 to 19: within +0.2 and -0.4 dB). */
START_TEST(tops_between_samples_are_found)
{
  static const double phases_deg[] = { 0.0, 45.0, 60.0, 67.5 };
  static const double parts[] = { 0.25, 1.0 / 6.0, 0.125 };
  float frames[2 * 4000];
  for (size_t k = 0; k < sizeof(parts) / sizeof(*parts); ++k) {
    for (size_t p = 0; p < sizeof(phases_deg) / sizeof(*phases_deg); ++p) {
      LevelMeter meter;
      level_meter_init(&meter, 48000.0);
      for (uint32_t i = 0; i < 4000; ++i) {
        const double fade = fmin(1.0, fmin(i, 3999.0 - i) / 500.0);
        frames[2 * i] = 0.0F;
        frames[2 * i + 1] =
          (float)(0.5 * fade *
                  sin(2.0 * PI * parts[k] * i + phases_deg[p] * PI / 180.0));
      }
      add(&meter, frames, 4000);
      const double peak_db = to_db((double)level_meter_take_peak(&meter));
      ck_assert_double_lt(peak_db, to_db(0.5) + 0.2);
      ck_assert_double_gt(peak_db, to_db(0.5) - 0.4);
    }
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("level meter");
  TCase* const tests = tcase_create("meter");
  tcase_add_loop_test(tests, it_agrees_with_libebur128, 0, RATES);
  tcase_add_loop_test(tests, a_sine_has_its_loudness, 0, RATES);
  tcase_add_test(tests, tops_between_samples_are_found);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
