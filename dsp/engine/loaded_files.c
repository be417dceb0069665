// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/loaded_files.h"

#include "dsp/engine/engine.h"
#include "dsp/filter/file_poles.h"

#include <stdlib.h>
#include <string.h>

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
  void* memory = NULL;
  if (posix_memalign(&memory, _Alignof(LoadedFiles), sizeof(LoadedFiles))) {
    return false;
  }
  LoadedFiles* const made = memory;
  memset(made, 0, sizeof(*made));
  made->files = *files;
  made->pole_set = file_poles_design(rate_hz, files, &made->error_db);
  made->slot.pole_set = made->pole_set;
  made->slot.group = made->groups;
  if (!made->pole_set) {
    engine_free_files(made);
    return false;
  }
  *loaded = made;
  return true;
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
