// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What becomes of settings: the host's, undone, copied, kept and preset ones.

#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/factory.h"
#include "ui/window/view_text.h"

#include <math.h>
#include <string.h>

START_TEST(right_click_offers_swap_copy_and_paste)
{
  user_drag(place_knob(PART_SEAL), -60.0, 0.0, 0);
  ck_assert_double_eq_tol(user_sees(PORT_SEAL), 70.0, 0.01);
  const Place seal = place_knob(PART_SEAL);
  const Place wear = place_knob(PART_PAD_WEAR);
  static const int copy = 2;
  static const int paste = 3;
  static const int swap = 1;
  const struct {
    Place at;
    int row;
    PortIndex port;
    double value;
  } steps[] = { { seal, swap, PORT_SEAL, 100.0 },
                { seal, swap, PORT_SEAL, 70.0 },
                { seal, copy, PORT_SEAL, 70.0 },
                { wear, paste, PORT_PAD_WEAR, 70.0 } };
  for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); ++i) {
    user_press(steps[i].at, BUTTON_RIGHT, 0);
    ck_assert(view->menu.open && seen.keyboard);
    user_click(place_row(steps[i].row), 0);
    ck_assert(!view->menu.open);
    ck_assert_double_eq_tol(user_sees(steps[i].port), steps[i].value, 0.01);
  }
  user_and_host_agree();
}
END_TEST

START_TEST(host_values_are_shown_and_not_written_back)
{
  user_looks();
  view_value(view, PORT_MORPH, 0.25F);
  view_value(view, PORT_HEADPHONE_A, 40.0F);
  view_value(view, PORT_SEAL, NAN);
  view_value(view, PORT_OUTPUT_GAIN, 1e30F);
  view_value(view, PORT_PEAK_L, -3.0F);
  ck_assert_uint_eq(seen.writes, 0);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.25);
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), 12.0);
  ck_assert(user_looks() > 0);
  ck_assert_uint_eq(view->edit.history.n_undo, 0);
}
END_TEST

START_TEST(the_hand_wins_over_the_host)
{
  const Place p = place_knob(PART_PAD_WEAR);
  user_press(p, BUTTON_LEFT, 0);
  view_move(view, p.x + 60.0, p.y, 0);
  view_value(view, PORT_PAD_WEAR, 90.0F);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 30.0, 0.01);
  view_release(view, p.x + 60.0, p.y, BUTTON_LEFT, 0);
  view_value(view, PORT_PAD_WEAR, 90.0F);
  ck_assert_double_eq(user_sees(PORT_PAD_WEAR), 90.0);
}
END_TEST

START_TEST(one_gesture_is_one_step_of_undo)
{
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  const Place out = place_knob(PART_OUTPUT);
  for (int i = 0; i < 5; ++i) {
    view_wheel(view, out.x, out.y, 1, 0);
  }
  ck_assert_uint_eq(view->edit.history.n_undo, 2);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), 0.0);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 30.0, 0.01);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_double_eq(user_sees(PORT_PAD_WEAR), 0.0);
  user_single_click(place_middle(PART_UNDO), 0);
  user_single_click(place_middle(PART_REDO), 0);
  user_single_click(place_middle(PART_REDO), 0);
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), 5.0);
  user_and_host_agree();
}
END_TEST

START_TEST(undo_goes_back_32_steps)
{
  for (int i = 1; i <= 40; ++i) {
    user_drag(place_knob(PART_PAD_WEAR), 4.0, 0.0, 0);
  }
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 80.0, 0.1);
  for (int i = 0; i < 50; ++i) {
    user_single_click(place_middle(PART_UNDO), 0);
  }
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 16.0, 0.1);
  user_and_host_agree();
}
END_TEST

START_TEST(slots_keep_two_sets)
{
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_double_eq(user_sees(PORT_PAD_WEAR), 0.0);
  user_single_click(place_middle(PART_SLOT_1), 0);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 30.0, 0.01);
  user_single_click(place_middle(PART_COPY), 0);
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 30.0, 0.01);
  user_and_host_agree();
}
END_TEST

START_TEST(presets_load_and_show_a_change)
{
  char text[256];
  user_single_click(place_middle(PART_PRESET), 0);
  ck_assert(view->menu.open && seen.keyboard);
  user_type("train");
  view_key(view, KEY_ENTER, "");
  ck_assert(!view->menu.open && !seen.keyboard);
  const unsigned i = factory_find(view->settings.value);
  ck_assert_uint_lt(i, n_factory);
  ck_assert_ptr_nonnull(strstr(factory[i].name, "train"));
  view_preset_text(view, text);
  ck_assert_str_eq(text, factory[i].name);
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  view_preset_text(view, text);
  ck_assert_int_eq(text[strlen(text) - 1], '*');
  user_single_click(place_middle(PART_PRESET_NEXT), 0);
  ck_assert_uint_eq(factory_find(view->settings.value), i + 1);
  user_and_host_agree();
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui settings");
  TCase* const tests = tcase_create("settings");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 240.0);
  tcase_add_test(tests, right_click_offers_swap_copy_and_paste);
  tcase_add_test(tests, host_values_are_shown_and_not_written_back);
  tcase_add_test(tests, the_hand_wins_over_the_host);
  tcase_add_test(tests, one_gesture_is_one_step_of_undo);
  tcase_add_test(tests, undo_goes_back_32_steps);
  tcase_add_test(tests, slots_keep_two_sets);
  tcase_add_test(tests, presets_load_and_show_a_change);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
