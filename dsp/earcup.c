// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/earcup.h"

#include "dsp/earcup_state.h"
#include "dsp/maths.h"
#include "dsp/model/ears.h"
#include "dsp/model/headphones.h"
#include "dsp/settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The door's words are those of the rooms behind it. */
#define SAME(a, b) _Static_assert((int)(a) == (int)(b), "as in the engine")
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
SAME(EARCUP_BROKE, ENGINE_BROKE);
SAME(EARCUP_FELL_BACK, ENGINE_FELL_BACK);
SAME(EARCUP_CIRCUIT_VALUES, HOUSING_PARAMETERS);

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

static void
set_status(EarcupStatus* to, EarcupStatus status)
{
  if (to) {
    *to = status;
  }
}

static Simd
find_kernel(const char* name)
{
  static const char* const names[SIMD_BEST] = { [SIMD_SCALAR] = "scalar",
                                                [SIMD_GENERIC] = "generic",
                                                [SIMD_AVX2] = "avx2",
                                                [SIMD_AVX512] = "avx512",
                                                [SIMD_WIDE] = "wide" };
  int simd = 0;
  while (simd < SIMD_BEST && !(name && !strcmp(name, names[simd]))) {
    ++simd;
  }
  return (Simd)simd;
}

Earcup*
earcup_new(double rate_hz, const char* kernel, EarcupStatus* status)
{
  if (!(rate_hz >= ENGINE_RATE_MIN_HZ && rate_hz <= ENGINE_RATE_MAX_HZ)) {
    set_status(status, EARCUP_BAD_RATE);
    return NULL;
  }
  Earcup* const earcup = calloc(1, sizeof(*earcup));
  Engine* const engine =
    earcup ? engine_new(rate_hz, find_kernel(kernel)) : NULL;
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

const char*
earcup_kernel(const Earcup* earcup)
{
  return engine_kernel(earcup->engine);
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
  if (!settings_are_possible(settings)) {
    return EARCUP_BAD_SETTING;
  }
  to->simulation = settings_simulation(&settings->simulation);
  to->morph = settings->simulation.morph;
  to->crossfeed = settings_crossfeed(&settings->crossfeed);
  set_mixer(&to->mixer, &settings->mix);
  to->outside = settings->outside.is_on;
  to->outside_gain = settings->outside.gain;
  to->outside_sound = (OutsideSound)settings->outside.sound;
  return EARCUP_OK;
}

void
earcup_set_morph(Earcup* earcup, double morph)
{
  earcup->controls.morph = morph;
}

void
earcup_set_worker(Earcup* earcup, bool has_worker)
{
  earcup->has_worker = has_worker;
}

void
earcup_forget_programme(Earcup* earcup)
{
  engine_forget_programme(earcup->engine);
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

unsigned
earcup_notices(Earcup* earcup)
{
  return engine_notices(earcup->engine);
}

bool
earcup_hold(Earcup* earcup)
{
  return engine_heard(earcup->engine, &earcup->held);
}

void
earcup_heard(const Earcup* earcup, const double* hz, double* db, size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    const double complex response =
      engine_heard_response(&earcup->held, hz[i], earcup->rate_hz);
    db[i] = amplitude_db(cabs(response) + 1e-30);
  }
}

EarcupJob*
earcup_take_job(Earcup* earcup)
{
  return (EarcupJob*)engine_take_job(earcup->engine);
}

bool
earcup_run_job(EarcupJob* job, bool at_once)
{
  return engine_job_run((EngineJob*)job, at_once);
}

void
earcup_return_job(Earcup* earcup, bool success)
{
  engine_return_job(earcup->engine, success);
}

bool
earcup_use_files(Earcup* earcup, EarcupFiles* files)
{
  return engine_set_files(earcup->engine, files);
}

const EarcupFiles*
earcup_files(const Earcup* earcup)
{
  return engine_files(earcup->engine);
}

EarcupFiles*
earcup_retired_files(Earcup* earcup)
{
  return engine_retired_files(earcup->engine);
}
