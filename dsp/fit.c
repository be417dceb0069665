// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit.h"

#include <math.h>

/* A bad seal. */
#define CLOSED_LEAK_PA_S_M3 2e6 // median of the closed headphones
#define SEAL_DECADES 2.0
#define GAP_TIME_S 1e-3 // mass over resistance: a slit of 0.4 mm

/* Worn pads. */
#define WORN_LEAK_PA_S_M3 1.33e7
#define WORN_TIME_S 1.73e-3 // a channel of 0.5 mm
#define WORN_VOLUME_RATIO 0.81
#define WORN_VENT_PA_S_M3 3.1e4

#define CUP_VOLUME_RATIO 4.0
#define CUP_DAMPING_RATIO 10.0
#define BASS_PORT_RATIO 10.0

/**
   Open a second leak beside the first.

   Exact at low frequencies: conductances add, and the time constant M/R of
   the pair is the mean of both, weighted with their conductances.
*/
static void
add_leak(Housing* housing, double conductance_m3_pa_s, double time_s)
{
  double* const v = housing->value;
  const double share = conductance_m3_pa_s * v[LEAK_PA_S_M3];
  const double mass = v[LEAK_MASS_KG_M4] + share * time_s * v[LEAK_PA_S_M3];
  v[LEAK_MASS_KG_M4] = mass / ((1.0 + share) * (1.0 + share));
  v[LEAK_PA_S_M3] /= 1.0 + share;
}

void
fit_apply(const Fit* fit, Housing* housing)
{
  double* const v = housing->value;

  const double opening = pow(10.0, SEAL_DECADES * (1.0 - fit->seal)) - 1.0;
  add_leak(housing, opening / CLOSED_LEAK_PA_S_M3, GAP_TIME_S);

  add_leak(housing, fit->pad_wear / WORN_LEAK_PA_S_M3, WORN_TIME_S);
  v[PAD_VOLUME_M3] *= pow(WORN_VOLUME_RATIO, fit->pad_wear);

  v[CUP_VOLUME_M3] *= pow(CUP_VOLUME_RATIO, fit->cup_volume);
  v[CUP_DAMPING_PA_S_M2] *= pow(CUP_DAMPING_RATIO, fit->cup_damping);
  v[BAFFLE_VENT_PA_S_M3] *= pow(BASS_PORT_RATIO, fit->bass_port);
  v[BAFFLE_VENT_PA_S_M3] += WORN_VENT_PA_S_M3 * fit->pad_wear;
}
