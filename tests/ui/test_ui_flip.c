// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// From one end of the morph to the other and back.

#include "dsp/model/headphones.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/view_ends.h"

#include <string.h>

static void
morph_is(float morph)
{
  view_value(view, PORT_MORPH, morph);
  seen.value[PORT_MORPH] = morph;
}

START_TEST(flip_goes_to_the_far_end_and_back)
{
  static const struct {
    float from;
    double to;
  } cases[] = { { 0.0F, 1.0 }, { 1.0F, 0.0 }, { 0.3F, 1.0 }, { 0.5F, 0.0 } };
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); ++i) {
    morph_is(cases[i].from);
    user_single_click(place_middle(PART_FLIP), 0);
    ck_assert_double_eq(user_sees(PORT_MORPH), cases[i].to);
    user_single_click(place_middle(PART_FLIP), 0);
    ck_assert_double_eq(user_sees(PORT_MORPH), (double)cases[i].from);
    user_single_click(place_middle(PART_FLIP), 0);
    ck_assert_double_eq(user_sees(PORT_MORPH), cases[i].to);
  }
  user_and_host_agree();
  ck_assert_uint_eq(seen.writes_without_touch, 0);
}
END_TEST

/* What moved the morph meanwhile is where it goes back to next. */
START_TEST(back_is_where_it_was_last)
{
  morph_is(0.3F);
  view_flip(view);
  morph_is(0.8F);
  view_flip(view);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.0);
  view_flip(view);
  ck_assert_double_eq_tol(user_sees(PORT_MORPH), 0.8, 1e-6);
}
END_TEST

START_TEST(flipping_is_no_edit)
{
  user_drag(place_knob(PART_PAD_WEAR), 40.0, 0.0, 0);
  const unsigned steps = view->edit.history.n_undo;
  for (int i = 0; i < 9; ++i) {
    user_single_click(place_middle(PART_FLIP), 0);
  }
  ck_assert_uint_eq(view->edit.history.n_undo, steps);
}
END_TEST

START_TEST(a_held_morph_stays_in_the_hand)
{
  const Place p = place_middle(PART_MORPH);
  user_press(p, BUTTON_LEFT, 0);
  view_move(view, p.x + 20.0, p.y, 0);
  const double held = user_sees(PORT_MORPH);
  view_flip(view);
  ck_assert_double_eq(user_sees(PORT_MORPH), held);
  view_release(view, p.x + 20.0, p.y, BUTTON_LEFT, 0);
}
END_TEST

START_TEST(ends_say_what_is_there_and_go_there)
{
  char name[256];
  view_end_name(view, PART_END_A, name);
  ck_assert_str_eq(name, "Open reference");
  view_value(view, PORT_HEADPHONE_B, (float)HEADPHONE_OPPOSITE);
  view_end_name(view, PART_END_B, name);
  ck_assert_str_eq(name, "Opposite of A");
  view_value(view, PORT_HEADPHONE_B, (float)HEADPHONE_MEASURED_FILE);
  view_file(view, FILE_B, "/home/user/My curve.csv");
  view_end_name(view, PART_END_B, name);
  ck_assert_str_eq(name, "My curve.csv");
  view_value(view, PORT_HEADPHONE_A, (float)HEADPHONE_NEUTRAL);
  view_end_name(view, PART_END_A, name);
  ck_assert_str_eq(name, "Neutral");
  user_single_click(place_middle(PART_END_B), 0);
  ck_assert_double_eq(user_sees(PORT_MORPH), 1.0);
  user_single_click(place_middle(PART_END_A), 0);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui flip");
  TCase* const tests = tcase_create("flip");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, flip_goes_to_the_far_end_and_back);
  tcase_add_test(tests, back_is_where_it_was_last);
  tcase_add_test(tests, flipping_is_no_edit);
  tcase_add_test(tests, a_held_morph_stays_in_the_hand);
  tcase_add_test(tests, ends_say_what_is_there_and_go_there);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
