// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Which line is which, and at what height: pictures of plain curves, looked at
   pixel by pixel. */

#include "dsp/model/decay.h"
#include "dsp/model/headphones.h"
#include "dsp/model/isolation.h"
#include "dsp/model/response.h"
#include "tests/support/suite.h"
#include "ui/window/meter.h"
#include "ui/window/plot.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { W = 400, H = 242, NEAR = 24, ROW_BYTES = 4 * W };

static const Rect whole = { 0.0, 0.0, W, H };
static cairo_surface_t* surface;
static cairo_t* cr;
static Curves curves;
static Plot plot;

static void
begin(void)
{
  surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, W, H);
  cr = cairo_create(surface);
  memset(&curves, 0, sizeof(curves));
  memset(&plot, 0, sizeof(plot));
  plot.range_db = 12.0;
}

static void
end(void)
{
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
}

static bool
is_near(uint32_t a, uint32_t b)
{
  bool near = true;
  for (int i = 0; i < 3; ++i) {
    const int x = (int)(a >> (8 * i) & 0xFF);
    const int y = (int)(b >> (8 * i) & 0xFF);
    near = near && abs(x - y) <= NEAR;
  }
  return near;
}

static uint32_t
pixel(int x, int y)
{
  cairo_surface_flush(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  uint32_t word;
  memcpy(&word,
         cairo_image_surface_get_data(surface) + y * stride + 4 * x,
         sizeof(word));
  return word & 0xFFFFFF;
}

/** Where a colour is within a rectangle. */
typedef struct {
  unsigned n;       ///< pixels of it
  unsigned columns; ///< that have any
  double y;         ///< mean of their middles
} Found;

static Found
find(uint32_t color, Rect r)
{
  Found found = { 0, 0, 0.0 };
  for (int x = (int)r.x; x < (int)(r.x + r.w); ++x) {
    unsigned here = 0;
    for (int y = (int)r.y; y < (int)(r.y + r.h); ++y) {
      if (is_near(pixel(x, y), color)) {
        ++here;
        found.y += y + 0.5;
      }
    }
    found.n += here;
    found.columns += here > 0;
  }
  found.y /= found.n ? found.n : 1;
  return found;
}

static void
fill(Curve* curve, double db)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve->db[i] = db;
  }
}

static void
assert_line(uint32_t color, Rect r, double y)
{
  const Found found = find(color, r);
  ck_assert_uint_gt(found.n, 0);
  ck_assert_double_eq_tol(found.y, y, 1.0);
}

/* --- lines --------------------------------------------------------------- */

/* Up is louder: +6 dB of 12 is a quarter of the height from above. A is solid
   and B dashed, each in its colour. */
START_TEST(each_line_is_its_curve)
{
  curves.a.known = curves.b.known = true;
  fill(&curves.a.response, 6.0);
  fill(&curves.b.response, -6.0);
  fill(&curves.result, 3.0);
  plot_draw_response(cr, whole, &plot, &curves);
  assert_line(THEME_A, whole, 0.25 * H);
  assert_line(THEME_B, whole, 0.75 * H);
  assert_line(THEME_RESULT, whole, 0.375 * H);
  ck_assert_uint_ge(find(THEME_A, whole).columns, W - 4);
  ck_assert_uint_ge(find(THEME_RESULT, whole).columns, W - 4);
  ck_assert_uint_lt(find(THEME_B, whole).columns, W * 3 / 4);
}
END_TEST

START_TEST(what_is_not_known_is_not_drawn)
{
  const bool is_a = _i == 0;
  curves.a.known = is_a;
  curves.b.known = !is_a;
  fill(&curves.a.response, 6.0);
  fill(&curves.b.response, -6.0);
  plot_draw_response(cr, whole, &plot, &curves);
  ck_assert_int_eq(find(THEME_A, whole).n > 0, is_a);
  ck_assert_int_eq(find(THEME_B, whole).n > 0, !is_a);
}
END_TEST

/* The plugin knows better than the window what is heard. */
START_TEST(what_is_applied_is_drawn)
{
  fill(&curves.result, 3.0);
  fill(&plot.applied, -9.0);
  plot.has_applied = true;
  plot_draw_response(cr, whole, &plot, &curves);
  assert_line(THEME_RESULT, whole, 0.875 * H);
  ck_assert_ptr_eq(plot_result(&plot, &curves), &plot.applied);
  plot.has_applied = false;
  ck_assert_ptr_eq(plot_result(&plot, &curves), &curves.result);
}
END_TEST

