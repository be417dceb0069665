// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What the plot's menu puts on the clipboard.

#include "dsp/model/headphones.h"
#include "dsp/model/isolation.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "plugin/measurement/measurement.h"
#include "ui/shared/command_line.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HD_800_S 19.0F ///< permanent ids
#define HD_25 43.0F

/** Choose the row with that label in the plot's menu. */
static void
choose(const char* label)
{
  int value = 0;
  user_waits(0.5);
  const Place p = place_center(layout_plot_area(&view->layout));
  const double scale = view->layout.scale;
  user_right_click((Place){ p.x * scale, p.y * scale });
  view_move(view, 1.0, 1.0, 0);
  for (unsigned i = 0; i < view->menu.n_items; ++i) {
    view_key(view, KEY_DOWN, "");
    ck_assert(menu_hovered(&view->menu, &value));
    for (unsigned k = 0; k < view->menu.n_items; ++k) {
      const MenuItem* const item = &view->menu.item[k];
      if (item->value == value && !strcmp(item->label, label)) {
        view_key(view, KEY_ENTER, "");
        return;
      }
    }
  }
  ck_abort_msg("no row %s", label);
}

static void
comes(void)
{
  user_comes();
  view_value(view, PORT_HEADPHONE_A, HD_800_S);
  view_value(view, PORT_HEADPHONE_B, HD_25);
  view_value(view, PORT_MORPH, 0.6F);
  user_looks();
}

typedef struct {
  size_t at;
} Reading;

static cairo_status_t
read_copied(void* from, unsigned char* data, unsigned n)
{
  Reading* const reading = from;
  if (reading->at + n > seen.copied_size) {
    return CAIRO_STATUS_READ_ERROR;
  }
  memcpy(data, seen.copied + reading->at, n);
  reading->at += n;
  return CAIRO_STATUS_SUCCESS;
}

/** Pixels of the copied picture that differ from the window's. */
static int
differing_pixels(cairo_surface_t* copied)
{
  const Rect r = view->layout.panel[PANEL_PLOT];
  const double scale = view->layout.scale;
  const int x0 = (int)floor(r.x * scale);
  const int y0 = (int)floor(r.y * scale);
  cairo_surface_t* const whole = view_surface(view);
  int n = 0;
  for (int y = 0; y < cairo_image_surface_get_height(copied); ++y) {
    const uint8_t* const a = cairo_image_surface_get_data(copied) +
                             y * cairo_image_surface_get_stride(copied);
    const uint8_t* const b = cairo_image_surface_get_data(whole) +
                             (y + y0) * cairo_image_surface_get_stride(whole) +
                             4 * x0;
    for (int x = 0; x < cairo_image_surface_get_width(copied); ++x) {
      n += memcmp(a + 4 * x, b + 4 * x, 3) != 0;
    }
  }
  return n;
}

START_TEST(the_picture_is_the_plot)
{
  static const int widths[] = { 760, 1140, 1520 };
  const double wanted = widths[_i] / LAYOUT_WIDTH;
  Reading reading = { 0 };
  ck_assert(view_resize(view, widths[_i], (int)(LAYOUT_HEIGHT * wanted)));
  const double scale = view->layout.scale;
  // The pointer rests in the plot: its line is not copied.
  const Place p = place_center(layout_plot_area(&view->layout));
  view_move(view, p.x * scale, p.y * scale, 0);
  user_looks();
  choose("Picture (PNG)");
  ck_assert_str_eq(seen.copied_type, "image/png");
  cairo_surface_t* const copied =
    cairo_image_surface_create_from_png_stream(read_copied, &reading);
  ck_assert_int_eq(cairo_surface_status(copied), CAIRO_STATUS_SUCCESS);
  const Rect r = view->layout.panel[PANEL_PLOT];
  ck_assert_int_eq(cairo_image_surface_get_width(copied),
                   (int)ceil(r.w * scale));
  ck_assert_int_eq(cairo_image_surface_get_height(copied),
                   (int)ceil(r.h * scale));
  ck_assert_double_gt(view->plot.hover_hz, 0.0);
  user_looks();
  ck_assert_int_gt(differing_pixels(copied), 0);
  view_leave(view);
  user_looks();
  ck_assert_int_eq(differing_pixels(copied), 0);
  cairo_surface_destroy(copied);
}
END_TEST

