// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The size that outlives the window, in a state folder of the test's own.

#include "tests/support/suite.h"
#include "ui/window/last_size.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/earcup-test-XXXXXX";
static char file[64];

static void
folder_comes(void)
{
  strcpy(folder + strlen(folder) - 6, "XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(file, sizeof(file), "%s/earcup/window", folder);
  setenv("XDG_STATE_HOME", folder, 1);
}

static void
folder_goes(void)
{
  char path[64];
  remove(file);
  snprintf(path, sizeof(path), "%s/earcup", folder);
  rmdir(path);
  ck_assert_int_eq(rmdir(folder), 0);
}

/** Someone has written that into the file. */
static void
file_holds(const char* text)
{
  const LastSize any = { 800, 500, 1 };
  ck_assert(last_size_write(&any)); // makes the folder
  FILE* const f = fopen(file, "w");
  ck_assert_ptr_nonnull(f);
  fputs(text, f);
  fclose(f);
}

START_TEST(what_is_written_is_read)
{
  LastSize size = { 1, 2, 3 };
  ck_assert(!last_size_read(&size));
  ck_assert_int_eq(size.width_px, 1);
  const LastSize kept = { 1140, 738, 2 };
  ck_assert(last_size_write(&kept));
  ck_assert(last_size_read(&size));
  ck_assert_int_eq(memcmp(&size, &kept, sizeof(size)), 0);
}
END_TEST

START_TEST(what_is_no_size_counts_for_nothing)
{
  static const char* const texts[] = { "",
                                       "\n",
                                       "wide high\n",
                                       "1140\n",
                                       "1140 738\n",
                                       "0 0 1\n",
                                       "-800 500 1\n",
                                       "99999 500 1\n",
                                       "800 500 0\n",
                                       "800 500 9\n",
                                       "800 5 1\n",
                                       "99999999999999999999 1 1\n" };
  for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); ++i) {
    LastSize size = { 7, 7, 7 };
    file_holds(texts[i]);
    ck_assert_msg(!last_size_read(&size), "\"%s\"", texts[i]);
    ck_assert_int_eq(size.width_px, 7);
  }
  const LastSize none = { 0, 0, 1 };
  ck_assert(!last_size_write(&none));
}
END_TEST

START_TEST(without_a_place_nothing_is_kept)
{
  const LastSize size = { 800, 500, 1 };
  LastSize found;
  setenv("XDG_STATE_HOME", "/dev/null", 1);
  ck_assert(!last_size_write(&size) && !last_size_read(&found));
  // A path that is not absolute is to be ignored, says the specification.
  setenv("XDG_STATE_HOME", "state", 1);
  setenv("HOME", "/dev/null", 1);
  ck_assert(!last_size_write(&size) && access("state", F_OK) != 0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui last size");
  TCase* const tests = tcase_create("last size");
  tcase_add_checked_fixture(tests, folder_comes, folder_goes);
  tcase_add_test(tests, what_is_written_is_read);
  tcase_add_test(tests, what_is_no_size_counts_for_nothing);
  tcase_add_test(tests, without_a_place_nothing_is_kept);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
