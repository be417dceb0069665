// SPDX-License-Identifier: GPL-3.0-or-later
#include "audition_export.h"

#include "../dsp/response.h"
#include "../plugin/peqfit.h"
#include "audition_draft.h"
#include "audition_report.h"
#include "audition_response.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
write_fit(const PeqFit* fit, const char* path)
{
  const size_t size = peqfit_write(fit, NULL, 0) + 1;
  char* const text = (char*)malloc(size);
  if (!text) {
    return complain("out of memory");
  }
  peqfit_write(fit, text, size);
  const bool good = draft_write_text(path, text);
  free(text);
  return good;
}

bool
export_write(const Setup* setup, const HostPreset* preset, const char* path)
{
  Curve curve;
  PeqFit fit;
  double f_hz[GRID_POINTS];
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    f_hz[i] = grid_hz(i);
  }
  if (!response_levels(setup, preset, f_hz, GRID_POINTS, curve.db)) {
    return false;
  }
  if (!peqfit_design(&curve, PEQFIT_FILTERS_MAX, &fit)) {
    return complain("out of memory");
  }
  if (!write_fit(&fit, path)) {
    return false;
  }
  printf("%s  %zu filters, error %.2f dB rms, %.2f dB at most, "
         "20 Hz to 20 kHz\n",
         path,
         fit.n,
         fit.rms_db,
         fit.max_db);
  return true;
}
