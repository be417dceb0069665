// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What the plot shows of what there is: range, lines, zero line, numbers.

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/view_menus.h"

#include <math.h>
#include <string.h>

#define HD_800_S 19.0F ///< permanent ids
#define HD_820 82.0F

static Curves curves;
static Plot plot;

static void
fill(Curve* curve, double db)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve->db[i] = db;
  }
}

static void
begin(void)
{
  user_comes();
  memset(&curves, 0, sizeof(curves));
  memset(&plot, 0, sizeof(plot));
  plot.range_db = PLOT_RANGE_MIN_DB;
  curves.a.known = curves.b.known = true;
}

/* --- range --------------------------------------------------------------- */

START_TEST(it_opens_at_12_db)
{
  ck_assert_double_eq(view->plot.range_db, 12.0);
  ck_assert_double_eq(view->plot.center_db, 0.0);
}
END_TEST

/* Half a decibel of room above the highest or below the lowest. */
START_TEST(it_fits_what_is_shown)
{
  static const struct {
    double a;
    double b;
    double range;
    double center;
  } cases[] = { { 3.0, -3.0, 12.0, 0.0 },      { 11.4, 0.0, 12.0, 0.0 },
                { 11.6, 0.0, 18.0, 0.0 },      { 0.0, -20.0, 24.0, 0.0 },
                { 0.0, -35.0, 36.0, 0.0 },     { -40.0, -60.0, 18.0, -48.0 },
                { -40.0, -200.0, 30.0, -66.0 } };
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); ++i) {
    fill(&curves.a.response, cases[i].a);
    fill(&curves.b.response, cases[i].b);
    fill(&curves.result, cases[i].a);
    plot_fit(&plot, &curves, false);
    ck_assert_double_eq(plot.range_db, cases[i].range);
    ck_assert_double_eq(plot.center_db, cases[i].center);
  }
  ck_assert(!plot_fit(&plot, &curves, false));
}
END_TEST

START_TEST(a_chosen_range_stays)
{
  plot.fixed_range = true;
  plot.range_db = 24.0;
  fill(&curves.a.response, 2.0);
  plot_fit(&plot, &curves, false);
  ck_assert_double_eq(plot.range_db, 24.0);
}
END_TEST

/* Under the hand it grows, and waits with shrinking. */
START_TEST(it_does_not_shrink_under_the_hand)
{
  fill(&curves.a.response, 20.0);
  ck_assert(plot_fit(&plot, &curves, true));
  ck_assert_double_eq(plot.range_db, 24.0);
  fill(&curves.a.response, 2.0);
  ck_assert(!plot_fit(&plot, &curves, true));
  ck_assert(plot_fit(&plot, &curves, false));
  ck_assert_double_eq(plot.range_db, 12.0);
}
END_TEST

/* At the vocal microphone, whatever was chosen, with the level said. */
START_TEST(it_follows_to_the_microphone)
{
  const Plot* p = &view->plot;
  Curve result;
  view_value(view, PORT_HEADPHONE_A, HD_800_S);
  view_value(view, PORT_HEADPHONE_B, HD_820);
  view->plot.fixed_range = true;
  view_value(view, PORT_LISTEN_AT, 1.0F);
  user_looks();
  ck_assert(plot_curve(p, &view->curves, PLOT_RESULT, &result));
  const double loudest = curve_at(&result, 2500.0);
  ck_assert_double_lt(loudest, -15.0);
  ck_assert_double_lt(loudest, p->center_db + p->range_db);
  ck_assert_double_gt(loudest, p->center_db - p->range_db);
  double sum = 0.0;
  int n = 0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const bool counts = grid_hz(i) >= 100.0 && grid_hz(i) <= 4000.0;
    sum += counts ? view->curves.result.db[i] : 0.0;
    n += counts;
  }
  ck_assert_double_eq_tol(view->curves.mic_db, sum / n, 1e-9);
  // A and B are what the microphone hears of them.
  ck_assert(plot_curve(p, &view->curves, PLOT_A, &result));
  ck_assert_double_eq(result.db[300], view->curves.a.bleed.db[300]);
  view_value(view, PORT_LISTEN_AT, 0.0F);
  user_looks();
  ck_assert_double_eq(p->center_db, 0.0);
}
END_TEST

