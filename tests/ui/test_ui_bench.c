// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The blind bench: what it plays, what it hides and what it keeps.

#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/window/bench_report.h"
#include "ui/window/results.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HD_800_S 19.0F ///< permanent ids
#define HD_25 43.0F

static void
press(unsigned item)
{
  const Rect r = bench_rect(&view->bench, (BenchItem)item);
  ck_assert_msg(r.w > 0.0, "item %u", item);
  user_click(place_center(r), 0);
}

static void
open_bench(void)
{
  view_value(view, PORT_HEADPHONE_A, HD_800_S);
  view_value(view, PORT_HEADPHONE_B, HD_25);
  seen.value[PORT_HEADPHONE_A] = HD_800_S;
  seen.value[PORT_HEADPHONE_B] = HD_25;
  user_single_click(place_middle(PART_BLIND), 0);
  ck_assert_int_eq(view->bench.stage, BENCH_SETUP);
}

/** Begin, with an order that is known. */
static void
begin(BlindKind kind, uint64_t order)
{
  press(BENCH_KIND + kind);
  press(BENCH_BEGIN);
  ck_assert_int_eq(view->bench.stage, BENCH_RUNNING);
  view->bench.trials.order = order;
  press(BENCH_HEAR);
}

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

/* --- keys ---------------------------------------------------------------- */

static void
key(Key k)
{
  view_key(view, k, "");
}

START_TEST(keys_do_all_of_it)
{
  open_bench();
  ck_assert(seen.keyboard);
  key(KEY_ENTER); // Begin has the focus
  ck_assert_int_eq(view->bench.stage, BENCH_RUNNING);
  view->bench.trials.order = 0xFF;
  static const char letters[] = "fsx";
  for (unsigned i = 0; i < 3; ++i) {
    const char text[2] = { letters[i], '\0' };
    view_key(view, KEY_TEXT, text);
    ck_assert_uint_eq(view->bench.heard, i);
  }
  user_type("X"); // Caps lock answers nothing
  ck_assert_uint_eq(view->bench.trials.done, 0);
  view_key(view, KEY_TEXT, "1112"); // nor what is pasted
  ck_assert_uint_eq(view->bench.trials.done, 0);
  for (unsigned i = 0; i < 16; ++i) {
    ck_assert_uint_eq(view->bench.trials.done, i);
    user_type("2");
  }
  ck_assert_int_eq(view->bench.stage, BENCH_RESULT);
  ck_assert_uint_eq(blind_trials_count(&view->bench.trials), 8);
  key((Key)(KEY_TAB | KEY_SELECTING)); // back to the path
  ck_assert_int_eq(view->bench.focus, BENCH_PATH);
  key(KEY_SELECT_ALL);
  user_type("/tmp/x y.txt");
  key(KEY_ENTER);
  ck_assert_str_eq(seen.saved_path, "/tmp/x y.txt");
  key(KEY_ESCAPE);
  ck_assert_int_eq(view->bench.stage, BENCH_CLOSED);
  ck_assert(!seen.keyboard);
}
END_TEST

START_TEST(tab_goes_round_and_space_presses)
{
  open_bench();
  unsigned n = 0;
  do {
    key(KEY_TAB);
    ++n;
  } while (view->bench.focus != BENCH_BEGIN && n < 100);
  ck_assert_uint_eq(n, 2 + 2 * SOUNDS + 2 + 2);
  key((Key)(KEY_TAB | KEY_SELECTING));
  user_type(" ");
  ck_assert_uint_eq(view->bench.total, 20);
  key(KEY_LEFT);
  for (int i = 0; i < 20; ++i) {
    user_type(" ");
  }
  ck_assert_uint_eq(view->bench.total, BLIND_TRIALS_MIN);
}
END_TEST

/* The host takes the keyboard: the test goes on, and a click fetches it. */
START_TEST(keys_come_and_go)
{
  open_bench();
  begin(BLIND_ABX, 0);
  view_unfocus(view);
  ck_assert(!seen.keyboard);
  ck_assert_int_eq(view->bench.stage, BENCH_RUNNING);
  user_waits(2.0);
  ck_assert(!seen.keyboard);
  press(BENCH_HEAR + 1);
  ck_assert(seen.keyboard);
  user_type("f");
  key(KEY_ESCAPE);
  ck_assert_int_eq(view->bench.stage, BENCH_SETUP); // nothing was answered
}
END_TEST

/* --- what is kept -------------------------------------------------------- */

