// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/target.h"

#include <math.h>
#include <stddef.h>

#define POINTS 31
#define SHELF_HZ 105.0
#define SHELF_Q 0.7
#define TILT_HZ 1000.0

static const double point_hz[POINTS] = {
  20,   25,   31.5, 40,   50,   63,    80,    100,   125,  160,  200,
  250,  315,  400,  500,  630,  800,   1000,  1250,  1600, 2000, 2500,
  3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000
};

static const double point_db[POINTS] = {
  3.86,  4.02,  3.93,  3.70,  3.32,  2.74,  1.99, 1.05,  -0.09, -1.16, -1.95,
  -2.02, -1.54, -1.13, -0.84, -0.45, -0.18, 0.0,  0.83,  2.67,  5.27,  7.41,
  8.49,  8.19,  6.45,  4.69,  2.43,  -0.69, -5.0, -9.15, -22.9
};

static double
step_oct(size_t i)
{
  return log2(point_hz[i + 1] / point_hz[i]);
}

static double
secant(size_t i)
{
  return (point_db[i + 1] - point_db[i]) / step_oct(i);
}

/** Slope at an end from three points, limited to keep the shape. */
static double
end_slope(double h0, double h1, double d0, double d1)
{
  const double slope = ((2.0 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
  if (slope * d0 <= 0.0) {
    return 0.0;
  }
  return (d0 * d1 <= 0.0 && fabs(slope) > 3.0 * fabs(d0)) ? 3.0 * d0 : slope;
}

/** Weighted harmonic mean of the neighbouring secants, 0 at an extremum. */
static double
slope_at(size_t i)
{
  if (i == 0) {
    return end_slope(step_oct(0), step_oct(1), secant(0), secant(1));
  }
  if (i == POINTS - 1) {
    return end_slope(
      step_oct(i - 1), step_oct(i - 2), secant(i - 1), secant(i - 2));
  }
  const double d0 = secant(i - 1);
  const double d1 = secant(i);
  if (d0 * d1 <= 0.0) {
    return 0.0;
  }
  const double w0 = 2.0 * step_oct(i) + step_oct(i - 1);
  const double w1 = step_oct(i) + 2.0 * step_oct(i - 1);
  return (w0 + w1) / (w0 / d0 + w1 / d1);
}

double
target_db(double frequency_hz)
{
  if (frequency_hz <= point_hz[0]) {
    return point_db[0];
  }
  if (frequency_hz >= point_hz[POINTS - 1]) {
    return point_db[POINTS - 1];
  }
  size_t i = 0;
  while (frequency_hz > point_hz[i + 1]) {
    ++i;
  }
  const double h = step_oct(i);
  const double t = log2(frequency_hz / point_hz[i]) / h;
  const double u = 1.0 - t;
  return point_db[i] * u * u * (1.0 + 2.0 * t) +
         point_db[i + 1] * t * t * (3.0 - 2.0 * t) +
         h * t * u * (u * slope_at(i) - t * slope_at(i + 1));
}

double
target_taste_db(const Taste* taste, double frequency_hz)
{
  const double x = frequency_hz / SHELF_HZ;
  const double a = pow(10.0, taste->bass_db / 40.0);
  const double across = sqrt(a) * x / SHELF_Q;
  const double up = hypot(a - x * x, across);
  const double down = hypot(1.0 - a * x * x, across);
  return 20.0 * log10(a * up / down) +
         taste->tilt_db * log2(frequency_hz / TILT_HZ);
}
