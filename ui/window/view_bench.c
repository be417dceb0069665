// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The blind bench: what is compared, and what its buttons do.

#include "ui/window/view_bench.h"

#include "dsp/earcup.h"
#include "plugin/blind.h"
#include "plugin/text/utf8.h"
#include "ui/shared/mapping.h"
#include "ui/window/bench_report.h"
#include "ui/window/factory.h"
#include "ui/window/path.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_state.h"
#include "ui/window/view_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define REPEAT_S 1.0 ///< a lost message is made good after that

/** The controls of a sound; false for the input itself. */
static bool
settings_of(const View* view, BenchSound sound, Settings* settings)
{
  *settings = view->settings;
  switch (sound) {
    case SOUND_A:
    case SOUND_B:
      settings->value[PORT_MORPH] = sound == SOUND_B ? 1.0F : 0.0F;
      break;
    case SOUND_SLOT_1:
    case SOUND_SLOT_2:
      if (view->edit.history.current_slot !=
          (unsigned)(sound == SOUND_SLOT_2)) {
        *settings = view->edit.history.slot[sound == SOUND_SLOT_2];
      }
      break;
    default:
      return false;
  }
  return true;
}

/** "Sennheiser HD 25" */
static void
name_headphone(PortIndex port, float value, char* name)
{
  const EarcupHeadphone* const row = earcup_find_headphone((uint32_t)value);
  if (row && row->id > EARCUP_CLOSED_REFERENCE) {
    snprintf(name, MAPPING_TEXT, "%s %s", row->maker, row->name);
  } else if (row) {
    snprintf(name, MAPPING_TEXT, "%s", row->name);
  } else {
    mapping_format(port, (double)value, name);
  }
}

/** A name for people: of a preset or of what is between the two ends. */
static void
name_slot(const Settings* settings, char* name)
{
  char morph[MAPPING_TEXT];
  char a[MAPPING_TEXT];
  char b[MAPPING_TEXT];
  const unsigned preset = factory_find(settings->value);
  if (preset < n_factory) {
    utf8_copy(name, BENCH_NAME, factory[preset].name, SIZE_MAX);
    return;
  }
  name_headphone(PORT_HEADPHONE_A, settings->value[PORT_HEADPHONE_A], a);
  name_headphone(PORT_HEADPHONE_B, settings->value[PORT_HEADPHONE_B], b);
  mapping_format(PORT_MORPH, settings->value[PORT_MORPH], morph);
  const double place = (double)settings->value[PORT_MORPH];
  if (place <= 0.0 || place >= 1.0) {
    snprintf(name, BENCH_NAME, "%s", place <= 0.0 ? a : b);
  } else {
    snprintf(name, BENCH_NAME, "%.60s to %.60s, %.40s", a, b, morph);
  }
}

static void
name_sounds(View* view)
{
  Bench* const bench = &view->bench;
  for (int i = 0; i < SOUNDS; ++i) {
    char text[256] = "the input itself";
    Settings settings;
    settings_of(view, (BenchSound)i, &settings);
    if (i == SOUND_A || i == SOUND_B) {
      view_choice_text(view, i == SOUND_A ? PART_PICK_A : PART_PICK_B, text);
    } else if (i != SOUND_BYPASS) {
      name_slot(&settings, text);
    }
    utf8_copy(bench->name[i], BENCH_NAME, text, SIZE_MAX);
  }
}

/** Whether the measured files of a sound are those that are loaded. */
static bool
has_files(const View* view, const Settings* settings)
{
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    if (ports_choose_file(settings->value, (EarcupFileSlot)slot) &&
        settings->file[slot] != view->settings.file[slot]) {
      return false;
    }
  }
  return true;
}

static bool
are_same(const Settings* a, const Settings* b)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (blind_compares((PortIndex)p) &&
        fabsf(a->value[p] - b->value[p]) > 1e-9F) {
      return false;
    }
  }
  return true;
}

/** Say what stands in the way. */
static void
check_setup(View* view)
{
  Bench* const bench = &view->bench;
  Settings settings[2];
  const bool first = settings_of(view, bench->sound[0], &settings[0]);
  const bool second = settings_of(view, bench->sound[1], &settings[1]);
  const char* note = "";
  bench->blocked = true;
  if (bench->sound[0] == bench->sound[1]) {
    note = "Please choose two different sounds.";
  } else if ((first && !has_files(view, &settings[0])) ||
             (second && !has_files(view, &settings[1]))) {
    note = "The slots have different measured files, and only one is loaded: "
           "compare two files as A and B.";
  } else if (view->settings.value[PORT_FREEWHEEL] > 0.5F) {
    note = "The host exports: no test can run.";
  } else {
    bench->blocked = false;
    if (first && second && are_same(&settings[0], &settings[1])) {
      note = "Both are set the same: there is no difference to hear.";
    }
  }
  snprintf(bench->note, sizeof(bench->note), "%s", note);
}

/** Tell the plugin which sound to play, or that all is over. */
static void
send_sound(View* view)
{
  const Bench* const bench = &view->bench;
  Blind blind;
  memset(&blind, 0, sizeof(blind));
  blind.is_on = bench->stage == BENCH_RUNNING;
  if (blind.is_on) {
    for (unsigned i = 0; i < 2; ++i) {
      const bool is_input = bench->sound[i] == SOUND_BYPASS;
      blind.originals |= (is_input ? 1U : 0U) << i;
      memcpy(
        blind.value[i], view->bench.compared[i].value, sizeof(blind.value[i]));
    }
    blind.heard = blind_trials_sound(&bench->trials, bench->heard);
  }
  view->bench.sent_at_s = view->now_s;
  view->host.blind(view->host.handle, &blind);
}

