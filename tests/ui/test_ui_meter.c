// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* How the window's meter moves, and where it has its levels. */

#include "tests/support/suite.h"
#include "tests/support/user.h"

#include <math.h>
#include <string.h>

/* Decibels are as far from each other everywhere between -60 and 6. */
START_TEST(the_meter_has_an_even_scale)
{
  const Rect r = { 10.0, 20.0, 100.0, 300.0 };
  const double per_db = meter_y(r, 5.0) - meter_y(r, 6.0);
  ck_assert_double_gt(per_db, 1.0);
  for (double db = 6.0; db > -60.0; db -= 1.0) {
    ck_assert_double_eq_tol(
      meter_y(r, db - 1.0) - meter_y(r, db), per_db, 1e-9);
  }
  ck_assert_double_eq(meter_y(r, -70.0), meter_y(r, -60.0));
  ck_assert_double_eq(meter_y(r, 20.0), meter_y(r, 6.0));
}
END_TEST

typedef struct {
  Meter meter;
  double now_s;
} Watched;

static void
show(Watched* w, float left_db, float right_db, double rms_db, double s)
{
  const float peak[2] = { left_db, right_db };
  const float rms[2] = { (float)rms_db, (float)rms_db };
  w->now_s += s;
  meter_update(&w->meter, peak, rms, w->now_s, s);
}

/* Peaks rise at once and fall by 20 dB a second, the highest of the last three
   seconds stays; the mean level follows with a time constant of 0.15 s. */
START_TEST(the_meter_moves_as_it_says)
{
  Watched w = { .now_s = 50.0 };
  meter_clear(&w.meter);
  show(&w, -10.0F, -20.0F, -120.0, 0.1);
  ck_assert_double_eq_tol(w.meter.peak_db[0], -10.0, 1e-6);
  ck_assert_double_eq_tol(w.meter.peak_db[1], -20.0, 1e-6);
  for (int i = 0; i < 29; ++i) {
    show(&w, -120.0F, -70.0F, -120.0, 0.1);
    ck_assert_double_eq_tol(w.meter.held_db[0], -10.0, 1e-6);
    ck_assert_double_eq_tol(w.meter.held_db[1], -20.0, 1e-6);
  }
  ck_assert_double_eq_tol(w.meter.peak_db[0], -10.0 - 20.0 * 2.9, 1e-6);
  ck_assert_double_eq_tol(w.meter.peak_db[1], -70.0, 1e-6);
  show(&w, -90.0F, -70.0F, -120.0, 0.2);
  ck_assert_double_eq_tol(w.meter.held_db[0], -90.0, 1e-6);
  ck_assert_double_eq_tol(w.meter.held_db[1], -70.0, 1e-6);

  show(&w, -10.0F, -10.0F, -20.0, 0.15);
  ck_assert_double_eq_tol(w.meter.rms_db[0], -20.0 - 100.0 / exp(1.0), 1e-3);
  ck_assert_double_eq_tol(w.meter.rms_db[1], w.meter.rms_db[0], 1e-9);
}
END_TEST

/* What clipped is said until it is cleared, on its own side. */
START_TEST(clipping_stays)
{
  const int side = _i;
  Watched w = { .now_s = 50.0 };
  meter_clear(&w.meter);
  show(&w, side ? -1.0F : 0.1F, side ? 0.1F : -1.0F, -20.0, 0.1);
  show(&w, -60.0F, -60.0F, -60.0, 5.0);
  ck_assert(w.meter.clipped[side]);
  ck_assert(!w.meter.clipped[!side]);
  meter_clear(&w.meter);
  ck_assert(!w.meter.clipped[side]);
}
END_TEST

/* Each field of a frame goes where it belongs. */
START_TEST(frames_move_their_side)
{
  float values[NOTIFY_FLOATS];
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = -80.0F;
  }
  values[NOTIFY_PEAK_L] = -10.0F;
  values[NOTIFY_PEAK_R] = -20.0F;
  values[NOTIFY_RMS_L] = -30.0F;
  values[NOTIFY_RMS_R] = -40.0F;
  values[NOTIFY_MATCH_GAIN] = 2.5F;
  values[NOTIFY_MONO_ERROR] = 1.25F;
  values[NOTIFY_RESULT_FROM] = NAN;
  for (int i = 0; i < 60; ++i) {
    user_skips(0.04);
    view_frame(view, values);
  }
  ck_assert_double_eq_tol(view->readings.meter.peak_db[0], -10.0, 1e-6);
  ck_assert_double_eq_tol(view->readings.meter.peak_db[1], -20.0, 1e-6);
  ck_assert_double_eq_tol(view->readings.meter.rms_db[0], -30.0, 0.01);
  ck_assert_double_eq_tol(view->readings.meter.rms_db[1], -40.0, 0.01);
  ck_assert_float_eq(view->readings.output[PORT_MATCH_GAIN], 2.5F);
  ck_assert_float_eq(view->readings.output[PORT_CROSSFEED_MONO_ERROR], 1.25F);
  ck_assert_float_eq_tol(view->plot.level_db[50], -80.0F, 0.01F);
  user_waits(8.0); // without frames
  ck_assert_double_lt(view->readings.meter.peak_db[0], -100.0);
  ck_assert_double_lt(view->readings.meter.rms_db[1], -100.0);
  ck_assert_float_lt(view->plot.level_db[50], -100.0F);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui meter");
  TCase* const tests = tcase_create("meter");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, the_meter_has_an_even_scale);
  tcase_add_test(tests, the_meter_moves_as_it_says);
  tcase_add_loop_test(tests, clipping_stays, 0, 2);
  tcase_add_test(tests, frames_move_their_side);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
