// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// A band of the plot held to be heard alone, and the vocal microphone louder.

#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/view_banner.h"
#include "ui/window/view_hints.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/** A place in the plot, by frequency. */
static Place
at_hz(double hz)
{
  const Rect area = layout_plot_area(&view->layout);
  return (Place){ area.x + area.w * log10(hz / 20.0) / 3.0,
                  area.y + 0.6 * area.h };
}

static void
go_to(double hz)
{
  const Place p = at_hz(hz);
  view_move(view, p.x, p.y, 0);
  user_waits(0.04);
}

static void
let_go(double hz, int button)
{
  const Place p = at_hz(hz);
  view_release(view, p.x, p.y, button, 0);
  user_waits(0.04);
}

static void
assert_band(double from_hz, double to_hz)
{
  ck_assert(seen.wish.has_band);
  ck_assert_double_eq_tol((double)seen.wish.from_hz, from_hz, 0.01 * from_hz);
  ck_assert_double_eq_tol((double)seen.wish.to_hz, to_hz, 0.01 * to_hz);
}

static const char*
hint(void)
{
  static char line[800];
  char lead[256];
  char help[512];
  view_hint(view, lead, help);
  snprintf(line, sizeof(line), "%s. %s", lead, help);
  return line;
}

/* --- the right button ---------------------------------------------------- */

START_TEST(a_held_band_is_heard_alone)
{
  user_press(at_hz(250.0), BUTTON_RIGHT, 0);
  user_waits(0.1);
  ck_assert_uint_eq(seen.wishes, 0);
  go_to(1000.0);
  assert_band(250.0, 1000.0);
  go_to(2000.0);
  assert_band(250.0, 2000.0);
  ck_assert_ptr_nonnull(strstr(hint(), "250 Hz (B3) to 2.00 kHz (B6)"));
  ck_assert_ptr_nonnull(strstr(hint(), "Let go"));
  go_to(100.0); // the other way
  assert_band(100.0, 250.0);
  ck_assert(!view->menu.open);
  let_go(100.0, BUTTON_RIGHT);
  ck_assert(!seen.wish.has_band && !view->menu.open);
  ck_assert(!view->listening.band.is_on);
  ck_assert_uint_eq(seen.writes, 0);
  ck_assert_uint_eq(view->edit.history.n_undo, 0);
}
END_TEST

/* To compare A and B in a band. */
START_TEST(a_held_band_can_be_flipped)
{
  user_press(at_hz(250.0), BUTTON_RIGHT, 0);
  go_to(1000.0);
  view_flip(view);
  user_waits(0.04);
  ck_assert_double_eq(user_sees(PORT_MORPH), 1.0);
  assert_band(250.0, 1000.0);
  view_flip(view);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.0);
  let_go(1000.0, BUTTON_RIGHT);
  user_and_host_agree();
}
END_TEST

/* A third of an octave at least, and never beyond the picture. */
START_TEST(a_band_has_a_width_and_ends_with_the_plot)
{
  user_press(at_hz(1000.0), BUTTON_RIGHT, 0);
  go_to(1060.0);
  ck_assert_double_eq_tol(
    log2((double)(seen.wish.to_hz / seen.wish.from_hz)), 1.0 / 3.0, 1e-3);
  view_move(view, -500.0, 100.0, 0);
  user_waits(0.04);
  assert_band(20.0, 1000.0);
  view_move(view, 5000.0, 100.0, 0);
  user_waits(0.04);
  assert_band(1000.0, 20000.0);
  let_go(1000.0, BUTTON_RIGHT);
  user_press(at_hz(19900.0), BUTTON_RIGHT, 0);
  go_to(19000.0);
  ck_assert_float_le(seen.wish.to_hz, 20001.0F);
  ck_assert_double_eq_tol(
    log2((double)(seen.wish.to_hz / seen.wish.from_hz)), 1.0 / 3.0, 1e-3);
  let_go(19000.0, BUTTON_RIGHT);
}
END_TEST

START_TEST(a_click_still_opens_the_menu)
{
  user_right_click(at_hz(500.0));
  ck_assert(view->menu.open);
  user_waits(2.0);
  ck_assert_uint_eq(seen.wishes, 0);
}
END_TEST

