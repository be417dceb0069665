// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the door tells those who draw. */

#include "dsp/door/shown.h"
#include "dsp/engine/loaded_files.h"
#include "dsp/maths.h"
#include "dsp/model/decay.h"
#include "dsp/settings.h"

#include <string.h>

/** The bs2b circuits depend on the rate, but nowhere a line would show it. */
#define SHOWN_RATE_HZ 48000.0
#define QUIETEST 1e-6
#define FAR_HZ 1000.0 // where the far ear's ratio is told

_Static_assert(sizeof(((EarcupCup*)0)->circuit) == sizeof(Housing),
               "a cup's circuit is that with its fit");

static Simulation
simulation_with(const EarcupSimulation* from, const EarcupFiles* files)
{
  Simulation simulation = settings_simulation(from);
  simulation.files = files ? &files->files : NULL;
  return simulation;
}

static Simulation
simulation_alike(const EarcupSimulation* from, const EarcupFiles* files)
{
  Simulation simulation = simulation_with(from, files);
  memset(&simulation.ears, 0, sizeof(simulation.ears));
  return simulation;
}

static double
decibels(double complex gain)
{
  return amplitude_db(fmax(QUIETEST, cabs(gain)));
}

/** What stands there, by its kind. */
static void
describe_place(const Simulation* simulation,
               EarcupPlace place,
               const MorphPoint* point,
               EarcupCup* found)
{
  if (place == EARCUP_AT_MORPH) {
    found->known = true;
    found->has_cup = point->has_housing;
    found->type = HOUSING_NONE;
  } else {
    const EndKind kind =
      simulation_end_kind(simulation, place == EARCUP_AT_A ? END_A : END_B);
    found->known = kind.known;
    found->has_cup = kind.has_circuit;
    found->type = kind.type;
  }
}

void
earcup_simulate(const EarcupSimulation* simulation,
                const EarcupFiles* files,
                EarcupPlace place,
                bool cup,
                EarcupCup* found)
{
  const Simulation alike = simulation_alike(simulation, files);
  const double morph = place == EARCUP_AT_A   ? 0.0
                       : place == EARCUP_AT_B ? 1.0
                                              : simulation->morph;
  MorphPoint point;
  morph_point(&alike, morph, &point);
  describe_place(&alike, place, &point, found);
  found->response = point.relative;
  memcpy(found->circuit, point.housing.value, sizeof(found->circuit));
  if (cup && found->has_cup) {
    IsolationAims aims;
    simulation_aims(&alike, &aims);
    morph_isolation(&alike, &aims, &point, morph, &found->isolation);
    isolation_wearing(&point.housing, &found->wearing);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      found->bleed.db[i] = decibels(morph_bleed(&point, grid_hz(i)));
    }
  }
}

bool
earcup_worn(const EarcupSimulation* simulation,
            const EarcupFiles* files,
            EarcupCurve* curve)
{
  const Simulation alike = simulation_alike(simulation, files);
  simulation_wearing(&alike, curve);
  return simulation_wears(&alike);
}

bool
earcup_result(const EarcupSettings* settings,
              const EarcupFiles* files,
              EarcupEar ear,
              EarcupCurve* curve)
{
  const Crossfeed crossfeed = settings_crossfeed(&settings->crossfeed);
  const Simulation both = simulation_with(&settings->simulation, files);
  if (ear != EARCUP_ALIKE && !simulation_has_two_ears(&both)) {
    return false;
  }
  const Simulation heard =
    ear == EARCUP_ALIKE
      ? simulation_alike(&settings->simulation, files)
      : simulation_of_ear(&both, ear == EARCUP_LEFT ? EAR_LEFT : EAR_RIGHT);
  Curve worn;
  MorphPoint point;
  simulation_wearing(&heard, &worn);
  morph_point(&heard, settings->simulation.morph, &point);
  simulation_heard(&heard, &point.relative, &worn, curve);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = fmin(grid_hz(i), 0.49 * SHOWN_RATE_HZ);
    if (heard.at_mic) {
      curve->db[i] = decibels(morph_bleed(&point, hz));
    }
    curve->db[i] +=
      decibels(crossfeed_response(&crossfeed, hz, SHOWN_RATE_HZ).mid);
  }
  return true;
}

void
earcup_decay(const EarcupCup* cup, EarcupDecay* decay)
{
  Housing housing;
  memcpy(housing.value, cup->circuit, sizeof(housing.value));
  decay_of_housing(&housing, decay);
}

EarcupCrossfeedFigures
earcup_crossfeed_figures(const EarcupCrossfeed* crossfeed)
{
  const Crossfeed set = settings_crossfeed(crossfeed);
  const EarcupCrossfeedFigures figures = {
    1e6 * crossfeed_delay_s(set.angle_deg),
    set.amount * cabs(crossfeed_ratio(set.angle_deg, FAR_HZ)),
    crossfeed_errors(&set, SHOWN_RATE_HZ).mono_db
  };
  return figures;
}
