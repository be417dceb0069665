// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Measured files in the window: dialogs, folders, what is pasted, and curves.
 */

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/file_user.h"
#include "tests/support/suite.h"
#include "ui/window/view_ask.h"
#include "ui/window/view_folder.h"

/** Choose "Measured file..." for a part. */
static void
want_file(Part part)
{
  user_single_click(place_middle(part), 0);
  user_type("measured file");
  view_key(view, KEY_ENTER, "");
}

START_TEST(the_host_asks_for_a_file)
{
  seen.chooses = true;
  want_file(PART_PICK_B);
  ck_assert(!view->menu.open && !seen.keyboard);
  ck_assert_uint_eq(seen.chosen, 1);
  ck_assert_int_eq((int)seen.slot, FILE_B);
  ck_assert_str_eq(seen.path, ""); // the host tells the plugin, not we
  const double before = user_sees(PORT_HEADPHONE_B);
  plugin_has(FILE_A, "/curves/other.csv"); // not the one that was asked for
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_B), before);
  plugin_has(FILE_B, "/curves/chosen.csv");
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_B), HEADPHONE_MEASURED_FILE);
  user_single_click(place_middle(PART_UNDO), 0); // one step
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_B), before);
  ck_assert_uint_eq(view->edit.history.n_undo, 0);
  user_and_host_agree();
}
END_TEST

/* Nobody tells that a dialog was closed: what comes later is not its answer. */
START_TEST(a_cancelled_dialog_leaves_nothing)
{
  seen.chooses = true;
  want_file(PART_PICK_A);
  user_single_click(place_middle(PART_SLOT_2), 0);
  plugin_has(FILE_A, "/curves/by-automation.csv");
  ck_assert_double_ne(user_sees(PORT_HEADPHONE_A), HEADPHONE_MEASURED_FILE);
  want_file(PART_PICK_A);
  user_single_click(place_middle(PART_PICK_A), 0);
  user_type("hd650");
  view_key(view, KEY_ENTER, "");
  plugin_has(FILE_A, "/curves/later.csv");
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_A), 14.0);
}
END_TEST

START_TEST(folders_are_walked)
{
  user_file("curves/mine/Alpha.csv", curve);
  user_file("curves/mine/beta.TXT", curve);
  user_file("curves/mine/notes.pdf", curve);
  user_file("curves/mine/.hidden.csv", curve);
  user_file("curves/Other.csv", curve);
  want_file(PART_PICK_A);
  ck_assert(view->menu.open && view->menu.docked);
  ck_assert_int_eq((int)view->menu.topic, MENU_OF_FILES);
  click_row("curves");
  ck_assert_int_ge(user_finds_row("Other.csv"), 0);
  user_type("min");
  view_key(view, KEY_ENTER, "");
  ck_assert_int_ge(user_finds_row("beta.TXT"), 0);
  ck_assert_int_lt(user_finds_row("notes.pdf"), 0);
  ck_assert_int_lt(user_finds_row(".hidden.csv"), 0);
  click_row("Folder above");
  ck_assert_int_ge(user_finds_row("Other.csv"), 0);
  click_row("mine");
  click_row("Alpha.csv");
  ck_assert(was_sent("curves/mine/Alpha.csv") && !view->menu.open);
  ck_assert_int_eq((int)seen.slot, FILE_A);
  plugin_has(FILE_A, seen.path);
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_A), HEADPHONE_MEASURED_FILE);
  // For another one it opens where that was, and has it at hand.
  want_file(PART_WEARING);
  ck_assert_int_ge(user_finds_row("beta.TXT"), 0);
  user_type("alp");
  ck_assert_uint_eq(view->menu.n_shown, 2); // recent, and in the folder
  view_key(view, KEY_ESCAPE, "");
  ck_assert_uint_eq(view->edit.history.n_undo, 1);
}
END_TEST

START_TEST(a_typed_folder_is_opened)
{
  user_file("curves/with blank/Alpha.csv", curve);
  want_file(PART_PICK_A);
  user_type("~/cur");
  view_key(view, KEY_TAB, "");
  ck_assert_ptr_nonnull(strstr(view->menu.search.text, "/curves/"));
  view_key(view, KEY_TAB, "");
  ck_assert_ptr_nonnull(strstr(view->menu.search.text, "/with blank/"));
  view_key(view, KEY_ENTER, "");
  ck_assert(view->menu.open);
  click_row("Alpha.csv");
  ck_assert(was_sent("curves/with blank/Alpha.csv"));
}
END_TEST

