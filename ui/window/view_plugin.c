// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What host and plugin say, and how the picture follows.

#include "ui/window/view_state.h"

#include "plugin/text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ERROR_S 8.0
#define NOTE_S 4.0
#define READING_S 0.07 ///< a byte of a longer note

void
view_value(View* view, PortIndex port, float value)
{
  if (ports[port].kind == KIND_CONTROL_OUT) {
    if (port == PORT_MATCH_GAIN &&
        fabsf(view->readings.output[port] - value) > 0.02F) {
      view_damage_part(view, PART_MATCH);
    }
    view->readings.output[port] = value;
    return;
  }
  // The hand on the control wins over what the host echoes.
  const bool held = view->pointer.drag != DRAG_NONE &&
                    (view->pointer.active < PART_COUNT
                       ? parts[view->pointer.active].port == port
                       : false);
  if (ports[port].kind != KIND_CONTROL_IN || held) {
    return;
  }
  const float usable = ports_clamp(port, value);
  history_follow(&view->edit.history, port, usable);
  if (fabsf(view->settings.value[port] - usable) > 1e-9F) {
    view->settings.value[port] = usable;
    view_value_changed(view, port);
  }
}

/** The weights in use have another response, or it is unknown. */
static void
set_applied(View* view, const float* band_db)
{
  Plot* plot = &view->plot;
  const bool known = band_db && isfinite(band_db[0]);
  bool changed = known != plot->has_applied;
  for (size_t i = 0; known && i < NOTIFY_BANDS; ++i) {
    changed =
      changed || fabsf(band_db[i] - view->readings.applied_db[i]) > 0.03F;
  }
  if (!changed) {
    return;
  }
  plot->has_applied = known;
  if (known) {
    memcpy(
      view->readings.applied_db, band_db, sizeof(view->readings.applied_db));
    curves_from_bands(band_db, &plot->applied);
  }
  view->layers.lines_stale = true;
  view_damage_part(view, PART_PLOT);
}

void
view_frame(View* view, const float* values)
{
  view_value(view, PORT_MATCH_GAIN, values[NOTIFY_MATCH_GAIN]);
  view_value(view, PORT_CROSSFEED_MONO_ERROR, values[NOTIFY_MONO_ERROR]);
  view_take_levels(view, values);
  const bool exporting = values[NOTIFY_EXPORTING] > 0.5F;
  if (exporting != view->readings.exporting) {
    view->readings.exporting = exporting;
    view_damage_all(view);
  }
  if (isfinite(values[NOTIFY_RESULT_FROM])) {
    set_applied(view, values + NOTIFY_RESULT_FROM);
  }
}

void
view_forget_applied(View* view)
{
  set_applied(view, NULL);
}

void
view_file(View* view, FileSlot slot, const char* path)
{
  snprintf(view->files.path[slot], VIEW_PATH, "%s", path ? path : "");
  const uint8_t file = view_path_number(view, view->files.path[slot]);
  const bool asked = view_is_asked_file(view, slot);
  view->settings.file[slot] = file;
  if (!asked) { // what is asked for here is an edit, not what the session is
    history_follow_file(&view->edit.history, slot, file);
  }
  view_damage_all(view);
  view_file_answered(view, slot);
}

void
view_file_curve(View* view, FileSlot slot, const float* db)
{
  view->files.measured.present[slot] = db != NULL;
  view->files.measured.has_circuit[slot] = false;
  for (size_t i = 0; db && i < GRID_POINTS; ++i) {
    view->files.measured.curve[slot].db[i] = (double)db[i];
  }
  view->layers.curves_stale = true;
  view_damage_all(view);
  view_file_answered(view, slot);
}

void
view_file_circuit(View* view,
                  FileSlot slot,
                  const float* value,
                  HousingType type,
                  float certainty)
{
  Housing housing;
  memset(&housing, 0, sizeof(housing));
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    if (!(value[i] > 0.0F) || !isfinite(value[i])) {
      return;
    }
    housing.value[i] = (double)value[i];
  }
  measured_files_set_circuit(
    &view->files.measured, slot, &housing, type, (double)certainty);
  view->layers.curves_stale = true;
  view_damage_all(view);
}

static void
set_message(View* view, const char* text, double seconds, bool stays)
{
  utf8_copy(
    view->notices.message, sizeof(view->notices.message), text, SIZE_MAX);
  view->notices.until_s = view->now_s + seconds;
  view->notices.fresh = true;
  view->notices.stays = stays;
  view_damage_part(view, PART_HINT);
}

void
view_message(View* view, const char* message)
{
  set_message(view, message, ERROR_S, true);
  if (*message) {
    view_file_refused(view);
  }
}

void
view_note(View* view, const char* text)
{
  const double reading_s = READING_S * (double)strlen(text);
  set_message(view, text, fmax(NOTE_S, reading_s), false);
}

bool
view_has_message(const View* view)
{
  return *view->notices.message &&
         (view->notices.fresh ||
          (view->notices.stays && view->pointer.hover == PART_COUNT));
}
