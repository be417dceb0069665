// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/parameters.h"

#include <math.h>
#include <string.h>

#define DIM_DB (-20.0f)

static double
fraction(const float value[PORT_COUNT], PortIndex port)
{
  return 0.01 * (double)value[port];
}

static float
from_db(float db)
{
  return powf(10.0F, 0.05F * db);
}

static EarcupSimulation
simulation(const float value[PORT_COUNT])
{
  EarcupSimulation s;
  memset(&s, 0, sizeof(s));
  s.headphone_a = (uint32_t)value[PORT_HEADPHONE_A];
  s.headphone_b = (uint32_t)value[PORT_HEADPHONE_B];
  s.morph = (double)value[PORT_MORPH];
  s.wearing = (uint32_t)value[PORT_WEARING];
  s.at_mic = (int)value[PORT_LISTEN_AT] == EARCUP_LISTEN_AT_MIC;
  s.strength = fraction(value, PORT_STRENGTH);
  s.fit.seal = fraction(value, PORT_SEAL);
  s.fit.pad_wear = fraction(value, PORT_PAD_WEAR);
  s.fit.cup_volume = fraction(value, PORT_CUP_VOLUME);
  s.fit.cup_damping = fraction(value, PORT_CUP_DAMPING);
  s.fit.bass_port = fraction(value, PORT_BASS_PORT);
  s.ears.amount = 0.01F * value[PORT_TWO_EARS];
  s.ears.seat = (uint32_t)value[PORT_SEAT];
  s.ears.seal_balance = 0.01F * value[PORT_SEAL_BALANCE];
  s.target_bass_db = (double)value[PORT_TARGET_BASS];
  s.target_tilt_db = (double)value[PORT_TARGET_TILT];
  return s;
}

static EarcupMix
mix(const float value[PORT_COUNT])
{
  EarcupMix m;
  memset(&m, 0, sizeof(m));
  const bool dim = value[PORT_DIM] > 0.5F;
  const float right = from_db(0.5F * value[PORT_BALANCE]);
  m.enabled = parameters_enabled(value, false);
  m.match = value[PORT_MATCH] > 0.5F;
  m.gain = from_db(value[PORT_OUTPUT_GAIN] + (dim ? DIM_DB : 0.0F));
  m.balance[0] = 1.0F / right;
  m.balance[1] = right;
  m.swap = value[PORT_SWAP] > 0.5F;
  m.monitor = (EarcupMonitor)(int)value[PORT_MONITOR];
  return m;
}

EarcupCrossfeed
parameters_crossfeed(const float value[PORT_COUNT])
{
  const EarcupCrossfeed crossfeed = {
    (EarcupCrossfeedMode)(int)value[PORT_CROSSFEED],
    fraction(value, PORT_CROSSFEED_AMOUNT),
    (double)value[PORT_SPEAKER_ANGLE]
  };
  return crossfeed;
}

EarcupSettings
parameters_settings(const float value[PORT_COUNT])
{
  /* Levels of the outside are those beside music at 80 dB SPL. */
  const float outside_db = value[PORT_OUTSIDE_LEVEL] +
                           ports[PORT_LISTENING_LEVEL].dflt -
                           value[PORT_LISTENING_LEVEL];
  const EarcupOutside outside = {
    parameters_has_outside(value),
    from_db(outside_db),
    (EarcupOutsideSound)(int)value[PORT_OUTSIDE_SOUND]
  };
  const EarcupSettings settings = {
    simulation(value), parameters_crossfeed(value), mix(value), outside
  };
  return settings;
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
