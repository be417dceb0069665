// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What keys do in menus and fields, what can be typed where, and what the
// window says about it all.

#include "dsp/engine/crossfeed.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/shared/mapping.h"
#include "ui/window/path.h"
#include "ui/window/view_hints.h"
#include "ui/window/widgets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- fields -------------------------------------------------------------- */

static Line line;

static void
key(unsigned k)
{
  line_key(&line, (Key)k, "");
}

static void
type(const char* text)
{
  line_key(&line, KEY_TEXT, text);
}

START_TEST(words_in_a_field)
{
  line_set(&line,
           "/music/My \xC3\x84"
           "ra.csv");
  key(KEY_END);
  key(KEY_LEFT | KEY_BY_WORD); // before "csv"
  type("1");
  ck_assert_str_eq(line.text,
                   "/music/My \xC3\x84"
                   "ra.1csv");
  key(KEY_BACKSPACE);
  key(KEY_BACKSPACE | KEY_BY_WORD);
  ck_assert_str_eq(line.text, "/music/My csv");
  key(KEY_HOME);
  key(KEY_RIGHT | KEY_BY_WORD); // behind "music"
  type("s");
  ck_assert_str_eq(line.text, "/musics/My csv");
  key(KEY_DELETE | KEY_BY_WORD);
  ck_assert_str_eq(line.text, "/musics csv");
  key(KEY_DELETE | KEY_BY_WORD);
  key(KEY_DELETE | KEY_BY_WORD); // nothing there
  ck_assert_str_eq(line.text, "/musics");
}
END_TEST

START_TEST(selections_in_a_field)
{
  line_set(&line,
           "a\xC3\xA4"
           "bc");
  type("xyz"); // all of it was selected
  ck_assert_str_eq(line.text, "xyz");
  key(KEY_SELECT_ALL);
  key(KEY_BACKSPACE);
  ck_assert_str_eq(line.text, "");
  type("one two three");
  key(KEY_LEFT | KEY_BY_WORD | KEY_SELECTING);
  type("3");
  ck_assert_str_eq(line.text, "one two 3");
  key(KEY_HOME);
  key(KEY_RIGHT | KEY_SELECTING);
  key(KEY_RIGHT | KEY_SELECTING);
  key(KEY_LEFT | KEY_SELECTING);
  key(KEY_DELETE);
  ck_assert_str_eq(line.text, "ne two 3");
  key(KEY_END | KEY_SELECTING);
  key(KEY_LEFT); // to the start of what was selected
  type("o");
  ck_assert_str_eq(line.text, "one two 3");
  key(KEY_END);
  key(KEY_HOME | KEY_SELECTING);
  key(KEY_RIGHT); // to its end
  type("!");
  ck_assert_str_eq(line.text, "one two 3!");
}
END_TEST

/* What file managers and shells put on the clipboard. */
START_TEST(paths_as_they_are_pasted)
{
  static const char* const pasted[][2] = {
    { "/music/a b.csv", "/music/a b.csv" },
    { "  /music/a.csv \t", "/music/a.csv" },
    { "'/music/a b.csv'", "/music/a b.csv" },
    { "\"/music/a b.csv\" ", "/music/a b.csv" },
    { "file:///music/My%20Curve%2f%C3%A4.csv", "/music/My Curve/\xC3\xA4.csv" },
    { "file://host/music/a.csv", "/music/a.csv" },
    { "file:///100%.csv", "/100%.csv" },
    { "file:///a%0.csv%", "/a%0.csv%" },
    { "file:///a%00b", "/a%00b" },
    { "/music/100%25.csv", "/music/100%25.csv" },
    { "'", "'" },
    { "~/a.csv", "/home/me/a.csv" },
    { "'~/a b.csv'", "/home/me/a b.csv" },
    { "~", "/home/me" },
    { "~you/a", "~you/a" },
    { "file://", "" },
    { "", "" },
  };
  setenv("HOME", "/home/me", 1);
  for (size_t i = 0; i < sizeof(pasted) / sizeof(*pasted); ++i) {
    char path[64];
    path_expand(pasted[i][0], path, sizeof(path));
    ck_assert_str_eq(path, pasted[i][1]);
  }
}
END_TEST

/* --- values -------------------------------------------------------------- */

/** Where the value of a part is shown. */
static Place
value_place(Part part)
{
  const Rect r = view->layout.part[part];
  switch (parts[part].kind) {
    case KIND_DIAL:
      return place_center(layout_dial_value(r));
    case KIND_STAGE:
      return place_center(layout_stage_value(r));
    default:
      return place_center(widget_morph_thumb(
        r, mapping_position(PORT_MORPH, user_sees(PORT_MORPH))));
  }
}

