// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* K weighting against libebur128 and the standard's own calibration. */

#include "dsp/filter/loudness.h"
#include "dsp/maths.h"
#include "tests/support/suite.h"

#include <ebur128.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define RATE_HZ 48000

/** Loudness of a full-scale sine in one of two channels. */
static double
sine_lufs(double hz)
{
  enum { FRAMES = 2 * RATE_HZ };
  double lufs = 0.0;
  ebur128_state* meter = ebur128_init(2, RATE_HZ, EBUR128_MODE_I);
  double* const frames = malloc(2 * FRAMES * sizeof(double));
  for (int i = 0; i < FRAMES; ++i) {
    frames[2 * i] = sin(2.0 * PI * hz * i / RATE_HZ);
    frames[2 * i + 1] = 0.0;
  }
  ebur128_add_frames_double(meter, frames, FRAMES);
  ebur128_loudness_global(meter, &lufs);
  ebur128_destroy(&meter);
  free(frames);
  return lufs;
}

START_TEST(weighting_is_that_of_libebur128)
{
  double worst = 0.0;
  for (double hz = 30.0; hz < 18000.0; hz *= 1.25) {
    const double lufs = -0.691 + 10.0 * log10(0.5 * loudness_k_power(hz));
    worst = fmax(worst, fabs(lufs - sine_lufs(hz)));
  }
  printf("K weighting: within %.3f dB of libebur128\n", worst);
  fflush(stdout);
  ck_assert_double_le(worst, 0.02);
}
END_TEST

/* BS.1770: a 0 dB FS sine of 997 Hz in one front channel reads -3.01. */
START_TEST(weighting_is_calibrated)
{
  ck_assert_double_eq_tol(
    -0.691 + 10.0 * log10(0.5 * loudness_k_power(997.0)), -3.01, 0.01);
}
END_TEST

START_TEST(weighting_is_held_above_hearing)
{
  ck_assert_double_eq(loudness_k_power(20000.0), loudness_k_power(96000.0));
}
END_TEST

START_TEST(programme_lies_between_pink_and_music)
{
  for (double hz = 20.0; hz < 10000.0; hz *= 2.0) {
    const ProgrammePower low = loudness_programme(hz);
    const ProgrammePower high = loudness_programme(2.0 * hz);
    const double octave_db =
      10.0 * log10((high.mid + high.side) / (low.mid + low.side));
    ck_assert_double_le(octave_db, 0.0);
    ck_assert_double_ge(octave_db, -3.1);
    ck_assert_double_gt(low.mid, low.side);
    ck_assert_double_gt(low.side, 0.0);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("loudness");
  TCase* const tcase = tcase_create("weighting");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, weighting_is_that_of_libebur128);
  tcase_add_test(tcase, weighting_is_calibrated);
  tcase_add_test(tcase, weighting_is_held_above_hearing);
  tcase_add_test(tcase, programme_lies_between_pink_and_music);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
