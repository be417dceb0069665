// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The gestures on the controls, as a user makes them and as the host sees them.

#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/window/stage.h"

#include <math.h>

START_TEST(two_hundred_pixels_are_the_range)
{
  // Cup volume from -100 to 100 %: 50 pixels are 50 %.
  user_drag(place_knob(PART_CUP_VOLUME), 0.0, -50.0, 0);
  ck_assert_double_eq_tol(user_sees(PORT_CUP_VOLUME), 50.0, 0.01);
  user_drag(place_knob(PART_CUP_VOLUME), -30.0, 0.0, 0);
  ck_assert_double_eq_tol(user_sees(PORT_CUP_VOLUME), 20.0, 0.01);
  user_drag(place_knob(PART_CUP_VOLUME), 500.0, 0.0, 0);
  ck_assert_double_eq(user_sees(PORT_CUP_VOLUME), 100.0);
  ck_assert_uint_eq(seen.touches, 3);
  ck_assert_uint_eq(seen.writes_without_touch, 0);
  user_and_host_agree();
}
END_TEST

START_TEST(fine_is_ten_times_finer)
{
  user_drag(place_knob(PART_PAD_WEAR), 40.0, 0.0, FINE);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 2.0, 0.01);
  user_drag(place_knob(PART_SEAL), -40.0, 0.0, MODIFIER_CONTROL);
  ck_assert_double_eq_tol(user_sees(PORT_SEAL), 98.0, 0.01);
}
END_TEST

START_TEST(fine_may_be_pressed_without_a_jump)
{
  const Place p = place_knob(PART_PAD_WEAR);
  user_press(p, BUTTON_LEFT, 0);
  view_move(view, p.x + 60.0, p.y, 0);
  const double before = user_sees(PORT_PAD_WEAR);
  ck_assert_double_eq_tol(before, 30.0, 0.01);
  view_move(view, p.x + 60.0, p.y, FINE);
  ck_assert_double_eq(user_sees(PORT_PAD_WEAR), before);
  view_move(view, p.x + 80.0, p.y, FINE);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 31.0, 0.01);
  view_move(view, p.x + 90.0, p.y, 0);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 36.0, 0.01);
  view_release(view, p.x + 90.0, p.y, BUTTON_LEFT, 0);
  user_and_host_agree();
}
END_TEST

START_TEST(wheel_steps)
{
  const Place out = place_knob(PART_OUTPUT);
  view_wheel(view, out.x, out.y, 1, 0);
  ck_assert_double_eq_tol(user_sees(PORT_OUTPUT_GAIN), 1.0, 1e-4);
  view_wheel(view, out.x, out.y, -1, FINE);
  ck_assert_double_eq_tol(user_sees(PORT_OUTPUT_GAIN), 0.9, 1e-4);
  const Place pick = place_middle(PART_MONITOR);
  view_wheel(view, pick.x, pick.y, -1, 0);
  ck_assert_double_eq(user_sees(PORT_MONITOR), 1.0);
  view_wheel(view, pick.x, pick.y, 1, 0);
  view_wheel(view, pick.x, pick.y, 1, 0);
  ck_assert_double_eq(user_sees(PORT_MONITOR), 0.0);
  ck_assert_uint_eq(seen.writes_without_touch, 0);
  user_and_host_agree();
}
END_TEST

START_TEST(double_click_and_control_click_give_the_default)
{
  user_drag(place_knob(PART_STRENGTH), 20.0, 0.0, 0);
  ck_assert(fabs(user_sees(PORT_STRENGTH) - 100.0) > 1.0);
  user_waits(1.0);
  user_click(place_knob(PART_STRENGTH), 0);
  user_click(place_knob(PART_STRENGTH), 0);
  ck_assert_double_eq(user_sees(PORT_STRENGTH), 100.0);

  user_drag(place_knob(PART_STRENGTH), 20.0, 0.0, 0);
  user_single_click(place_knob(PART_STRENGTH), MODIFIER_CONTROL);
  ck_assert_double_eq(user_sees(PORT_STRENGTH), 100.0);

  // The thumb of the morph has its value on it: still no entry stays open.
  view_value(view, PORT_MORPH, 0.5F);
  seen.value[PORT_MORPH] = 0.5F;
  user_waits(1.0);
  user_click(place_middle(PART_MORPH), 0);
  user_click(place_middle(PART_MORPH), 0);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.0);
  ck_assert(!view->entry.open && !seen.keyboard);
  user_and_host_agree();
}
END_TEST

