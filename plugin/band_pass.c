// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/band_pass.h"

#include "dsp/maths.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define DEAD 1e-30

static double
within_range(double hz, double rate_hz)
{
  return fmax(BAND_PASS_LOWEST_HZ, fmin(BAND_PASS_HIGHEST * rate_hz, hz));
}

void
band_pass_set(BandPass* pass, double from_hz, double to_hz, double rate_hz)
{
  memset(pass, 0, sizeof(*pass));
  for (int i = 0; i < BAND_PASS_SECTIONS; ++i) {
    BandSection* const section = &pass->section[i];
    const double edge_hz = i < BAND_PASS_EDGE ? from_hz : to_hz;
    const int k = i % BAND_PASS_EDGE;
    const double g = tan(PI * within_range(edge_hz, rate_hz) / rate_hz);
    section->damping = 2.0 * cos((2.0 * k + 1.0) * PI / 8.0);
    section->gain[0] = 1.0 / (1.0 + g * (g + section->damping));
    section->gain[1] = g * section->gain[0];
    section->gain[2] = g * section->gain[1];
  }
}

static bool
is_dead(double x)
{
  return fabs(x) < DEAD;
}

/** Low-pass of the next sample; *high gets what is above. */
static double
section_step(BandSection* section, int channel, double x, double* high)
{
  const double* const a = section->gain;
  double* const s = section->state[channel];
  const double v3 = x - s[1];
  const double v1 = a[0] * s[0] + a[1] * v3;
  const double v2 = s[1] + a[1] * s[0] + a[2] * v3;
  s[0] = 2.0 * v1 - s[0];
  s[1] = 2.0 * v2 - s[1];
  if (is_dead(s[0]) && is_dead(s[1])) { // one alone lives on the other
    s[0] = s[1] = 0.0;
  }
  *high = x - section->damping * v1 - v2;
  return v2;
}

void
band_pass_frame(BandPass* pass, double x[2])
{
  for (int c = 0; c < 2; ++c) {
    for (int i = 0; i < BAND_PASS_SECTIONS; ++i) {
      double high = 0.0;
      const double low = section_step(&pass->section[i], c, x[c], &high);
      x[c] = i < BAND_PASS_EDGE ? high : low;
    }
    x[c] = is_dead(x[c]) ? 0.0 : x[c];
  }
}
