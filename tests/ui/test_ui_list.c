// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Long menus: where the list of headphones is, and how one moves in it.

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/factory.h"
#include "ui/window/view_headphones.h"
#include "ui/window/view_menus.h"
#include "ui/window/view_popup.h"

#include <math.h>
#include <string.h>

static const char*
hovered_label(void)
{
  ck_assert_int_ge(view->menu.hover, 0);
  return view->menu.item[view->menu.shown[view->menu.hover].index].label;
}

START_TEST(the_list_leaves_the_plot_alone)
{
  static const int sizes[][2] = {
    { 760, 492 }, { 570, 369 }, { 570, 875 }, { 1520, 984 }, { 1600, 507 }
  };
  static const Part pickers[] = { PART_PICK_A, PART_WEARING, PART_PICK_B };
  for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); ++i) {
    ck_assert(view_resize(view, sizes[i][0], sizes[i][1]));
    view_open_headphones(view, pickers[i % 3]);
    const Menu* const menu = &view->menu;
    const Layout* const l = &view->layout;
    ck_assert(!rect_overlap(menu->rect, l->part[PART_PLOT]));
    ck_assert(!rect_overlap(menu->rect, l->part[PART_HINT]));
    ck_assert_double_ge(menu->rect.x, 0.0);
    ck_assert_double_le(menu->rect.x + menu->rect.w, l->width);
    ck_assert_double_ge(menu_lines(menu), 5.0);
    ck_assert(!rect_overlap(menu_search_rect(menu), menu_chip_rect(menu, 0)));
    user_looks();
  }
}
END_TEST

/* No row is on another, and each is chosen where it is drawn. */
START_TEST(rows_are_where_they_are_drawn)
{
  view_open_headphones(view, PART_PICK_A);
  Menu* const menu = &view->menu;
  unsigned beside = 0;
  ck_assert_uint_gt(menu->n_shown, n_headphones);
  for (unsigned i = 0; i < menu->n_shown; ++i) {
    menu->first = 0.0;
    menu_wheel(menu, menu->place[i].line);
    const Place p = place_row((int)i);
    const bool heading = menu->item[menu->shown[i].index].heading;
    ck_assert_int_eq(menu_row_at(menu, p.x, p.y), heading ? -1 : (int)i);
    beside += menu->place[i].column;
  }
  ck_assert_uint_gt(beside, n_headphones / 3);
}
END_TEST

START_TEST(arrows_go_through_both_columns)
{
  view_open_headphones(view, PART_PICK_A);
  view_key(view, KEY_TEXT, "h");
  view_key(view, KEY_BACKSPACE, "");
  Menu* const menu = &view->menu;
  const double top = menu->rect.y;
  menu_move(menu, place_row(0).x, place_row(0).y);
  ck_assert_int_eq(menu->hover, 0);
  view_key(view, KEY_RIGHT, "");
  ck_assert_int_eq(menu->hover, 1);
  view_key(view, KEY_LEFT, "");
  ck_assert_int_eq(menu->hover, 0);
  view_key(view, KEY_RIGHT, "");
  unsigned last = menu->place[1].line;
  for (unsigned i = 0; i < 50; ++i) {
    view_key(view, KEY_DOWN, "");
    const MenuPlace now = menu->place[menu->hover];
    ck_assert_uint_gt(now.line, last);
    ck_assert_uint_eq(now.column, 1);
    last = now.line;
    const Rect row = menu_row_rect(menu, (unsigned)menu->hover);
    ck_assert_double_ge(row.y, top);
    ck_assert_double_le(row.y + row.h, menu->rect.y + menu->rect.h);
  }
  view_key(view, KEY_UP, "");
  ck_assert_uint_lt(menu->place[menu->hover].line, last);
}
END_TEST

/* In every list the best name is the one that Enter takes. */
START_TEST(enter_takes_the_best)
{
  static const struct {
    const char* query;
    const char* label;
  } headphones_of[] = { { "t1", "T1" },
                        { "hd6xx", "HD 6XX" },
                        { "xm5", "WH-1000XM5" },
                        { "dt770", "DT 770" },
                        { "hd 25", "HD 25" },
                        { "sennheisser 650", "HD 650" },
                        { "akg 1985 monitor", "K240 Monitor" } };
  for (size_t i = 0; i < sizeof(headphones_of) / sizeof(*headphones_of); ++i) {
    view_open_headphones(view, PART_PICK_B);
    user_type(headphones_of[i].query);
    ck_assert_str_eq(hovered_label(), headphones_of[i].label);
    view_key(view, KEY_ENTER, "");
    const Headphone* const found =
      headphones_find((uint32_t)user_sees(PORT_HEADPHONE_B));
    ck_assert_str_eq(found->name, headphones_of[i].label);
  }
  view_open_presets(view);
  user_type("open and its closed twin");
  ck_assert_str_eq(hovered_label(), "Open and its closed twin");
  user_and_host_agree();
}
END_TEST

