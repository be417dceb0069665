// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The page of what sets left and right apart.

#include "tests/support/suite.h"
#include "tests/support/user.h"

#include <math.h>
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

int
main(void)
{
  Suite* const suite = suite_create("window, ears");
  TCase* const tcase = tcase_create("ears");
  tcase_add_checked_fixture(tcase, user_comes, user_goes);
  tcase_add_test(tcase, the_dice_finds_other_seats);
  tcase_add_test(tcase, seats_are_whole);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
