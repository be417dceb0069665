// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Files that are dropped on the window, and those of the library. */

#include "dsp/model/headphones.h"
#include "dsp/model/simulation.h"
#include "tests/support/file_user.h"
#include "tests/support/suite.h"
#include "ui/window/view_folder.h"

#include <time.h>

START_TEST(files_are_dropped)
{
  static const struct {
    Part part;
    FileSlot slot;
    PortIndex port;
  } targets[] = { { PART_PICK_A, FILE_A, PORT_HEADPHONE_A },
                  { PART_PICK_B, FILE_B, PORT_HEADPHONE_B },
                  { PART_WEARING, FILE_WEARING, PORT_WEARING } };
  for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); ++i) {
    const Place p = place_middle(targets[i].part);
    ck_assert(view_drag_file(view, p.x, p.y));
    ck_assert_int_eq((int)view->pointer.drop, (int)targets[i].part);
    ck_assert_uint_gt(user_looks(), 0);
    ck_assert(view_drop_file(view, p.x, p.y, "file:///curves/a%20b.csv"));
    ck_assert_int_eq((int)view->pointer.drop, PART_COUNT);
    ck_assert_str_eq(seen.path, "/curves/a b.csv");
    ck_assert_int_eq((int)seen.slot, (int)targets[i].slot);
    plugin_has(targets[i].slot, seen.path);
    ck_assert_double_eq(user_sees(targets[i].port), HEADPHONE_MEASURED_FILE);
    *seen.path = '\0';
  }
  // Undo takes one back after the other, with its file.
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_double_eq(user_sees(PORT_WEARING), 0.0);
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_B), HEADPHONE_MEASURED_FILE);
  user_and_host_agree();

  const Place dial = place_middle(PART_SEAL);
  ck_assert(!view_drag_file(view, dial.x, dial.y));
  ck_assert(!view_drop_file(view, dial.x, dial.y, "/curves/a.csv"));
  const Place a = place_middle(PART_PICK_A);
  *seen.path = '\0';
  ck_assert(!view_drop_file(view, a.x, a.y, "https://example.org/a.csv"));
  ck_assert(view_has_message(view));
  view_drag_file(view, a.x, a.y);
  view_drag_ends(view);
  ck_assert_int_eq((int)view->pointer.drop, PART_COUNT);
  ck_assert_str_eq(seen.path, "");
  // The list of B is B's, a folder is opened, an open field stays.
  user_single_click(place_middle(PART_PICK_B), 0);
  const Place list = place_center(view->menu.rect);
  ck_assert(view_drop_file(view, list.x, list.y, "/curves/b.csv"));
  ck_assert_int_eq((int)seen.slot, FILE_B);
  ck_assert(!view->menu.open && !seen.keyboard);
  user_file("curves/Gamma.csv", curve);
  char folder[USERFILE_PATH];
  user_path("curves", folder);
  ck_assert(view_drop_file(view, a.x, a.y, folder));
  ck_assert(view->menu.open && seen.keyboard);
  ck_assert_int_ge(user_finds_row("Gamma.csv"), 0);
  view_key(view, KEY_ESCAPE, "");
  view_open_value(view, PART_SEAL);
  ck_assert(!view_drag_file(view, a.x, a.y));
}
END_TEST

/* Slots have files of their own, whichever way they came. */
START_TEST(slots_carry_dropped_files)
{
  const Place a = place_middle(PART_PICK_A);
  view_drop_file(view, a.x, a.y, "/curves/one.csv");
  plugin_has(FILE_A, seen.path);
  user_single_click(place_middle(PART_SLOT_2), 0);
  view_drop_file(view, a.x, a.y, "/curves/two.csv");
  plugin_has(FILE_A, seen.path);
  user_single_click(place_middle(PART_SLOT_1), 0);
  ck_assert_str_eq(seen.path, "/curves/one.csv");
  plugin_has(FILE_A, seen.path);
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_str_eq(seen.path, "/curves/two.csv");
}
END_TEST

/** Wait until the library's thread has read as many files. */
static void
wait_for_library(size_t n)
{
  for (int i = 0; i < 2000; ++i) {
    const struct timespec pause = { 0, 5000000 };
    user_skips(0.02);
    if (view->lists.library && view->lists.library->n == n) {
      return;
    }
    nanosleep(&pause, NULL);
  }
  ck_abort_msg("the library was not read");
}

START_TEST(the_library_is_searched_with_the_catalogue)
{
  user_file("lib/oratory1990/Acme Zephyr/Acme Zephyr.csv", curve);
  user_file("lib/oratory1990/Sennheiser HD 650/Sennheiser HD 650.csv", curve);
  char folder[USERFILE_PATH];
  user_path("lib", folder);
  view_open_folder(view, PART_PICK_A, folder);
  click_row("Add this folder to your library");
  ck_assert(view->menu.open);
  ck_assert_int_ge(user_finds_row("Take this folder out of your library"), 0);
  view_key(view, KEY_ESCAPE, "");
  wait_for_library(2);

  user_single_click(place_middle(PART_WEARING), 0);
  user_type("zephyr");
  ck_assert_uint_eq(view->menu.n_shown, 1);
  const MenuItem* const item = &view->menu.item[view->menu.shown[0].index];
  ck_assert_int_eq((int)item->mark, MENU_MARK_FILE);
  ck_assert_str_eq(item->about, "oratory1990");
  view_key(view, KEY_ENTER, "");
  ck_assert(was_sent("lib/oratory1990/Acme Zephyr/Acme Zephyr.csv"));
  ck_assert_int_eq((int)seen.slot, FILE_WEARING);
  plugin_has(FILE_WEARING, seen.path);

  user_single_click(place_middle(PART_PICK_A), 0);
  user_type("hd650"); // the catalogue first, as in the command
  ck_assert_uint_eq(view->menu.n_shown, 2);
  ck_assert_int_eq((int)view->menu.item[view->menu.shown[0].index].value, 14);
  user_press(place_row(1), BUTTON_RIGHT, 0);
  ck_assert_uint_eq(view->lists.shelf.n_favourites, 1);
  ck_assert_uint_eq(view->menu.n_shown, 2); // once, not twice
  view_key(view, KEY_ESCAPE, "");

  // The open list gets what comes, and stays where it was.
  user_single_click(place_middle(PART_PICK_A), 0);
  user_click(place_center(menu_chip_rect(&view->menu, 4)), 0);
  user_type("new");
  ck_assert_uint_eq(view->menu.n_shown, 0);
  user_file("lib/New.csv", curve);
  librarian_again(view->lists.librarian);
  wait_for_library(3);
  ck_assert_str_eq(view->menu.search.text, "new");
  ck_assert_uint_eq(view->menu.n_shown, 1);
  user_looks();
}
END_TEST

/* A window may close while its library is being read. */
START_TEST(closing_does_not_wait_for_the_library)
{
  user_file("lib/A.csv", curve);
  char home[USERFILE_PATH];
  user_path("", home);
  setenv("EARCUP_LIBRARY", home, 1);
  for (int i = 0; i < 50; ++i) {
    user_goes();
    user_comes();
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui drops");
  TCase* const tests = tcase_create("files");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, files_are_dropped);
  tcase_add_test(tests, slots_carry_dropped_files);
  tcase_add_test(tests, the_library_is_searched_with_the_catalogue);
  tcase_add_test(tests, closing_does_not_wait_for_the_library);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
