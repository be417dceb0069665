// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Numbers under the pointer, and what is written over all of the picture.

#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/view_banner.h"

#include <math.h>

/* --- numbers ------------------------------------------------------------- */

/* Equal temperament, as tables have it. */
START_TEST(notes_have_their_names)
{
  static const struct {
    double hz;
    const char* name;
  } notes[] = { { 440.0, "A4" },
                { 261.63, "C4" },
                { 27.5, "A0" },
                { 4186.0, "C8" },
                { 466.16,
                  "A\xE2\x99\xAF"
                  "4" },
                { 452.0, "A4" },
                { 454.0,
                  "A\xE2\x99\xAF"
                  "4" } };
  for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); ++i) {
    char text[16];
    plot_note(notes[i].hz, text);
    ck_assert_str_eq(text, notes[i].name);
  }
}
END_TEST

/* Each picture has a frequency under the pointer, what lies between has none.
 */
START_TEST(every_view_has_a_cursor)
{
  const Rect area = layout_plot_area(&view->layout);
  for (int v = VIEW_RESPONSE; v <= VIEW_ISOLATION; ++v) {
    user_single_click(place_middle((Part)(PART_TAB_RESPONSE + v)), 0);
    for (unsigned half = 0; half < 2; ++half) {
      const Rect r =
        v == VIEW_RESPONSE ? area : plot_half(area, (PlotView)v, half);
      view_move(view, r.x + r.w / 3.0, r.y + r.h / 2.0, 0);
      ck_assert_double_eq_tol(view->plot.hover_hz, 200.0, 1e-6);
      ck_assert(user_looks() > 0);
    }
    view_move(view, area.x - 10.0, area.y + 5.0, 0);
    ck_assert_double_eq(view->plot.hover_hz, 0.0);
  }
}
END_TEST

/* --- what overrides all --------------------------------------------------- */

static void
export_is(bool on)
{
  float values[NOTIFY_FLOATS] = { 0.0F };
  values[NOTIFY_EXPORTING] = on;
  values[NOTIFY_RESULT_FROM] = NAN;
  view_frame(view, values);
}

/** Mean light of the lower half of the window, 0 to 255. */
static double
light(void)
{
  user_looks();
  cairo_surface_t* s = view_surface(view);
  const int w = cairo_image_surface_get_width(s);
  const int h = cairo_image_surface_get_height(s) - 24;
  const int stride = cairo_image_surface_get_stride(s);
  double sum = 0.0;
  for (int y = h / 2; y < h; ++y) {
    const uint8_t* row = cairo_image_surface_get_data(s) + y * stride;
    for (int x = 0; x < 4 * w; ++x) {
      sum += x % 4 == 3 ? 0.0 : row[x];
    }
  }
  return sum / (3.0 * w * (h - h / 2));
}

START_TEST(off_is_unmistakable)
{
  const double on = light();
  ck_assert(!view_passes_by(view));
  view_value(view, PORT_ENABLED, 0.0F);
  ck_assert(view_passes_by(view));
  ck_assert_double_lt(light(), 0.8 * on);
  view_value(view, PORT_ENABLED, 1.0F);
  ck_assert_double_eq_tol(light(), on, 0.5);
}
END_TEST

START_TEST(an_export_is_unmistakable)
{
  const double before = light();
  export_is(true);
  ck_assert(view->readings.exporting && !view_passes_by(view));
  ck_assert_double_eq_tol(light(), before, 0.5);
  view_value(view, PORT_BYPASS_ON_EXPORT, 1.0F);
  ck_assert(view_passes_by(view));
  ck_assert_double_lt(light(), 0.8 * before);
  export_is(false);
  ck_assert(!view_passes_by(view));
  ck_assert_double_gt(light(), 0.9 * before);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui readout");
  TCase* const tests = tcase_create("readout");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, notes_have_their_names);
  tcase_add_test(tests, every_view_has_a_cursor);
  tcase_add_test(tests, off_is_unmistakable);
  tcase_add_test(tests, an_export_is_unmistakable);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