/* 20 Hz to 20 kHz, three decades: a step at 200 Hz is a third of the way. */
START_TEST(frequencies_have_their_place)
{
  curves.a.known = true;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curves.a.response.db[i] = grid_hz(i) < 200.0 ? 6.0 : -6.0;
  }
  plot_draw_response(cr, whole, &plot, &curves);
  const Rect left = { 0.0, 0.0, W / 3.0 - 5.0, H };
  const Rect right = { W / 3.0 + 5.0, 0.0, W * 2.0 / 3.0 - 5.0, H };
  assert_line(THEME_A, left, 0.25 * H);
  assert_line(THEME_A, right, 0.75 * H);
}
END_TEST

/* The picture spans 90 dB. */
START_TEST(the_spectrum_has_its_height)
{
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    plot.level_db[i] = i < NOTIFY_BANDS / 2 ? -30.0F : -60.0F;
  }
  plot_draw_spectrum(cr, whole, &plot);
  const int quarter = W / 4;
  ck_assert_uint_eq(pixel(quarter, H / 3 - 3), 0);
  ck_assert_uint_ne(pixel(quarter, H / 3 + 3), 0);
  ck_assert_uint_eq(pixel(3 * quarter, 2 * H / 3 - 3), 0);
  ck_assert_uint_ne(pixel(3 * quarter, 2 * H / 3 + 3), 0);
}
END_TEST

/* --- isolation, bleed and decay ------------------------------------------ */

/* Outside heard inside on the left, 10 to -50 dB; bleed on the right, 0 to
   -80 dB: lines of their own for A and B. */
START_TEST(isolation_and_bleed_are_those_of_each_cup)
{
  const Rect left = { 0.0, 25.0, W / 2.0 - 20.0, H - 25.0 };
  const Rect right = { W / 2.0 + 20.0, 25.0, W / 2.0 - 20.0, H - 25.0 };
  curves.a.has_cup = _i != 1;
  curves.b.has_cup = _i != 2;
  curves.a.type = curves.b.type = HOUSING_NONE;
  fill(&curves.a.isolation, -5.0);
  fill(&curves.b.isolation, -35.0);
  fill(&curves.a.bleed, -20.0);
  fill(&curves.b.bleed, -60.0);
  plot_draw_isolation(cr, whole, &plot, &curves);
  if (curves.a.has_cup) {
    assert_line(THEME_A, left, 0.25 * H);
    assert_line(THEME_A, right, 0.25 * H);
  }
  if (curves.b.has_cup) {
    assert_line(THEME_B, left, 0.75 * H);
    assert_line(THEME_B, right, 0.75 * H);
  }
  ck_assert_int_eq(find(THEME_A, whole).n > 0, curves.a.has_cup);
  ck_assert_int_eq(find(THEME_B, whole).n > 0, curves.b.has_cup);
}
END_TEST

/* What lies between A and B is heard, and has its line; beyond 10 kHz nothing
   has one. */
START_TEST(isolation_and_bleed_of_the_mix_are_drawn)
{
  const Rect left = { 0.0, 0.4 * H, 20.0, 0.2 * H };
  const Rect right = { W / 2.0 + 40.0, 0.4 * H, 60.0, 0.2 * H };
  const double w = W / 2.0 - 20.0;
  const double valid_w = w * plot_position(PLOT_VALID_HZ);
  const Rect beyond = { valid_w + 2.0, 0.4 * H, w - valid_w - 4.0, 0.2 * H };
  curves.mix.has_cup = true;
  curves.a.type = curves.b.type = HOUSING_NONE;
  fill(&curves.mix.isolation, -20.0);
  fill(&curves.mix.bleed, -40.0);
  plot_draw_isolation(cr, whole, &plot, &curves);
  assert_line(THEME_RESULT, left, 0.5 * H);
  assert_line(THEME_RESULT, right, 0.5 * H);
  ck_assert_uint_eq(find(THEME_RESULT, beyond).n, 0);
  ck_assert_uint_gt(find(THEME_GRID_STRONG, beyond).n, 20);
}
END_TEST

/* A above B in the same colours; what is left of the energy shines, what is
   gone is dark; beyond 10 kHz there is nothing of either. */
START_TEST(decays_are_those_of_each_cup)
{
  static Decay decay[2];
  const Decay* const decays[2] = { &decay[0], &decay[1] };
  const char* const names[2] = { "", "" };
  for (int t = 0; t < DECAY_TIMES; ++t) {
    for (int b = 0; b < DECAY_BANDS; ++b) {
      const bool early = t < DECAY_TIMES / 2;
      const bool low = b < DECAY_BANDS / 2;
      decay[0].db[t][b] = early ? -20.0F : (float)DECAY_FLOOR_DB;
      decay[1].db[t][b] = low ? -20.0F : (float)DECAY_FLOOR_DB;
    }
  }
  plot_draw_decay(cr, whole, decays, names);
  ck_assert(is_near(pixel(W / 4, H / 8), THEME_HEAT_3));
  ck_assert(is_near(pixel(W * 3 / 4, H / 8), THEME_HEAT_3));
  ck_assert(is_near(pixel(W / 4, H * 3 / 8 - 8), THEME_PLOT));
  ck_assert(is_near(pixel(W / 4, H * 5 / 8), THEME_HEAT_3));
  ck_assert(is_near(pixel(W / 4, H * 7 / 8 - 8), THEME_HEAT_3));
  ck_assert(is_near(pixel(W * 3 / 4, H * 5 / 8), THEME_PLOT));
  const int beyond = (int)(W * plot_position(PLOT_VALID_HZ)) + 3;
  ck_assert(!is_near(pixel(beyond, H / 8), THEME_HEAT_3));
}
END_TEST