START_TEST(the_result_is_written_down)
{
  char line[64];
  open_bench();
  begin(BLIND_ABX, 0x1FFF);
  for (int i = 0; i < 16; ++i) {
    press(BENCH_SAY + (i < 13)); // three wrong ones are right
  }
  ck_assert_str_eq(view->bench.path.text, "/documents/blind.txt");
  press(BENCH_SAVE);
  ck_assert_str_eq(seen.saved_path, "/documents/blind.txt");
  ck_assert_ptr_nonnull(strstr(seen.saved, "16 of 16 right"));
  ck_assert_ptr_nonnull(strstr(seen.saved, "p = 1.5e-05"));
  ck_assert_ptr_nonnull(strstr(seen.saved, "First: Sennheiser HD 800 S\n"));
  ck_assert_ptr_nonnull(strstr(seen.saved, "  morph = 100 %\n"));
  ck_assert_ptr_nonnull(strstr(seen.saved, "   13  second  second\n"));
  ck_assert_ptr_nonnull(strstr(seen.saved, "   14  first   first\n"));
  snprintf(
    line, sizeof(line), "seed %lu ", (unsigned long)view->bench.trials.seed);
  ck_assert_ptr_nonnull(strstr(seen.saved, line));
  seen.saved[0] = '\0';
  press(BENCH_SAVE); // once is enough
  ck_assert_str_eq(seen.saved, "");
}
END_TEST

START_TEST(what_was_wrong_with_a_file_is_said)
{
  open_bench();
  begin(BLIND_PREFERENCE, 0);
  press(BENCH_SAY);
  press(BENCH_END);
  seen.refuses_files = true;
  press(BENCH_SAVE);
  ck_assert_str_eq(view->bench.note, "the disk is full");
  seen.refuses_files = false;
  press(BENCH_SAVE);
  ck_assert_str_eq(view->bench.note, "Saved.");
  ck_assert_ptr_nonnull(strstr(seen.saved, "ended after 1 of 16 trials"));
}
END_TEST

static void
write_file(const char* path, const char* text)
{
  FILE* const file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs(text, file);
  fclose(file);
}

START_TEST(files_go_among_the_documents)
{
  char home[] = "/tmp/earcup-results-XXXXXX";
  char path[512];
  char wanted[512];
  char why[160];
  char text[16] = "";
  struct stat status;
  ck_assert_ptr_nonnull(mkdtemp(home));
  setenv("HOME", home, 1);
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("XDG_DATA_HOME");
  setenv("TZ", "UTC", 1);
  results_place("Earcup blind test", ".txt", 0, path, sizeof(path));
  snprintf(wanted,
           sizeof(wanted),
           "%s/.local/share/earcup/Earcup blind test 1970-01-01 00.00.00.txt",
           home);
  ck_assert_str_eq(path, wanted);
  ck_assert(results_save(path, "hello\n", why, sizeof(why)));
  FILE* const file = fopen(path, "r");
  ck_assert_ptr_nonnull(fgets(text, sizeof(text), file));
  fclose(file);
  ck_assert_str_eq(text, "hello\n");
  ck_assert(!results_save(path, "again\n", why, sizeof(why)));
  ck_assert_ptr_nonnull(strstr(why, "already"));
  ck_assert(!results_save("x.txt", "again\n", why, sizeof(why)));
  ck_assert(!results_save("/proc/none/x.txt", "again\n", why, sizeof(why)));
  ck_assert_ptr_nonnull(strstr(why, "cannot be written"));

  // With a folder for documents, as user-dirs.dirs names it.
  snprintf(path, sizeof(path), "%s/.config", home);
  mkdir(path, 0777);
  strcat(path, "/user-dirs.dirs");
  write_file(path,
             "# XDG\nXDG_MUSIC_DIR=\"$HOME/Music\"\n"
             "XDG_DOCUMENTS_DIR=\"$HOME/My Papers\"\n");
  snprintf(path, sizeof(path), "%s/My Papers", home);
  mkdir(path, 0777);
  snprintf(
    wanted, sizeof(wanted), "%s/My Papers/curve 1970-01-01 00.00.00.csv", home);
  results_place("curve", ".csv", 0, path, sizeof(path));
  ck_assert_str_eq(path, wanted);
  ck_assert(stat(path, &status) != 0);
  results_place("curve", ".csv", 0, path, 20);
  ck_assert_str_eq(path, "");
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
  tcase_add_test(tests, keys_do_all_of_it);
  tcase_add_test(tests, tab_goes_round_and_space_presses);
  tcase_add_test(tests, keys_come_and_go);
  tcase_add_test(tests, the_result_is_written_down);
  tcase_add_test(tests, what_was_wrong_with_a_file_is_said);
  tcase_add_test(tests, files_go_among_the_documents);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