START_TEST(values_are_typed)
{
  const Place text =
    place_center(layout_dial_value(view->layout.part[PART_OUTPUT]));
  ck_assert(!seen.keyboard);
  user_single_click(text, 0);
  ck_assert(view->entry.open && seen.keyboard);
  user_type("-6 dB");
  view_key(view, KEY_ENTER, "");
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), -6.0);
  ck_assert(!view->entry.open && !seen.keyboard);

  user_single_click(text, 0);
  user_type("7");
  view_key(view, KEY_ESCAPE, "");
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), -6.0);
  ck_assert(!seen.keyboard);

  user_single_click(text, 0);
  user_type("abc");
  view_key(view, KEY_ENTER, "");
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), -6.0);
  ck_assert(view->entry.open);
  user_single_click(place_middle(PART_SEAL), 0);
  ck_assert(!view->entry.open && !seen.keyboard);
  ck_assert_uint_eq(seen.writes_without_touch, 0);
  user_and_host_agree();
}
END_TEST

START_TEST(plot_morphs_and_zooms)
{
  const Rect area = layout_plot_area(&view->layout);
  const Place inside = { area.x + 50.0, area.y + 80.0 };
  user_drag(inside, area.w * 0.3, 0.0, 0);
  ck_assert_double_eq_tol(user_sees(PORT_MORPH), 0.3, 1e-3);
  const Place axis = { area.x - 10.0, area.y + 80.0 };
  user_drag(axis, 0.0, 500.0, 0);
  ck_assert_double_eq(view->plot.range_db, PLOT_RANGE_MAX_DB);
  user_drag(axis, 0.0, -900.0, 0);
  ck_assert_double_eq(view->plot.range_db, PLOT_RANGE_MIN_DB);
  user_waits(1.0);
  user_click(inside, 0);
  user_click(inside, 0);
  ck_assert(!view->plot.fixed_range);
  ck_assert_double_eq(view->plot.range_db, PLOT_RANGE_MIN_DB);
  user_and_host_agree();
}
END_TEST

START_TEST(speakers_turn_around_the_head)
{
  const Place stage = place_middle(PART_STAGE);
  user_drag(stage, 30.0, 0.0, 0);
  ck_assert_double_eq(user_sees(PORT_SPEAKER_ANGLE), 60.0); // crossfeed is off
  view_value(view, PORT_CROSSFEED, 1.0F);
  seen.value[PORT_CROSSFEED] = 1.0F;
  const Rect r = view->layout.part[PART_STAGE];
  // The right speaker at 60 degrees, dragged level with the head.
  const StagePoint at = stage_speaker(r, 60.0, 1.0);
  const StagePoint head = stage_head(r);
  const Place from = { at.x, at.y };
  user_drag(from, 25.0, head.y - at.y, 0);
  ck_assert_double_eq(user_sees(PORT_SPEAKER_ANGLE), 150.0);
  ck_assert(seen.touches > 0);
  user_and_host_agree();
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui gestures");
  TCase* const tests = tcase_create("gestures");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 240.0);
  tcase_add_test(tests, two_hundred_pixels_are_the_range);
  tcase_add_test(tests, fine_is_ten_times_finer);
  tcase_add_test(tests, fine_may_be_pressed_without_a_jump);
  tcase_add_test(tests, wheel_steps);
  tcase_add_test(tests, double_click_and_control_click_give_the_default);
  tcase_add_test(tests, values_are_typed);
  tcase_add_test(tests, plot_morphs_and_zooms);
  tcase_add_test(tests, speakers_turn_around_the_head);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
