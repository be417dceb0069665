// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Runs on the building machine, for fit_poles.py: the response of every
   headphone of the catalogue at each point of the grid in dB, one row each. */

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"

#include <stdio.h>

int
main(void)
{
  for (size_t h = 0; h < n_headphones; ++h) {
    const Headphone* const row = &headphones[h];
    Curve curve;
    response_of_housing(&row->housing, row->air_db, &curve);
    response_add_peaks(&curve, row->peaks, row->n_peaks, 1.0);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      printf("%.5f%c", curve.db[i], i + 1 < GRID_POINTS ? ' ' : '\n');
    }
  }
  return (fflush(stdout) || ferror(stdout)) ? 1 : 0;
}