START_TEST(other_views_have_no_bands)
{
  user_single_click(place_middle(PART_TAB_DECAY), 0);
  user_press(at_hz(250.0), BUTTON_RIGHT, 0);
  ck_assert(view->menu.open);
  ck_assert_int_eq(user_finds_row("An octave here"), -1);
  user_waits(0.5);
  ck_assert_uint_eq(seen.wishes, 0);
}
END_TEST

/* The plugin forgets what it does not hear again. */
START_TEST(it_is_said_again_each_second)
{
  user_press(at_hz(250.0), BUTTON_RIGHT, 0);
  go_to(1000.0);
  const unsigned before = seen.wishes;
  user_waits(5.0);
  ck_assert_uint_ge(seen.wishes, before + 4);
  ck_assert_uint_le(seen.wishes, before + 6);
  let_go(1000.0, BUTTON_RIGHT);
  const unsigned after = seen.wishes;
  user_waits(5.0);
  ck_assert_uint_eq(seen.wishes, after);
}
END_TEST

/* --- kept ---------------------------------------------------------------- */

START_TEST(the_menu_keeps_a_band)
{
  user_right_click(at_hz(500.0));
  const int row = user_finds_row("An octave here");
  ck_assert_int_ge(row, 0);
  for (int i = 0; i < 100 && view->menu.hover != row; ++i) {
    view_key(view, KEY_DOWN, "");
  }
  view_key(view, KEY_ENTER, "");
  user_waits(0.1);
  assert_band(500.0 / sqrt(2.0), 500.0 * sqrt(2.0));
  ck_assert_ptr_nonnull(strstr(hint(), "Escape"));
  user_drag(at_hz(2000.0), at_hz(4000.0).x - at_hz(2000.0).x, 0.0, 0);
  user_waits(0.1);
  assert_band(2000.0, 4000.0);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.0); // what a drag does else
  user_single_click(at_hz(3000.0), 0);
  user_waits(0.1);
  ck_assert(!seen.wish.has_band);
  user_drag(at_hz(200.0), 50.0, 0.0, 0);
  ck_assert_double_gt(user_sees(PORT_MORPH), 0.01);
}
END_TEST

static void
focus_plot(void)
{
  for (int i = 0; i < PART_COUNT && view->focus.part != PART_PLOT; ++i) {
    view_focus_move(view, false);
  }
  ck_assert_int_eq((int)view->focus.part, (int)PART_PLOT);
}

START_TEST(keys_do_it_too)
{
  view_move(view, 1.0, 1.0, 0);
  focus_plot();
  view_key(view, KEY_TEXT, "s");
  user_waits(0.1);
  assert_band(1000.0 / sqrt(2.0), 1000.0 * sqrt(2.0));
  view_key(view, KEY_RIGHT, "");
  user_waits(0.1);
  assert_band(1260.0 / sqrt(2.0), 1260.0 * sqrt(2.0));
  view_key(view, KEY_UP, "");
  user_waits(0.1);
  ck_assert_double_eq_tol(
    log2((double)(seen.wish.to_hz / seen.wish.from_hz)), 4.0 / 3.0, 1e-3);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.0);
  view_key(view, KEY_ESCAPE, "");
  user_waits(0.1);
  ck_assert(!seen.wish.has_band);
  ck_assert_int_eq((int)view->focus.part, (int)PART_PLOT);
  view_key(view, KEY_TEXT, "S");
  user_waits(0.1);
  ck_assert(seen.wish.has_band);
  view_key(view, KEY_TEXT, "s");
  user_waits(0.1);
  ck_assert(!seen.wish.has_band);
  view_key(view, KEY_RIGHT, "");
  ck_assert_double_gt(user_sees(PORT_MORPH), 0.0);
}
END_TEST

enum { OVERS = 4 };

START_TEST(what_cannot_be_heard_ends_it)
{
  float values[NOTIFY_FLOATS] = { [NOTIFY_EXPORTING] = 1.0F };
  focus_plot();
  view_key(view, KEY_TEXT, "s");
  user_waits(0.1);
  ck_assert(seen.wish.has_band);
  if (_i == 0) {
    user_single_click(place_middle(PART_TAB_ISOLATION), 0);
  } else if (_i == 1) {
    user_single_click(place_middle(PART_ON), 0);
  } else if (_i == 2) {
    user_single_click(place_middle(PART_BLIND), 0);
  } else {
    view_frame(view, values);
  }
  user_waits(0.1);
  ck_assert(!seen.wish.has_band);
  ck_assert(!view->listening.band.is_on);
}
END_TEST

