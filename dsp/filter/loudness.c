// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/loudness.h"

#include "dsp/maths.h"

#include <complex.h>
#include <math.h>

#define K_RATE_HZ 48000.0
#define K_LAST_HZ 20000.0

/* Between pink noise and a mix of instruments with its parts panned, which
   falls by some 2 dB an octave: of all such laws the one that leaves the
   least mismatch with either for the worst of all presets. */
#define PROGRAMME_EXPONENT (-0.285) // -0.86 dB an octave, as a power
#define SIDE_SHARE 0.45             // of the power

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
  const double power = pow(frequency_hz / 1000.0, PROGRAMME_EXPONENT);
  const ProgrammePower p = { power * (1.0 - SIDE_SHARE), power * SIDE_SHARE };
  return p;
}
