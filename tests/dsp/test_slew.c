// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Values that move in straight lines. */

#include "dsp/engine/slew.h"
#include "tests/support/suite.h"

#include <math.h>

START_TEST(ends_exactly)
{
  static const float targets[] = { 1.0F,    0.1F,   -0.3F, 1e-7F, 3.981F,
                                   0.0631F, 1000.F, 0.0F,  -1.0F, 0.7F };
  Slew slew;
  slew_jump(&slew, 0.25F);
  for (int i = 0; i < 10; ++i) {
    const unsigned subblocks = 1U + (unsigned)(i * i);
    slew_to(&slew, targets[i], subblocks);
    for (unsigned subblock = 0; subblock < subblocks + 1; ++subblock) {
      slew_step(&slew); // rounding may take one sub-block more
    }
    ck_assert(slew.next == targets[i]);
    slew_step(&slew);
    ck_assert(slew.now == targets[i]);
    ck_assert(!slew_moves(&slew));
  }
}
END_TEST

START_TEST(goes_straight)
{
  Slew slew;
  slew_jump(&slew, 2.0F);
  slew_to(&slew, 1.0F, 8);
  for (int subblock = 1; subblock <= 8; ++subblock) {
    slew_step(&slew);
    ck_assert_double_eq_tol((double)slew.next, 2.0 - subblock / 8.0, 1e-6);
    ck_assert(slew_moves(&slew));
  }
}
END_TEST

START_TEST(hops_join_without_a_gap)
{
  Slew slew;
  slew_jump(&slew, 0.0F);
  slew_to(&slew, 1.0F, 5);
  for (int subblock = 0; subblock < 20; ++subblock) {
    const float before = slew.next;
    slew_step(&slew);
    ck_assert(slew.now == before);
    if (subblock == 2) {
      slew_to(&slew, -1.0F, 3); // turned round on the way
    }
  }
  ck_assert(slew.next == -1.0F);
}
END_TEST

/* Asked for again and again, as every sub-block does, it arrives in time. */
START_TEST(asking_again_does_not_delay)
{
  Slew slew;
  slew_jump(&slew, 0.0F);
  for (int subblock = 0; subblock < 11; ++subblock) {
    slew_to(&slew, 1.0F, 10);
    slew_step(&slew);
  }
  ck_assert(slew.next == 1.0F);
}
END_TEST

START_TEST(a_jump_is_there)
{
  Slew slew;
  slew_jump(&slew, 0.5F);
  ck_assert(!slew_moves(&slew));
  slew_step(&slew);
  ck_assert(slew.now == 0.5F && slew.next == 0.5F);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("slew");
  TCase* const tcase = tcase_create("lines");
  tcase_add_test(tcase, ends_exactly);
  tcase_add_test(tcase, goes_straight);
  tcase_add_test(tcase, hops_join_without_a_gap);
  tcase_add_test(tcase, asking_again_does_not_delay);
  tcase_add_test(tcase, a_jump_is_there);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
