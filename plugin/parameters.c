// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/parameters.h"

#include <string.h>

static double
fraction(const float value[PORT_COUNT], PortIndex port)
{
  return 0.01 * (double)value[port];
}

Simulation
parameters_simulation(const float value[PORT_COUNT])
{
  Simulation s;
  memset(&s, 0, sizeof(s));
  s.headphone_a = (uint32_t)value[PORT_HEADPHONE_A];
  s.headphone_b = (uint32_t)value[PORT_HEADPHONE_B];
  s.wearing = (uint32_t)value[PORT_WEARING];
  s.at_mic = (int)value[PORT_LISTEN_AT] == LISTEN_AT_MIC;
  s.strength = fraction(value, PORT_STRENGTH);
  s.fit.seal = fraction(value, PORT_SEAL);
  s.fit.pad_wear = fraction(value, PORT_PAD_WEAR);
  s.fit.cup_volume = fraction(value, PORT_CUP_VOLUME);
  s.fit.cup_damping = fraction(value, PORT_CUP_DAMPING);
  s.fit.bass_port = fraction(value, PORT_BASS_PORT);
  s.ears.amount = 0.01F * value[PORT_TWO_EARS];
  s.ears.seat = (uint32_t)value[PORT_SEAT];
  s.ears.seal_balance = 0.01F * value[PORT_SEAL_BALANCE];
  s.target.bass_db = (double)value[PORT_TARGET_BASS];
  s.target.tilt_db = (double)value[PORT_TARGET_TILT];
  return s;
}

Crossfeed
parameters_crossfeed(const float value[PORT_COUNT])
{
  const Crossfeed crossfeed = { (CrossfeedMode)(int)value[PORT_CROSSFEED],
                                fraction(value, PORT_CROSSFEED_AMOUNT),
                                (double)value[PORT_SPEAKER_ANGLE] };
  return crossfeed;
}

bool
parameters_enabled(const float value[PORT_COUNT], bool exporting)
{
  return value[PORT_ENABLED] > 0.5F &&
         !(exporting && value[PORT_BYPASS_ON_EXPORT] > 0.5F);
}

bool
parameters_has_outside(const float value[PORT_COUNT])
{
  return value[PORT_OUTSIDE_LEVEL] > ports[PORT_OUTSIDE_LEVEL].min;
}
