// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* The bands of all open and all closed headphones behind the curves. */

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/type_bands.h"

#include <stdlib.h>
#include <string.h>

/** The response of a headphone by the way that the plugin goes. */
static void
response_of(const Headphone* h, Curve* curve)
{
  Simulation simulation;
  MorphPoint point;
  memset(&simulation, 0, sizeof(simulation));
  simulation.headphone_a = h->id;
  simulation.headphone_b = h->id;
  simulation.wearing = HEADPHONE_NEUTRAL;
  simulation.strength = 1.0;
  simulation.fit = (Fit)FIT_NEUTRAL;
  morph_point(&simulation, 0.0, &point);
  *curve = point.relative;
}

/** One of ten lies below, one of ten above, as far as they can be counted. */
START_TEST(eight_of_ten_lie_within)
{
  static const HousingType types[TYPE_BANDS] = { HOUSING_OPEN, HOUSING_CLOSED };
  Curve low;
  Curve high;
  type_band((TypeBand)_i, &low, &high);
  size_t below[GRID_POINTS] = { 0 };
  size_t above[GRID_POINTS] = { 0 };
  size_t n = 0;
  for (size_t h = 0; h < n_headphones; ++h) {
    if (headphones[h].type != types[_i]) {
      continue;
    }
    Curve curve;
    response_of(&headphones[h], &curve);
    ++n;
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      below[i] += curve.db[i] < low.db[i] - 1e-3;
      above[i] += curve.db[i] > high.db[i] + 1e-3;
    }
  }
  ck_assert_uint_gt(n, 100);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert_double_lt(low.db[i], high.db[i]);
    ck_assert_double_eq_tol((double)below[i], 0.1 * (double)n, 3.0);
    ck_assert_double_eq_tol((double)above[i], 0.1 * (double)n, 3.0);
  }
}
END_TEST

/** The pixel of a frequency and level in the picture of the response. */
static uint32_t
pixel_at(double hz, double db)
{
  const Rect area = layout_plot_area(&view->layout);
  const double scale = view->layout.scale;
  const double x = area.x + area.w * plot_position(hz);
  const double y = area.y + area.h * (0.5 - 0.5 * db / view->plot.range_db);
  cairo_surface_t* const picture = view->layers.canvas.surface;
  cairo_surface_flush(picture);
  uint32_t color = 0;
  memcpy(&color,
         cairo_image_surface_get_data(picture) +
           (int)(y * scale) * cairo_image_surface_get_stride(picture) +
           4 * (int)(x * scale),
         sizeof(color));
  return color & 0xFFFFFF;
}

/** The middle of a band, where nothing else is: the lines are hidden. */
static uint32_t
band_pixel(TypeBand type, double hz)
{
  Curve low;
  Curve high;
  type_band(type, &low, &high);
  return pixel_at(hz, 0.5 * (curve_at(&low, hz) + curve_at(&high, hz)));
}

static Place
entry(void)
{
  return place_center(view->layout.part[PART_LEGEND_TYPES]);
}

START_TEST(one_click_shows_them_and_one_hides_them)
{
  for (int i = 0; i < PLOT_CURVES; ++i) {
    view->plot.hidden[i] = true;
  }
  view_plot_changed(view);
  user_looks();
  const uint32_t open = band_pixel(TYPE_BAND_OPEN, 6100.0);
  const uint32_t closed = band_pixel(TYPE_BAND_CLOSED, 30.0);
  user_single_click(entry(), 0);
  user_looks();
  ck_assert(view->plot.types);
  ck_assert_uint_ne(band_pixel(TYPE_BAND_OPEN, 6100.0), open);
  ck_assert_uint_ne(band_pixel(TYPE_BAND_CLOSED, 30.0), closed);
  // Above the zero line of A they lie elsewhere, and A's own response is 0.
  view->plot.zero = PLOT_ZERO_A;
  view_plot_changed(view);
  user_looks();
  const uint32_t moved = band_pixel(TYPE_BAND_CLOSED, 30.0);
  view->plot.zero = PLOT_ZERO_NEUTRAL;
  view_plot_changed(view);
  user_looks();
  ck_assert_uint_ne(band_pixel(TYPE_BAND_CLOSED, 30.0), moved);
  user_single_click(entry(), 0);
  user_looks();
  ck_assert(!view->plot.types);
  ck_assert_uint_eq(band_pixel(TYPE_BAND_OPEN, 6100.0), open);
  ck_assert_uint_eq(band_pixel(TYPE_BAND_CLOSED, 30.0), closed);
}
END_TEST

/** At the microphone and in other pictures there is no such entry. */
START_TEST(only_the_response_has_them)
{
  user_single_click(place_center(view->layout.part[PART_TAB_DECAY]), 0);
  user_looks();
  const Place p = entry();
  user_single_click(p, 0);
  ck_assert(!view->plot.types);
  ck_assert_int_eq((int)view->pointer.hover, PART_PLOT);
  user_single_click(place_center(view->layout.part[PART_TAB_RESPONSE]), 0);
  user_looks();
  user_single_click(p, 0);
  ck_assert(view->plot.types);
  ck_assert_int_eq((int)view->pointer.hover, PART_LEGEND_TYPES);
}
END_TEST

START_TEST(a_closed_window_remembers_them)
{
  char kept[NOTIFY_MEMORY_SIZE];
  for (int shown = 1; shown >= 0; --shown) {
    view_memory(view, "");
    view->plot.types = shown;
    view_remember(view);
    user_goes();
    memcpy(kept, seen.memory, sizeof(kept));
    user_comes();
    view_memory(view, kept);
    ck_assert_int_eq(view->plot.types, shown);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui types");
  TCase* const data = tcase_create("data");
  tcase_set_timeout(data, 0);
  tcase_add_loop_test(data, eight_of_ten_lie_within, 0, TYPE_BANDS);
  suite_add_tcase(suite, data);
  TCase* const tests = tcase_create("types");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, one_click_shows_them_and_one_hides_them);
  tcase_add_test(tests, only_the_response_has_them);
  tcase_add_test(tests, a_closed_window_remembers_them);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
