// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define _XOPEN_SOURCE 700 // realpath()
/* earcup-audition finds files of the user's own library by name. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <limits.h>

/** A folder of curves in the run's folder, named by EARCUP_LIBRARY, and no
    home. */
static Run*
begin(void)
{
  static const char* const files[] = {
    "lib/oratory1990/Acme Zephyr/Acme Zephyr.csv",
    "lib/crinacle/Acme Zephyr/Acme Zephyr.csv",
    "lib/crinacle/Acme Gale/Acme Gale.csv",
    "lib/crinacle/Sennheiser HD 650/Sennheiser HD 650.csv"
  };
  Run* const r = run_begin();
  char here[PATH_MAX];
  char path[PATH_MAX + 64];
  ck_assert_ptr_nonnull(realpath(r->folder, here));
  for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); ++i) {
    char command[3 * PATH_MAX];
    snprintf(command,
             sizeof(command),
             "f='%s/%s' && mkdir -p \"$(dirname \"$f\")\" && "
             "cp tests/data/measured/autoeq.csv \"$f\"",
             r->folder,
             files[i]);
    ck_assert_int_eq(system(command), 0);
  }
  snprintf(path, sizeof(path), "%s/lib", here);
  setenv("EARCUP_LIBRARY", path, 1);
  snprintf(path, sizeof(path), "%s/config", here);
  setenv("XDG_CONFIG_HOME", path, 1);
  snprintf(path, sizeof(path), "%s/cache", here);
  ck_assert_int_eq(mkdir(path, 0700), 0);
  setenv("XDG_CACHE_HOME", path, 1);
  run_write_input(r);
  return r;
}

/** Does it sound as that file does? */
static void
plays_file(Run* r, const char* arguments)
{
  char all[512];
  snprintf(all, sizeof(all), "-i in.wav -o a.wav %s", arguments);
  run_well(r, all);
  run_well(r,
           "-i in.wav -o b.wav --file-a "
           "'lib/crinacle/Acme Gale/Acme Gale.csv'");
  ck_assert_msg(run_same(r, "a.wav", "b.wav"), "%s", arguments);
}

START_TEST(files_are_chosen_by_name)
{
  Run* const r = begin();
  plays_file(r, "-c headphone_a='acme gale'");
  plays_file(r, "-c headphone_a=gale");
  plays_file(r, "-c headphone_a='acmee gale'"); // but for one letter
  plays_file(r, "--file-a gale");
  plays_file(r, "--file-a 'zephyr oratory1990'"); // the same curve
  run_end(r);
}
END_TEST

START_TEST(the_catalogue_comes_first)
{
  Run* const r = begin();
  run_well(r, "-i in.wav -o a.wav -c headphone_a='HD 650'");
  run_well(r, "-i in.wav -o b.wav -c headphone_a=14");
  ck_assert(run_same(r, "a.wav", "b.wav"));
  run_well(r, "-i in.wav -o a.wav -c headphone_a='650 senn'");
  ck_assert(run_same(r, "a.wav", "b.wav"));
  plays_file(r, "-c headphone_a='HD 650 crinacle'");
  run_end(r);
}
END_TEST

START_TEST(what_is_not_clear_is_asked)
{
  Run* const r = begin();
  run_badly(r,
            "-i in.wav -o out.wav -c headphone_a=zephyr",
            "'zephyr' could be any of 2 files of your library");
  ck_assert_ptr_nonnull(strstr(r->text, "'Acme Zephyr oratory1990'"));
  run_badly(r,
            "-i in.wav -o out.wav -c headphone_a=gale --file-a "
            "tests.csv",
            "tests.csv");
  run_badly(r,
            "-i in.wav -o out.wav -c headphone_a=gale -c "
            "headphone_a='HD 650 crinacle'@1",
            "one file is all it can have");
  run_badly(r, "-i in.wav -o out.wav -c headphone_a=nothing", "no choice");
  run_badly(r, "-i in.wav -o out.wav --file-a nothing", "No such file");
  run_end(r);
}
END_TEST

START_TEST(files_are_listed)
{
  Run* const r = begin();
  run_well(r, "--list headphones hd650");
  const char* const own = strstr(r->text, "14  Open: Sennheiser HD 650");
  ck_assert_ptr_nonnull(own);
  const char* const file =
    strstr(own, "file  Sennheiser HD 650, crinacle\n      /");
  ck_assert_ptr_nonnull(file);
  ck_assert_ptr_nonnull(strstr(file, "Sennheiser HD 650.csv\n"));
  run_well(r, "--list headphones zephyr");
  ck_assert_ptr_nonnull(strstr(r->text, "file  Acme Zephyr, oratory1990"));
  ck_assert_ptr_null(strstr(r->text, "Gale"));
  run_well(r, "--list headphones beyerdynamic t1");
  ck_assert_ptr_null(strstr(r->text, "file"));
  run_well(r, "--list");
  ck_assert_ptr_nonnull(strstr(r->text, "Your library: 4 measured files"));
  run_badly(r, "--list headphones walkman", "no file of your library");
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition library");
  TCase* const tests = tcase_create("library");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, files_are_chosen_by_name);
  tcase_add_test(tests, the_catalogue_comes_first);
  tcase_add_test(tests, what_is_not_clear_is_asked);
  tcase_add_test(tests, files_are_listed);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