/* Before it is loaded; and its words find it behind all names. */
START_TEST(a_preset_tells_what_it_is_for)
{
  view_open_presets(view);
  const Menu* const menu = &view->menu;
  const int row = user_finds_row("On a train, open");
  ck_assert_int_ge(row, 0);
  ck_assert_double_gt(menu_pane_rect(menu).w, 100.0);
  const MenuItem* const item = &menu->item[menu->shown[row].index];
  ck_assert_str_eq(item->about, factory[item->value].comment);
  user_type("rumble");
  ck_assert_int_ge(user_finds_row("On a train, closed"), 0);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

START_TEST(chips_show_one_type)
{
  view_open_headphones(view, PART_PICK_A);
  const Place closed = place_center(menu_chip_rect(&view->menu, 3));
  user_click(closed, 0);
  user_type("sennheiser");
  ck_assert_uint_gt(view->menu.n_shown, 3);
  for (unsigned i = 0; i < view->menu.n_shown; ++i) {
    const MenuItem* const item = &view->menu.item[view->menu.shown[i].index];
    ck_assert_int_eq((int)item->mark, MENU_MARK_CLOSED);
    ck_assert_str_eq(item->lead, "Sennheiser");
  }
}
END_TEST

/** The row with that label in the list that is open, NULL if there is none. */
static const MenuItem*
row_called(const char* label)
{
  for (unsigned i = 0; i < view->menu.n_items; ++i) {
    if (!strcmp(view->menu.item[i].label, label)) {
      return &view->menu.item[i];
    }
  }
  return NULL;
}

/** A file with a circuit stands there. */
static void
put_file(Part part, FileSlot slot, float certainty)
{
  const float db[GRID_POINTS] = { 0.0F };
  const Headphone* const headphone = headphones_find(88);
  float value[HOUSING_PARAMETERS];
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    value[i] = (float)headphone->housing.value[i];
  }
  view_value(view,
             slot == FILE_A ? PORT_HEADPHONE_A : PORT_HEADPHONE_B,
             HEADPHONE_MEASURED_FILE);
  view_file(view, slot, "/a.csv");
  view_file_curve(view, slot, db);
  view_file_circuit(view, slot, value, HOUSING_CLOSED, certainty);
  view_open_headphones(view, part);
}

/* What a file is of is shown in the list, and said there where it is wrong. */
START_TEST(a_file_is_told_what_it_is)
{
  const Part part = _i ? PART_PICK_B : PART_PICK_A;
  const FileSlot slot = _i ? FILE_B : FILE_A;
  view_open_headphones(view, part);
  ck_assert_ptr_null(row_called("This file: open-back"));
  view_close_menu(view);
  put_file(part, slot, 0.82F);
  ck_assert_str_eq(row_called("This file: closed-back")->note, "82 % certain");
  ck_assert_str_eq(row_called("This file: open-back")->note, "");
  ck_assert_ptr_null(row_called("This file: guess what it is"));
  seen.type = -1;
  view_menu_chosen(view, row_called("This file: semi-open")->value);
  ck_assert_int_eq(seen.type, 1 + (int)HOUSING_SEMI_OPEN);
  ck_assert_int_eq((int)seen.slot, (int)slot);
  ck_assert_uint_eq(seen.writes, 0);

  put_file(part, slot, 1.0F);
  ck_assert_str_eq(row_called("This file: closed-back")->note, "as you say");
  view_menu_chosen(view, row_called("This file: guess what it is")->value);
  ck_assert_int_eq(seen.type, 0);
  view_open_headphones(view, PART_WEARING);
  ck_assert_ptr_null(row_called("This file: open-back"));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui list");
  TCase* const tests = tcase_create("list");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, the_list_leaves_the_plot_alone);
  tcase_add_test(tests, rows_are_where_they_are_drawn);
  tcase_add_test(tests, arrows_go_through_both_columns);
  tcase_add_test(tests, enter_takes_the_best);
  tcase_add_test(tests, a_preset_tells_what_it_is_for);
  tcase_add_test(tests, chips_show_one_type);
  tcase_add_loop_test(tests, a_file_is_told_what_it_is, 0, 2);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
