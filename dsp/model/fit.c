// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/fit.h"

#include <math.h>

#define CLOSED_LEAK_PA_S_M3 2e6 // median of the closed headphones
#define SEAL_DECADES 2.0

#define WORN_LEAK_PA_S_M3 2.25e6
#define WORN_VOLUME_RATIO 0.95
#define WORN_VENT_PA_S_M3 2.6e4

#define CUP_VOLUME_RATIO 2.0
#define CUP_DAMPING_RATIO 10.0
#define BASS_PORT_RATIO 10.0

void
fit_apply(const Fit* fit, Housing* housing)
{
  double* const v = housing->value;

  const double opening = pow(10.0, SEAL_DECADES * (1.0 - fit->seal)) - 1.0;
  v[GAP_M3_PA_S] += opening / CLOSED_LEAK_PA_S_M3;
  v[WORN_M3_PA_S] += fit->pad_wear / WORN_LEAK_PA_S_M3;

  v[PAD_VOLUME_M3] *= pow(WORN_VOLUME_RATIO, fit->pad_wear);

  v[CUP_VOLUME_M3] *= pow(CUP_VOLUME_RATIO, fit->cup_volume);
  v[CUP_DAMPING_PA_S_M2] *= pow(CUP_DAMPING_RATIO, fit->cup_damping);
  v[BAFFLE_VENT_PA_S_M3] *= pow(BASS_PORT_RATIO, fmax(fit->bass_port, 0.0));
  v[PORT_OPENING] += fmax(-fit->bass_port, 0.0);
  v[BAFFLE_VENT_PA_S_M3] += WORN_VENT_PA_S_M3 * fit->pad_wear;
}
