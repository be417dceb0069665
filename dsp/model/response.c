// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/response.h"

#include "dsp/maths.h"
#include "grid_tables.h"

#include <math.h>

#define ALIGN_FIRST_HZ 300.0
#define ALIGN_LAST_HZ 3000.0
#define AIR_FROM_HZ 8000.0 // the network gives way to a level
#define AIR_HZ 12000.0     // which alone counts from here on

double
grid_hz(size_t i)
{
  return grid_point_hz[i];
}

double
earcup_grid_hz(size_t i)
{
  return grid_hz(i);
}

double
earcup_curve_at(const EarcupCurve* curve, double hz)
{
  return curve_at(curve, hz);
}

double
earcup_grid_place(double hz)
{
  return GRID_PER_OCTAVE * log2(hz / GRID_FIRST_HZ);
}

CurvePlace
curve_place(double frequency_hz)
{
  const double x = earcup_grid_place(frequency_hz);
  const double held = fmin(fmax(x, 0.0), GRID_POINTS - 1);
  const uint32_t i = held < GRID_POINTS - 1 ? (uint32_t)held : GRID_POINTS - 2;
  const CurvePlace place = { i, held - i };
  return place;
}

double
curve_at_place(const Curve* curve, CurvePlace place)
{
  const double t = place.t;
  const double* const v = &curve->db[place.i];
  if (place.i == 0 || place.i + 2 >= GRID_POINTS) {
    return v[0] + t * (v[1] - v[0]);
  }
  return catmull_rom(v[-1], v[0], v[1], v[2], t);
}

double
curve_at(const Curve* curve, double frequency_hz)
{
  return curve_at_place(curve, curve_place(frequency_hz));
}

double
curve_mean(const Curve* curve, double first_hz, double last_hz)
{
  const double first = GRID_PER_OCTAVE * log2(first_hz / GRID_FIRST_HZ);
  const double last = GRID_PER_OCTAVE * log2(last_hz / GRID_FIRST_HZ);
  double sum = 0.0;
  unsigned n = 0;
  for (size_t i = (size_t)ceil(first); i <= (size_t)last; ++i) {
    sum += curve->db[i];
    ++n;
  }
  return sum / n;
}

double
curve_align(Curve* curve)
{
  const double mean = curve_mean(curve, ALIGN_FIRST_HZ, ALIGN_LAST_HZ);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve->db[i] -= mean;
  }
  return mean;
}

void
curve_add_curvature(const Curve* curve, double curvature[GRID_POINTS])
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const size_t k = i < 1 ? 1 : i > GRID_POINTS - 2 ? GRID_POINTS - 2 : i;
    const double second =
      curve->db[k - 1] - 2.0 * curve->db[k] + curve->db[k + 1];
    curvature[i] += GRID_PER_OCTAVE * sqrt(fabs(second));
  }
}

double
smoothstep_hz(double frequency_hz, double first_hz, double last_hz)
{
  const double x = log2(frequency_hz / first_hz) / log2(last_hz / first_hz);
  const double t = fmin(fmax(x, 0.0), 1.0);
  return t * t * (3.0 - 2.0 * t);
}

double
response_of_housing(const Housing* housing, double air_db, Curve* curve)
{
  double power[GRID_POINTS];
  acoustics_drum_power(housing, grid_ear, grid_point_hz, GRID_POINTS, power);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curve->db[i] = power_db(power[i]) - grid_target_db[i];
  }
  const double level_db = curve_align(curve);
  for (size_t i = GRID_POINTS; grid_hz(--i) > AIR_FROM_HZ;) {
    curve->db[i] +=
      smoothstep_hz(grid_hz(i), AIR_FROM_HZ, AIR_HZ) * (air_db - curve->db[i]);
  }
  return level_db;
}

const EarLoad*
grid_ear_load(size_t i)
{
  return &grid_ear[i];
}

void
response_add_peaks(Curve* curve, const Peak* peaks, size_t n, double weight)
{
  for (size_t p = 0; p < n; ++p) {
    const double a = pow(10.0, weight * peaks[p].gain_db / 40.0);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      const double x = grid_hz(i) / peaks[p].frequency_hz;
      const double reactive = (1.0 - x * x) * (1.0 - x * x);
      const double up = x * a / peaks[p].q;
      const double down = x / (a * peaks[p].q);
      curve->db[i] += power_db((reactive + up * up) / (reactive + down * down));
    }
  }
}
