// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// All ways to change a control.

#include "ui/window/view_controls.h"

#include "dsp/earcup.h"
#include "plugin/parameters.h"
#include "ui/shared/mapping.h"
#include "ui/window/factory.h"
#include "ui/window/memory.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_files.h"
#include "ui/window/view_paths.h"
#include "ui/window/view_state.h"

#include <math.h>

#define DETENT 8.0 ///< base units
#define SAME 1e-4F ///< of the morph

void
view_init_controls(View* view)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    view->settings.value[p] = ports[p].dflt;
    view->edit.swapped[p] = ports[p].dflt;
  }
  history_init(&view->edit.history, &view->settings);
  view->edit.preset = factory_find(view->settings.value);
}

/** A control has another value: what depends on it is drawn again. */
static void
value_changed(View* view, PortIndex port)
{
  for (Part p = 0; p < PART_COUNT; ++p) {
    if (parts[p].port == port) {
      view_damage_part(view, p);
    }
  }
  const unsigned preset = factory_find(view->settings.value);
  if (preset < n_factory) {
    view->edit.preset = preset;
  }
  view_damage_part(view, PART_PRESET);
  view_damage_part(view, PART_HINT);
  switch (port) {
    case PORT_MONITOR:
    case PORT_MATCH:
    case PORT_OUTPUT_GAIN:
      return;
    case PORT_BYPASS_ON_EXPORT:
      if (view->readings.exporting) {
        view_damage_all(view);
      }
      return;
    case PORT_ENABLED:
      view_damage_all(view);
      return;
    case PORT_OUTSIDE_LEVEL:
      view_damage_part(view, PART_OUTSIDE_SOUND);
      return;
    case PORT_MORPH:
      view_damage_part(view, PART_END_A);
      view_damage_part(view, PART_END_B);
      break;
    case PORT_CROSSFEED:
    case PORT_CROSSFEED_AMOUNT:
      view_damage_part(view, PART_STAGE);
      view_damage_part(view, PART_AMOUNT);
      break;
    case PORT_HEADPHONE_A:
    case PORT_HEADPHONE_B:
      view_damage_all(view);
      view_decays_changed(view);
      break;
    default:
      if (ports[port].group == GROUP_FIT) {
        view_decays_changed(view);
      }
      break;
  }
  view_curves_changed(view);
  view_damage_part(view, PART_PLOT);
}

void
view_begin(View* view)
{
  view->edit.before = view->settings;
  view->edit.kept = false;
}

void
view_set(View* view, PortIndex port, double value)
{
  const float wanted = ports_clamp(port, (float)value);
  if (fabsf(view->settings.value[port] - wanted) < 1e-9F) {
    return;
  }
  if (memory_holds(port) && !view->edit.kept) {
    history_push(&view->edit.history, &view->edit.before);
    view->edit.kept = true;
    view_damage_part(view, PART_UNDO);
    view_damage_part(view, PART_REDO);
  }
  view->settings.value[port] = wanted;
  view->host.write(view->host.handle, port, wanted);
  value_changed(view, port);
}

/** A gesture of one value: the host records it as one. */
static void
set_touched(View* view, PortIndex port, double value)
{
  view->host.touch(view->host.handle, port, true);
  view_set(view, port, value);
  view->host.touch(view->host.handle, port, false);
}

void
view_set_once(View* view, PortIndex port, double value)
{
  view_begin(view);
  set_touched(view, port, value);
}

void
view_set_position(View* view, PortIndex port, double travel, bool fine)
{
  const double tolerance = fine ? 0.0 : DETENT / travel;
  view_set(view,
           port,
           mapping_value(
             port, mapping_detent(port, view->pointer.position, tolerance)));
}

void
view_step_choice(View* view, PortIndex port, int direction)
{
  const size_t n = ports_n_choices(port);
  size_t now = 0;
  for (size_t i = 0; i < n; ++i) {
    if (fabsf(ports_choice(port, i).value - view->settings.value[port]) <
        0.5F) {
      now = i;
    }
  }
  if (direction > 0 ? now > 0 : now + 1 < n) {
    view_set(
      view, port, ports_choice(port, direction > 0 ? now - 1 : now + 1).value);
  }
}

/** Any other seat: all of them come before one comes again. A linear
    congruential generator of full period, by the theorem of Hull and Dobell. */
void
view_throw_dice(View* view)
{
  const unsigned seats = (unsigned)ports[PORT_SEAT].max;
  const unsigned now = (unsigned)view->settings.value[PORT_SEAT] - 1;
  view_set_once(view, PORT_SEAT, (112 * now + 131) % seats + 1);
}

void
view_flip(View* view)
{
  const float now = view->settings.value[PORT_MORPH];
  if (view->pointer.drag != DRAG_NONE && view->pointer.drag != DRAG_BAND) {
    return;
  }
  const bool back =
    view->edit.flipped && fabsf(now - view->edit.flip_to) < SAME;
  view->edit.flip_to = back ? view->edit.flip_from : now < 0.5F ? 1.0F : 0.0F;
  view->edit.flip_from = now;
  view->edit.flipped = true;
  // To listen is no edit: undo has nothing to take back.
  view->edit.kept = true;
  set_touched(view, PORT_MORPH, (double)view->edit.flip_to);
}

