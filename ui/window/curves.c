// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/curves.h"

#include "dsp/maths.h"
#include "plugin/parameters.h"
#include "plugin/ui_protocol.h"

#include <math.h>

/** Mean over log frequency of what a voice has. */
static double
mean_db(const EarcupCurve* curve)
{
  double sum = 0.0;
  unsigned n = 0;
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    if (earcup_grid_hz(i) >= 100.0 && earcup_grid_hz(i) <= 4000.0) {
      sum += curve->db[i];
      ++n;
    }
  }
  return sum / n;
}

void
curves_update(Curves* curves,
              const float* value,
              const EarcupFiles* files,
              bool isolation)
{
  const EarcupSettings settings = parameters_settings(value);
  const EarcupSimulation* const simulation = &settings.simulation;
  const bool cups = isolation || simulation->at_mic;
  earcup_simulate(simulation, files, EARCUP_AT_A, cups, &curves->a);
  earcup_simulate(simulation, files, EARCUP_AT_B, cups, &curves->b);
  earcup_simulate(simulation, files, EARCUP_AT_MORPH, isolation, &curves->mix);
  earcup_result(&settings, files, EARCUP_ALIKE, &curves->result);
  curves->unlike =
    earcup_result(&settings, files, EARCUP_LEFT, &curves->ear[0]) &&
    earcup_result(&settings, files, EARCUP_RIGHT, &curves->ear[1]);
  curves->wears = earcup_worn(simulation, files, &curves->worn);
  curves->at_mic = simulation->at_mic;
  curves->mic_db = simulation->at_mic ? mean_db(&curves->result) : 0.0;
}

static double
band_at(const float* band_db, int i)
{
  const int last = NOTIFY_BANDS - 1;
  return (double)band_db[i < 0 ? 0 : i > last ? last : i];
}

void
curves_from_bands(const float* band_db, EarcupCurve* curve)
{
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    const double decades = log10(earcup_grid_hz(i) / NOTIFY_FIRST_HZ);
    const double place =
      fmax(0.0, decades / NOTIFY_DECADES * NOTIFY_BANDS - 0.5);
    const int k = (int)fmin(place, NOTIFY_BANDS - 1.0);
    const double t = fmin(1.0, place - k);
    curve->db[i] = catmull_rom(band_at(band_db, k - 1),
                               band_at(band_db, k),
                               band_at(band_db, k + 1),
                               band_at(band_db, k + 2),
                               t);
  }
}

bool
curves_preview(PortIndex port,
               unsigned id,
               const float* value,
               const EarcupFiles* files,
               EarcupCurve* curve)
{
  EarcupSimulation simulation = parameters_settings(value).simulation;
  if (port == PORT_WEARING) {
    simulation.wearing = id;
    return earcup_worn(&simulation, files, curve) || id == EARCUP_NEUTRAL;
  }
  const bool is_a = port == PORT_HEADPHONE_A;
  EarcupCup cup;
  *(is_a ? &simulation.headphone_a : &simulation.headphone_b) = id;
  earcup_simulate(
    &simulation, files, is_a ? EARCUP_AT_A : EARCUP_AT_B, false, &cup);
  *curve = cup.response;
  return cup.known;
}