static bool
has_value(Part part)
{
  return parts[part].kind == KIND_DIAL || parts[part].kind == KIND_STAGE ||
         parts[part].kind == KIND_SLIDER;
}

/* The text of each is opened, changed and shown as it was typed. */
START_TEST(every_value_can_be_typed)
{
  unsigned n = 0;
  view_value(view, PORT_CROSSFEED, CROSSFEED_NATURAL);
  seen.value[PORT_CROSSFEED] = CROSSFEED_NATURAL;
  user_looks();
  for (Part p = 0; p < PART_COUNT; ++p) {
    if (!has_value(p) || view->layout.part[p].w <= 0.0) {
      continue;
    }
    const PortIndex port = parts[p].port;
    char wanted[MAPPING_TEXT];
    char shown[MAPPING_TEXT];
    mapping_format(port, mapping_value(port, 0.3), wanted);
    user_single_click(value_place(p), 0);
    ck_assert_msg(view->entry.open, "%s", ports[port].symbol);
    user_type("x"); // replaces what is selected
    view_key(view, KEY_SELECT_ALL, "");
    view_key(view, KEY_TEXT, wanted);
    view_key(view, KEY_ENTER, "");
    ck_assert_msg(!view->entry.open, "%s", ports[port].symbol);
    mapping_format(port, user_sees(port), shown);
    ck_assert_str_eq(shown, wanted);
    ++n;
  }
  ck_assert_uint_ge(n, 11);
  user_and_host_agree();
}
END_TEST

