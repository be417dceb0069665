// SPDX-License-Identifier: GPL-3.0-or-later

/* Runs on the building machine: how much the responses of all headphones bend
   at each point of the grid, which is where resonator poles are needed. */

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"

#include <stdio.h>

int
main(void)
{
  double curvature[GRID_POINTS] = { 0 };
  for (size_t h = 0; h < n_headphones; ++h) {
    Curve curve;
    response_of_housing(&headphones[h].housing, headphones[h].air_db, &curve);
    curve_add_curvature(&curve, curvature);
  }

  printf("static const double catalogue_curvature[GRID_POINTS] = {\n");
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    printf("  %.9g,\n", curvature[i] / (double)n_headphones);
  }
  printf("};\n");
  return (fflush(stdout) || ferror(stdout)) ? 1 : 0;
}
