// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(MORPH_NODES < 32, "one bit a node");

struct Designer {
  const Design* bank;
  Equations* equations; ///< of the bank's poles
  MinPhase* minphase;
  Scene scene; ///< what ends and wearing are of
  SceneEnds ends;
  SceneAims aims; ///< if sound from outside is wanted
  Curve wearing;
  SceneView view;
  Curve curve;
  float complex response[WARPED_POINTS]; ///< at the ear, then outside
};

Designer*
designer_new(const Design* bank)
{
  Designer* const designer = calloc(1, sizeof(*designer));
  if (designer) {
    designer->bank = bank;
    designer->equations = equations_new(bank);
    designer->minphase = minphase_new(design_rate_hz(bank));
    if (!designer->equations || !designer->minphase) {
      designer_free(designer);
      return NULL;
    }
  }
  return designer;
}

void
designer_free(Designer* designer)
{
  if (designer) {
    equations_free(designer->equations);
    minphase_free(designer->minphase);
    free(designer);
  }
}

void
morph_table_begin(MorphTable* table, const MorphScene* of)
{
  table->of = *of;
  table->valid = 0;
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
find_power(const MorphTable* table, const Designer* designer, float power[])
{
  const unsigned bands = design_bands(table->of.design);
  for (size_t b = 0; b < bands; ++b) {
    const DesignBand* const band = design_band(table->of.design, b);
    power[b] = mean_power(designer->response, band);
  }
}

/** What the microphone picks up of Mid; Side of two equal cups cancels. It is
    not minimum phase: front and rear differ in sign. */
static void
listen_at_mic(const MorphTable* table, Designer* designer)
{
  const DesignSpan span = design_span(table->of.design);
  const double rate_hz = design_rate_hz(table->of.design);
  for (size_t i = span.first; i < span.end; ++i) {
    designer->response[i] =
      (float complex)scene_bleed(&designer->view, warped_hz(rate_hz, i));
  }
}

static void
design_outside(const MorphTable* table,
               Designer* designer,
               double morph,
               Weights* weights)
{
  if (!table->of.scene.at_mic) {
    scene_isolation(&table->of.scene,
                    &designer->aims,
                    &designer->view,
                    morph,
                    &designer->curve);
  } else {
    memset(&designer->curve, 0, sizeof(designer->curve));
  }
  minphase_response(designer->minphase, &designer->curve, designer->response);
  const float complex* const targets[] = { designer->response };
  Weights* const results[] = { weights };
  design_fit(designer->bank, designer->equations, targets, results, 1);
}

static void
design_node(MorphTable* table, Designer* designer, unsigned n)
{
  MorphNode* const node = &table->nodes[n];
  const Scene* const scene = &table->of.scene;
  if (!table->valid || memcmp(scene, &designer->scene, sizeof(*scene))) {
    designer->scene = *scene;
    scene_ends(scene, &designer->ends);
    scene_wearing(scene, &designer->wearing);
    if (table->of.outside) {
      scene_aims(scene, &designer->aims);
    }
  }
  const double morph = (double)n / (MORPH_NODES - 1);
  scene_view_between(scene, &designer->ends, morph, &designer->view);
  scene_heard(
    scene, &designer->view.relative, &designer->wearing, &designer->curve);
  minphase_response(designer->minphase, &designer->curve, designer->response);
  find_power(table, designer, node->power);
  node->side = scene->at_mic ? 0.0f : 1.0f;
  if (scene->at_mic) {
    listen_at_mic(table, designer);
    design_fit_relative(table->of.design, designer->response, &node->weights);
  } else {
    const float complex* const targets[] = { designer->response };
    Weights* const results[] = { &node->weights };
    const Equations* const equations =
      table->of.equations ? table->of.equations : designer->equations;
    design_fit(table->of.design, equations, targets, results, 1);
  }
  if (table->of.outside) {
    design_outside(table, designer, morph, &node->outside);
  } else {
    memset(&node->outside, 0, sizeof(node->outside));
  }
}

const MorphNode*
morph_table_node(MorphTable* table, Designer* designer, unsigned n)
{
  if (!(table->valid & (1U << n))) {
    design_node(table, designer, n);
    table->valid |= 1U << n;
  }
  return &table->nodes[n];
}

bool
morph_table_complete(const MorphTable* table)
{
  return table->valid == (1U << MORPH_NODES) - 1U;
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
