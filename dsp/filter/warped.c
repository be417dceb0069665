// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/warped.h"

#include "dsp/maths.h"
#include "dsp/model/response.h"

double
warped_hz(double rate_hz, size_t i)
{
  const double analogue_hz = GRID_FIRST_HZ * exp2((double)i / GRID_PER_OCTAVE);
  return rate_hz / PI * atan(PI * analogue_hz / rate_hz);
}