/* Enter on what is shown must not round it. */
START_TEST(an_untouched_value_stays)
{
  view_value(view, PORT_SEAL, 33.4F);
  seen.value[PORT_SEAL] = 33.4F;
  user_single_click(value_place(PART_SEAL), 0);
  ck_assert_str_eq(view->entry.line.text, "33 %");
  view_key(view, KEY_ENTER, "");
  ck_assert(!view->entry.open);
  ck_assert_float_eq(view->settings.value[PORT_SEAL], 33.4F);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

START_TEST(what_is_no_value_is_answered_with_the_range)
{
  char lead[256];
  char help[512];
  user_single_click(value_place(PART_OUTPUT), 0);
  user_type("loud");
  view_key(view, KEY_ENTER, "");
  ck_assert(view->entry.open);
  view_hint(view, lead, help);
  ck_assert_ptr_nonnull(strstr(lead, "24.0 dB"));
  ck_assert_ptr_nonnull(strstr(lead, "+12.0 dB"));
  view_key(view, KEY_ESCAPE, "");
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

/* --- menus --------------------------------------------------------------- */

enum { MENUS = 10 };

static void
open_menu(int i)
{
  static const Part choices[] = { PART_CROSSFEED, PART_LISTEN_AT,
                                  PART_MONITOR,   PART_OUTSIDE_SOUND,
                                  PART_PICK_A,    PART_WEARING,
                                  PART_PRESET,    PART_SCALE };
  user_waits(0.5);
  if (i < 8) {
    user_single_click(place_middle(choices[i]), 0);
  } else if (i == 8) {
    user_press(place_knob(PART_SEAL), BUTTON_RIGHT, 0);
  } else {
    user_right_click(place_center(layout_plot_area(&view->layout)));
  }
  view_move(view, 1.0, 1.0, 0); // the pointer is elsewhere
}

START_TEST(escape_and_arrows_work_in_every_menu)
{
  int first = 0;
  int second = 0;
  int last = 0;
  int again = 0;
  view_value(view, PORT_OUTSIDE_LEVEL, -20.0F);
  open_menu(_i);
  ck_assert(view->menu.open && seen.keyboard);
  view_key(view, KEY_DOWN, "");
  ck_assert(menu_hovered(&view->menu, &first));
  view_key(view, KEY_DOWN, "");
  ck_assert(menu_hovered(&view->menu, &second));
  view_key(view, KEY_UP, "");
  view_key(view, KEY_UP, "");
  view_key(view, KEY_PAGE_DOWN, "");
  ck_assert(menu_hovered(&view->menu, &last));
  if (!view->menu.searchable) {
    view_key(view, KEY_HOME, "");
    ck_assert(menu_hovered(&view->menu, &first));
    view_key(view, KEY_DOWN, "");
    view_key(view, KEY_UP, "");
    ck_assert(menu_hovered(&view->menu, &again));
    ck_assert_int_eq(first, again);
    view_key(view, KEY_END, "");
    ck_assert(menu_hovered(&view->menu, &last));
    ck_assert_int_ne(first, last);
  }
  view_key(view, KEY_ESCAPE, "");
  ck_assert(!view->menu.open && !seen.keyboard);
  ck_assert_uint_eq(seen.writes, 0);

  open_menu(_i); // a click into the host
  view_unfocus(view);
  ck_assert(!view->menu.open && !seen.keyboard);
}
END_TEST

/* From the row with the tick to the next one. */
START_TEST(enter_chooses)
{
  user_single_click(place_middle(PART_MONITOR), 0);
  view_move(view, 1.0, 1.0, 0);
  view_key(view, KEY_DOWN, "");
  view_key(view, KEY_DOWN, "");
  view_key(view, KEY_ENTER, "");
  ck_assert(!view->menu.open);
  ck_assert_double_eq(user_sees(PORT_MONITOR), 2.0);
  user_single_click(place_middle(PART_MONITOR), 0);
  view_move(view, 1.0, 1.0, 0);
  view_key(view, KEY_UP, "");
  view_key(view, KEY_ENTER, "");
  ck_assert_double_eq(user_sees(PORT_MONITOR), 1.0);
  user_and_host_agree();
}
END_TEST

START_TEST(tab_changes_the_chip)
{
  user_single_click(place_middle(PART_PICK_A), 0);
  ck_assert_uint_eq(view->menu.chips.current, 0);
  const unsigned all = view->menu.n_shown;
  view_key(view, KEY_TAB, "");
  ck_assert_uint_eq(view->menu.chips.current, 1);
  ck_assert_uint_lt(view->menu.n_shown, all);
  for (int i = 1; i < MENU_CHIPS; ++i) {
    view_key(view, KEY_TAB, "");
  }
  ck_assert_uint_eq(view->menu.n_shown, all);
}
END_TEST

START_TEST(escape_closes_the_help)
{
  user_single_click(place_middle(PART_HELP), 0);
  ck_assert(view->notices.help && seen.keyboard);
  view_key(view, KEY_ESCAPE, "");
  ck_assert(!view->notices.help && !seen.keyboard);
}
END_TEST

/* --- hints --------------------------------------------------------------- */

START_TEST(the_hint_is_about_the_view)
{
  char lead[256];
  char help[3][512];
  for (int i = 0; i < 3; ++i) {
    user_single_click(place_middle((Part)(PART_TAB_RESPONSE + i)), 0);
    const Place plot = place_center(layout_plot_area(&view->layout));
    view_move(view, plot.x, plot.y, 0);
    view_hint(view, lead, help[i]);
  }
  // What a drag does is only said where it does that.
  ck_assert_ptr_nonnull(strstr(help[0], "Drag"));
  for (int i = 1; i < 3; ++i) {
    const Place plot = place_center(layout_plot_area(&view->layout));
    ck_assert_ptr_null(strstr(help[i], "rag"));
    ck_assert_ptr_null(strstr(help[i], "ouble-click"));
    user_single_click(place_middle((Part)((int)PART_TAB_RESPONSE + i)), 0);
    user_drag(plot, 50.0, 0.0, 0);
    ck_assert_double_eq(user_sees(PORT_MORPH), 0.0);
  }
}
END_TEST

/* Wherever the pointer rests, the tip says what the line has no room for. */
START_TEST(nothing_is_said_twice)
{
  unsigned tips = 0;
  for (Part p = 0; p < PART_COUNT; ++p) {
    char lead[256];
    char help[512];
    const Place at = place_middle(p);
    if (view->layout.part[p].w <= 0.0 ||
        layout_hit(&view->layout, at.x, at.y) != p || p == PART_HINT) {
      continue;
    }
    view_move(view, at.x, at.y, 0);
    user_waits(1.0);
    view_hint(view, lead, help);
    const size_t said = view_hint_fits(view, lead, help);
    const bool all = strspn(help + said, ";:,. ") == strlen(help + said);
    ck_assert_msg(
      view->notices.tip == !all, "part %d: %s|%s", p, lead, help + said);
    ck_assert(all || strstr(help + said, view->notices.tip_text));
    tips += view->notices.tip;
  }
  ck_assert_uint_le(tips, 20);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui keys");
  TCase* const tests = tcase_create("keys");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, words_in_a_field);
  tcase_add_test(tests, selections_in_a_field);
  tcase_add_test(tests, paths_as_they_are_pasted);
  tcase_add_test(tests, every_value_can_be_typed);
  tcase_add_test(tests, an_untouched_value_stays);
  tcase_add_test(tests, what_is_no_value_is_answered_with_the_range);
  tcase_add_loop_test(tests, escape_and_arrows_work_in_every_menu, 0, MENUS);
  tcase_add_test(tests, enter_chooses);
  tcase_add_test(tests, tab_changes_the_chip);
  tcase_add_test(tests, escape_closes_the_help);
  tcase_add_test(tests, the_hint_is_about_the_view);
  tcase_add_test(tests, nothing_is_said_twice);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
