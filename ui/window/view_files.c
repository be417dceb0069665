// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The measured files that the plugin has read, and the one that it is asked
// for.

#include "ui/window/view_files.h"

#include "dsp/earcup.h"
#include "plugin/measurement/measurement_file.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define SEEN_MAX 262144 ///< bytes: to read it takes some milliseconds

bool
view_init_files(View* view)
{
  view->files.measured = earcup_copy_files(NULL, false);
  return view->files.measured != NULL;
}

void
view_end_files(View* view)
{
  earcup_free_files(view->files.measured);
}

void
view_take_path(View* view, EarcupFileSlot slot, const char* path)
{
  snprintf(view->files.path[slot], VIEW_PATH, "%s", path ? path : "");
}

void
view_take_curve(View* view, EarcupFileSlot slot, const float* db)
{
  EarcupMeasurement response;
  memset(&response, 0, sizeof(response));
  response.type = EARCUP_NO_HOUSING;
  for (size_t i = 0; db && i < EARCUP_GRID_POINTS; ++i) {
    response.relative.db[i] = (double)db[i];
  }
  earcup_put_file(view->files.measured, slot, db ? &response : NULL, NULL, "");
}

bool
view_take_circuit(View* view,
                  EarcupFileSlot slot,
                  const float* value,
                  EarcupHousing type,
                  float certainty)
{
  double circuit[EARCUP_CIRCUIT_VALUES];
  for (int i = 0; i < EARCUP_CIRCUIT_VALUES; ++i) {
    if (!(value[i] > 0.0F) || !isfinite(value[i])) {
      return false;
    }
    circuit[i] = (double)value[i];
  }
  earcup_put_circuit(
    view->files.measured, slot, circuit, type, (double)certainty);
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
view_is_asked_file(const View* view, EarcupFileSlot slot)
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
  const EarcupMeasurement* known = NULL;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS && !known; ++slot) {
    if (!strcmp(files->path[slot], path)) {
      known = earcup_file(files->measured, (EarcupFileSlot)slot).response;
    }
  }
  return known;
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
                   EarcupCurve* curve)
{
  const EarcupMeasurement* const known = known_response(&view->files, path);
  EarcupMeasurement read;
  if (!known && !read_response(path, &read)) {
    return false;
  }
  EarcupFiles* const files = earcup_copy_files(NULL, false);
  const EarcupFileSlot slot = ports_file_slot(port);
  const bool is_seen =
    files && earcup_put_file(files, slot, known ? known : &read, NULL, "") &&
    curves_preview(
      port, EARCUP_MEASURED_FILE, view->settings.value, files, curve);
  earcup_free_files(files);
  return is_seen;
}