static void
begin(View* view)
{
  Bench* const bench = &view->bench;
  struct timespec now;
  check_setup(view);
  if (bench->blocked) {
    return;
  }
  clock_gettime(CLOCK_REALTIME, &now);
  const uint64_t ns =
    (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
  blind_trials_begin(
    &bench->trials, bench->kind, bench->total, (uint32_t)(ns ^ ns >> 32));
  for (int i = 0; i < 2; ++i) { // whatever the host changes meanwhile
    settings_of(view, bench->sound[i], &view->bench.compared[i]);
  }
  bench->heard = 0;
  bench_enter(bench, BENCH_RUNNING);
  send_sound(view);
}

/** All is over: what came of it. */
static void
finish(View* view)
{
  Bench* const bench = &view->bench;
  const char* const names[2] = { bench->name[bench->sound[0]],
                                 bench->name[bench->sound[1]] };
  char path[VIEW_PATH] = "";
  bench_enter(bench, bench->trials.done ? BENCH_RESULT : BENCH_SETUP);
  send_sound(view);
  check_setup(view);
  bench->note[0] = '\0';
  bench->blocked = bench->saved = false;
  blind_trials_say(&bench->trials, names, bench->words);
  view->host.place(view->host.handle, path, sizeof(path));
  line_set(&bench->path, path);
  bench->path.anchor = bench->path.cursor;
}

static void
answer(View* view, unsigned button)
{
  Bench* const bench = &view->bench;
  blind_trials_answer(&bench->trials, button);
  if (bench->trials.done == bench->trials.total) {
    finish(view);
    return;
  }
  // What comes next begins the same way each time.
  bench->heard = bench->kind == BLIND_ABX ? 2 : 0;
  bench->focus = (BenchItem)(BENCH_HEAR + bench->heard);
  send_sound(view);
}

static void
save(View* view)
{
  Bench* const bench = &view->bench;
  BenchReportSound sounds[2];
  char text[BENCH_REPORT];
  char path[VIEW_PATH];
  char why[160] = "";
  for (int i = 0; i < 2; ++i) {
    const bool is_input = bench->sound[i] == SOUND_BYPASS;
    sounds[i].name = bench->name[bench->sound[i]];
    sounds[i].settings = is_input ? NULL : &view->bench.compared[i];
  }
  bench_report(&bench->trials, sounds, time(NULL), text);
  path_expand(bench->path.text, path, sizeof(path));
  bench->saved =
    view->host.save(view->host.handle, path, text, why, sizeof(why));
  bench->blocked = !bench->saved;
  snprintf(
    bench->note, sizeof(bench->note), "%s", bench->saved ? "Saved." : why);
}

static void
press(View* view, BenchItem item)
{
  Bench* const bench = &view->bench;
  if (item < BENCH_ITEMS) {
    bench->focus = item;
  }
  if (bench_choose(bench, item)) {
    check_setup(view);
  } else if (item == BENCH_BEGIN) {
    begin(view);
  } else if (item >= BENCH_HEAR && item < BENCH_SAY) {
    bench->heard = item - BENCH_HEAR;
    send_sound(view);
  } else if (item >= BENCH_SAY && item < BENCH_END) {
    answer(view, item - BENCH_SAY);
  } else if (item == BENCH_END) {
    finish(view);
  } else if (item == BENCH_SAVE && !bench->saved) {
    save(view);
  } else if (item == BENCH_AGAIN) {
    bench_enter(bench, BENCH_SETUP);
    check_setup(view);
  } else if (item == BENCH_CLOSE) {
    bench_enter(bench, BENCH_CLOSED);
  }
  view_damage_all(view);
}

void
view_open_bench(View* view)
{
  bench_open(&view->bench, view->layout.width, view->layout.height);
  name_sounds(view);
  check_setup(view);
  view_damage_all(view);
}

void
view_bench_press(View* view)
{
  view->bench.has_keys = true;
  press(view, bench_hit(&view->bench, view->pointer.x, view->pointer.y));
}

void
view_bench_move(View* view)
{
  const BenchItem item =
    bench_hit(&view->bench, view->pointer.x, view->pointer.y);
  if (item != view->bench.hover) {
    view->bench.hover = item;
    view_damage_all(view);
  }
}

void
view_bench_key(View* view, Key key, const char* text)
{
  const BenchItem item = bench_key(&view->bench, key, text);
  if (item < BENCH_ITEMS) {
    press(view, item);
  }
  view_damage_all(view);
}

void
view_tick_bench(View* view)
{
  Bench* const bench = &view->bench;
  if (bench->stage != BENCH_RUNNING) {
    return;
  }
  if (view->settings.value[PORT_FREEWHEEL] > 0.5F) {
    bench_enter(bench, BENCH_SETUP);
    send_sound(view);
    check_setup(view);
    view_damage_all(view);
  } else if (view->now_s - view->bench.sent_at_s > REPEAT_S) {
    send_sound(view);
  }
}

void
view_bench_unfocus(View* view)
{
  if (view->bench.has_keys && view->bench.stage != BENCH_CLOSED) {
    view->bench.has_keys = false; // the test goes on with the pointer
    view_damage_all(view);
  }
}
