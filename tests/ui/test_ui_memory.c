// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What a window leaves to the next one, and what it starts with.

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/window/factory.h"
#include "ui/window/memory.h"
#include "ui/window/view_folder.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char kept[NOTIFY_MEMORY_SIZE];

/** The window closes and opens again; host and plugin tell the next one what
    they know. */
static void
reopen(void)
{
  float value[PORT_COUNT];
  view_remember(view);
  memcpy(kept, seen.memory, sizeof(kept));
  memcpy(value, seen.value, sizeof(value));
  user_goes();
  user_comes();
  memcpy(seen.value, value, sizeof(value));
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    view_value(view, (PortIndex)p, value[p]);
  }
  view_memory(view, kept);
  user_looks();
}

static void
begin(void)
{
  user_comes();
  view_memory(view, "");
}

static void
choose_in_menu(Place where, int row)
{
  user_right_click(where);
  user_click(place_row(row), 0);
}

START_TEST(closing_loses_nothing)
{
  const Place plot = place_center(layout_plot_area(&view->layout));
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  user_single_click(place_middle(PART_SLOT_2), 0);
  user_drag(place_knob(PART_SEAL), -60.0, 0.0, 0);
  user_drag(place_knob(PART_OUTPUT), 60.0, 0.0, 0);
  user_single_click(place_middle(PART_UNDO), 0);
  choose_in_menu(plot, 2); // spectrum of the input
  choose_in_menu(plot, 5); // +-12 dB
  user_single_click(place_middle(PART_TAB_ISOLATION), 0);
  ck_assert_double_eq(user_sees(PORT_OUTPUT_GAIN), 0.0);
  reopen();

  ck_assert_int_eq((int)view->plot.view, VIEW_ISOLATION);
  ck_assert_int_eq((int)view->plot.spectrum, NOTIFY_SPECTRUM_PRE);
  ck_assert_int_eq((int)seen.spectrum, NOTIFY_SPECTRUM_PRE);
  ck_assert_double_eq(view->plot.range_db, 12.0);
  ck_assert_uint_eq(view->edit.history.current_slot, 1);
  user_single_click(place_middle(PART_REDO), 0);
  ck_assert_double_gt(user_sees(PORT_OUTPUT_GAIN), 1.0);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_double_eq_tol(user_sees(PORT_SEAL), 70.0, 0.01);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_double_eq(user_sees(PORT_SEAL), 100.0);
  user_single_click(place_middle(PART_REDO), 0);
  user_single_click(place_middle(PART_SLOT_1), 0);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 30.0, 0.01);
  ck_assert_double_eq(user_sees(PORT_SEAL), 100.0);
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_double_eq_tol(user_sees(PORT_SEAL), 70.0, 0.01);
  ck_assert_double_eq(user_sees(PORT_PAD_WEAR), 0.0);
  user_and_host_agree();
}
END_TEST

/* A session's settings come before or after what the plugin has to say. */
START_TEST(both_slots_start_as_the_session_is)
{
  view_value(view, PORT_SEAL, 40.0F);
  view_value(view, PORT_WEARING, 7.0F);
  view_memory(view, "");
  view_value(view, PORT_MORPH, 0.25F);
  seen.value[PORT_SEAL] = 40.0F;
  seen.value[PORT_WEARING] = 7.0F;
  seen.value[PORT_MORPH] = 0.25F;
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_uint_eq(seen.writes, 0);
  ck_assert_double_eq(user_sees(PORT_SEAL), 40.0);
  ck_assert_double_eq(user_sees(PORT_MORPH), 0.25);
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  user_single_click(place_middle(PART_SLOT_1), 0);
  ck_assert_double_eq(user_sees(PORT_PAD_WEAR), 0.0);
  ck_assert_double_eq(user_sees(PORT_WEARING), 7.0);
  user_and_host_agree();
}
END_TEST

