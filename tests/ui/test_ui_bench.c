// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The blind test in the window: what is played, what cannot be compared, and
   that nothing tells. */

#include "tests/support/bench_user.h"
#include "tests/support/suite.h"

static uint8_t*
copy_picture(size_t* size)
{
  cairo_surface_t* const surface = view_surface(view);
  view_damage_all(view);
  user_looks();
  *size = (size_t)cairo_image_surface_get_stride(surface) *
          (size_t)cairo_image_surface_get_height(surface);
  uint8_t* const copy = malloc(*size);
  ck_assert_ptr_nonnull(copy);
  memcpy(copy, cairo_image_surface_get_data(surface), *size);
  return copy;
}

/* --- what is heard ------------------------------------------------------- */

START_TEST(buttons_play_what_they_say)
{
  open_bench();
  begin(BLIND_ABX, 0x5); // second, first, second, first ...
  ck_assert(seen.blind.is_on);
  ck_assert_uint_eq(seen.blind.originals, 0);
  ck_assert_float_eq(seen.blind.value[0][PORT_MORPH], 0.0F);
  ck_assert_float_eq(seen.blind.value[1][PORT_MORPH], 1.0F);
  ck_assert_float_eq(seen.blind.value[0][PORT_HEADPHONE_A], HD_800_S);
  for (unsigned trial = 0; trial < 4; ++trial) {
    for (unsigned button = 0; button < 3; ++button) {
      press(BENCH_HEAR + button);
      const unsigned x = trial % 2 ? 0 : 1;
      ck_assert_uint_eq(seen.blind.heard, button == 2 ? x : button);
    }
    press(BENCH_SAY);
  }
  ck_assert_uint_eq(blind_trials_count(&view->bench.trials), 2);
  press(BENCH_END);
  ck_assert(!seen.blind.is_on);
  ck_assert_uint_eq(seen.writes, 0); // no control moves
  user_and_host_agree();
}
END_TEST

START_TEST(slots_and_bypass)
{
  user_single_click(place_middle(PART_SLOT_2), 0);
  user_drag(place_knob(PART_SEAL), 0.0, 60.0, 0);
  const float seal = view->settings.value[PORT_SEAL];
  ck_assert_float_lt(seal, 100.0F);
  open_bench();
  press(BENCH_FIRST + SOUND_SLOT_1);
  press(BENCH_SECOND + SOUND_SLOT_2);
  begin(BLIND_PREFERENCE, 0);
  ck_assert_float_eq(seen.blind.value[0][PORT_SEAL], 100.0F);
  ck_assert_float_eq(seen.blind.value[1][PORT_SEAL], seal);
  ck_assert_uint_eq(seen.blind.originals, 0);
  press(BENCH_END);
  press(BENCH_FIRST + SOUND_BYPASS);
  begin(BLIND_ABX, 0);
  ck_assert_uint_eq(seen.blind.originals, 1);
}
END_TEST

START_TEST(what_cannot_be_compared_is_said)
{
  open_bench();
  press(BENCH_SECOND + SOUND_A);
  ck_assert(view->bench.blocked);
  press(BENCH_BEGIN);
  ck_assert_int_eq(view->bench.stage, BENCH_SETUP);
  ck_assert_ptr_nonnull(strstr(view->bench.note, "different"));
  press(BENCH_FIRST + SOUND_SLOT_1);
  press(BENCH_SECOND + SOUND_SLOT_2);
  ck_assert(!view->bench.blocked);
  // Another file in the other slot, which only one of them can have.
  view->edit.history.slot[1].value[PORT_HEADPHONE_A] = HEADPHONE_MEASURED_FILE;
  view->edit.history.slot[1].file[FILE_A] = 1;
  press(BENCH_SECOND + SOUND_SLOT_2);
  ck_assert(view->bench.blocked);
  ck_assert_ptr_nonnull(strstr(view->bench.note, "measured files"));
  press(BENCH_BEGIN);
  ck_assert_int_eq(view->bench.stage, BENCH_SETUP);
  ck_assert_uint_eq(seen.blinds, 0);
}
END_TEST

