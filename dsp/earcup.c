// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/earcup.h"

#include "dsp/engine/engine.h"
#include "dsp/maths.h"
#include "dsp/model/ears.h"
#include "dsp/model/headphones.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct Earcup {
  double rate_hz;
  bool has_worker;
  EngineControls controls;
  Engine* engine;
};

/* The door's words are those of the rooms behind it. */
#define SAME(a, b) _Static_assert((int)(a) == (int)(b), "as in the engine")
SAME(EARCUP_NEUTRAL, HEADPHONE_NEUTRAL);
SAME(EARCUP_OPEN_REFERENCE, HEADPHONE_OPEN_REFERENCE);
SAME(EARCUP_SEMI_OPEN_REFERENCE, HEADPHONE_SEMI_OPEN_REFERENCE);
SAME(EARCUP_CLOSED_REFERENCE, HEADPHONE_CLOSED_REFERENCE);
SAME(EARCUP_MEASURED_FILE, HEADPHONE_MEASURED_FILE);
SAME(EARCUP_OPPOSITE, HEADPHONE_OPPOSITE);
SAME(EARCUP_OPEN, HOUSING_OPEN);
SAME(EARCUP_SEMI_OPEN, HOUSING_SEMI_OPEN);
SAME(EARCUP_CLOSED, HOUSING_CLOSED);
SAME(EARCUP_CROSSFEED_NATURAL, CROSSFEED_NATURAL);
SAME(EARCUP_CROSSFEED_BAUER, CROSSFEED_BAUER);
SAME(EARCUP_CROSSFEED_CHU_MOY, CROSSFEED_CHU_MOY);
SAME(EARCUP_CROSSFEED_MEIER, CROSSFEED_MEIER);
SAME(EARCUP_MONITOR_MONO, MONITOR_MONO);
SAME(EARCUP_MONITOR_SIDE, MONITOR_SIDE);
SAME(EARCUP_MONITOR_LEFT, MONITOR_LEFT);
SAME(EARCUP_MONITOR_RIGHT, MONITOR_RIGHT);
SAME(EARCUP_MONITOR_DIFFERENCE, MONITOR_DIFFERENCE);
SAME(EARCUP_MONITOR_ORIGINAL, MONITOR_ORIGINAL);
SAME(EARCUP_OUTSIDE_TRAIN, OUTSIDE_TRAIN);
SAME(EARCUP_OUTSIDE_OFFICE, OUTSIDE_OFFICE);
SAME(EARCUP_OUTSIDE_AIRCRAFT, OUTSIDE_AIRCRAFT);
SAME(EARCUP_OUTSIDE_PINK, OUTSIDE_PINK);

const char*
earcup_strerror(EarcupStatus status)
{
  switch (status) {
    case EARCUP_OK:
      return "all is well";
    case EARCUP_NO_MEMORY:
      return "out of memory";
    case EARCUP_BAD_RATE:
      return "the sample rate is not within 8 and 384 kHz";
    case EARCUP_BAD_SETTING:
      return "a setting is out of its range";
    case EARCUP_BAD_MEASUREMENT:
      return "the measurement cannot be read";
  }
  return "unknown status";
}

bool
earcup_headphone(size_t index, EarcupHeadphone* headphone)
{
  if (index >= n_headphones) {
    return false;
  }
  const Headphone* const row = &headphones[index];
  headphone->id = row->id;
  headphone->maker = row->maker;
  headphone->name = row->name;
  headphone->housing = (EarcupHousing)row->type;
  headphone->on_ear = row->coupling == COUPLING_ON_EAR;
  return true;
}

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

static void
set_status(EarcupStatus* to, EarcupStatus status)
{
  if (to) {
    *to = status;
  }
}

Earcup*
earcup_new(double rate_hz, EarcupStatus* status)
{
  if (!(rate_hz >= ENGINE_RATE_MIN_HZ && rate_hz <= ENGINE_RATE_MAX_HZ)) {
    set_status(status, EARCUP_BAD_RATE);
    return NULL;
  }
  Earcup* const earcup = calloc(1, sizeof(*earcup));
  Engine* const engine = earcup ? engine_new(rate_hz, SIMD_BEST) : NULL;
  set_status(status, engine ? EARCUP_OK : EARCUP_NO_MEMORY);
  if (!engine) {
    free(earcup);
    return NULL;
  }
  EarcupSettings settings;
  earcup_default_settings(&settings);
  earcup->rate_hz = rate_hz;
  earcup->engine = engine;
  earcup_set(earcup, &settings);
  return earcup;
}

