// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/curves.h"

#include "dsp/maths.h"
#include "dsp/settings.h"
#include "plugin/parameters.h"
#include "plugin/ui_protocol.h"

#include <complex.h>
#include <math.h>
#include <string.h>

/** The bs2b circuits depend on the rate, but nowhere a line would show it. */
#define PLOT_RATE_HZ 48000.0
#define QUIETEST 1e-6

static Simulation
simulation_of_both(const float* value, const MeasuredFiles* files)
{
  const EarcupSettings settings = parameters_settings(value);
  Simulation simulation = settings_simulation(&settings.simulation);
  simulation.files = files;
  return simulation;
}

/** With both ears alike: what most lines show is their mean. */
static Simulation
simulation_of(const float* value, const MeasuredFiles* files)
{
  Simulation simulation = simulation_of_both(value, files);
  memset(&simulation.ears, 0, sizeof(simulation.ears));
  return simulation;
}

static double
decibels(double complex gain)
{
  return amplitude_db(fmax(QUIETEST, cabs(gain)));
}

static void
set_cup(Cup* cup, const Simulation* simulation, End end, bool isolation)
{
  const EndKind kind = simulation_end_kind(simulation, end);
  MorphPoint view;
  morph_point(simulation, end == END_A ? 0.0 : 1.0, &view);
  cup->known = kind.known;
  cup->has_cup = kind.has_circuit;
  cup->type = kind.type;
  cup->housing = view.housing;
  cup->response = view.relative;
  if (cup->has_cup && isolation) {
    isolation_wearing(&view.housing, &cup->wearing);
    IsolationAims aims;
    simulation_aims(simulation, &aims);
    morph_isolation(
      simulation, &aims, &view, end == END_A ? 0.0 : 1.0, &cup->isolation);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      cup->bleed.db[i] = decibels(morph_bleed(&view, grid_hz(i)));
    }
  }
}

/** Isolation and bleed between A and B, as they are heard. */
static void
set_heard(Curves* curves,
          const Simulation* simulation,
          const MorphPoint* point,
          double morph)
{
  IsolationAims aims;
  simulation_aims(simulation, &aims);
  morph_isolation(simulation, &aims, point, morph, &curves->isolation);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    curves->bleed.db[i] = decibels(morph_bleed(point, grid_hz(i)));
  }
}

/** Mean over log frequency of what a voice has. */
static double
mean_db(const Curve* curve)
{
  double sum = 0.0;
  unsigned n = 0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    if (grid_hz(i) >= 100.0 && grid_hz(i) <= 4000.0) {
      sum += curve->db[i];
      ++n;
    }
  }
  return sum / n;
}

/** What is heard at a place on the morph: at the ear or at the microphone. */
static void
set_result(const Simulation* simulation,
           const MorphPoint* point,
           const Crossfeed* crossfeed,
           const Curve* worn,
           Curve* result)
{
  simulation_heard(simulation, &point->relative, worn, result);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double hz = fmin(grid_hz(i), 0.49 * PLOT_RATE_HZ);
    if (simulation->at_mic) {
      result->db[i] = decibels(morph_bleed(point, hz));
    }
    result->db[i] +=
      decibels(crossfeed_response(crossfeed, hz, PLOT_RATE_HZ).mid);
  }
}

/** The same for left and right, if they differ. */
static void
set_ears(Curves* curves,
         const Simulation* both,
         double morph,
         const Crossfeed* crossfeed)
{
  static const EarSide sides[2] = { EAR_LEFT, EAR_RIGHT };
  curves->unlike = simulation_has_two_ears(both);
  for (int i = 0; curves->unlike && i < 2; ++i) {
    const Simulation ear = simulation_of_ear(both, sides[i]);
    MorphPoint point;
    morph_point(&ear, morph, &point);
    set_result(&ear, &point, crossfeed, &curves->worn, &curves->ear[i]);
  }
}

void
curves_update(Curves* curves,
              const float* value,
              const MeasuredFiles* files,
              bool isolation)
{
  const Simulation simulation = simulation_of(value, files);
  const Simulation both = simulation_of_both(value, files);
  const EarcupSettings settings = parameters_settings(value);
  const Crossfeed crossfeed = settings_crossfeed(&settings.crossfeed);
  const bool cups = isolation || simulation.at_mic;
  set_cup(&curves->a, &simulation, END_A, cups);
  set_cup(&curves->b, &simulation, END_B, cups);

  MorphPoint view;
  morph_point(&simulation, value[PORT_MORPH], &view);
  simulation_wearing(&simulation, &curves->worn);
  curves->wears = simulation_wears(&simulation);
  curves->at_mic = simulation.at_mic;
  curves->has_cup = view.has_housing;
  if (view.has_housing && isolation) {
    isolation_wearing(&view.housing, &curves->wearing);
    set_heard(curves, &simulation, &view, value[PORT_MORPH]);
  }
  set_result(&simulation, &view, &crossfeed, &curves->worn, &curves->result);
  set_ears(curves, &both, value[PORT_MORPH], &crossfeed);
  curves->mic_db = simulation.at_mic ? mean_db(&curves->result) : 0.0;
}

static double
band_at(const float* band_db, int i)
{
  const int last = NOTIFY_BANDS - 1;
  return (double)band_db[i < 0 ? 0 : i > last ? last : i];
}

void
curves_from_bands(const float* band_db, Curve* curve)
{
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    const double decades = log10(grid_hz(i) / NOTIFY_FIRST_HZ);
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
               const MeasuredFiles* files,
               Curve* curve)
{
  Simulation simulation = simulation_of(value, files);
  if (port == PORT_WEARING) {
    simulation.wearing = id;
    simulation_wearing(&simulation, curve);
    return id == HEADPHONE_NEUTRAL || simulation_wears(&simulation);
  }
  const End end = port == PORT_HEADPHONE_A ? END_A : END_B;
  MorphPoint view;
  if (end == END_A) {
    simulation.headphone_a = id;
  } else {
    simulation.headphone_b = id;
  }
  morph_point(&simulation, end == END_A ? 0.0 : 1.0, &view);
  *curve = view.relative;
  return simulation_end_kind(&simulation, end).known;
}
