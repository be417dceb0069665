// SPDX-License-Identifier: GPL-3.0-or-later
#include "poles.h"

#include "bank_bend.h"

#include <math.h>

#define PI 3.14159265358979323846
#define FIRST_HZ 18.0
#define LAST_HZ 20500.0
#define LAST_OF_RATE 0.465
#define BANDWIDTH 2.25   // in units of the spacing
#define BANK_SMOOTHING 6 // grid points to each side
#define EXTRA_SMOOTHING 3
#define EXTRA_DENSITY 6.0 // that curves outside the bank bring
#define FINE_POINTS 2048

static double
smoothed(const double* bend, long reach, double grid_position)
{
  const long centre = lround(grid_position);
  double sum = 0.0;
  for (long i = centre - reach; i <= centre + reach; ++i) {
    sum += bend[i < 0 ? 0 : i >= GRID_POINTS ? GRID_POINTS - 1 : i];
  }
  return sum;
}

/** Grid positions at FINE_POINTS equal steps from FIRST_HZ to the last pole. */
typedef struct {
  double start;
  double step;
} Fine;

static void
add_density(double density[FINE_POINTS],
            Fine fine,
            const double* bend,
            long reach,
            double weight)
{
  double mean = 0.0;
  for (int i = 0; i < FINE_POINTS; ++i) {
    mean += smoothed(bend, reach, fine.start + i * fine.step) / FINE_POINTS;
  }
  for (int i = 0; i < FINE_POINTS && mean > 0.0; ++i) {
    density[i] +=
      weight * smoothed(bend, reach, fine.start + i * fine.step) / mean;
  }
}

/** Frequencies between which the density's integral is the same. */
static void
equidistribute(const double density[FINE_POINTS],
               double last_hz,
               unsigned sections,
               double hz[SECTIONS_MAX])
{
  double total = 0.0;
  for (int i = 1; i < FINE_POINTS; ++i) {
    total += 0.5 * (density[i - 1] + density[i]);
  }

  const double octaves = log2(last_hz / FIRST_HZ);
  const double share = total / (sections - 1);
  double sum = 0.0;
  unsigned section = 0;
  hz[section++] = FIRST_HZ;
  for (int i = 1; i < FINE_POINTS; ++i) {
    const double next = sum + 0.5 * (density[i - 1] + density[i]);
    while (section < sections - 1 && next >= share * section) {
      const double t = (share * section - sum) / (next - sum);
      hz[section++] =
        FIRST_HZ * exp2(octaves * (i - 1 + t) / (FINE_POINTS - 1));
    }
    sum = next;
  }
  hz[sections - 1] = last_hz;
}

void
poles_place(Poles* poles, double rate_hz, unsigned sections, const double* bend)
{
  const double last_hz = fmin(LAST_HZ, LAST_OF_RATE * rate_hz);
  const Fine fine = { GRID_PER_OCTAVE * log2(FIRST_HZ / GRID_FIRST_HZ),
                      GRID_PER_OCTAVE * log2(last_hz / FIRST_HZ) /
                        (FINE_POINTS - 1) };
  double density[FINE_POINTS];
  for (int i = 0; i < FINE_POINTS; ++i) {
    density[i] = 1.0;
  }
  add_density(density, fine, bank_bend, BANK_SMOOTHING, 1.0);
  if (bend) {
    add_density(density, fine, bend, EXTRA_SMOOTHING, EXTRA_DENSITY);
  }

  double hz[SECTIONS_MAX];
  equidistribute(density, last_hz, sections, hz);
  poles->sections = sections;
  for (unsigned i = 0; i < sections; ++i) {
    const unsigned below = i > 0 ? i - 1 : 0;
    const unsigned above = i < sections - 1 ? i + 1 : i;
    const double spacing_hz = (hz[above] - hz[below]) / (above - below);
    const double radius = exp(-PI * BANDWIDTH * spacing_hz / rate_hz);
    const double angle = 2.0 * PI * hz[i] / rate_hz;
    poles->pole[i] = CMPLX(radius * cos(angle), radius * sin(angle));
  }
}