void
earcup_free(Earcup* earcup)
{
  if (earcup) {
    engine_free(earcup->engine);
    free(earcup);
  }
}

void
earcup_reset(Earcup* earcup)
{
  engine_reset(earcup->engine);
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
  return headphones_can_choose(id) ||
         (may_be_opposite && id == HEADPHONE_OPPOSITE);
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

static bool
are_possible(const EarcupSettings* s)
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

static void
set_simulation(Simulation* to, const EarcupSimulation* from)
{
  to->headphone_a = from->headphone_a;
  to->headphone_b = from->headphone_b;
  to->wearing = from->wearing;
  to->at_mic = from->at_mic;
  to->strength = from->strength;
  to->fit.seal = from->fit.seal;
  to->fit.pad_wear = from->fit.pad_wear;
  to->fit.cup_volume = from->fit.cup_volume;
  to->fit.cup_damping = from->fit.cup_damping;
  to->fit.bass_port = from->fit.bass_port;
  to->ears.amount = from->ears.amount;
  to->ears.seal_balance = from->ears.seal_balance;
  to->ears.seat = from->ears.seat;
  to->target.bass_db = from->target_bass_db;
  to->target.tilt_db = from->target_tilt_db;
}

static void
set_mixer(MixerControls* to, const EarcupMix* from)
{
  to->enabled = from->enabled;
  to->match = from->match;
  to->gain = from->gain;
  to->balance[0] = from->balance[0];
  to->balance[1] = from->balance[1];
  to->swap = from->swap;
  to->monitor = (Monitor)from->monitor;
}

EarcupStatus
earcup_set(Earcup* earcup, const EarcupSettings* settings)
{
  EngineControls* const to = &earcup->controls;
  if (!are_possible(settings)) {
    return EARCUP_BAD_SETTING;
  }
  set_simulation(&to->simulation, &settings->simulation);
  to->morph = settings->simulation.morph;
  to->crossfeed.mode = (CrossfeedMode)settings->crossfeed.mode;
  to->crossfeed.amount = settings->crossfeed.amount;
  to->crossfeed.angle_deg = settings->crossfeed.angle_deg;
  set_mixer(&to->mixer, &settings->mix);
  to->outside = settings->outside.is_on;
  to->outside_gain = settings->outside.gain;
  to->outside_sound = (OutsideSound)settings->outside.sound;
  earcup->has_worker = settings->has_worker;
  return EARCUP_OK;
}

void
earcup_process(Earcup* earcup,
               const float* const in[2],
               const float* const outside[2],
               float* const out[2],
               uint32_t n)
{
  engine_process(
    earcup->engine, &earcup->controls, earcup->has_worker, in, outside, out, n);
}

void
earcup_meters(const Earcup* earcup, EarcupMeters* meters)
{
  const EngineMeters* const from = engine_meters(earcup->engine);
  const CrossfeedErrors errors = engine_crossfeed_errors(earcup->engine);
  meters->peak[0] = from->peak[0];
  meters->peak[1] = from->peak[1];
  meters->match_gain = from->match_gain;
  meters->mono_error_db = errors.mono_db;
  meters->side_error_db = errors.side_db;
}

bool
earcup_heard(const Earcup* earcup, const double* hz, double* db, size_t n)
{
  EngineHeard heard;
  if (!engine_heard(earcup->engine, &heard)) {
    return false;
  }
  for (size_t i = 0; i < n; ++i) {
    const double complex response =
      engine_heard_response(&heard, hz[i], earcup->rate_hz);
    db[i] = amplitude_db(cabs(response) + 1e-30);
  }
  return true;
}

EarcupJob*
earcup_take_job(Earcup* earcup)
{
  return (EarcupJob*)engine_take_job(earcup->engine);
}

bool
earcup_run_job(EarcupJob* job)
{
  return engine_job_run((EngineJob*)job, false);
}

void
earcup_return_job(Earcup* earcup, bool success)
{
  engine_return_job(earcup->engine, success);
}

void
earcup_free_files(EarcupFiles* files)
{
  engine_free_files((LoadedFiles*)files);
}

bool
earcup_use_files(Earcup* earcup, EarcupFiles* files)
{
  return engine_set_files(earcup->engine, (LoadedFiles*)files);
}

EarcupFiles*
earcup_retired_files(Earcup* earcup)
{
  return (EarcupFiles*)engine_retired_files(earcup->engine);
}
