// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Runs on the building machine: where 8 of 10 open and 8 of 10 closed
   headphones of the catalogue lie, at each point of the grid. */

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "ui/shared/percentile.h"

#include <stdio.h>

/** The responses of a type, and a row of their percentile at each point. */
static void
print_part(const Curve* curves, HousingType type, double part, double* values)
{
  printf("{\n");
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    size_t n = 0;
    for (size_t h = 0; h < n_headphones; ++h) {
      if (headphones[h].type == type) {
        values[n++] = curves[h].db[i];
      }
    }
    printf("  %.3ff,\n", percentile_of(values, n, part));
  }
  printf("},\n");
}

int
main(void)
{
  Curve* const curves = (Curve*)calloc(n_headphones, sizeof(Curve));
  double* const values = (double*)calloc(n_headphones, sizeof(double));
  if (!curves || !values) {
    fputs("bandgen: out of memory\n", stderr);
    free(curves);
    free(values);
    return 1;
  }
  for (size_t h = 0; h < n_headphones; ++h) {
    const Headphone* const row = &headphones[h];
    response_of_housing(&row->housing, row->air_db, &curves[h]);
    response_add_peaks(&curves[h], row->peaks, row->n_peaks, 1.0);
  }
  printf("/* 10 and 90 %% of all open, then of all closed headphones, dB. */\n"
         "static const float type_band_db[2][2][EARCUP_GRID_POINTS] = {\n");
  static const HousingType types[] = { HOUSING_OPEN, HOUSING_CLOSED };
  for (int t = 0; t < 2; ++t) {
    printf("{ ");
    print_part(curves, types[t], 0.1, values);
    print_part(curves, types[t], 0.9, values);
    printf("},\n");
  }
  printf("};\n");
  free(curves);
  free(values);
  return (fflush(stdout) || ferror(stdout)) ? 1 : 0;
}
