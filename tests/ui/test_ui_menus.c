// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Menus and what is typed into them: headphones, files.

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/view_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(headphones_are_found_by_typing)
{
  user_single_click(place_middle(PART_PICK_A), 0);
  ck_assert(view->menu.open && seen.keyboard);
  user_type("hd650");
  ck_assert(view->plot.has_preview);
  ck_assert_uint_eq(seen.writes, 0);
  view_key(view, KEY_ENTER, "");
  const Headphone* found =
    headphones_find((uint32_t)user_sees(PORT_HEADPHONE_A));
  ck_assert_ptr_nonnull(found);
  ck_assert_str_eq(found->name, "HD 650");
  ck_assert(!view->plot.has_preview && !seen.keyboard);
  user_and_host_agree();
}
END_TEST

/* 75, 100, 125, 150, 175 and 200 %, told as a factor. */
START_TEST(scales_are_chosen)
{
  static const double scales[] = { 0.75, 1.0, 1.25, 1.5, 1.75, 2.0 };
  user_single_click(place_middle(PART_SCALE), 0);
  ck_assert(view->menu.open);
  const Place row = place_center(menu_row_rect(&view->menu, (unsigned)_i));
  user_click(row, 0);
  ck_assert(!view->menu.open);
  ck_assert_double_eq(seen.scale, scales[_i]);
}
END_TEST

START_TEST(missing_headphones_keep_their_id)
{
  char text[256];
  // An id of a later release, as a saved project may hold.
  view->settings.value[PORT_HEADPHONE_A] = 777.0F;
  ck_assert(!view_choice_text(view, PART_PICK_A, text));
  ck_assert_ptr_nonnull(strstr(text, "777"));
  view_damage_all(view);
  user_looks();
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_A), 777.0);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

static void
open_file_list(void)
{
  user_single_click(place_middle(PART_WEARING), 0);
  user_type("measured");
  view_key(view, KEY_ENTER, "");
  ck_assert(view->menu.open && seen.keyboard);
  ck_assert_int_eq((int)view->menu.topic, MENU_OF_FILES);
}

/* What is heard is what the plugin has read: the window asks it and follows
   what that says. */
START_TEST(files_are_typed)
{
  const char* folder = getenv("TMPDIR");
  char home[256];
  char path[300];
  char none[300];
  float db[GRID_POINTS] = { 0 };
  snprintf(home, sizeof(home), "%s/earcup-XXXXXX", folder ? folder : "/tmp");
  ck_assert_ptr_nonnull(mkdtemp(home));
  setenv("HOME", home, 1);
  snprintf(path, sizeof(path), "%s/a curve.csv", home);
  snprintf(none, sizeof(none), "%s/no_such.csv", home);
  fclose(fopen(path, "w"));

  open_file_list();
  user_type("~/no_such.csv");
  view_key(view, KEY_ENTER, "");
  ck_assert(!view->menu.open && !seen.keyboard && view_has_message(view));
  ck_assert_str_eq(seen.path, none);
  view_message(view, "no_such.csv: not found");
  ck_assert_double_eq(user_sees(PORT_WEARING), 0.0);
  ck_assert(view_has_message(view));

  open_file_list();
  user_type("~/a c");
  view_key(view, KEY_TAB, "");
  ck_assert_str_eq(view->menu.search.text, path);
  view_key(view, KEY_ENTER, "");
  ck_assert_int_eq((int)seen.slot, FILE_WEARING);
  ck_assert_str_eq(seen.path, path);
  ck_assert(!view->menu.open && !seen.keyboard);
  ck_assert_double_eq(user_sees(PORT_WEARING), 0.0); // not read yet
  view_file_curve(view, FILE_WEARING, NULL);
  view_file(view, FILE_WEARING, path);
  ck_assert_double_eq(user_sees(PORT_WEARING), 0.0);
  view_file_curve(view, FILE_WEARING, db);
  ck_assert_double_eq(user_sees(PORT_WEARING), HEADPHONE_MEASURED_FILE);
  user_and_host_agree();

  // What was chosen elsewhere, or refused here, is not put on.
  view_set_once(view, PORT_WEARING, 0.0);
  view_file_curve(view, FILE_WEARING, db);
  ck_assert_double_eq(user_sees(PORT_WEARING), 0.0);
  view_file(view, FILE_WEARING, "");
  view_file_curve(view, FILE_WEARING, NULL);
  ck_assert(
    !(earcup_file(view->files.measured, FILE_WEARING).response != NULL));
  remove(path);
  rmdir(home);
  user_and_host_agree();
}
END_TEST

START_TEST(losing_the_focus_closes_what_needs_keys)
{
  user_single_click(place_middle(PART_PICK_A), 0);
  view_unfocus(view);
  ck_assert(!view->menu.open && !seen.keyboard);
  user_single_click(
    place_center(layout_dial_value(view->layout.part[PART_SEAL])), 0);
  view_unfocus(view);
  ck_assert(!view->entry.open && !seen.keyboard);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

START_TEST(a_side_chain_leaves_no_sound_to_choose)
{
  char text[256];
  const Place menu = place_middle(PART_OUTSIDE_SOUND);
  user_single_click(menu, 0);
  ck_assert(view->menu.open);
  view_key(view, KEY_ESCAPE, "");
  view_sidechain(view);
  user_single_click(menu, 0);
  ck_assert(!view->menu.open);
  ck_assert(view_choice_text(view, PART_OUTSIDE_SOUND, text));
  ck_assert_str_eq(text, "Side chain");
  user_single_click(place_middle(PART_LISTEN_AT), 0);
  ck_assert(view->menu.open);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui menus");
  TCase* const tests = tcase_create("menus");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_set_timeout(tests, 240.0);
  tcase_add_test(tests, headphones_are_found_by_typing);
  tcase_add_loop_test(tests, scales_are_chosen, 0, 6);
  tcase_add_test(tests, missing_headphones_keep_their_id);
  tcase_add_test(tests, files_are_typed);
  tcase_add_test(tests, losing_the_focus_closes_what_needs_keys);
  tcase_add_test(tests, a_side_chain_leaves_no_sound_to_choose);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
