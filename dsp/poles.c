// SPDX-License-Identifier: GPL-3.0-or-later
#include "poles.h"

#include <math.h>
#include <string.h>

#ifndef POLES_WITHOUT_BANK
#include "bank_bend.h"
#endif

#define PI 3.14159265358979323846
#define FIRST_HZ 18.0
#define LAST_HZ 20500.0
#define LAST_OF_RATE 0.465
#define BANDWIDTH 2.25       // in units of the spacing
#define SMOOTHING_POINTS 6   // to each side of a grid point
#define FINE_POINTS 2048

void
poles_add_bend(const Curve* curve, double bend[GRID_POINTS])
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const size_t k = i < 1 ? 1 : i > GRID_POINTS - 2 ? GRID_POINTS - 2 : i;
    const double second =
      curve->db[k - 1] - 2.0 * curve->db[k] + curve->db[k + 1];
    bend[i] += GRID_PER_OCTAVE * sqrt(fabs(second));
  }
}

static double
smoothed(const double* bend, double grid_position)
{
  const long centre = lround(grid_position);
  double sum = 0.0;
  for (long i = centre - SMOOTHING_POINTS; i <= centre + SMOOTHING_POINTS;
       ++i) {
    sum += bend[i < 0 ? 0 : i >= GRID_POINTS ? GRID_POINTS - 1 : i];
  }
  return sum;
}

/** Frequencies that share the density equally, from FIRST_HZ to last_hz. */
static void
equidistribute(const double* bend, double last_hz, double hz[SECTIONS])
{
  const double octaves = log2(last_hz / FIRST_HZ);
  const double start = GRID_PER_OCTAVE * log2(FIRST_HZ / GRID_FIRST_HZ);
  const double step = GRID_PER_OCTAVE * octaves / (FINE_POINTS - 1);

  double mean = 0.0;
  for (int i = 0; i < FINE_POINTS; ++i) {
    mean += smoothed(bend, start + i * step) / FINE_POINTS;
  }
  const double per_bend = mean > 0.0 ? 1.0 / mean : 0.0;

  /* Two passes over the same running integral: its total, then its inverse. */
  double total = 0.0;
  double before = 1.0 + per_bend * smoothed(bend, start);
  for (int i = 1; i < FINE_POINTS; ++i) {
    const double here = 1.0 + per_bend * smoothed(bend, start + i * step);
    total += 0.5 * (before + here);
    before = here;
  }

  int section = 1;
  double sum = 0.0;
  hz[0] = FIRST_HZ;
  before = 1.0 + per_bend * smoothed(bend, start);
  for (int i = 1; i < FINE_POINTS && section < SECTIONS - 1; ++i) {
    const double here = 1.0 + per_bend * smoothed(bend, start + i * step);
    const double next = sum + 0.5 * (before + here);
    while (section < SECTIONS - 1 &&
           next >= total * section / (SECTIONS - 1)) {
      const double t =
        (total * section / (SECTIONS - 1) - sum) / (next - sum);
      hz[section++] =
        FIRST_HZ * exp2(octaves * (i - 1 + t) / (FINE_POINTS - 1));
    }
    sum = next;
    before = here;
  }
  hz[SECTIONS - 1] = last_hz;
}

void
poles_place(Poles* poles, double rate_hz, const double* bend)
{
#ifndef POLES_WITHOUT_BANK
  if (!bend) {
    bend = bank_bend;
  }
#endif
  double hz[SECTIONS];
  equidistribute(bend, fmin(LAST_HZ, LAST_OF_RATE * rate_hz), hz);
  for (int i = 0; i < SECTIONS; ++i) {
    const int below = i > 0 ? i - 1 : 0;
    const int above = i < SECTIONS - 1 ? i + 1 : i;
    const double spacing_hz = (hz[above] - hz[below]) / (above - below);
    const double radius = exp(-PI * BANDWIDTH * spacing_hz / rate_hz);
    const double angle = 2.0 * PI * hz[i] / rate_hz;
    poles->pole[i] = CMPLX(radius * cos(angle), radius * sin(angle));
  }
}
