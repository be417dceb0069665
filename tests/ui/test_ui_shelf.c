// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Favourites and recent headphones, in the window and in their file.

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/shared/userfile.h"
#include "ui/window/view_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static Shelf shelf;

static void
path_of_shelf(char* path)
{
  ck_assert(userfile_path(USERFILE_CONFIG, "headphones", path));
}

static void
write_shelf(const char* text, size_t length)
{
  char path[USERFILE_PATH];
  path_of_shelf(path);
  ck_assert(userfile_write(path, text, length));
}

static void
reopen(void)
{
  user_goes();
  user_comes();
}

START_TEST(favourites_are_on_top)
{
  user_single_click(place_middle(PART_PICK_A), 0);
  user_type("hd650");
  int id = 0;
  ck_assert(menu_hovered(&view->menu, &id));
  user_press(place_row(view->menu.hover), BUTTON_RIGHT, 0);
  user_looks();
  ck_assert(view->menu.open);
  ck_assert_str_eq(view->menu.search.text, "hd650");
  view_key(view, KEY_ESCAPE, "");
  reopen();
  user_single_click(place_middle(PART_PICK_B), 0);
  const int row = user_finds_row("HD 650");
  ck_assert_int_ge(row, 1);
  ck_assert_int_le(row, 8);
  ck_assert(view->menu.item[view->menu.shown[row].index].starred);
  ck_assert_str_eq(view->menu.item[view->menu.shown[row - 1].index].label,
                   "Favourites");
  user_type("hd650"); // and once only where one searches
  ck_assert_uint_eq(view->menu.n_shown, 1);
  user_press(place_row(0), BUTTON_RIGHT, 0);
  reopen();
  user_single_click(place_middle(PART_PICK_B), 0);
  ck_assert_int_gt(user_finds_row("HD 650"), 10);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

static void
choose(Part part, const char* query)
{
  user_single_click(place_middle(part), 0);
  user_type(query);
  view_key(view, KEY_ENTER, "");
}

START_TEST(what_was_chosen_last_is_on_top)
{
  float db[GRID_POINTS] = { 0 };
  choose(PART_PICK_A, "hd650");
  choose(PART_WEARING, "dt770");
  choose(PART_PICK_A, "hd650");
  choose(PART_PICK_B, "neutral");
  view_open_files(view, PART_PICK_B);
  view_key(view, KEY_TEXT, "/curves/my own.csv");
  view_key(view, KEY_ENTER, "");
  view_file(view, FILE_B, "/curves/my own.csv");
  view_file_curve(view, FILE_B, db);
  shelf_load(&shelf);
  ck_assert_uint_eq(shelf.n_recent, 3);
  ck_assert_str_eq(shelf.recent[0].path, "/curves/my own.csv");
  ck_assert_uint_eq(shelf.recent[1].id, 14);
  ck_assert_uint_eq(shelf.recent[2].id, 88);
  user_single_click(place_middle(PART_WEARING), 0);
  const int row = user_finds_row("my own.csv");
  ck_assert_int_ge(row, 1);
  user_press(place_row(row), BUTTON_RIGHT, 0); // a file can be a favourite
  ck_assert(shelf_is_favourite(
    &view->lists.shelf, HEADPHONE_MEASURED_FILE, "/curves/my own.csv"));
  user_click(place_row(user_finds_row("my own.csv")), 0);
  ck_assert_str_eq(seen.path, "/curves/my own.csv");
  ck_assert_int_eq((int)seen.slot, FILE_WEARING);
}
END_TEST

START_TEST(the_shelf_has_its_limits)
{
  char path[64];
  memset(&shelf, 0, sizeof(shelf));
  for (uint32_t i = 1; i <= SHELF_FAVOURITES; ++i) {
    ck_assert_int_eq((int)shelf_toggle(&shelf, i, ""), SHELF_DONE);
  }
  ck_assert_int_eq((int)shelf_toggle(&shelf, 500, ""), SHELF_FULL);
  for (int i = 0; i < 3 * SHELF_RECENT; ++i) {
    snprintf(path, sizeof(path), "/curves/%d.csv", i);
    ck_assert_int_eq((int)shelf_visit(&shelf, HEADPHONE_MEASURED_FILE, path),
                     SHELF_DONE);
  }
  shelf_load(&shelf);
  ck_assert_uint_eq(shelf.n_favourites, SHELF_FAVOURITES);
  ck_assert_uint_eq(shelf.n_recent, SHELF_RECENT);
  ck_assert_str_eq(shelf.recent[0].path, path);
  ck_assert_int_eq((int)shelf_toggle(&shelf, 7, ""), SHELF_DONE);
  ck_assert(!shelf_is_favourite(&shelf, 7, ""));
}
END_TEST

/* What one window writes is not lost by what another one writes. */
START_TEST(two_windows_share_it)
{
  Shelf other;
  memset(&shelf, 0, sizeof(shelf));
  memset(&other, 0, sizeof(other));
  ck_assert_int_eq((int)shelf_toggle(&shelf, 14, ""), SHELF_DONE);
  ck_assert_int_eq((int)shelf_toggle(&other, 88, ""), SHELF_DONE);
  ck_assert_int_eq((int)shelf_visit(&shelf, 3, ""), SHELF_DONE);
  shelf_load(&other);
  ck_assert(shelf_is_favourite(&other, 14, ""));
  ck_assert(shelf_is_favourite(&other, 88, ""));
  ck_assert_uint_eq(other.n_recent, 1);
}
END_TEST

START_TEST(a_spoilt_file_is_survived)
{
  static const char spoilt[] =
    "favourite 14\n\0\0favourite \nfavourite x\nfavourite -3\nfavourite 14\n"
    "favourite 14 15\nfavourite 99999999999999999999\nrecent\nrecent 142\n"
    "recent relative.csv\nrecent /a b\n<html>\nfavourite 88";
  write_shelf(spoilt, sizeof(spoilt) - 1);
  shelf_load(&shelf);
  ck_assert_uint_eq(shelf.n_favourites, 2);
  ck_assert_uint_eq(shelf.favourite[0].id, 14);
  ck_assert_uint_eq(shelf.favourite[1].id, 88);
  ck_assert_uint_eq(shelf.n_recent, 1);
  ck_assert_str_eq(shelf.recent[0].path, "/a b");
  char noise[5000];
  for (unsigned seed = 1; seed < 200; ++seed) {
    unsigned x = seed * 2654435761U;
    for (size_t i = 0; i < sizeof(noise); ++i) {
      x = x * 1664525U + 1013904223U;
      noise[i] = (char)(x >> 24);
    }
    memcpy(noise + 100, "\nfavourite /", 12);
    write_shelf(noise, sizeof(noise));
    shelf_load(&shelf);
    ck_assert_uint_le(shelf.n_favourites, 1);
  }
  // And what is chosen then is kept again.
  ck_assert_int_eq((int)shelf_visit(&shelf, 14, ""), SHELF_DONE);
  shelf_load(&shelf);
  ck_assert_uint_eq(shelf.recent[0].id, 14);
}
END_TEST

/* No home, or none to write in: all lasts as long as the window. */
START_TEST(nowhere_to_write_is_survived)
{
  char path[USERFILE_PATH];
  memset(&shelf, 0, sizeof(shelf));
  snprintf(path, sizeof(path), "%s/.config", getenv("HOME"));
  fclose(fopen(path, "w"));
  ck_assert_int_eq((int)shelf_toggle(&shelf, 14, ""), SHELF_NOT_KEPT);
  ck_assert_int_eq((int)shelf_toggle(&shelf, 88, ""), SHELF_NOT_KEPT);
  ck_assert(shelf_is_favourite(&shelf, 14, ""));
  user_single_click(place_middle(PART_PICK_A), 0);
  user_type("hd650");
  user_press(place_row(0), BUTTON_RIGHT, 0);
  ck_assert(view_has_message(view) && view->menu.open);
  unsetenv("HOME");
  ck_assert_int_eq((int)shelf_visit(&shelf, 3, ""), SHELF_NOT_KEPT);
  ck_assert(!userfile_path(USERFILE_CONFIG, "headphones", path));
  setenv("XDG_CONFIG_HOME", "relative", 1); // by the specification: ignored
  ck_assert(!userfile_path(USERFILE_CONFIG, "headphones", path));
  setenv("XDG_CONFIG_HOME", "/elsewhere", 1);
  path_of_shelf(path);
  ck_assert_str_eq(path, "/elsewhere/earcup/headphones");
}
END_TEST

/* No draft is left beside it, and only its owner reads it. */
START_TEST(it_is_written_in_one_step)
{
  char path[USERFILE_PATH];
  char command[USERFILE_PATH + 64];
  struct stat status;
  memset(&shelf, 0, sizeof(shelf));
  path_of_shelf(path);
  ck_assert_int_eq((int)shelf_toggle(&shelf, 14, ""), SHELF_DONE);
  ck_assert_int_eq(stat(path, &status), 0);
  const ino_t before = status.st_ino;
  ck_assert_int_eq((int)shelf_toggle(&shelf, 88, ""), SHELF_DONE);
  ck_assert_int_eq(stat(path, &status), 0);
  ck_assert(status.st_ino != before);
  ck_assert_int_eq((int)(status.st_mode & 077), 0);
  snprintf(command, sizeof(command), "test $(ls '%s'* | wc -l) = 1", path);
  ck_assert_int_eq(system(command), 0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui shelf");
  TCase* const tests = tcase_create("shelf");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, favourites_are_on_top);
  tcase_add_test(tests, what_was_chosen_last_is_on_top);
  tcase_add_test(tests, the_shelf_has_its_limits);
  tcase_add_test(tests, two_windows_share_it);
  tcase_add_test(tests, a_spoilt_file_is_survived);
  tcase_add_test(tests, nowhere_to_write_is_survived);
  tcase_add_test(tests, it_is_written_in_one_step);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
