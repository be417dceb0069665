// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/loaded_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
loaded_files_set_poles(EarcupFiles* files, PoleSet* pole_set, double error_db)
{
  pole_set_free(files->pole_set);
  files->pole_set = pole_set;
  files->error_db = error_db;
  files->slot.pole_set = pole_set;
  files->slot.group = files->groups;
}

/** False when out of memory. */
static bool
copy_poles(EarcupFiles* made, const EarcupFiles* files)
{
  if (files->pole_set) {
    loaded_files_set_poles(
      made, pole_set_copy(files->pole_set), files->error_db);
  }
  return made->pole_set || !files->pole_set;
}

/** Another name for a slot. False when out of memory: it stays. */
static bool
rename_slot(EarcupFiles* files, FileSlot slot, const char* name)
{
  char* const copy = name ? strdup(name) : NULL;
  if (name && !copy) {
    return false;
  }
  free(files->name[slot]);
  files->name[slot] = copy;
  return true;
}

/** What files are but poles. False when out of memory. */
static bool
copy_content(EarcupFiles* made, const EarcupFiles* files)
{
  bool complete = true;
  made->files = files->files;
  memcpy(made->note, files->note, sizeof(made->note));
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    complete = complete && rename_slot(made, (FileSlot)slot, files->name[slot]);
  }
  return complete;
}

EarcupFiles*
earcup_copy_files(const EarcupFiles* files, bool with_filters)
{
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(EarcupFiles), sizeof(EarcupFiles))) {
    return NULL;
  }
  EarcupFiles* const made = memory;
  memset(made, 0, sizeof(*made));
  if (files && !(copy_content(made, files) &&
                 (!with_filters || copy_poles(made, files)))) {
    earcup_free_files(made);
    return NULL;
  }
  return made;
}

void
earcup_free_files(EarcupFiles* files)
{
  if (files) {
    for (int slot = 0; slot < FILE_SLOTS; ++slot) {
      free(files->name[slot]);
    }
    pole_set_free(files->pole_set);
    free(files->fitting);
    free(files);
  }
}

bool
earcup_put_file(EarcupFiles* files,
                EarcupFileSlot slot,
                const EarcupMeasurement* response,
                const char* name,
                const char* note)
{
  MeasuredFile* const file = &files->files.file[slot];
  if (!rename_slot(files, slot, name)) {
    return false;
  }
  loaded_files_set_poles(files, NULL, 0.0);
  memset(file, 0, sizeof(*file));
  file->response.type = HOUSING_NONE;
  if (response) {
    file->present = true;
    file->response = *response;
  }
  snprintf(files->note[slot], EARCUP_NOTE_SIZE, "%s", note);
  return true;
}

/** The fit for a slot, begun anew if the last one was for another place or
    type. False when out of memory. */
static bool
turn_to(EarcupFiles* files, FileSlot slot, HousingType type)
{
  const bool is_new = !files->fitting;
  if (is_new) {
    files->fitting = malloc(sizeof(*files->fitting));
  }
  FileFit* const fitting = files->fitting;
  if (fitting && (is_new || fitting->slot != slot || fitting->type != type)) {
    MeasuredResponse response = files->files.file[slot].response;
    response.type = type;
    fitting->slot = slot;
    fitting->type = type;
    circuit_fit_begin(&fitting->fit, &response);
  }
  return fitting != NULL;
}

EarcupStatus
earcup_fit_file(EarcupFiles* files,
                EarcupFileSlot slot,
                EarcupHousing type,
                unsigned steps,
                bool* is_done)
{
  *is_done = false;
  if (!turn_to(files, slot, type)) {
    return EARCUP_NO_MEMORY;
  }
  CircuitFit* const fit = &files->fitting->fit;
  for (unsigned i = 0; !*is_done && (i < steps || steps == 0); ++i) {
    *is_done = circuit_fit_step(fit);
  }
  if (*is_done) {
    const CircuitFound found = circuit_fit_found(fit);
    MeasuredFile* const file = &files->files.file[slot];
    file->response.type = type;
    measured_file_set_circuit(
      file, &found.housing, found.type, found.certainty);
    free(files->fitting);
    files->fitting = NULL;
  }
  return EARCUP_OK;
}

void
earcup_put_circuit(EarcupFiles* files,
                   EarcupFileSlot slot,
                   const double circuit[EARCUP_CIRCUIT_VALUES],
                   EarcupHousing housing,
                   double certainty)
{
  Housing found;
  memset(&found, 0, sizeof(found));
  memcpy(found.value, circuit, EARCUP_CIRCUIT_VALUES * sizeof(*circuit));
  measured_file_set_circuit(
    &files->files.file[slot], &found, housing, certainty);
}

EarcupFile
earcup_file(const EarcupFiles* files, EarcupFileSlot slot)
{
  EarcupFile found = { .note = "", .housing = HOUSING_NONE };
  if (files) {
    const MeasuredFile* const file = &files->files.file[slot];
    found.name = files->name[slot];
    found.note = files->note[slot];
    found.response = file->present ? &file->response : NULL;
    found.can_have_circuit = file->present && slot < CIRCUIT_SLOTS &&
                             circuit_fit_is_possible(&file->response);
    if (file->has_circuit) {
      found.circuit = file->headphone.housing.value;
      found.housing = file->headphone.type;
      found.certainty = file->certainty;
    }
  }
  return found;
}

double
earcup_files_error_db(const EarcupFiles* files)
{
  return files->error_db;
}
