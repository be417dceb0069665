// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/biquad.h"

#include "dsp/maths.h"

#include <math.h>

#define FLOOR_POWER 1e-20 // -200 dB

double
biquad_warp(double frequency_hz)
{
  return tan(PI * frequency_hz / BIQUAD_RATE_HZ);
}

BiquadShape
biquad_shape(const Biquad* filter)
{
  const double a = pow(10.0, filter->gain_db / 40.0);
  const double w = 1.0 / filter->q;
  const double v = sqrt(a) * w;
  const double per_warp = 1.0 / biquad_warp(filter->frequency_hz);
  switch (filter->type) {
    case BIQUAD_PEAK:
      return (BiquadShape){ { 1, a * w, 1 }, { 1, w / a, 1 }, per_warp };
    case BIQUAD_LOW_SHELF:
      return (BiquadShape){ { a, a * v, a * a }, { a, v, 1 }, per_warp };
    case BIQUAD_HIGH_SHELF:
      return (BiquadShape){ { a * a, a * v, a }, { 1, v, a }, per_warp };
    case BIQUAD_LOW_PASS:
      return (BiquadShape){ { 0, 0, 1 }, { 1, w, 1 }, per_warp };
    case BIQUAD_HIGH_PASS:
      return (BiquadShape){ { 1, 0, 0 }, { 1, w, 1 }, per_warp };
    case BIQUAD_BAND_PASS:
      return (BiquadShape){ { 0, w, 0 }, { 1, w, 1 }, per_warp };
    case BIQUAD_NOTCH:
      return (BiquadShape){ { 1, 0, 1 }, { 1, w, 1 }, per_warp };
    case BIQUAD_ALL_PASS:
      break;
  }
  return (BiquadShape){ { 1, w, 1 }, { 1, w, 1 }, per_warp };
}

/* |c0 s^2 + c1 s + c2|^2 at s = jx. */
static double
power_at(const double c[3], double x)
{
  const double re = c[2] - c[0] * x * x;
  const double im = c[1] * x;
  return re * re + im * im;
}

double
biquad_shape_db(const BiquadShape* shape, double warp)
{
  const double x = fabs(warp) * shape->per_warp;
  const double power =
    power_at(shape->numerator, x) / power_at(shape->denominator, x);
  return power_db(fmax(FLOOR_POWER, power));
}

double
biquad_q_of_bandwidth(double frequency_hz, double octaves)
{
  const double half = atan(biquad_warp(frequency_hz));
  return 0.5 / sinh(log(2.0) * octaves * half / sin(2.0 * half));
}

double
biquad_q_of_slope(double gain_db, double slope)
{
  const double a = pow(10.0, gain_db / 40.0);
  return 1.0 / sqrt((a + 1.0 / a) * (1.0 / slope - 1.0) + 2.0);
}

double
biquad_slope_of_q(double gain_db, double q)
{
  const double a = pow(10.0, gain_db / 40.0);
  return 1.0 / ((1.0 / (q * q) - 2.0) / (a + 1.0 / a) + 1.0);
}
