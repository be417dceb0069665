// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/loaded_files.h"

#include "dsp/engine/engine.h"
#include "dsp/filter/file_poles.h"

#include <stdlib.h>
#include <string.h>

/** Takes the poles; without them there are no files. */
static LoadedFiles*
loaded_files_new(const MeasuredFiles* files, PoleSet* pole_set, double error_db)
{
  void* memory = NULL;
  if (!pole_set ||
      posix_memalign(&memory, _Alignof(LoadedFiles), sizeof(LoadedFiles))) {
    pole_set_free(pole_set);
    return NULL;
  }
  LoadedFiles* const made = memory;
  memset(made, 0, sizeof(*made));
  made->files = *files;
  made->pole_set = pole_set;
  made->error_db = error_db;
  made->slot.pole_set = pole_set;
  made->slot.group = made->groups;
  return made;
}

bool
engine_load_files(double rate_hz,
                  const MeasuredFiles* files,
                  LoadedFiles** loaded)
{
  bool any = false;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    any |= files->present[slot];
  }
  *loaded = NULL;
  if (!any) {
    return true;
  }
  double error_db = 0.0;
  PoleSet* const pole_set = file_poles_design(rate_hz, files, &error_db);
  *loaded = loaded_files_new(files, pole_set, error_db);
  return *loaded != NULL;
}

LoadedFiles*
engine_load_circuits(const LoadedFiles* loaded, const MeasuredFiles* files)
{
  return loaded_files_new(
    files, pole_set_copy(loaded->pole_set), loaded->error_db);
}

double
engine_files_error_db(const LoadedFiles* files)
{
  return files->error_db;
}

const MeasuredFiles*
engine_measured_files(const LoadedFiles* files)
{
  return &files->files;
}

void
engine_free_files(LoadedFiles* files)
{
  if (files) {
    pole_set_free(files->pole_set);
    free(files);
  }
}
