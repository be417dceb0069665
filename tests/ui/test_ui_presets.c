// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The window's presets are those of the files, to the bit, in the order of the
   banks; loading one sets what it holds and nothing else. */

#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/factory.h"

/* The reader of files has no object here, and a name of its own for places. */
#define Place PlaceInFile
#include "ttl/presets.c"
#undef Place

#include <glob.h>
#include <math.h>

enum { STRIDE = 6 }; // of presets one is loaded

static PresetList list;

static void
begin(void)
{
  glob_t found;
  ck_assert_int_eq(glob("presets/*.preset", 0, NULL, &found), 0);
  ck_assert(presets_read(&list, found.gl_pathv, found.gl_pathc));
  globfree(&found);
  user_comes();
}

static const Preset*
file_of(const FactoryPreset* preset)
{
  for (size_t i = 0; i < list.n; ++i) {
    if (!strcmp(list.preset[i].name, preset->name) &&
        !strcmp(list.preset[i].bank, preset->bank)) {
      return &list.preset[i];
    }
  }
  ck_abort_msg("no file of %s", preset->name);
}

START_TEST(each_file_is_a_preset)
{
  ck_assert_uint_eq(n_factory, list.n);
  for (unsigned i = 0; i < n_factory; ++i) {
    const Preset* const file = file_of(&factory[i]);
    ck_assert_str_eq(factory[i].comment, file->comment);
    for (unsigned p = 0; p < PORT_COUNT; ++p) {
      ck_assert_int_eq(factory_holds((PortIndex)p), presets_hold((PortIndex)p));
      if (presets_hold((PortIndex)p)) {
        ck_assert_int_eq(isnan(factory[i].value[p]), isnan(file->value[p]));
        ck_assert(isnan(file->value[p]) ||
                  factory[i].value[p] == file->value[p]);
      }
    }
    for (unsigned k = 0; k < i; ++k) {
      ck_assert(file_of(&factory[k]) != file);
    }
  }
}
END_TEST

START_TEST(banks_are_together)
{
  unsigned n_banks = 1;
  for (unsigned i = 1; i < n_factory; ++i) {
    n_banks += strcmp(factory[i].bank, factory[i - 1].bank) != 0;
  }
  unsigned n_names = 0;
  for (size_t i = 0; banks[i]; ++i) {
    ++n_names;
  }
  ck_assert_uint_eq(n_banks, n_names);
}
END_TEST

/* What is the listener's own stays: the files, what is worn, the level. */
START_TEST(a_preset_sets_what_it_holds)
{
  Settings before;
  for (unsigned p = 0; p < PORT_COUNT; ++p) { // all turned up, if it can be
    if (ports[p].kind == KIND_CONTROL_IN) {
      view_value(view, (PortIndex)p, ports[p].max);
    }
  }
  view_file(view, FILE_B, "/my/own.csv");
  before = view->settings;
  const unsigned i = STRIDE * (unsigned)_i;
  view_load_preset(view, i);
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    const float holds = file_of(&factory[i])->value[p];
    const bool is_set = presets_hold((PortIndex)p) && !isnan(holds);
    ck_assert_float_eq(view->settings.value[p],
                       is_set ? holds : before.value[p]);
    ck_assert(!is_set || seen.value[p] == holds ||
              before.value[p] == holds); // the host is told what changes
  }
  ck_assert_mem_eq(
    view->settings.file, before.file, sizeof(view->settings.file));
  ck_assert_uint_eq(view->edit.history.n_undo, 1);
  user_single_click(place_middle(PART_UNDO), 0);
  ck_assert_mem_eq(&view->settings, &before, sizeof(before));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui presets");
  TCase* const tests = tcase_create("presets");
  tcase_add_checked_fixture(tests, begin, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, each_file_is_a_preset);
  tcase_add_test(tests, banks_are_together);
  tcase_add_loop_test(
    tests, a_preset_sets_what_it_holds, 0, (int)(n_factory / STRIDE));
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
