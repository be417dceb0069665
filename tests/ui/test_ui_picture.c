// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What is drawn, and what is not drawn again.

#include "dsp/model/response.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/theme.h"
#include "ui/window/view_hints.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
fill_frame(float* values, float level_db)
{
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = level_db;
  }
  values[NOTIFY_MATCH_GAIN] = 0.0F;
  values[NOTIFY_RESULT_FROM] = NAN;
}

START_TEST(nothing_is_drawn_when_nothing_changes)
{
  float values[NOTIFY_FLOATS];
  user_waits(0.2);
  ck_assert_uint_eq(user_looks(), 0);
  user_waits(2.0);
  fill_frame(values, -20.0F);
  view_frame(view, values);
  ck_assert(user_looks() > 0);
  user_waits(6.0); // falls to rest: no frames, no hold
  unsigned drawn = 0;
  for (int i = 0; i < 100; ++i) {
    user_skips(0.033);
    fill_frame(values, NOTIFY_FLOOR_DB);
    view_frame(view, values);
    drawn += user_looks() > 0;
  }
  ck_assert_uint_eq(drawn, 0);
}
END_TEST

START_TEST(applied_response_is_shown)
{
  float values[NOTIFY_FLOATS];
  fill_frame(values, -20.0F);
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    values[NOTIFY_RESULT_FROM + i] = 0.1F * (float)i;
  }
  view_frame(view, values);
  ck_assert(view->plot.has_applied);
  // Linear over log frequency stays linear: 50.5 bands up is 632 Hz.
  const double hz = 20.0 * pow(10.0, 3.0 * 50.5 / 100.0);
  ck_assert_double_eq_tol(curve_at(&view->plot.applied, hz), 5.0, 0.02);
  user_waits(2.0);
  ck_assert(!view->plot.has_applied);
}
END_TEST

START_TEST(messages_come_and_go)
{
  char lead[256];
  char help[512];
  view_message(view, "no_such.csv: not found");
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, "no_such.csv: not found");
  user_waits(9.0);
  const Place p = place_knob(PART_SEAL);
  view_move(view, p.x, p.y, 0);
  view_hint(view, lead, help);
  ck_assert_ptr_nonnull(strstr(lead, "Seal"));
  view_leave(view);
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, "no_such.csv: not found");
  view_message(view, "");
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, "");
}
END_TEST

/* What was understood of a file is long, and there is time to read it. */
START_TEST(long_notes_stay_longer)
{
  static const char note[] = "a.csv: absolute response at the drum, mean of "
                             "Left and Right, 480 rows, 20 Hz to 20 kHz";
  char lead[256];
  char help[512];
  view_note(view, note);
  user_waits(5.0);
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, note);
  user_waits(3.0);
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, "");
}
END_TEST

/** Pixels that differ between the picture as it was kept up to date and one
    drawn from nothing. */
static unsigned
stale_pixels(void)
{
  user_looks();
  cairo_surface_t* surface = view_surface(view);
  const int stride = cairo_image_surface_get_stride(surface);
  const int height = cairo_image_surface_get_height(surface);
  const size_t size = (size_t)stride * (size_t)height;
  uint8_t* kept = malloc(size);
  ck_assert_ptr_nonnull(kept);
  memcpy(kept, cairo_image_surface_get_data(surface), size);
  view->layers.fixed_stale = true;
  view->layers.lines_stale = true;
  view_damage_all(view);
  user_looks();
  const uint8_t* fresh = cairo_image_surface_get_data(surface);
  unsigned n = 0;
  for (size_t i = 0; i < size; ++i) {
    // The fourth byte of a pixel means nothing; rounding is no fault.
    n += i % 4 != 3 && abs(kept[i] - fresh[i]) > 8;
  }
  free(kept);
  return n;
}

START_TEST(partial_redraws_leave_nothing_stale)
{
  static const int widths[] = { 760, 570, 1151, 900 };
  static const int heights[] = { 492, 369, 746, 512 };
  const unsigned i = (unsigned)_i;
  float values[NOTIFY_FLOATS];
  unsigned random = 12345 + i;
  ck_assert(view_resize(view, widths[i], heights[i]));
  view_value(view, PORT_CROSSFEED, 1.0F);
  user_looks();
  for (int step = 0; step < 150; ++step) {
    random = random * 1664525U + 1013904223U;
    const double x = (random >> 16) % (unsigned)widths[i];
    random = random * 1664525U + 1013904223U;
    const double y = (random >> 16) % (unsigned)heights[i];
    random = random * 1664525U + 1013904223U;
    user_skips(0.2);
    switch ((random >> 16) % 6) {
      case 0:
        user_press((Place){ x, y }, BUTTON_LEFT, 0);
        user_looks();
        view_move(view, x + 20.0, y - 15.0, 0);
        user_looks();
        view_release(view, x + 20.0, y - 15.0, BUTTON_LEFT, 0);
        break;
      case 1:
        user_press((Place){ x, y }, BUTTON_RIGHT, 0);
        user_looks();
        view_move(view, x + 30.0, y, 0);
        user_looks();
        view_release(view, x + 30.0, y, BUTTON_RIGHT, 0);
        break;
      case 2:
        view_wheel(view, x, y, 1, 0);
        break;
      case 3:
        fill_frame(values, -20.0F - (float)(random >> 28));
        view_frame(view, values);
        break;
      default:
        view_move(view, x, y, 0);
        break;
    }
    if (step % 10 == 9) {
      ck_assert_msg(stale_pixels() == 0, "step %d", step);
    } else {
      user_looks();
    }
  }
}
END_TEST

START_TEST(background_of_the_host_is_taken_if_readable)
{
  view_background(view, 0xFF202428);
  ck_assert(view->layers.has_background && !view->layers.light);
  ck_assert_uint_eq(view->layers.background, 0x202428);
  view_background(view, 0xF0F0F0);
  ck_assert(view->layers.has_background && view->layers.light);
  view_background(view, 0x808080); // nothing can be read well on that
  ck_assert(!view->layers.has_background);
  // Black on white is 21 : 1, a colour on itself 1 : 1 (WCAG 2.1).
  ck_assert_double_eq_tol(draw_contrast(0x000000, 0xFFFFFF), 21.0, 1e-6);
  ck_assert_double_eq_tol(draw_contrast(0x4FA3D9, 0x4FA3D9), 1.0, 1e-6);
}
END_TEST

START_TEST(any_size_is_survived)
{
  static const int sizes[] = { 1, 2, 7, 50, 333, 1000, 3000 };
  for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); ++i) {
    ck_assert(view_resize(view, sizes[i], 400));
    user_looks();
    ck_assert(view_resize(view, 400, sizes[i]));
    user_looks();
    user_single_click((Place){ 10.0, 10.0 }, 0);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui picture");
  TCase* const tests = tcase_create("picture");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 240.0);
  tcase_add_test(tests, nothing_is_drawn_when_nothing_changes);
  tcase_add_test(tests, applied_response_is_shown);
  tcase_add_test(tests, messages_come_and_go);
  tcase_add_test(tests, long_notes_stay_longer);
  tcase_add_loop_test(tests, partial_redraws_leave_nothing_stale, 0, 4);
  tcase_add_test(tests, background_of_the_host_is_taken_if_readable);
  tcase_add_test(tests, any_size_is_survived);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