/* The other slot keeps what the session was before the first edit. */
START_TEST(an_edit_stays_in_its_slot)
{
  view_value(view, PORT_SEAL, 40.0F);
  seen.value[PORT_SEAL] = 40.0F;
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  view_value(view, PORT_PAD_WEAR, seen.value[PORT_PAD_WEAR]); // an echo
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_double_eq(user_sees(PORT_PAD_WEAR), 0.0);
  ck_assert_double_eq(user_sees(PORT_SEAL), 40.0);
  user_and_host_agree();
}
END_TEST

START_TEST(nothing_is_said_without_need)
{
  user_waits(2.0);
  ck_assert_uint_eq(seen.memories, 0); // as it came
  for (int i = 0; i < 100; ++i) {      // automation is none of its business
    view_value(view, PORT_MORPH, 0.01F * (float)i);
    user_waits(0.04);
  }
  ck_assert_uint_eq(seen.memories, 0);
  user_single_click(place_middle(PART_TAB_DECAY), 0);
  user_waits(2.0);
  ck_assert_uint_eq(seen.memories, 1);
  user_goes();
  user_comes(); // a plugin that has not answered yet may know more
  user_single_click(place_middle(PART_TAB_DECAY), 0);
  user_waits(2.0);
  ck_assert_uint_eq(seen.memories, 0);
}
END_TEST

/** The plugin has a file, or none. */
static void
plugin_has(FileSlot slot, const char* path)
{
  float db[GRID_POINTS] = { 0 };
  view_file(view, slot, path);
  view_file_curve(view, slot, *path ? db : NULL);
}

static void
choose_file(const char* path)
{
  view_open_files(view, PART_PICK_A);
  view_key(view, KEY_TEXT, path);
  view_key(view, KEY_ENTER, "");
  ck_assert_str_eq(seen.path, path);
  plugin_has(FILE_A, path);
}

/* One step each, there and back, and after the window was closed. */
START_TEST(undo_covers_files)
{
  const double before = user_sees(PORT_HEADPHONE_A);
  choose_file("/music/one curve.csv");
  choose_file("/music/two.txt");
  ck_assert_uint_eq(view->edit.history.n_undo, 2);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_str_eq(seen.path, "/music/one curve.csv");
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_A), HEADPHONE_MEASURED_FILE);
  plugin_has(FILE_A, seen.path);
  ck_assert_uint_eq(view->edit.history.n_undo, 1); // an answer is no edit
  reopen();
  plugin_has(FILE_A, "/music/one curve.csv");
  user_single_click(place_middle(PART_REDO), 0);
  ck_assert_str_eq(seen.path, "/music/two.txt");
  plugin_has(FILE_A, seen.path);
  user_single_click(place_middle(PART_UNDO), 0);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_str_eq(seen.path, "");
  plugin_has(FILE_A, "");
  ck_assert_double_eq(user_sees(PORT_HEADPHONE_A), before);
  user_and_host_agree();
}
END_TEST

/* Slots have files of their own; one that is gone leaves all as it was. */
START_TEST(slots_have_files_of_their_own)
{
  choose_file("/music/one.csv");
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_str_eq(seen.path, "");
  plugin_has(FILE_A, "");
  user_single_click(place_middle(PART_SLOT_1), 0);
  ck_assert_str_eq(seen.path, "/music/one.csv");
  view_message(view, "one.csv: no such file"); // and stays without
  seen.path[0] = '\0';
  user_single_click(place_middle(PART_UNDO), 0);
  user_single_click(place_middle(PART_REDO), 0);
  ck_assert_str_eq(seen.path, "");
  user_and_host_agree();
}
END_TEST

