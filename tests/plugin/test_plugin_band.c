// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A band that is heard alone, in the built plugin: its edges against the closed
   form of Butterworth's filters, its fades, and what is left of it. */

#include "tests/support/listening_host.h"
#include "tests/support/suite.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

/* --- the response -------------------------------------------------------- */

static const double rates[] = { 8000.0, 44100.0, 48000.0, 96000.0, 384000.0 };
static const double bands[][2] = { { 20.0, 200.0 },
                                   { 300.0, 3000.0 },
                                   { 2000.0, 9000.0 },
                                   { 500.0, 515.0 } };
enum {
  RATES = sizeof(rates) / sizeof(*rates),
  BANDS = sizeof(bands) / sizeof(*bands)
};

static double
warped(double hz, double rate_hz)
{
  return tan(PROBE_PI * hz / rate_hz);
}

/** |H|^2 of a fourth-order low-pass at a ratio of (warped) frequencies. */
static double
butterworth(double ratio)
{
  return 1.0 / (1.0 + pow(ratio, 8.0));
}

static double
wanted_db(const double edge_hz[2], double hz, double rate_hz)
{
  const double w = warped(hz, rate_hz);
  const double to_hz = fmin(edge_hz[1], BAND_PASS_HIGHEST * rate_hz);
  return 10.0 * log10(butterworth(warped(edge_hz[0], rate_hz) / w) *
                      butterworth(w / warped(to_hz, rate_hz)));
}

/** Impulse response after the fade. */
static Sound
impulse(double rate_hz)
{
  const uint32_t n = (uint32_t)rate_hz;
  Sound in = sound_new(n);
  Sound out = sound_new(n);
  rest((uint32_t)(0.02 * rate_hz));
  in.channel[0][0] = 1.0F;
  in.channel[1][0] = -0.5F;
  run(&in, &out, 0, n, BLOCK);
  sound_free(&in);
  return out;
}

START_TEST(edges_are_butterworth)
{
  enum { POINTS = 60 };
  const double rate_hz = rates[_i / BANDS];
  const double* const band = bands[_i % BANDS];
  double worst_db = 0.0;
  unsigned compared = 0;
  opens(rate_hz);
  host_activate(host);
  Sound plain = impulse(rate_hz);
  want_band(band[0], band[1]);
  Sound alone = impulse(rate_hz);
  goes();
  for (int i = 0; i < POINTS; ++i) {
    const double hz = 10.0 * pow(1500.0, i / (POINTS - 1.0));
    for (int c = 0; c < 2 && hz < 0.49 * rate_hz; ++c) {
      double complex before = 0.0;
      double complex after = 0.0;
      probe_spectrum(plain.channel[c], plain.n, rate_hz, &hz, 1, &before);
      probe_spectrum(alone.channel[c], alone.n, rate_hz, &hz, 1, &after);
      const double wanted = wanted_db(band, hz, rate_hz);
      if (wanted > -80.0) { // below lies what a float has left
        worst_db = fmax(worst_db, fabs(to_db(after) - to_db(before) - wanted));
        ++compared;
      }
    }
  }
  sound_free(&plain);
  sound_free(&alone);
  printf("%.0f Hz, %.0f to %.0f Hz: %u levels, %.5f dB off\n",
         rate_hz,
         band[0],
         band[1],
         compared,
         worst_db);
  ck_assert_uint_ge(compared, 8);
  ck_assert_double_lt(worst_db, 0.01);
}
END_TEST

/* --- bits ---------------------------------------------------------------- */

enum { WISHES = 7 };

/** One wish after the other, some sooner than the last fade has ended. */
static void
wish(int i)
{
  switch (i) {
    case 0:
      want_band(100.0, 1000.0);
      break;
    case 1:
      want_band(1000.0, 4000.0);
      break;
    case 2:
      want_band(40.0, 60.0);
      break;
    case 3:
      want_gain(30.0);
      break;
    case 4:
      want_gain(7.0);
      break;
    case 5:
      want_nothing();
      break;
    default:
      want_band(200.0, 210.0);
      break;
  }
}

/** @param seed 0: as large blocks as the wishes leave */
static Sound
play_wishes(const Sound* in, uint64_t seed)
{
  static const uint32_t at[WISHES] = { 1000,  5000,  5100, 20000,
                                       20200, 30000, 31000 };
  Sound out = sound_new(in->n);
  probe_set(host, "listen_at", 1);
  host_activate(host);
  int next = 0;
  for (uint32_t done = 0; done < in->n;) {
    if (next < WISHES && done == at[next]) {
      wish(next++);
    }
    const uint32_t end = next < WISHES ? at[next] : in->n;
    uint32_t n = end - done;
    if (seed) {
      const uint32_t some = 1 + (uint32_t)(700.0 * probe_random(&seed));
      n = some < n ? some : n;
    }
    probe_run(host, in, &out, done, n);
    done += n;
  }
  host_deactivate(host);
  return out;
}

