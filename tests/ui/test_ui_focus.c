// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The window by keys alone, and the shapes of the pointer.

#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/shared/mapping.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
key(unsigned k)
{
  view_key(view, (Key)k, "");
}

/** Move the focus to a part. */
static void
go_to(Part part)
{
  for (int i = 0; i < PART_COUNT && view->focus.part != part; ++i) {
    view_focus_move(view, false);
  }
  ck_assert_msg(view->focus.part == part, "part %d", (int)part);
}

static Page
page_of(Part part)
{
  return part >= PART_SEAL && part <= PART_BASS_PORT            ? PAGE_CUP
         : part >= PART_BALANCE && part <= PART_LISTENING_LEVEL ? PAGE_YOU
                                                                : PAGE_EARS;
}

/** Make all parts of use and visible. */
static void
comes(void)
{
  user_comes();
  view_value(view, PORT_CROSSFEED, 1.0F);
  view_value(view, PORT_OUTSIDE_LEVEL, -20.0F);
  seen.value[PORT_CROSSFEED] = 1.0F;
  seen.value[PORT_OUTSIDE_LEVEL] = -20.0F;
  user_looks();
}

START_TEST(tab_reaches_all_that_is_there)
{
  bool reached[PART_COUNT] = { false };
  unsigned n = 0;
  view_focus_move(view, false);
  ck_assert(seen.keyboard);
  const Part first = view->focus.part;
  do {
    reached[view->focus.part] = true;
    ++n;
    key(KEY_TAB);
  } while (view->focus.part != first && n < 1000);
  for (Part p = 0; p < PART_COUNT; ++p) {
    const bool there =
      view->layout.part[p].w > 0.0 && p != PART_HINT && !view_disabled(view, p);
    ck_assert_msg(reached[p] == there, "part %d", (int)p);
  }
  key(KEY_TAB);
  const Part second = view->focus.part;
  key(KEY_TAB);
  key(KEY_TAB | KEY_SELECTING);
  ck_assert_int_eq(view->focus.part, second);
  key(KEY_ESCAPE);
  ck_assert_int_eq(view->focus.part, PART_COUNT);
  ck_assert(!seen.keyboard);
}
END_TEST

/* Every control of every page is moved by arrows, and the host hears of it. */
START_TEST(arrows_move_every_control)
{
  for (Part p = 0; p < PART_COUNT; ++p) {
    const PortIndex port = parts[p].port;
    if (port >= PORT_COUNT) {
      continue;
    }
    if (view->layout.part[p].w <= 0.0) {
      user_single_click(place_middle((Part)(PART_PAGE_CUP + page_of(p))), 0);
    }
    if (view->layout.part[p].w <= 0.0 || view_disabled(view, p)) {
      ck_abort_msg("part %d cannot be reached", (int)p);
    }
    const double before = user_sees(port);
    go_to(p);
    if (parts[p].kind == KIND_SWITCH) {
      key(KEY_ENTER);
    } else {
      key(before >= (double)ports[port].max ? KEY_LEFT : KEY_RIGHT);
      if (user_sees(port) == before) {
        key(KEY_LEFT);
      }
    }
    ck_assert_msg(user_sees(port) != before, "%s", ports[port].symbol);
    if (port == PORT_ENABLED || port == PORT_CROSSFEED) {
      key(KEY_ENTER);
      key(KEY_ESCAPE);
      view_value(view, port, 1.0F);
      seen.value[port] = 1.0F;
    }
    key(KEY_ESCAPE);
  }
  user_and_host_agree();
}
END_TEST

START_TEST(values_by_keys)
{
  go_to(PART_SEAL);
  const double before = user_sees(PORT_SEAL);
  key(KEY_DOWN);
  const double step = before - user_sees(PORT_SEAL);
  ck_assert_double_gt(step, 0.0);
  key(KEY_DOWN | KEY_SELECTING);
  ck_assert_double_eq_tol(
    before - user_sees(PORT_SEAL), 1.1 * step, 1e-3 * step);
  key(KEY_PAGE_DOWN);
  ck_assert_double_eq_tol(
    before - user_sees(PORT_SEAL), 11.1 * step, 1e-2 * step);
  key(KEY_HOME);
  ck_assert_double_eq(user_sees(PORT_SEAL), 0.0);
  key(KEY_DELETE);
  ck_assert_double_eq(user_sees(PORT_SEAL), 100.0);
  user_type("4");
  ck_assert(view->entry.open);
  user_type("2");
  key(KEY_ENTER);
  ck_assert_double_eq(user_sees(PORT_SEAL), 42.0);
  ck_assert_int_eq(view->focus.part, PART_SEAL); // and it goes on
  ck_assert(seen.keyboard);
  key(KEY_MENU);
  ck_assert(view->menu.open);
  key(KEY_DOWN);
  key(KEY_ENTER); // default value
  ck_assert_double_eq(user_sees(PORT_SEAL), 100.0);
  user_and_host_agree();
}
END_TEST

