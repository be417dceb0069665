// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The page of what sets left and right apart.

#include "dsp/model/response.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/window/view_copy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A throw is another seat each time, none comes twice soon; one step back
   undoes it. */
START_TEST(the_dice_finds_other_seats)
{
  enum { SEATS = 999, THROWS = 40 };
  static bool was_here[SEATS + 1];
  memset(was_here, 0, sizeof(was_here));
  user_single_click(place_middle(PART_PAGE_EARS), 0);
  for (int i = 0; i < THROWS; ++i) {
    user_single_click(place_middle(PART_DICE), 0);
    const int seat = (int)user_sees(PORT_SEAT);
    ck_assert_int_ge(seat, 1);
    ck_assert_int_le(seat, SEATS);
    ck_assert_msg(!was_here[seat], "seat %d again after %d", seat, i);
    was_here[seat] = true;
  }
  user_and_host_agree();
  const double last = user_sees(PORT_SEAT);
  user_single_click(place_middle(PART_DICE), 0);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_double_eq(user_sees(PORT_SEAT), last);
}
END_TEST

/* The dial of seats has whole numbers and says so. */
START_TEST(seats_are_whole)
{
  user_single_click(place_middle(PART_PAGE_EARS), 0);
  user_drag(place_knob(PART_SEAT), 0.0, -37.3, 0);
  const double seat = user_sees(PORT_SEAT);
  ck_assert_double_gt(seat, 1.0);
  ck_assert_double_eq(seat, floor(seat));
}
END_TEST

/* --- in the plot --------------------------------------------------------- */

static bool
is_shown(PlotCurve which, Curve* curve)
{
  return plot_curve(&view->plot, &view->curves, which, curve);
}

static void
be_unlike(void)
{
  view_value(view, PORT_TWO_EARS, 100.0F);
  user_looks();
}

/** The legend lies in the picture, which is the plot's where there is none. */
START_TEST(ears_have_lines_where_they_differ)
{
  Curve left;
  Curve right;
  const Place entry = place_middle(PART_LEGEND_LEFT);
  user_looks();
  ck_assert(!is_shown(PLOT_LEFT, &left) && !is_shown(PLOT_RIGHT, &right));
  view_move(view, entry.x, entry.y, 0);
  ck_assert_int_eq((int)view->pointer.hover, (int)PART_PLOT);
  be_unlike();
  ck_assert(is_shown(PLOT_LEFT, &left) && is_shown(PLOT_RIGHT, &right));
  double apart = 0.0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    apart = fmax(apart, fabs(left.db[i] - right.db[i]));
  }
  ck_assert_double_gt(apart, 0.5);
  user_single_click(entry, 0);
  ck_assert(!is_shown(PLOT_LEFT, &left) && is_shown(PLOT_RIGHT, &right));
  user_single_click(entry, 0);
  user_single_click(place_middle(PART_LEGEND_RIGHT), 0);
  ck_assert(is_shown(PLOT_LEFT, &left) && !is_shown(PLOT_RIGHT, &right));
  view_value(view, PORT_TWO_EARS, 0.0F);
  user_looks();
  ck_assert(!is_shown(PLOT_LEFT, &left));
}
END_TEST

/* The plugin tells of the left ear alone: that is not both. */
START_TEST(the_result_of_unlike_ears_is_their_mean)
{
  float values[NOTIFY_FLOATS];
  Curve result;
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = 3.0F;
  }
  values[NOTIFY_EXPORTING] = 0.0F;
  view_frame(view, values);
  user_looks();
  ck_assert(is_shown(PLOT_RESULT, &result));
  ck_assert_double_eq_tol(result.db[100], 3.0, 1e-6);
  be_unlike();
  view_frame(view, values);
  user_looks();
  ck_assert(is_shown(PLOT_RESULT, &result));
  ck_assert_double_eq(result.db[100], view->curves.result.db[100]);
}
END_TEST

START_TEST(their_numbers_are_copied)
{
  static const char heading[] =
    "frequency,a_db,b_db,result_db,left_db,right_db";
  be_unlike();
  view_copy(view, COPY_NUMBERS);
  ck_assert_mem_eq(seen.copied, heading, strlen(heading));
  const char* row = strstr(seen.copied, "\n9");
  ck_assert_ptr_nonnull(row);
  double number[6] = { 0.0 };
  char* end = NULL;
  ++row;
  for (int i = 0; i < 6; ++i) {
    number[i] = strtod(row, &end);
    row = end + 1;
  }
  for (int i = 0; i < 2; ++i) {
    ck_assert_double_eq_tol(
      number[4 + i], curve_at(&view->curves.ear[i], number[0]), 0.01);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("window, ears");
  TCase* const tcase = tcase_create("ears");
  tcase_add_checked_fixture(tcase, user_comes, user_goes);
  tcase_add_test(tcase, the_dice_finds_other_seats);
  tcase_add_test(tcase, seats_are_whole);
  tcase_add_test(tcase, ears_have_lines_where_they_differ);
  tcase_add_test(tcase, the_result_of_unlike_ears_is_their_mean);
  tcase_add_test(tcase, their_numbers_are_copied);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
