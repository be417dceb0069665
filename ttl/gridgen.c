// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Runs on the building machine: the grid, with ear and neutral target on it. */

#include "dsp/model/ear.h"
#include "dsp/model/response.h"
#include "dsp/model/target.h"

#include <math.h>
#include <stdio.h>

static double
point_hz(int i)
{
  return GRID_FIRST_HZ * exp2(i / GRID_PER_OCTAVE);
}

int
main(void)
{
  printf("static const EarLoad grid_ear[GRID_POINTS] = {\n");
  for (int i = 0; i < GRID_POINTS; ++i) {
    const EarLoad e = ear_load(point_hz(i));
    printf("  { CMPLX(%.17g, %.17g), CMPLX(%.17g, %.17g) },\n",
           creal(e.impedance_pa_s_m3),
           cimag(e.impedance_pa_s_m3),
           creal(e.drum_per_entrance),
           cimag(e.drum_per_entrance));
  }
  printf("};\n\nstatic const double grid_target_db[GRID_POINTS] = {\n");
  for (int i = 0; i < GRID_POINTS; ++i) {
    printf("  %.17g,\n", target_db(point_hz(i)));
  }
  printf("};\n\nstatic const double grid_point_hz[GRID_POINTS] = {\n");
  for (int i = 0; i < GRID_POINTS; ++i) {
    printf("  %.17g,\n", point_hz(i));
  }
  printf("};\n");
  return (fflush(stdout) || ferror(stdout)) ? 1 : 0;
}