START_TEST(blocks_do_not_matter)
{
  Sound in = sound_noise(SECOND);
  opens(RATE_HZ);
  Sound whole = play_wishes(&in, 0);
  for (uint64_t seed = 1; seed < 5; ++seed) {
    Sound parted = play_wishes(&in, seed);
    ck_assert(sound_same(&whole, &parted, 0, in.n));
    sound_free(&parted);
  }
  host_free(host);
  probe_close_world();
  sound_free(&whole);
  sound_free(&in);
}
END_TEST

/* --- clicks -------------------------------------------------------------- */

START_TEST(it_does_not_click)
{
  enum { SPAN = SECOND / 4 };
  const double wanted[][2] = {
    { 50.0, 200.0 }, { 1000.0, 4000.0 }, { 90.0, 110.0 }, { 30.0, 60.0 }
  };
  Sound in = sound_new(SPAN);
  Sound out = sound_new(SPAN);
  for (int i = 0; i < SPAN; ++i) {
    in.channel[0][i] = in.channel[1][i] =
      (float)(0.25 * cos(2.0 * PROBE_PI * 100.0 * i / SECOND)); // at its peak
  }
  run(&in, &out, 0, SPAN, BLOCK);
  const double steady = sound_largest_step(out.channel[0], 1, SPAN);
  for (int i = 0; i <= 4; ++i) {
    if (i < 4) {
      want_band(wanted[i][0], wanted[i][1]);
    } else {
      want_nothing();
    }
    const float before = out.channel[0][SPAN - 1];
    run(&in, &out, 0, SPAN, BLOCK);
    ck_assert_double_lt(fabs((double)(out.channel[0][0] - before)),
                        1.5 * steady);
    ck_assert_double_lt(sound_largest_step(out.channel[0], 1, SPAN),
                        1.5 * steady);
  }
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* --- numbers ------------------------------------------------------------- */

START_TEST(the_largest_numbers_stay_finite)
{
  Sound in = sound_noise(SECOND / 4);
  Sound out = sound_new(in.n);
  for (uint32_t i = 0; i < in.n; ++i) {
    in.channel[0][i] = in.channel[0][i] > 0.0F ? FLT_MAX : -FLT_MAX;
    in.channel[1][i] = i % 7 ? in.channel[0][i] : NAN;
  }
  want_band(300.0, 3000.0);
  run(&in, &out, 0, in.n, BLOCK);
  for (uint32_t i = 0; i < in.n; ++i) {
    ck_assert(isfinite(out.channel[0][i]) && isfinite(out.channel[1][i]));
  }
  sound_free(&in);
  sound_free(&out);
}
END_TEST

/* What rings on goes to zero, by no number that is slow to reckon with. */
START_TEST(it_dies_out)
{
  const double rate_hz = _i ? 384000.0 : 8000.0;
  const uint32_t n = (uint32_t)rate_hz;
  Sound in = sound_new(n);
  Sound out = sound_new(n);
  opens(rate_hz);
  host_activate(host);
  want_band(20.0, 60.0);
  rest(n / 10);
  in.channel[0][0] = in.channel[1][0] = 1.0F;
  for (int second = 0; second < 4; ++second) {
    want_band(20.0, 60.0);
    run(&in, &out, 0, n, BLOCK);
    in.channel[0][0] = in.channel[1][0] = 0.0F;
    for (uint32_t i = 0; i < n; ++i) {
      ck_assert_int_ne(fpclassify(out.channel[0][i]), FP_SUBNORMAL);
      ck_assert_int_ne(fpclassify(out.channel[1][i]), FP_SUBNORMAL);
    }
  }
  ck_assert_float_eq(out.channel[0][n - 1], 0.0F);
  goes();
  sound_free(&in);
  sound_free(&out);
}
END_TEST

START_TEST(nothing_stays_in_the_filters)
{
  BandPass pass;
  double x[2] = { 1.0, -1.0 };
  band_pass_set(&pass, 20.0, 60.0, 8000.0);
  for (int i = 0; i < 8 * 8000; ++i) {
    band_pass_frame(&pass, x);
    x[0] = x[1] = 0.0;
  }
  for (int i = 0; i < BAND_PASS_SECTIONS; ++i) {
    for (int c = 0; c < 2; ++c) {
      ck_assert_double_eq(pass.section[i].state[c][0], 0.0);
      ck_assert_double_eq(pass.section[i].state[c][1], 0.0);
    }
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin band");
  TCase* const alone = tcase_create("alone");
  tcase_set_timeout(alone, 0);
  tcase_add_loop_test(alone, edges_are_butterworth, 0, RATES * BANDS);
  tcase_add_loop_test(alone, it_dies_out, 0, 2);
  tcase_add_test(alone, nothing_stays_in_the_filters);
  tcase_add_test(alone, blocks_do_not_matter);
  suite_add_tcase(suite, alone);
  TCase* const tests = tcase_create("band");
  tcase_add_checked_fixture(tests, comes, goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, it_does_not_click);
  tcase_add_test(tests, the_largest_numbers_stay_finite);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