/* --- the read-out -------------------------------------------------------- */

/** Pixels that differ from a picture taken before. */
static unsigned
changed(const uint8_t* before, Rect r)
{
  unsigned n = 0;
  for (int x = (int)r.x; x < (int)(r.x + r.w); ++x) {
    for (int y = (int)r.y; y < (int)(r.y + r.h); ++y) {
      uint32_t word;
      memcpy(&word, before + 4 * (y * W + x), sizeof(word));
      n += pixel(x, y) != (word & 0xFFFFFF);
    }
  }
  return n;
}

/* Another curve of one changes its number, and no other. */
START_TEST(numbers_are_those_of_each_curve)
{
  static uint8_t before[4 * W * H];
  static const uint32_t colors[] = { THEME_RESULT, THEME_A, THEME_B };
  Curve* const ours[] = { &curves.result,
                          &curves.a.response,
                          &curves.b.response };
  Layout layout;
  memset(&layout, 0, sizeof(layout));
  layout.part[PART_PLOT] = whole;
  curves.a.known = curves.b.known = true;
  plot.hover_hz = 1000.0;
  const Decay* const none[2] = { NULL, NULL };
  unsigned colored[2][3];
  for (int round = 0; round < 2; ++round) {
    fill(ours[_i], round ? 11.1 : -8.4);
    draw_color(cr, 0, 1.0);
    cairo_paint(cr);
    plot_draw_readout(cr, &layout, &plot, &curves, none);
    for (int k = 0; k < 3; ++k) {
      colored[round][k] = find(colors[k], whole).n;
    }
    if (round == 0) {
      for (int y = 0; y < H; ++y) {
        memcpy(before + (size_t)y * ROW_BYTES,
               cairo_image_surface_get_data(surface) +
                 y * cairo_image_surface_get_stride(surface),
               ROW_BYTES);
      }
    }
  }
  ck_assert_uint_gt(changed(before, whole), 0);
  for (int k = 0; k < 3; ++k) {
    ck_assert_uint_gt(colored[0][k], 0);
    ck_assert_int_eq(colored[0][k] != colored[1][k], k == _i);
  }
}
END_TEST

/* --- the meter ----------------------------------------------------------- */

START_TEST(the_meter_has_its_sides)
{
  const int loud = _i;
  const Rect r = { 0.0, 0.0, 100.0, H };
  const Rect half[2] = { { 0.0, 50.0, 50.0, H - 50.0 },
                         { 50.0, 50.0, 50.0, H - 50.0 } };
  Meter meter;
  meter_clear(&meter);
  meter.rms_db[loud] = -30.0;
  meter_draw(cr, r, &meter);
  ck_assert_uint_gt(find(THEME_METER_LOW, half[loud]).n, 100);
  ck_assert_uint_eq(find(THEME_METER_LOW, half[!loud]).n, 0);
  /* From -30 dB down, and nothing above it. */
  const Rect above = { 0.0, 50.0, 100.0, meter_y(r, -30.0) - 52.0 };
  ck_assert_uint_eq(find(THEME_METER_LOW, above).n, 0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui drawing");
  TCase* const tests = tcase_create("pixels");
  tcase_add_checked_fixture(tests, begin, end);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, each_line_is_its_curve);
  tcase_add_loop_test(tests, what_is_not_known_is_not_drawn, 0, 2);
  tcase_add_test(tests, what_is_applied_is_drawn);
  tcase_add_test(tests, frequencies_have_their_place);
  tcase_add_test(tests, the_spectrum_has_its_height);
  tcase_add_loop_test(tests, isolation_and_bleed_are_those_of_each_cup, 0, 3);
  tcase_add_test(tests, isolation_and_bleed_of_the_mix_are_drawn);
  tcase_add_test(tests, decays_are_those_of_each_cup);
  tcase_add_loop_test(tests, numbers_are_those_of_each_curve, 0, 3);
  tcase_add_loop_test(tests, the_meter_has_its_sides, 0, 2);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
