// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MATHS_H
#define EARCUP_MATHS_H

/* What C11 leaves out. fftw3.h, if it is to have numbers of its own, comes
   before this. Thread: any. */

#include <complex.h>
#include <math.h>

#define PI 3.14159265358979323846

/* glibc has these for GCC alone. */
#ifndef CMPLX
#define CMPLX(re, im) __builtin_complex((double)(re), (double)(im))
#endif
#ifndef CMPLXF
#define CMPLXF(re, im) __builtin_complex((float)(re), (float)(im))
#endif

/** Below that a level is told as nothing. */
#define LEVEL_FLOOR_DB (-120.0)

/** Level of an amplitude, dB. @param amplitude > 0 */
static inline double
amplitude_db(double amplitude)
{
  return 20.0 * log10(amplitude);
}

/** Level of a power, dB; twice as quick as log10(). @param power > 0 */
static inline double
power_db(double power)
{
  return 3.0102999566398119521 * log2(power);
}

/** Power of what has an amplitude and a phase. */
static inline double
power_of(double complex x)
{
  return creal(x) * creal(x) + cimag(x) * cimag(x);
}

/** Amplitude of a level. */
static inline double
db_amplitude(double db)
{
  return pow(10.0, db / 20.0);
}

/** Power of a level. */
static inline double
db_power(double db)
{
  return pow(10.0, db / 10.0);
}

/** The cubic from a to b (Hermite) with these slopes per step. @param t 0..1 */
static inline double
cubic_between(double a, double b, double slope_a, double slope_b, double t)
{
  const double rise = b - a;
  /* How much the slopes at both ends differ from the straight line. */
  const double start = slope_a - rise;
  const double end = rise - slope_b;
  return a + t * rise + t * (1.0 - t) * ((1.0 - t) * start + t * end);
}

/** The cubic from b to c of four at equal steps (Catmull and Rom).
    @param t 0..1 */
static inline double
catmull_rom(double a, double b, double c, double d, double t)
{
  return cubic_between(b, c, 0.5 * (c - a), 0.5 * (d - b), t);
}

#endif
