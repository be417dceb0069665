// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation.h"

#include "isolation.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(MORPH_NODES <= 32, "one bit a node");

struct SimulationWork {
  MinPhaseWork* minphase;
  Scene scene; ///< what ends and wearing are of
  SceneEnds ends;
  Curve wearing;
  SceneView view;
  Curve curve;
  float complex mid[WARPED_POINTS]; ///< then outside
  float complex side[WARPED_POINTS];
};

SimulationWork*
simulation_work_new(void)
{
  SimulationWork* const work = calloc(1, sizeof(*work));
  if (work) {
    work->minphase = minphase_work_new();
    if (!work->minphase) {
      free(work);
      return NULL;
    }
  }
  return work;
}

void
simulation_work_free(SimulationWork* work)
{
  if (work) {
    minphase_work_free(work->minphase);
    free(work);
  }
}

void
morph_table_begin(MorphTable* table,
                  const Scene* scene,
                  bool outside,
                  const Design* design,
                  const Design* outside_design)
{
  table->scene = *scene;
  table->outside = outside;
  table->design = design;
  table->outside_design = outside_design;
  table->mono_error_db =
    crossfeed_mono_error_db(&scene->crossfeed, design_rate_hz(design));
  table->valid = 0;
}

/** Crossfeed onto the ear's response. */
static void
apply_crossfeed(const MorphTable* table, SimulationWork* work)
{
  const DesignSpan span = design_span(table->design);
  const double rate_hz = design_rate_hz(table->design);
  const MinPhase* const minphase = design_minphase(table->design);
  for (size_t i = span.first; i < span.end; ++i) {
    const MidSide x = crossfeed_response(
      &table->scene.crossfeed, minphase_hz(minphase, i), rate_hz);
    work->side[i] = work->mid[i] * (float complex)x.side;
    work->mid[i] *= (float complex)x.mid;
  }
}

static float
mean_power(const float complex* response, const DesignBand* band)
{
  float sum = 0.0f;
  for (size_t i = band->first; i < band->end; ++i) {
    const float re = crealf(response[i]);
    const float im = cimagf(response[i]);
    sum += re * re + im * im;
  }
  return sum / (float)(band->end - band->first);
}

static void
find_power(const MorphTable* table,
           const SimulationWork* work,
           BandValues* power)
{
  for (size_t b = 0; b < PROGRAMME_BANDS; ++b) {
    const DesignBand* const band = design_band(table->design, b);
    power->value[MID][b] = mean_power(work->mid, band);
    power->value[SIDE][b] = mean_power(work->side, band);
  }
}

/** What the microphone picks up of Mid; Side of two equal cups cancels. It is
    not minimum phase: front and rear differ in sign. */
static void
listen_at_mic(const MorphTable* table, SimulationWork* work)
{
  const DesignSpan span = design_span(table->design);
  const double rate_hz = design_rate_hz(table->design);
  const MinPhase* const minphase = design_minphase(table->design);
  for (size_t i = span.first; i < span.end; ++i) {
    const double hz = minphase_hz(minphase, i);
    const MidSide x = crossfeed_response(&table->scene.crossfeed, hz, rate_hz);
    work->mid[i] = (float complex)(x.mid * scene_bleed(&work->view, hz));
  }
}

static void
design_outside(const MorphTable* table, SimulationWork* work, Weights* weights)
{
  if (work->view.has_housing && !table->scene.at_mic) {
    isolation_of_housing(&work->view.housing,
                         work->view.isolation_db,
                         work->view.on_ear,
                         &work->curve);
  } else {
    memset(&work->curve, 0, sizeof(work->curve));
  }
  minphase_response(design_minphase(table->outside_design),
                    work->minphase,
                    &work->curve,
                    work->mid);
  const float complex* const targets[] = { work->mid };
  Weights* const results[] = { weights };
  design_fit(table->outside_design, targets, results, 1);
}

static void
design_node(MorphTable* table, SimulationWork* work, unsigned n)
{
  MorphNode* const node = &table->nodes[n];
  const Scene* const scene = &table->scene;
  if (!table->valid || memcmp(scene, &work->scene, sizeof(*scene))) {
    work->scene = *scene;
    scene_ends(scene, &work->ends);
    scene_wearing(scene, &work->wearing);
  }
  scene_view_between(
    scene, &work->ends, (double)n / (MORPH_NODES - 1), &work->view);
  scene_heard(scene, &work->view.relative, &work->wearing, &work->curve);
  minphase_response(
    design_minphase(table->design), work->minphase, &work->curve, work->mid);
  apply_crossfeed(table, work);
  find_power(table, work, &node->power);
  if (scene->at_mic) {
    listen_at_mic(table, work);
    memset(&node->side, 0, sizeof(node->side));
    design_fit_relative(table->design, work->mid, &node->mid);
  } else {
    const float complex* const targets[] = { work->mid, work->side };
    Weights* const results[] = { &node->mid, &node->side };
    design_fit(table->design, targets, results, 2);
  }
  if (table->outside) {
    design_outside(table, work, &node->outside);
  } else {
    memset(&node->outside, 0, sizeof(node->outside));
  }
}

const MorphNode*
morph_table_node(MorphTable* table, SimulationWork* work, unsigned n)
{
  if (!(table->valid & (1U << n))) {
    design_node(table, work, n);
    table->valid |= 1U << n;
  }
  return &table->nodes[n];
}

MorphPlace
morph_place(double morph)
{
  const double x = morph * (MORPH_NODES - 1);
  const unsigned before = (unsigned)x;
  const float way = (float)(x - before);
  const MorphPlace place = { before, way > 0.0f ? before + 1 : before, way };
  return place;
}
