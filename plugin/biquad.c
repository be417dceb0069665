// SPDX-License-Identifier: GPL-3.0-or-later
#include "biquad.h"

#include <math.h>

#define PI 3.14159265358979323846
#define FLOOR_POWER 1e-20 // -200 dB

/* |c2 s^2 + c1 s + c0|^2 on the imaginary axis at s = jx. */
static double
power_at(double c2, double c1, double c0, double x)
{
  const double re = c0 - c2 * x * x;
  const double im = c1 * x;
  return re * re + im * im;
}

/* Power of the analogue prototype with its corner at x = 1. */
static double
prototype_power(const Biquad* filter, double x)
{
  const double a = pow(10.0, filter->gain_db / 40.0);
  const double w = 1.0 / filter->q;
  const double v = sqrt(a) * w;
  switch (filter->type) {
    case BIQUAD_PEAK:
      return power_at(1.0, a * w, 1.0, x) / power_at(1.0, w / a, 1.0, x);
    case BIQUAD_LOW_SHELF:
      return a * a * power_at(1.0, v, a, x) / power_at(a, v, 1.0, x);
    case BIQUAD_HIGH_SHELF:
      return a * a * power_at(a, v, 1.0, x) / power_at(1.0, v, a, x);
    case BIQUAD_LOW_PASS:
      return 1.0 / power_at(1.0, w, 1.0, x);
    case BIQUAD_HIGH_PASS:
      return power_at(1.0, 0.0, 0.0, x) / power_at(1.0, w, 1.0, x);
    case BIQUAD_BAND_PASS:
      return power_at(0.0, w, 0.0, x) / power_at(1.0, w, 1.0, x);
    case BIQUAD_NOTCH:
      return power_at(1.0, 0.0, 1.0, x) / power_at(1.0, w, 1.0, x);
    case BIQUAD_ALL_PASS:
      break;
  }
  return 1.0;
}

double
biquad_db(const Biquad* filter, double frequency_hz)
{
  const double x = tan(PI * frequency_hz / BIQUAD_RATE_HZ) /
                   tan(PI * filter->frequency_hz / BIQUAD_RATE_HZ);
  return 10.0 * log10(fmax(FLOOR_POWER, prototype_power(filter, fabs(x))));
}

double
biquad_q_of_bandwidth(double frequency_hz, double octaves)
{
  const double w = 2.0 * PI * frequency_hz / BIQUAD_RATE_HZ;
  return 0.5 / sinh(0.5 * log(2.0) * octaves * w / sin(w));
}

double
biquad_q_of_slope(double gain_db, double slope)
{
  const double a = pow(10.0, gain_db / 40.0);
  return 1.0 / sqrt((a + 1.0 / a) * (1.0 / slope - 1.0) + 2.0);
}