/** Paste into the list of files, and press Enter. */
static void
paste(const char* text)
{
  want_file(PART_PICK_A);
  view_key(view, KEY_TEXT, text);
  view_key(view, KEY_ENTER, "");
}

START_TEST(pasted_uris_work)
{
  static const struct {
    const char* pasted;
    const char* path;
  } cases[] = {
    { "file:///curves/My%20Curve.csv", "/curves/My Curve.csv" },
    { "file://localhost/curves/%C3%84.csv", "/curves/\xC3\x84.csv" },
    { "'/curves/My Curve.csv'", "/curves/My Curve.csv" },
    { " \"/curves/My Curve.csv\" ", "/curves/My Curve.csv" },
    { "'file:///curves/a%27b.csv'", "/curves/a'b.csv" },
    { "/curves/100%25.csv", "/curves/100%25.csv" }, // no URI
    { "file:///curves/100%25.csv", "/curves/100%.csv" },
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); ++i) {
    paste(cases[i].pasted);
    ck_assert_str_eq(seen.path, cases[i].path);
  }
}
END_TEST

/* What the plugin has read the window does not read again: it has its curve,
   even of a file that is no longer there or is another one by now. */
START_TEST(the_curve_of_a_loaded_file_is_the_plugins)
{
  char path[USERFILE_PATH];
  float db[GRID_POINTS];
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    db[i] = 1.5F;
  }
  user_file("curves/Zyxel.csv", "changed since");
  user_path("curves/Zyxel.csv", path);
  view_file(view, FILE_A, path);
  view_file_curve(view, FILE_A, db);
  user_path("curves", path);
  view_open_folder(view, PART_PICK_B, path);
  user_type("zyxel");
  ck_assert(view->plot.has_preview);
  ck_assert_double_eq_tol(view->plot.preview.db[GRID_POINTS / 2], 1.5, 1e-6);
  view_file_curve(view, FILE_A, NULL);
  view_key(view, KEY_SELECT_ALL, "");
  user_type("zyxe");
  ck_assert(!view->plot.has_preview);
}
END_TEST

/* Before it is chosen, in both lists; what is too large is not waited for. */
START_TEST(the_curve_of_a_file_is_seen)
{
  char path[USERFILE_PATH];
  user_file("curves/Zyxel.csv", curve);
  static char large[400000];
  memset(large, '\n', sizeof(large));
  memcpy(large, curve, strlen(curve));
  user_path("curves/large.csv", path);
  ck_assert(userfile_write(path, large, sizeof(large)));
  user_path("curves", path);
  view_open_folder(view, PART_PICK_B, path);
  user_type("zyxel");
  ck_assert(view->plot.has_preview);
  const double at_drum = view->plot.preview.db[GRID_POINTS / 2];
  ck_assert_double_ne(at_drum, 0.0);
  view_key(view, KEY_SELECT_ALL, "");
  user_type("large");
  ck_assert(!view->plot.has_preview);
  view_key(view, KEY_ESCAPE, "");
  ck_assert(!view->plot.has_preview);
  user_path("curves/Zyxel.csv", path);
  view_ask_for_file(view, PART_PICK_B, path);
  view_message(view, "not taken");
  shelf_visit(&view->lists.shelf, HEADPHONE_MEASURED_FILE, path);
  user_single_click(place_middle(PART_PICK_B), 0);
  user_type("zyxel");
  ck_assert(view->plot.has_preview);
  ck_assert_double_eq(view->plot.preview.db[GRID_POINTS / 2], at_drum);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui files");
  TCase* const tests = tcase_create("files");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, the_host_asks_for_a_file);
  tcase_add_test(tests, a_cancelled_dialog_leaves_nothing);
  tcase_add_test(tests, folders_are_walked);
  tcase_add_test(tests, a_typed_folder_is_opened);
  tcase_add_test(tests, pasted_uris_work);
  tcase_add_test(tests, the_curve_of_a_file_is_seen);
  tcase_add_test(tests, the_curve_of_a_loaded_file_is_the_plugins);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