/* A message that is lost comes again; changes in the host change nothing. */
START_TEST(the_comparison_stays_what_it_is)
{
  open_bench();
  begin(BLIND_ABX, 1);
  press(BENCH_HEAR + 2);
  const unsigned sent = seen.blinds;
  view_value(view, PORT_HEADPHONE_A, 1.0F);
  view_value(view, PORT_SEAL, 3.0F);
  user_waits(3.5);
  ck_assert_uint_ge(seen.blinds, sent + 3);
  ck_assert_uint_eq(seen.blind.heard, 1);
  ck_assert_float_eq(seen.blind.value[1][PORT_HEADPHONE_A], HD_800_S);
  ck_assert_float_eq(seen.blind.value[1][PORT_SEAL], 100.0F);
}
END_TEST

START_TEST(an_export_ends_it)
{
  open_bench();
  begin(BLIND_ABX, 1);
  view_value(view, PORT_FREEWHEEL, 1.0F);
  user_waits(0.1);
  ck_assert_int_eq(view->bench.stage, BENCH_SETUP);
  ck_assert(!seen.blind.is_on);
  ck_assert_ptr_nonnull(strstr(view->bench.note, "exports"));
}
END_TEST

/* --- what is hidden ------------------------------------------------------ */

/* No pixel is different: whichever is heard, whatever the two are, whatever
   frames and ports say, wherever the pointer rests. */
START_TEST(pictures_do_not_tell)
{
  const BlindKind kind = (BlindKind)_i;
  const unsigned buttons = kind == BLIND_ABX ? 3 : 2;
  uint8_t* picture[2][3];
  size_t size = 0;
  for (unsigned way = 0; way < 2; ++way) {
    if (way) {
      user_goes();
      user_comes();
      view_value(view, PORT_SEAL, 10.0F);
    }
    open_bench();
    if (way) {
      press(BENCH_FIRST + SOUND_BYPASS);
      press(BENCH_SECOND + SOUND_SLOT_2);
    }
    begin(kind, way ? UINT64_MAX : 0);
    for (unsigned button = 0; button < buttons; ++button) {
      press(BENCH_HEAR + button);
      if (way) {
        float values[NOTIFY_FLOATS];
        for (int k = 0; k < NOTIFY_FLOATS; ++k) {
          values[k] = -20.0F - (float)(k % 7);
        }
        view_frame(view, values);
        view_value(view, PORT_MATCH_GAIN, -3.0F);
        view_message(view, "a.csv: not found");
      }
      user_waits(2.0);
      picture[way][button] = copy_picture(&size);
    }
  }
  for (unsigned button = 0; button < buttons; ++button) {
    ck_assert_mem_eq(picture[0][button], picture[1][button], size);
    if (button > 0) { // but the button that was pressed is seen
      ck_assert(memcmp(picture[0][button], picture[0][button - 1], size));
    }
  }
  for (unsigned i = 0; i < 2 * buttons; ++i) {
    free(picture[i / buttons][i % buttons]);
  }
}
END_TEST

/* Nor how it goes: after right and after wrong answers. */
START_TEST(the_score_is_hidden)
{
  uint8_t* picture[2];
  size_t size = 0;
  open_bench();
  for (unsigned way = 0; way < 2; ++way) {
    begin(BLIND_ABX, way ? UINT64_MAX : 0);
    press(BENCH_SAY);
    press(BENCH_SAY);
    picture[way] = copy_picture(&size);
    press(BENCH_END);
    press(BENCH_AGAIN);
  }
  ck_assert_mem_eq(picture[0], picture[1], size);
  free(picture[0]);
  free(picture[1]);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui bench");
  TCase* const tests = tcase_create("bench");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, buttons_play_what_they_say);
  tcase_add_test(tests, slots_and_bypass);
  tcase_add_test(tests, what_cannot_be_compared_is_said);
  tcase_add_test(tests, the_comparison_stays_what_it_is);
  tcase_add_test(tests, an_export_ends_it);
  tcase_add_loop_test(tests, pictures_do_not_tell, 0, 2);
  tcase_add_test(tests, the_score_is_hidden);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