/* More files than there are numbers for. */
START_TEST(many_files)
{
  char path[64];
  for (int i = 0; i < 100; ++i) {
    snprintf(path, sizeof(path), "/music/%d.csv", i);
    choose_file(path);
  }
  ck_assert_uint_ge(view->edit.history.n_undo, 1);
  for (int i = 98; view->edit.history.n_undo > 1; --i) {
    snprintf(path, sizeof(path), "/music/%d.csv", i);
    user_skips(0.5);
    user_click(place_middle(PART_UNDO), 0);
    ck_assert_str_eq(seen.path, path);
    plugin_has(FILE_A, path);
  }
}
END_TEST

/* 40 presets in a row are more than there is room for. */
START_TEST(the_newest_steps_are_kept)
{
  for (unsigned i = 0; i < 40; ++i) {
    view_load_preset(view, (i * 7) % n_factory);
  }
  const float now = view->settings.value[PORT_HEADPHONE_A];
  History before = view->edit.history;
  reopen();
  ck_assert_uint_ge(view->edit.history.n_undo, 8);
  ck_assert_float_eq(view->settings.value[PORT_HEADPHONE_A], now);
  for (int i = 1; i <= (int)view->edit.history.n_undo; ++i) {
    for (unsigned p = 0; p < PORT_COUNT; ++p) {
      ck_assert(!memory_holds((PortIndex)p) ||
                history_step(&view->edit.history, -i)->value[p] ==
                  history_step(&before, -i)->value[p]);
    }
  }
}
END_TEST

/* A state may be damaged, or of a window with other ports and words. */
START_TEST(any_text_is_survived)
{
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  user_single_click(place_middle(PART_SLOT_2), 0);
  user_drag(place_knob(PART_SEAL), -60.0, 0.0, 0);
  reopen();
  ck_assert_uint_gt(strlen(kept), 30);
  srand(3);
  for (int i = 0; i < 3000; ++i) {
    char text[NOTIFY_MEMORY_SIZE];
    memcpy(text, kept, sizeof(text));
    for (int k = rand() % 6; k >= 0; --k) {
      text[(size_t)rand() % strlen(kept)] = (char)(rand() % 256);
    }
    view_memory(view, text);
    for (unsigned p = 0; p < PORT_COUNT; ++p) {
      const PortIndex port = (PortIndex)p;
      for (int step = -(int)view->edit.history.n_undo;
           step < (int)view->edit.history.n_redo;
           ++step) {
        const float value = history_step(&view->edit.history, step)->value[p];
        ck_assert(!memory_holds(port) || value == ports_clamp(port, value));
      }
    }
    ck_assert(view->plot.range_db >= PLOT_RANGE_MIN_DB &&
              view->plot.range_db <= PLOT_RANGE_MAX_DB);
  }
  view_memory(view, "new words\nslot 2 new_port=3f8 seal=42\nview moon\n");
  ck_assert_float_eq(view->edit.history.slot[1].value[PORT_SEAL], 32.0F);
  user_looks();
}
END_TEST

/* Another session is loaded while the window is open. */
START_TEST(a_restored_state_counts)
{
  user_drag(place_knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  view_memory(view, "view decay\n");
  ck_assert_uint_eq(view->edit.history.n_undo, 0);
  ck_assert_int_eq((int)view->plot.view, VIEW_DECAY);
  user_single_click(place_middle(PART_SLOT_2), 0);
  ck_assert_double_eq_tol(user_sees(PORT_PAD_WEAR), 30.0, 0.01);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui memory");
  TCase* const tests = tcase_create("memory");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, begin, user_goes);
  tcase_add_test(tests, closing_loses_nothing);
  tcase_add_test(tests, both_slots_start_as_the_session_is);
  tcase_add_test(tests, an_edit_stays_in_its_slot);
  tcase_add_test(tests, nothing_is_said_without_need);
  tcase_add_test(tests, undo_covers_files);
  tcase_add_test(tests, slots_have_files_of_their_own);
  tcase_add_test(tests, many_files);
  tcase_add_test(tests, the_newest_steps_are_kept);
  tcase_add_test(tests, any_text_is_survived);
  tcase_add_test(tests, a_restored_state_counts);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
