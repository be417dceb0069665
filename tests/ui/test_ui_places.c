// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Reset all, and what stands below the meter.

#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/memory.h"

#include <math.h>
#include <string.h>

static void
hear(float lufs, float true_peak_db)
{
  float values[NOTIFY_FLOATS];
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = -40.0F;
  }
  values[NOTIFY_RESULT_FROM] = NAN;
  values[NOTIFY_LOUDNESS] = lufs;
  values[NOTIFY_TRUE_PEAK] = true_peak_db;
  view_frame(view, values);
}

/* The highest true peak counts until a click, on either of the two. */
START_TEST(headroom_is_what_the_highest_peak_leaves)
{
  hear(-23.0F, -6.0F);
  hear(-22.0F, -1.5F);
  hear(-21.0F, -9.0F);
  ck_assert_double_eq(view->readings.loudness.lufs, -21.0);
  ck_assert_double_eq(view->readings.loudness.true_peak_db, -1.5);
  user_single_click(place_middle(_i ? PART_LOUDNESS : PART_METER), 0);
  hear(-21.0F, -9.0F);
  ck_assert_double_eq(view->readings.loudness.true_peak_db, -9.0);
}
END_TEST

START_TEST(without_frames_there_is_no_loudness)
{
  hear(-23.0F, -6.0F);
  user_waits(1.0);
  ck_assert_double_lt(view->readings.loudness.lufs, -100.0);
  ck_assert_double_eq(view->readings.loudness.true_peak_db, -6.0);
}
END_TEST

/* Only tenths are shown: what changes less is not drawn again. */
START_TEST(small_changes_are_not_drawn)
{
  LoudnessText text;
  loudness_text_clear(&text);
  ck_assert(loudness_text_update(&text, -23.04, -6.0));
  ck_assert(!loudness_text_update(&text, -22.96, -6.0));
  ck_assert(loudness_text_update(&text, -22.94, -6.0));
  ck_assert(loudness_text_update(&text, -22.94, -5.9));
  ck_assert(!loudness_text_update(&text, -22.94, -7.0));
  loudness_text_clear(&text);
  ck_assert(!loudness_text_update(&text, -119.0, -90.0));
}
END_TEST

/** The first row of the menu of presets. */
static void
reset_all(void)
{
  user_single_click(place_middle(PART_PRESET), 0);
  user_type("reset all");
  view_key(view, KEY_ENTER, "");
  user_looks();
}

/* All that is saved with a slot, also on the page YOU; neither on nor off. */
START_TEST(reset_all_is_one_step_of_undo)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    const float other = ports[p].dflt > 0.5F * (ports[p].min + ports[p].max)
                          ? ports[p].min
                          : ports[p].max;
    if (ports[p].kind == KIND_CONTROL_IN && p != PORT_FREEWHEEL) {
      view_value(view, (PortIndex)p, other);
      seen.value[p] = other;
    }
  }
  reset_all();
  ck_assert(!view->menu.open);
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (memory_holds((PortIndex)p)) {
      ck_assert_msg(user_sees((PortIndex)p) == (double)ports[p].dflt,
                    "%s",
                    ports[p].symbol);
    }
  }
  ck_assert_double_eq(user_sees(PORT_ENABLED), 0.0);
  user_and_host_agree();
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_double_eq(user_sees(PORT_TARGET_BASS),
                      (double)ports[PORT_TARGET_BASS].max);
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_A),
                      (double)ports[PORT_HEADPHONE_A].max);
  user_and_host_agree();
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui places");
  TCase* const tests = tcase_create("places");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_loop_test(tests, headroom_is_what_the_highest_peak_leaves, 0, 2);
  tcase_add_test(tests, without_frames_there_is_no_loudness);
  tcase_add_test(tests, small_changes_are_not_drawn);
  tcase_add_test(tests, reset_all_is_one_step_of_undo);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