START_TEST(buttons_menus_and_the_plot)
{
  go_to(PART_MONITOR);
  key(KEY_DOWN);
  ck_assert_double_eq(user_sees(PORT_MONITOR), 1.0);
  key(KEY_RIGHT); // onwards in a list, more on a dial
  ck_assert_double_eq(user_sees(PORT_MONITOR), 2.0);
  key(KEY_LEFT);
  key(KEY_UP);
  ck_assert_double_eq(user_sees(PORT_MONITOR), 0.0);
  key(KEY_ENTER);
  ck_assert(view->menu.open);
  key(KEY_ESCAPE);
  ck_assert(!view->menu.open && view->focus.part == PART_MONITOR);
  go_to(PART_TAB_DECAY);
  user_type(" ");
  ck_assert_int_eq(view->plot.view, VIEW_DECAY);
  go_to(PART_PLOT);
  key(KEY_RIGHT);
  ck_assert_double_gt(user_sees(PORT_MORPH), 0.0);
  key(KEY_ENTER);
  ck_assert(view->menu.open && view->menu.topic == MENU_OF_PLOT);
  key(KEY_ESCAPE);
  go_to(PART_PAGE_YOU);
  key(KEY_ENTER);
  ck_assert_int_eq(view->layout.page, PAGE_YOU);
  go_to(PART_HELP);
  key(KEY_ENTER);
  ck_assert(view->notices.help);
  key(KEY_ESCAPE);
  ck_assert(!view->notices.help && view->focus.part == PART_HELP);
  user_press(place_middle(PART_METER), BUTTON_LEFT, 0); // a press ends it
  ck_assert_int_eq(view->focus.part, PART_COUNT);
  ck_assert(!seen.keyboard);
}
END_TEST

/** Pixels of the window that differ from what was copied. */
static unsigned
differences(const uint8_t* copy, size_t size)
{
  const uint8_t* const now = cairo_image_surface_get_data(view_surface(view));
  unsigned n = 0;
  for (size_t i = 0; i < size; ++i) {
    n += i % 4 != 3 && abs(copy[i] - now[i]) > 8;
  }
  return n;
}

/* The ring is seen, moves and leaves nothing behind. */
START_TEST(the_ring_is_seen)
{
  user_waits(2.0);
  cairo_surface_t* const surface = view_surface(view);
  // The hint line below speaks of the control too: it does not count.
  const size_t size = (size_t)cairo_image_surface_get_stride(surface) *
                      (size_t)view->layout.part[PART_HINT].y;
  uint8_t* const without = malloc(size);
  memcpy(without, cairo_image_surface_get_data(surface), size);
  view_focus_move(view, false);
  for (int i = 0; i < 30; ++i) {
    user_looks();
    ck_assert_uint_gt(differences(without, size), 100);
    key(KEY_TAB);
  }
  key(KEY_ESCAPE);
  user_looks();
  ck_assert_uint_eq(differences(without, size), 0);
  free(without);
}
END_TEST

/* --- shapes of the pointer ------------------------------------------------ */

static void
at(Place p, ViewCursor wanted)
{
  view_move(view, p.x, p.y, 0);
  ck_assert_int_eq(view_cursor(view), wanted);
}

START_TEST(the_pointer_tells_what_can_be_done)
{
  const Rect dial = view->layout.part[PART_SEAL];
  const Rect area = layout_plot_area(&view->layout);
  at(place_knob(PART_SEAL), CURSOR_UPWARDS);
  at(place_center(layout_dial_value(dial)), CURSOR_TEXT);
  at(place_middle(PART_MORPH), CURSOR_SIDEWAYS);
  at(place_middle(PART_HELP), CURSOR_HAND);
  at(place_middle(PART_MONITOR), CURSOR_HAND);
  at(place_middle(PART_UNDO), CURSOR_ARROW); // nothing to undo
  at(place_middle(PART_HINT), CURSOR_ARROW);
  at(place_center(area), CURSOR_SIDEWAYS);
  at((Place){ area.x - 5.0, area.y + 50.0 }, CURSOR_UPWARDS);
  at(place_center(layout_stage_value(view->layout.part[PART_STAGE])),
     CURSOR_TEXT);
  user_press(place_knob(PART_SEAL), BUTTON_LEFT, 0);
  at(place_middle(PART_HELP), CURSOR_UPWARDS); // as long as it is dragged
  view_release(view, 10.0, 10.0, BUTTON_LEFT, 0);
  user_single_click(place_middle(PART_BLIND), 0);
  at(place_center(bench_rect(&view->bench, BENCH_BEGIN)), CURSOR_HAND);
  at((Place){ 3.0, 3.0 }, CURSOR_ARROW);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui focus");
  TCase* const tests = tcase_create("focus");
  tcase_add_checked_fixture(tests, comes, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, tab_reaches_all_that_is_there);
  tcase_add_test(tests, arrows_move_every_control);
  tcase_add_test(tests, values_by_keys);
  tcase_add_test(tests, buttons_menus_and_the_plot);
  tcase_add_test(tests, the_ring_is_seen);
  tcase_add_test(tests, the_pointer_tells_what_can_be_done);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