/* --- lines --------------------------------------------------------------- */

START_TEST(a_click_in_the_legend_hides)
{
  for (int which = PLOT_A; which <= PLOT_RESULT; ++which) {
    Curve curve;
    const Place entry = place_middle((Part)(PART_LEGEND_WORN + which));
    user_single_click(entry, 0);
    for (int i = PLOT_A; i <= PLOT_RESULT; ++i) {
      const bool shown =
        plot_curve(&view->plot, &view->curves, (PlotCurve)i, &curve);
      ck_assert_int_eq(shown, i != which);
    }
    user_single_click(entry, 0);
    ck_assert(plot_curve(&view->plot, &view->curves, (PlotCurve)which, &curve));
  }
}
END_TEST

/* What is hidden does not count for the range either. */
START_TEST(what_is_hidden_makes_no_room)
{
  fill(&curves.a.response, 30.0);
  plot_fit(&plot, &curves, false);
  ck_assert_double_eq(plot.range_db, 36.0);
  plot.hidden[PLOT_A] = true;
  plot_fit(&plot, &curves, false);
  ck_assert_double_eq(plot.range_db, 12.0);
}
END_TEST

START_TEST(what_is_worn_has_a_line)
{
  Curve curve;
  Curve expected;
  ck_assert(!plot_curve(&view->plot, &view->curves, PLOT_WORN, &curve));
  view_value(view, PORT_WEARING, HD_820);
  user_looks();
  ck_assert(plot_curve(&view->plot, &view->curves, PLOT_WORN, &curve));
  ck_assert(curves_preview(PORT_WEARING,
                           (unsigned)HD_820,
                           view->settings.value,
                           view->files.measured,
                           &expected));
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    ck_assert_double_eq(curve.db[i], expected.db[i]);
  }
  // A file that is not there is nothing to wear.
  view_value(view, PORT_WEARING, (float)HEADPHONE_MEASURED_FILE);
  user_looks();
  ck_assert(!plot_curve(&view->plot, &view->curves, PLOT_WORN, &curve));
}
END_TEST

/* With B as the zero line all else is above or below it. */
START_TEST(a_zero_line_is_taken_from_all)
{
  Curve curve;
  fill(&curves.a.response, 5.0);
  fill(&curves.b.response, -2.0);
  fill(&curves.result, 1.0);
  static const struct {
    PlotZero zero;
    double a;
    double b;
    double result;
  } cases[] = { { PLOT_ZERO_NEUTRAL, 5.0, -2.0, 1.0 },
                { PLOT_ZERO_A, 0.0, -7.0, -4.0 },
                { PLOT_ZERO_B, 7.0, 0.0, 3.0 } };
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); ++i) {
    plot.zero = cases[i].zero;
    ck_assert(plot_curve(&plot, &curves, PLOT_A, &curve));
    ck_assert_double_eq(curve.db[99], cases[i].a);
    ck_assert(plot_curve(&plot, &curves, PLOT_B, &curve));
    ck_assert_double_eq(curve.db[99], cases[i].b);
    ck_assert(plot_curve(&plot, &curves, PLOT_RESULT, &curve));
    ck_assert_double_eq(curve.db[99], cases[i].result);
  }
  curves.b.known = false; // what is not there is no line
  ck_assert(plot_curve(&plot, &curves, PLOT_A, &curve));
  ck_assert_double_eq(curve.db[99], 5.0);
}
END_TEST

