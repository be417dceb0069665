// SPDX-License-Identifier: GPL-3.0-or-later
#include "loudness.h"

#include <complex.h>
#include <math.h>

#define PI 3.14159265358979323846
#define K_RATE_HZ 48000.0
#define K_LAST_HZ 20000.0

/* Pink up to this corner, falling by 3 dB an octave above it: between pink
   noise and the long-term spectrum of music. */
#define PROGRAMME_CORNER_HZ 4000.0

/* Share of Side: between a mix with a firm centre and unrelated channels. */
#define SIDE_SHARE 0.3

static double
biquad_power(const double b[3], const double a[3], double angle_rad)
{
  const double complex z1 = CMPLX(cos(angle_rad), -sin(angle_rad));
  const double complex h =
    (b[0] + z1 * (b[1] + z1 * b[2])) / (a[0] + z1 * (a[1] + z1 * a[2]));
  return creal(h) * creal(h) + cimag(h) * cimag(h);
}

double
loudness_k_power(double frequency_hz)
{
  static const double shelf_b[3] = { 1.53512485958697,
                                     -2.69169618940638,
                                     1.19839281085285 };
  static const double shelf_a[3] = { 1.0, -1.69065929318241, 0.73248077421585 };
  static const double highpass_b[3] = { 1.0, -2.0, 1.0 };
  static const double highpass_a[3] = { 1.0,
                                        -1.99004745483398,
                                        0.99007225036621 };
  const double angle = 2.0 * PI * fmin(frequency_hz, K_LAST_HZ) / K_RATE_HZ;
  return biquad_power(shelf_b, shelf_a, angle) *
         biquad_power(highpass_b, highpass_a, angle);
}

ProgrammePower
loudness_programme(double frequency_hz)
{
  const double x = frequency_hz / PROGRAMME_CORNER_HZ;
  const double pink = 1.0 / (1.0 + x);
  const ProgrammePower p = { pink * (1.0 - SIDE_SHARE), pink * SIDE_SHARE };
  return p;
}
