// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/settings.h"

#include "dsp/engine/mixer.h"
#include "dsp/engine/outside_source.h"

#include <string.h>

void
earcup_default_settings(EarcupSettings* settings)
{
  memset(settings, 0, sizeof(*settings));
  settings->simulation.headphone_a = EARCUP_OPEN_REFERENCE;
  settings->simulation.headphone_b = EARCUP_CLOSED_REFERENCE;
  settings->simulation.strength = 1.0;
  settings->simulation.fit.seal = 1.0;
  settings->simulation.ears.seat = SEAT_FIRST;
  settings->crossfeed.amount = 1.0;
  settings->crossfeed.angle_deg = 60.0;
  settings->mix.enabled = true;
  settings->mix.match = true;
  settings->mix.gain = 1.0F;
  settings->mix.balance[0] = settings->mix.balance[1] = 1.0F;
  settings->outside.gain = 1.0F;
  settings->outside.sound = EARCUP_OUTSIDE_TRAIN;
}

static bool
is_within(double x, double least, double most)
{
  return x >= least && x <= most;
}

/** @param may_be_opposite whether it is B */
static bool
is_known(uint32_t id, bool may_be_opposite)
{
  return earcup_can_choose(id) || (may_be_opposite && id == HEADPHONE_OPPOSITE);
}

static bool
is_pair(const EarcupEars* ears)
{
  return ears->amount >= 0.0F && ears->amount <= 2.0F &&
         ears->seal_balance >= -1.0F && ears->seal_balance <= 1.0F &&
         ears->seat >= SEAT_FIRST && ears->seat <= SEAT_LAST;
}

static bool
is_possible(const EarcupSimulation* s)
{
  return is_known(s->headphone_a, false) && is_known(s->headphone_b, true) &&
         is_known(s->wearing, false) && is_within(s->morph, 0.0, 1.0) &&
         is_within(s->strength, 0.0, 1.5) && is_within(s->fit.seal, 0.0, 1.0) &&
         is_within(s->fit.pad_wear, 0.0, 1.0) &&
         is_within(s->fit.cup_volume, -1.0, 1.0) &&
         is_within(s->fit.cup_damping, -1.0, 1.0) &&
         is_within(s->fit.bass_port, -1.0, 1.0) && is_pair(&s->ears) &&
         is_within(s->target_bass_db, -6.0, 6.0) &&
         is_within(s->target_tilt_db, -1.0, 1.0);
}

static bool
is_gain(float gain)
{
  return gain >= 0.0F && gain <= 16.0F;
}

bool
settings_are_possible(const EarcupSettings* s)
{
  return is_possible(&s->simulation) &&
         (unsigned)s->crossfeed.mode <= CROSSFEED_MEIER &&
         is_within(s->crossfeed.amount, 0.0, 1.0) &&
         is_within(s->crossfeed.angle_deg, 20.0, 150.0) &&
         is_gain(s->mix.gain) && is_gain(s->mix.balance[0]) &&
         is_gain(s->mix.balance[1]) &&
         (unsigned)s->mix.monitor <= MONITOR_ORIGINAL &&
         is_gain(s->outside.gain) &&
         (unsigned)s->outside.sound < OUTSIDE_SOUNDS;
}

Simulation
settings_simulation(const EarcupSimulation* from)
{
  Simulation to;
  memset(&to, 0, sizeof(to));
  to.headphone_a = from->headphone_a;
  to.headphone_b = from->headphone_b;
  to.wearing = from->wearing;
  to.at_mic = from->at_mic;
  to.strength = from->strength;
  to.fit.seal = from->fit.seal;
  to.fit.pad_wear = from->fit.pad_wear;
  to.fit.cup_volume = from->fit.cup_volume;
  to.fit.cup_damping = from->fit.cup_damping;
  to.fit.bass_port = from->fit.bass_port;
  to.ears.amount = from->ears.amount;
  to.ears.seal_balance = from->ears.seal_balance;
  to.ears.seat = from->ears.seat;
  to.target.bass_db = from->target_bass_db;
  to.target.tilt_db = from->target_tilt_db;
  return to;
}

Crossfeed
settings_crossfeed(const EarcupCrossfeed* from)
{
  const Crossfeed to = { (CrossfeedMode)from->mode,
                         from->amount,
                         from->angle_deg };
  return to;
}
