// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The blind test by the keyboard, and what is written down of it. */

#include "tests/support/bench_user.h"
#include "tests/support/suite.h"
#include "ui/window/results.h"

#include <stdio.h>
#include <sys/stat.h>

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
  Suite* const suite = suite_create("ui bench keys");
  TCase* const tests = tcase_create("bench");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, keys_do_all_of_it);
  tcase_add_test(tests, tab_goes_round_and_space_presses);
  tcase_add_test(tests, keys_come_and_go);
  tcase_add_test(tests, the_result_is_written_down);
  tcase_add_test(tests, what_was_wrong_with_a_file_is_said);
  tcase_add_test(tests, files_go_among_the_documents);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
