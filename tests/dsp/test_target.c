// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The neutral target against SciPy's monotone cubic through the published
   points, and against the points themselves. */

#include "dsp/model/target.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

START_TEST(target_is_the_reference)
{
  Table golden = table_read("tests/golden/target_db.csv");
  double worst = 0.0;
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    worst = fmax(worst, fabs(target_db(row[0]) - row[1]));
  }
  printf("target: within %.1e dB of the reference\n", worst);
  ck_assert_double_le(worst, 1e-9);
  table_free(&golden);
}
END_TEST

START_TEST(published_points_are_met)
{
  ck_assert_double_eq_tol(target_db(20.0), 3.86, 1e-9);
  ck_assert_double_eq_tol(target_db(1000.0), 0.0, 1e-9);
  ck_assert_double_eq_tol(target_db(3150.0), 8.49, 1e-9);
  ck_assert_double_eq_tol(target_db(10000.0), -0.69, 1e-9);
}
END_TEST

START_TEST(held_outside)
{
  ck_assert_double_eq(target_db(5.0), target_db(20.0));
  ck_assert_double_eq(target_db(90000.0), target_db(20000.0));
}
END_TEST

/* A shelf of second order has half of its gain at its corner, all of it far
   below and none far above; a tilt is a straight line through 1 kHz. */
START_TEST(taste_is_a_shelf_and_a_tilt)
{
  const double bass_db = 6.0 - 4.0 * _i;
  const Taste shelf = { bass_db, 0.0 };
  const Taste tilt = { 0.0, 0.1 * bass_db };
  const Taste both = { bass_db, 0.1 * bass_db };
  ck_assert_double_eq_tol(target_taste_db(&shelf, 1.0), bass_db, 0.01);
  ck_assert_double_eq_tol(target_taste_db(&shelf, 105.0), bass_db / 2.0, 1e-9);
  ck_assert_double_eq_tol(target_taste_db(&shelf, 2e4), 0.0, 0.01);
  for (int octave = -5; octave <= 4; ++octave) {
    const double hz = 1000.0 * exp2(octave);
    const double tilt_db = 0.1 * bass_db * octave;
    ck_assert_double_eq_tol(target_taste_db(&tilt, hz), tilt_db, 1e-9);
    ck_assert_double_eq_tol(
      target_taste_db(&both, hz), target_taste_db(&shelf, hz) + tilt_db, 1e-9);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("target");
  TCase* const tcase = tcase_create("neutral");
  tcase_add_test(tcase, target_is_the_reference);
  tcase_add_test(tcase, published_points_are_met);
  tcase_add_test(tcase, held_outside);
  tcase_add_loop_test(tcase, taste_is_a_shelf_and_a_tilt, 0, 4);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