void
view_swap_default(View* view, PortIndex port)
{
  const float value = view->settings.value[port];
  const float dflt = ports[port].dflt;
  if (fabsf(value - dflt) > 1e-9F) {
    view->edit.swapped[port] = value;
    view_set_once(view, port, dflt);
  } else {
    view_set_once(view, port, view->edit.swapped[port]);
  }
}

void
view_copy_value(View* view, PortIndex port)
{
  view->edit.clipboard = view->settings.value[port];
  view->edit.has_clipboard = true;
}

void
view_paste_value(View* view, PortIndex port)
{
  view_set_once(view, port, view->edit.clipboard);
}

/* --- all at once --- */

void
view_apply(View* view, const Settings* settings)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    const PortIndex port = (PortIndex)p;
    if (memory_holds(port) &&
        fabsf(settings->value[p] - view->settings.value[p]) > 1e-9F) {
      view->settings.value[p] = settings->value[p];
      view->host.write(view->host.handle, port, settings->value[p]);
      value_changed(view, port);
    }
  }
  view_expect_none(view); // the host's dialog may have been closed
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    const uint8_t file = settings->file[slot];
    if (file != view->settings.file[slot]) {
      view->settings.file[slot] = file;
      view->host.file(view->host.handle,
                      (EarcupFileSlot)slot,
                      view->remembered.paths.text[file]);
    }
  }
  view_damage_all(view);
}

void
view_undo(View* view, bool redo)
{
  Settings settings = view->settings;
  History* const history = &view->edit.history;
  if (redo ? history_redo(history, &settings)
           : history_undo(history, &settings)) {
    view_apply(view, &settings);
  }
}

void
view_switch_slot(View* view, unsigned slot)
{
  Settings settings = view->settings;
  History* const history = &view->edit.history;
  if (history->current_slot != slot) {
    history_push(history, &settings);
    history_switch(history, &settings);
    view_apply(view, &settings);
  }
}

void
view_copy_slot(View* view)
{
  history_copy(&view->edit.history, &view->settings);
  view_note(view, "Copied to the other slot");
}

/** Every control at its default; files stay loaded. */
static void
reset_all(View* view)
{
  Settings settings = view->settings;
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (memory_holds((PortIndex)p)) {
      settings.value[p] = ports[p].dflt;
    }
  }
  history_push(&view->edit.history, &view->settings);
  view_apply(view, &settings);
  view_note(view, "All controls are at their defaults; undo brings them back");
}

void
view_load_preset(View* view, unsigned i)
{
  if (i >= n_factory) {
    reset_all(view);
    return;
  }
  Settings settings = view->settings;
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (factory_holds((PortIndex)p) && !isnan(factory[i].value[p])) {
      settings.value[p] = factory[i].value[p];
    }
  }
  history_push(&view->edit.history, &view->settings);
  view->edit.preset = i;
  view_apply(view, &settings);
}

void
view_step_preset(View* view, int by)
{
  const unsigned exact = factory_find(view->settings.value);
  const unsigned now = exact < n_factory ? exact : view->edit.preset;
  if (now >= n_factory) {
    view_load_preset(view, by > 0 ? 0 : n_factory - 1);
  } else {
    view_load_preset(view, (now + n_factory + (unsigned)by) % n_factory);
  }
}

/* --- what host and plugin say --- */

void
view_follow(View* view, PortIndex port, float value)
{
  const float usable = ports_clamp(port, value);
  history_follow(&view->edit.history, port, usable);
  if (fabsf(view->settings.value[port] - usable) > 1e-9F) {
    view->settings.value[port] = usable;
    value_changed(view, port);
  }
}

void
view_follow_file(View* view, EarcupFileSlot slot, bool is_edit)
{
  const uint8_t file = view_path_number(view, view->files.path[slot]);
  view->settings.file[slot] = file;
  if (!is_edit) {
    history_follow_file(&view->edit.history, slot, file);
  }
}

void
view_hear_file(View* view, PortIndex port, EarcupFileSlot slot, uint8_t before)
{
  Settings settings = view->settings;
  settings.file[slot] = before;
  if (before != view->settings.file[slot] ||
      (unsigned)view->settings.value[port] != EARCUP_MEASURED_FILE) {
    history_push(&view->edit.history, &settings);
  }
  view->edit.kept = true;
  set_touched(view, port, EARCUP_MEASURED_FILE);
  view->edit.kept = false;
}

void
view_restore_history(View* view, const History* history)
{
  view->edit.history = *history;
}

bool
view_disabled(const View* view, Part part)
{
  const float* value = view->settings.value;
  const bool cup = view->curves.a.has_cup || view->curves.b.has_cup;
  switch (part) {
    case PART_UNDO:
      return view->edit.history.n_undo == 0;
    case PART_REDO:
      return view->edit.history.n_redo == 0;
    case PART_SEAL:
    case PART_PAD_WEAR:
    case PART_CUP_VOLUME:
    case PART_CUP_DAMPING:
    case PART_BASS_PORT:
      return !cup;
    case PART_STAGE:
      return parameters_crossfeed(value).mode != EARCUP_CROSSFEED_NATURAL;
    case PART_AMOUNT:
      return parameters_crossfeed(value).mode == EARCUP_CROSSFEED_OFF;
    case PART_OUTSIDE_SOUND:
      return view->readings.sidechain || !parameters_has_outside(value);
    default:
      return false;
  }
}
