// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The text that a session keeps for the window, word by word: those of older
   sessions have to be read as what they said. */

#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "ui/window/memory.h"

#include <string.h>

/* Values are the bits of floats without the zeros at their end: 50 is
   0x42480000, 33.3 is 0x42053333. A slot differs from the defaults, and so does
   the newest step of undo, from which each leads to the one before it. */
static const char text[] =
  "view isolation\n"
  "range 30000\n"
  "spectrum before\n"
  "zero a\n"
  "hide worn\n"
  "hide b\n"
  "file 1 /a.csv\n"
  "file 2 /with blanks/b.csv\n"
  "file 3 /w.csv\n"
  "slot 2 seal=4248 pad_wear=42053333 file_a=1 file_b=2 file_wearing=3\n"
  "undo seal=41f file_b=2\n"
  "undo seal=42c8 pad_wear=41a\n";

static Memory memory;
static Paths paths;

static void
begin(void)
{
  Settings settings = { .file = { 0 } };
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    settings.value[p] = ports[p].dflt;
  }
  memset(&memory, 0, sizeof(memory));
  memset(&paths, 0, sizeof(paths));
  memory.view = VIEW_RESPONSE;
  memory.range_db = 24.0;
  memory.spectrum = NOTIFY_SPECTRUM_POST;
  memory.paths = &paths;
  history_init(&memory.history, &settings);
}

START_TEST(a_text_is_read_as_it_says)
{
  memory_read(&memory, text);
  ck_assert_int_eq((int)memory.view, (int)VIEW_ISOLATION);
  ck_assert_double_eq(memory.range_db, 30.0);
  ck_assert_int_eq((int)memory.spectrum, (int)NOTIFY_SPECTRUM_PRE);
  ck_assert_int_eq((int)memory.zero, (int)PLOT_ZERO_A);
  for (int i = 0; i < PLOT_CURVES; ++i) {
    ck_assert_int_eq(memory.hidden[i], i == PLOT_WORN || i == PLOT_B);
  }
  ck_assert_str_eq(paths.text[1], "/a.csv");
  ck_assert_str_eq(paths.text[2], "/with blanks/b.csv");
  ck_assert_str_eq(paths.text[3], "/w.csv");
  const Settings* const slot = &memory.history.slot[1];
  ck_assert(memory.history.used);
  ck_assert_uint_eq(memory.history.current_slot, 0);
  ck_assert_float_eq(slot->value[PORT_SEAL], 50.0F);
  ck_assert_float_eq(slot->value[PORT_PAD_WEAR], 33.3F);
  ck_assert_float_eq(slot->value[PORT_MORPH], ports[PORT_MORPH].dflt);
  for (int k = 0; k < FILE_SLOTS; ++k) {
    ck_assert_int_eq(slot->file[k], k + 1);
  }
  ck_assert_uint_eq(memory.history.n_undo, 2);
  const Settings* const newest = history_step(&memory.history, -1);
  const Settings* const oldest = history_step(&memory.history, -2);
  ck_assert_float_eq(newest->value[PORT_SEAL], 30.0F);
  ck_assert_float_eq(newest->value[PORT_PAD_WEAR], 0.0F);
  ck_assert_uint_eq(newest->file[FILE_B], 2);
  ck_assert_uint_eq(newest->file[FILE_WEARING], 0);
  ck_assert_float_eq(oldest->value[PORT_SEAL], 100.0F);
  ck_assert_float_eq(oldest->value[PORT_PAD_WEAR], 20.0F);
  ck_assert_uint_eq(oldest->file[FILE_B], 2);
}
END_TEST

START_TEST(the_same_text_is_written)
{
  char written[NOTIFY_MEMORY_SIZE];
  memory_read(&memory, text);
  memory_write(&memory, written);
  ck_assert_str_eq(written, text);
}
END_TEST

START_TEST(every_view_and_spectrum_has_its_word)
{
  static const struct {
    const char* text;
    PlotView view;
    NotifySpectrum spectrum;
    PlotZero zero;
  } cases[] = {
    { "view response\nrange 24000\nspectrum off\nzero neutral\n",
      VIEW_RESPONSE,
      NOTIFY_SPECTRUM_OFF,
      PLOT_ZERO_NEUTRAL },
    { "view decay\nrange 24000\nspectrum before\nzero a\n",
      VIEW_DECAY,
      NOTIFY_SPECTRUM_PRE,
      PLOT_ZERO_A },
    { "view isolation\nrange 24000\nspectrum behind\nzero b\n",
      VIEW_ISOLATION,
      NOTIFY_SPECTRUM_POST,
      PLOT_ZERO_B },
  };
  char written[NOTIFY_MEMORY_SIZE];
  memory_read(&memory, cases[_i].text);
  ck_assert_int_eq((int)memory.view, (int)cases[_i].view);
  ck_assert_int_eq((int)memory.spectrum, (int)cases[_i].spectrum);
  ck_assert_int_eq((int)memory.zero, (int)cases[_i].zero);
  memory_write(&memory, written);
  ck_assert_str_eq(written, cases[_i].text);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui memory text");
  TCase* const tests = tcase_create("text");
  tcase_add_checked_fixture(tests, begin, NULL);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, a_text_is_read_as_it_says);
  tcase_add_test(tests, the_same_text_is_written);
  tcase_add_loop_test(tests, every_view_and_spectrum_has_its_word, 0, 3);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
