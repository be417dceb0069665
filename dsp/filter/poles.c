// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/poles.h"

#include "dsp/filter/catalogue_poles.h"
#include "dsp/maths.h"

#include <math.h>
#include <string.h>

#define FIRST_HZ 18.0
#define LAST_HZ 26000.0
#define LAST_OF_RATE 0.465
#define CROWD_OF_RATE 0.03     // over which what lies beyond that spreads
#define CATALOGUE_OCTAVES 0.25 // over which its poles count
#define WANT_SMOOTHING 3
#define FLOOR_PER_OCTAVE 2.0
#define FLOOR_OF_CATALOGUE 1.0 // per octave on average, where it bends
#define MOST_PER_OCTAVE 40.0
#define EVENLY 0.02 // of what is wanted on average is wanted everywhere
#define FINE_POINTS 2048
#define BISECTIONS 60

/** FINE_POINTS equal steps in log frequency from the first to the last pole. */
typedef struct {
  double octaves;
  double density[FINE_POINTS];
} Fine;

static double
fine_hz(const Fine* fine, double i)
{
  return FIRST_HZ * exp2(fine->octaves * i / (FINE_POINTS - 1));
}

/** Values of the grid on the fine one, smoothed, their mean 1 or all 0. */
static void
refine(const Fine* fine, const double* values, long reach, double* refined)
{
  double mean = 0.0;
  for (int i = 0; i < FINE_POINTS; ++i) {
    const long centre =
      lround(GRID_PER_OCTAVE * log2(fine_hz(fine, i) / GRID_FIRST_HZ));
    double sum = 0.0;
    for (long k = centre - reach; k <= centre + reach; ++k) {
      sum += values[k < 0 ? 0 : k >= GRID_POINTS ? GRID_POINTS - 1 : k];
    }
    refined[i] = sum;
    mean += sum / FINE_POINTS;
  }
  for (int i = 0; i < FINE_POINTS; ++i) {
    refined[i] = mean > 0.0 ? refined[i] / mean : 0.0;
  }
}

static double complex
pole_at(double hz, double bandwidth_hz, double rate_hz)
{
  const double radius = exp(-PI * bandwidth_hz / rate_hz);
  const double angle = 2.0 * PI * hz / rate_hz;
  return CMPLX(radius * cos(angle), radius * sin(angle));
}

/** Poles between which the density's integral is the same. */
static void
equidistribute(const Fine* fine,
               double rate_hz,
               unsigned sections,
               double bandwidth,
               Poles* poles)
{
  double total = 0.0;
  for (int i = 1; i < FINE_POINTS; ++i) {
    total += 0.5 * (fine->density[i - 1] + fine->density[i]);
  }

  double hz[SECTIONS_MAX];
  const double share = total / (sections - 1);
  double sum = 0.0;
  unsigned section = 0;
  hz[section++] = FIRST_HZ;
  for (int i = 1; i < FINE_POINTS; ++i) {
    const double next = sum + 0.5 * (fine->density[i - 1] + fine->density[i]);
    while (section < sections - 1 && next >= share * section) {
      const double t = (share * section - sum) / (next - sum);
      hz[section++] = fine_hz(fine, i - 1 + t);
    }
    sum = next;
  }
  hz[sections - 1] = fine_hz(fine, FINE_POINTS - 1);

  memset(poles, 0, sizeof(*poles));
  poles->sections = sections;
  for (unsigned i = 0; i < sections; ++i) {
    const unsigned below = i > 0 ? i - 1 : 0;
    const unsigned above = i < sections - 1 ? i + 1 : i;
    const double spacing_hz = (hz[above] - hz[below]) / (above - below);
    poles->pole[i] = pole_at(hz[i], bandwidth * spacing_hz, rate_hz);
  }
}

void
poles_of_catalogue(Poles* poles, double rate_hz)
{
  memset(poles, 0, sizeof(*poles));
  poles->sections = CATALOGUE_SECTIONS;
  for (unsigned i = 0; i < CATALOGUE_SECTIONS; ++i) {
    const double crowd = CROWD_OF_RATE * i / (CATALOGUE_SECTIONS - 1);
    const double last_hz = LAST_OF_RATE * rate_hz * (1.0 + crowd);
    const double hz = fmin(catalogue_poles[i][0], last_hz);
    poles->pole[i] = pole_at(hz, catalogue_poles[i][1], rate_hz);
  }
}

/** Where the catalogue needs poles, its mean 1. */
static void
catalogue_density(const Fine* fine, double density[FINE_POINTS])
{
  double mean = 0.0;
  for (int i = 0; i < FINE_POINTS; ++i) {
    density[i] = 0.0;
    for (int k = 0; k < CATALOGUE_SECTIONS; ++k) {
      const double x = log2(fine_hz(fine, i) / catalogue_poles[k][0]);
      density[i] += exp(-0.5 * x * x / (CATALOGUE_OCTAVES * CATALOGUE_OCTAVES));
    }
    mean += density[i] / FINE_POINTS;
  }
  for (int i = 0; i < FINE_POINTS; ++i) {
    density[i] /= mean;
  }
}

/** Density per octave with so much of what is wanted; returns its integral. */
static double
fill(Fine* fine, const double* floor, const double* want, double much)
{
  double sum = 0.0;
  for (int i = 0; i < FINE_POINTS; ++i) {
    fine->density[i] =
      fmin(floor[i] + much * (want[i] + EVENLY), MOST_PER_OCTAVE);
    sum += fine->density[i];
  }
  return sum * fine->octaves / FINE_POINTS;
}

void
poles_place(Poles* poles,
            double rate_hz,
            unsigned sections,
            double bandwidth,
            const double want[GRID_POINTS])
{
  Fine fine;
  double floor[FINE_POINTS];
  double wanted[FINE_POINTS];
  fine.octaves = log2(fmin(LAST_HZ, LAST_OF_RATE * rate_hz) / FIRST_HZ);
  catalogue_density(&fine, floor);
  refine(&fine, want, WANT_SMOOTHING, wanted);
  for (int i = 0; i < FINE_POINTS; ++i) {
    floor[i] = FLOOR_PER_OCTAVE + FLOOR_OF_CATALOGUE * floor[i];
  }
  double least = 1e-6;
  double most = 1e6;
  for (int i = 0; i < BISECTIONS; ++i) {
    const double much = sqrt(least * most);
    if (fill(&fine, floor, wanted, much) > sections - 1) {
      most = much;
    } else {
      least = much;
    }
  }
  fill(&fine, floor, wanted, least);
  equidistribute(&fine, rate_hz, sections, bandwidth, poles);
}