START_TEST(a_closed_window_loses_none_of_it)
{
  view_memory(view, "");
  view->plot.zero = PLOT_ZERO_B;
  view->plot.hidden[PLOT_A] = view->plot.hidden[PLOT_WORN] = true;
  view->plot.fixed_range = true;
  view->plot.range_db = 24.0;
  view_remember(view);
  user_goes();
  char kept[NOTIFY_MEMORY_SIZE];
  memcpy(kept, seen.memory, sizeof(kept));
  user_comes();
  view_memory(view, kept);
  ck_assert_int_eq((int)view->plot.zero, PLOT_ZERO_B);
  ck_assert(view->plot.hidden[PLOT_A] && view->plot.hidden[PLOT_WORN]);
  ck_assert(!view->plot.hidden[PLOT_B] && !view->plot.hidden[PLOT_RESULT]);
  ck_assert(view->plot.fixed_range);
  ck_assert_double_eq(view->plot.range_db, 24.0);
  user_goes();
  user_comes();
  view_memory(view, "range 0\n");
  ck_assert(!view->plot.fixed_range);
}
END_TEST

/* --- spectrum ------------------------------------------------------------ */

/** Half a second of a spectrum at that level. */
static void
sound_of(float level_db)
{
  float values[NOTIFY_FLOATS];
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = level_db;
  }
  values[NOTIFY_EXPORTING] = 0.0F;
  values[NOTIFY_RESULT_FROM] = NAN;
  for (int i = 0; i < 25; ++i) {
    user_skips(0.04);
    view_frame(view, values);
  }
}

/** A choice of the plot's menu, by its name. */
static void
choose(const char* label)
{
  user_right_click(place_middle(PART_PLOT));
  ck_assert(view->menu.open);
  for (unsigned i = 0; i < view->menu.n_items; ++i) {
    const MenuItem* item = &view->menu.item[i];
    if (!item->heading && !strcmp(item->label, label)) {
      view_menu_chosen(view, item->value);
      view_keyboard(view);
      return;
    }
  }
  ck_abort_msg("no %s", label);
}

START_TEST(frozen_it_stays)
{
  sound_of(-30.0F);
  choose("Freeze");
  sound_of(-60.0F);
  user_waits(3.0);
  ck_assert_float_eq_tol(view->plot.level_db[50], -30.0F, 0.5F);
  choose("Freeze");
  sound_of(-60.0F);
  ck_assert_float_eq_tol(view->plot.level_db[50], -60.0F, 1.0F);
}
END_TEST

START_TEST(peaks_are_held)
{
  sound_of(-20.0F);
  choose("Hold peaks");
  sound_of(-30.0F);
  sound_of(-60.0F);
  ck_assert_float_eq_tol(view->plot.peak_db[50], -20.0F, 0.5F);
  choose("Hold peaks");
  choose("Hold peaks");
  ck_assert_float_eq_tol(view->plot.peak_db[50], -60.0F, 1.0F);
}
END_TEST

START_TEST(the_menu_has_ranges_and_zero_lines)
{
  choose("\xC2\xB1 24 dB");
  ck_assert(view->plot.fixed_range);
  ck_assert_double_eq(view->plot.range_db, 24.0);
  choose("Fits by itself");
  user_looks();
  ck_assert_double_eq(view->plot.range_db, 12.0);
  choose("B");
  ck_assert_int_eq((int)view->plot.zero, PLOT_ZERO_B);
  choose("Neutral");
  ck_assert_int_eq((int)view->plot.zero, PLOT_ZERO_NEUTRAL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui plot");
  TCase* const tests = tcase_create("plot");
  tcase_add_checked_fixture(tests, begin, user_goes);
  tcase_add_test(tests, it_opens_at_12_db);
  tcase_add_test(tests, it_fits_what_is_shown);
  tcase_add_test(tests, a_chosen_range_stays);
  tcase_add_test(tests, it_does_not_shrink_under_the_hand);
  tcase_add_test(tests, it_follows_to_the_microphone);
  tcase_add_test(tests, a_click_in_the_legend_hides);
  tcase_add_test(tests, what_is_hidden_makes_no_room);
  tcase_add_test(tests, what_is_worn_has_a_line);
  tcase_add_test(tests, a_zero_line_is_taken_from_all);
  tcase_add_test(tests, a_closed_window_loses_none_of_it);
  tcase_add_test(tests, frozen_it_stays);
  tcase_add_test(tests, peaks_are_held);
  tcase_add_test(tests, the_menu_has_ranges_and_zero_lines);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