/* --- the picture --------------------------------------------------------- */

/** The brightest red in a column of the plot. */
static double
column(double hz)
{
  const Rect area = layout_plot_area(&view->layout);
  cairo_surface_t* const surface = view_surface(view);
  const unsigned char* const data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const int x = (int)at_hz(hz).x;
  double most = 0.0;
  for (int y = (int)area.y + 30; y < (int)(area.y + area.h) - 1; ++y) {
    most = fmax(most, data[y * stride + 4 * x + 2]);
  }
  return most;
}

START_TEST(all_but_the_band_is_dim)
{
  view_move(view, 1.0, 1.0, 0);
  user_waits(0.1);
  const double outside = column(4000.0);
  const double inside = column(500.0);
  user_press(at_hz(250.0), BUTTON_RIGHT, 0);
  go_to(1000.0);
  ck_assert_double_lt(column(4000.0), 0.5 * outside);
  ck_assert_double_eq_tol(column(500.0), inside, 0.5);
  let_go(1000.0, BUTTON_RIGHT);
  view_move(view, 1.0, 1.0, 0);
  user_waits(0.1);
  ck_assert_double_eq_tol(column(4000.0), outside, 0.5);
}
END_TEST

/* --- the microphone ------------------------------------------------------ */

#define HD_25 43.0F ///< permanent id

static Place
strip(void)
{
  const Rect area = layout_plot_area(&view->layout);
  return (Place){ area.x + area.w / 2.0, area.y + 14.0 };
}

/* It is 30 dB, Output stays where it is, and it goes with the microphone. */
START_TEST(the_microphone_is_raised_by_a_click)
{
  view_value(view, PORT_HEADPHONE_A, HD_25);
  user_looks();
  ck_assert(!view_on_mic_offer(view, strip().x, strip().y));
  view_value(view, PORT_LISTEN_AT, 1.0F);
  view_value(view, PORT_ENABLED, 0.0F);
  user_looks();
  ck_assert(!view_on_mic_offer(view, strip().x, strip().y));
  view_value(view, PORT_ENABLED, 1.0F);
  user_looks();
  ck_assert_double_lt(view->curves.mic_db, -30.0);
  ck_assert(view_on_mic_offer(view, strip().x, strip().y));
  user_single_click(strip(), 0);
  user_waits(0.1);
  ck_assert_float_eq(seen.wish.gain_db, 30.0F);
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), 0.0);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.0);
  const unsigned before = seen.wishes;
  user_waits(3.0);
  ck_assert_uint_ge(seen.wishes, before + 2);
  user_single_click(strip(), 0);
  user_waits(0.1);
  ck_assert_float_eq(seen.wish.gain_db, 0.0F);
  user_single_click(strip(), 0);
  user_waits(0.1);
  ck_assert_float_eq(seen.wish.gain_db, 30.0F);
  view_value(view, PORT_LISTEN_AT, 0.0F);
  user_waits(0.1);
  ck_assert_float_eq(seen.wish.gain_db, 0.0F);
  view_value(view, PORT_LISTEN_AT, 1.0F);
  user_waits(0.1);
  ck_assert_float_eq(seen.wish.gain_db, 0.0F);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui listening");
  TCase* const tests = tcase_create("listening");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 240.0);
  tcase_add_test(tests, a_held_band_is_heard_alone);
  tcase_add_test(tests, a_held_band_can_be_flipped);
  tcase_add_test(tests, a_band_has_a_width_and_ends_with_the_plot);
  tcase_add_test(tests, a_click_still_opens_the_menu);
  tcase_add_test(tests, other_views_have_no_bands);
  tcase_add_test(tests, it_is_said_again_each_second);
  tcase_add_test(tests, the_menu_keeps_a_band);
  tcase_add_test(tests, keys_do_it_too);
  tcase_add_loop_test(tests, what_cannot_be_heard_ends_it, 0, OVERS);
  tcase_add_test(tests, all_but_the_band_is_dim);
  tcase_add_test(tests, the_microphone_is_raised_by_a_click);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
