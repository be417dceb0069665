// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The measured files that the plugin has read, and the one that it is asked
// for.

#include "ui/window/view_files.h"

#include "dsp/model/headphones.h"
#include "plugin/measurement/measurement_file.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define SEEN_MAX 262144 ///< bytes: to read it takes some milliseconds

void
view_take_path(View* view, FileSlot slot, const char* path)
{
  snprintf(view->files.path[slot], VIEW_PATH, "%s", path ? path : "");
}

void
view_take_curve(View* view, FileSlot slot, const float* db)
{
  MeasuredFiles* const measured = &view->files.measured;
  measured->file[slot].present = db != NULL;
  measured->file[slot].has_circuit = false;
  for (size_t i = 0; db && i < GRID_POINTS; ++i) {
    measured->file[slot].response.relative.db[i] = (double)db[i];
  }
}

bool
view_take_circuit(View* view,
                  FileSlot slot,
                  const float* value,
                  HousingType type,
                  float certainty)
{
  Housing housing;
  memset(&housing, 0, sizeof(housing));
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    if (!(value[i] > 0.0F) || !isfinite(value[i])) {
      return false;
    }
    housing.value[i] = (double)value[i];
  }
  measured_file_set_circuit(
    &view->files.measured.file[slot], &housing, type, (double)certainty);
  return true;
}

void
view_expect_file(View* view, Part part, const char* path)
{
  AskedFile* const asked = &view->files.asked;
  asked->waiting = true;
  asked->part = part;
  asked->slot = ports_file_slot(parts[part].port);
  asked->before = view->settings.file[asked->slot];
  snprintf(asked->path, sizeof(asked->path), "%s", path);
}

void
view_expect_none(View* view)
{
  view->files.asked.waiting = false;
}

bool
view_is_asked_file(const View* view, FileSlot slot)
{
  const AskedFile* const asked = &view->files.asked;
  const char* const path = view->files.path[slot];
  return asked->waiting && asked->slot == slot && *path &&
         (!*asked->path || !strcmp(asked->path, path));
}

/** The response of a file that the plugin has read, or NULL. */
static const EarcupMeasurement*
known_response(const ViewFiles* files, const char* path)
{
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const MeasuredFile* const file = &files->measured.file[slot];
    if (file->present && !strcmp(files->path[slot], path)) {
      return &file->response;
    }
  }
  return NULL;
}

/** Read one that nobody has read so far. False if it is too large for that, or
    cannot be read. */
static bool
read_response(const char* path, EarcupMeasurement* response)
{
  struct stat status;
  Measurement measurement;
  if (stat(path, &status) || status.st_size > SEEN_MAX ||
      measurement_load(path, &measurement)) {
    return false;
  }
  *response = measurement_response(&measurement);
  return true;
}

bool
view_file_curve_of(const View* view,
                   PortIndex port,
                   const char* path,
                   Curve* curve)
{
  MeasuredFiles files = { .file = { { .present = false } } };
  MeasuredFile* const file = &files.file[ports_file_slot(port)];
  const EarcupMeasurement* const known = known_response(&view->files, path);
  if (known) {
    file->response = *known;
  } else if (!read_response(path, &file->response)) {
    return false;
  }
  file->present = true;
  return curves_preview(
    port, HEADPHONE_MEASURED_FILE, view->settings.value, &files, curve);
}
