// SPDX-License-Identifier: GPL-3.0-or-later

/* Crossfeed in closed form; test_plugin_crossfeed.c hears it. */

#include "../dsp/crossfeed.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

#define PI 3.14159265358979323846
#define RATE_HZ 48000.0

/** The ratio of the ears that a pair of responses makes. */
static double complex
far_over_near(MidSide ms)
{
  return (ms.mid - ms.side) / (ms.mid + ms.side);
}

START_TEST(natural_keeps_the_ratio_and_mono)
{
  for (double angle = 20.0; angle <= 150.0; angle += 10.0) {
    for (double amount = 0.1; amount <= 1.0; amount += 0.3) {
      const Crossfeed natural = { CROSSFEED_NATURAL, amount, angle };
      for (double hz = 20.0; hz < 20000.0; hz *= 1.3) {
        const MidSide ms = crossfeed_response(&natural, hz, RATE_HZ);
        const double complex r = amount * crossfeed_ratio(angle, hz);
        ck_assert_double_le(cabs(ms.mid - 1.0), 0.0);
        ck_assert_double_le(cabs(far_over_near(ms) - r), 1e-12);
        ck_assert_double_lt(cabs(r), 0.95); // or Side would not be stable
      }
    }
  }
}
END_TEST

/* Woodworth: a path of a (th + sin th) around the head, and in the bass the
   ear's shadow adds its own low-frequency delay, (alpha_near - alpha_far)
   a / 2c, to it; the softening adds 1 / (2 pi 1500 Hz). */
START_TEST(delay_of_the_far_ear_is_that_of_a_sphere)
{
  const double head_s = 0.0875 / 343.0;
  for (double angle = 20.0; angle <= 150.0; angle += 10.0) {
    const double th = 0.5 * angle * PI / 180.0;
    const double alpha_near =
      1.05 + 0.95 * cos((90.0 - 0.5 * angle) * PI / 150.0);
    const double alpha_far =
      1.05 + 0.95 * cos((90.0 + 0.5 * angle) * PI / 150.0);
    const double expected_s = head_s * (th + sin(th)) +
                              0.5 * head_s * (alpha_near - alpha_far) +
                              1.0 / (2.0 * PI * 1500.0);
    const double hz = 10.0;
    const double late_s = -carg(crossfeed_ratio(angle, hz)) / (2.0 * PI * hz);
    ck_assert_double_eq_tol(late_s, expected_s, 1e-6);
    ck_assert_double_eq_tol(cabs(crossfeed_ratio(angle, 1.0)), 0.9, 1e-3);
  }
}
END_TEST

START_TEST(off_and_no_amount_change_nothing)
{
  for (int mode = CROSSFEED_OFF; mode <= CROSSFEED_MEIER; ++mode) {
    const Crossfeed off = { (CrossfeedMode)mode,
                            mode == CROSSFEED_OFF ? 1.0 : 0.0,
                            60.0 };
    const MidSide ms = crossfeed_response(&off, 500.0, RATE_HZ);
    ck_assert_double_le(cabs(ms.mid - 1.0), 0.0);
    ck_assert_double_le(cabs(ms.side - 1.0), 0.0);
    ck_assert_double_le(crossfeed_mono_error_db(&off, RATE_HZ), 0.0);
  }
}
END_TEST

/* By their makers' words: so many dB between the ears in the bass, less and
   less above the cut. */
START_TEST(circuits_feed_what_they_say)
{
  static const double feed_db[] = { 4.5, 6.0, 9.5 };
  for (int k = 0; k < 3; ++k) {
    const Crossfeed circuit = { (CrossfeedMode)(CROSSFEED_BAUER + k),
                                1.0,
                                60.0 };
    const MidSide bass = crossfeed_response(&circuit, 20.0, RATE_HZ);
    const MidSide treble = crossfeed_response(&circuit, 10000.0, RATE_HZ);
    ck_assert_double_eq_tol(
      -20.0 * log10(cabs(far_over_near(bass))), feed_db[k], 0.05);
    ck_assert_double_ge(-20.0 * log10(cabs(far_over_near(treble))), 20.0);
    ck_assert_double_eq_tol(cabs(bass.mid), 1.0, 0.01);
    const double error = crossfeed_mono_error_db(&circuit, RATE_HZ);
    ck_assert_double_ge(error, 1.0); // 1.1 to 1.8 dB of treble on mono
    ck_assert_double_le(error, 1.9);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("crossfeed");
  TCase* const tcase = tcase_create("responses");
  tcase_add_test(tcase, natural_keeps_the_ratio_and_mono);
  tcase_add_test(tcase, delay_of_the_far_ear_is_that_of_a_sphere);
  tcase_add_test(tcase, off_and_no_amount_change_nothing);
  tcase_add_test(tcase, circuits_feed_what_they_say);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