/* Every row is a point of the grid, and the numbers are those of the curves. */
START_TEST(the_numbers_are_the_curves)
{
  choose("Numbers (CSV)");
  ck_assert_str_eq(seen.copied_type, "text/plain");
  const char* line = seen.copied;
  ck_assert_mem_eq(line, "frequency,a_db,b_db,result_db\n", 30);
  unsigned rows = 0;
  for (line = strchr(line, '\n') + 1; *line; line = strchr(line, '\n') + 1) {
    double hz = 0.0;
    double a = 0.0;
    double b = 0.0;
    double result = 0.0;
    ck_assert_int_eq(sscanf(line, "%lf,%lf,%lf,%lf", &hz, &a, &b, &result), 4);
    ck_assert_double_eq_tol(a, curve_at(&view->curves.a.response, hz), 0.02);
    ck_assert_double_eq_tol(b, curve_at(&view->curves.b.response, hz), 0.02);
    ck_assert_double_eq_tol(result, curve_at(&view->curves.result, hz), 0.02);
    ++rows;
  }
  ck_assert_uint_ge(rows, 200);
}
END_TEST

START_TEST(isolation_has_numbers_of_its_own)
{
  user_single_click(place_middle(PART_TAB_ISOLATION), 0);
  choose("Numbers (CSV)");
  ck_assert_ptr_nonnull(strstr(seen.copied,
                               "frequency,isolation_a_db,bleed_a_db,"
                               "isolation_b_db,bleed_b_db\n"));
}
END_TEST

/* Read back by Earcup itself, they are the curve that was copied. */
START_TEST(the_filters_are_the_result)
{
  Measurement read;
  choose("Filters (ParametricEQ)");
  ck_assert_ptr_nonnull(strstr(seen.copied, "Filter 10: ON"));
  ck_assert_int_eq(measurement_parse(seen.copied, seen.copied_size, &read),
                   MEASUREMENT_OK);
  double mean = 0.0;
  double worst = 0.0;
  unsigned n = 0;
  for (int pass = 0; pass < 2; ++pass) {
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      if (grid_hz(i) >= 20.0 && grid_hz(i) <= 16000.0) {
        const double d = view->curves.result.db[i] - read.curve.db[i];
        mean += pass ? 0.0 : d;
        n += !pass;
        worst = pass ? fmax(worst, fabs(d - mean / n)) : 0.0;
      }
    }
  }
  ck_assert_double_lt(worst, 1.0);
}
END_TEST

START_TEST(the_command_tells_what_is_set)
{
  view_value(view, PORT_SEAL, 33.4F);
  view_value(view, PORT_ENABLED, 0.0F);
  view_value(view, PORT_BYPASS_ON_EXPORT, 1.0F);
  view_value(view, PORT_WEARING, HEADPHONE_MEASURED_FILE);
  view_file(view, FILE_WEARING, "/music/it's mine.csv");
  view_file(view, FILE_A, "/not/in/use.csv");
  choose("Command line");
  ck_assert_str_eq(seen.copied,
                   "earcup-audition -i music.wav -o result.wav --wearing-file "
                   "'/music/it'\\''s mine.csv' -c enabled=0 -c headphone_a=19 "
                   "-c headphone_b=43 -c morph=0.6 -c wearing=142 -c "
                   "seal=33.4");
}
END_TEST

/* To the bit, also where it takes many digits. */
START_TEST(numbers_come_back_to_the_bit)
{
  static const float some[] = { 1.0F / 3.0F, 0.1F,         1e-7F,
                                33.4F,       0.123456789F, 0.99999994F };
  float value[PORT_COUNT];
  const char* const path[FILE_SLOTS] = { "", "", "" };
  for (size_t i = 0; i < sizeof(some) / sizeof(*some); ++i) {
    char text[256];
    for (unsigned p = 0; p < PORT_COUNT; ++p) {
      value[p] = ports[p].dflt;
    }
    value[PORT_MORPH] = some[i];
    command_line(value, path, text, sizeof(text));
    const char* const at = strstr(text, "morph=");
    ck_assert_ptr_nonnull(at);
    ck_assert(strtof(at + 6, NULL) == some[i]);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui copy");
  TCase* const tests = tcase_create("copy");
  tcase_add_checked_fixture(tests, comes, user_goes);
  tcase_add_loop_test(tests, the_picture_is_the_plot, 0, 3);
  tcase_add_test(tests, the_numbers_are_the_curves);
  tcase_add_test(tests, isolation_has_numbers_of_its_own);
  tcase_add_test(tests, the_filters_are_the_result);
  tcase_add_test(tests, the_command_tells_what_is_set);
  tcase_add_test(tests, numbers_come_back_to_the_bit);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
