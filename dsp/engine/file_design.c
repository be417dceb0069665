// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The part of loaded files that plans FFTs: windows do without. */

#include "dsp/engine/engine.h"
#include "dsp/engine/loaded_files.h"
#include "dsp/filter/file_poles.h"

EarcupStatus
earcup_design_files(EarcupFiles* files, double rate_hz)
{
  bool any = false;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    any |= files->files.file[slot].present;
  }
  loaded_files_set_poles(files, NULL, 0.0);
  if (!(rate_hz >= ENGINE_RATE_MIN_HZ && rate_hz <= ENGINE_RATE_MAX_HZ)) {
    return EARCUP_BAD_RATE;
  }
  if (any) {
    double error_db = 0.0;
    PoleSet* const pole_set =
      file_poles_design(rate_hz, &files->files, &error_db);
    loaded_files_set_poles(files, pole_set, error_db);
  }
  return files->pole_set || !any ? EARCUP_OK : EARCUP_NO_MEMORY;
}
