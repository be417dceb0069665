// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/simulation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BLEED_POINTS 250
#define ERROR_MAX_DB 1.0 // that files are heard with

_Static_assert(MORPH_NODES < 32, "one bit a node");

/** What is done for a node, one after another, as far as it is needed. What
    comes first is known for more than one node. */
typedef enum {
  STEP_WEARING, ///< what is worn
  STEP_TWIN,    ///< an opposite beyond its circuit
  STEP_END_A,
  STEP_END_B,
  STEP_AIM, ///< what isolation is pulled to, three of them
  STEP_LAST_AIM = STEP_AIM + SCENE_AIMS - 1,
  STEP_VIEW,      ///< the headphone there
  STEP_EAR,       ///< what is heard of it, and the weights for that
  STEP_BLEED,     ///< what the microphone picks up, in several steps
  STEP_FIT,       ///< weights in many steps: at the microphone, of files
  STEP_CHECK,     ///< whether those of files are right
  STEP_ISOLATION, ///< what comes in from around
  STEP_OUTSIDE,   ///< and the weights for that
  STEPS
} Step;

struct Designer {
  const Design* bank;
  Equations* equations; ///< of the bank's poles
  Basis* basis;
  RelativeFit* relative;
  MinPhase* minphase;
  MorphTable* table;
  /* How far things are. */
  MorphScene of; ///< what all below is of
  bool is_known[STEP_VIEW];
  Curve wearing;
  SceneEnds ends;
  SceneAims aims;
  const MorphTable* into; ///< the node that is being designed
  unsigned node;
  Step step;   ///< next one for it
  size_t bled; ///< points of the grid that the microphone's response has
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
    designer->basis = basis_new(bank);
    designer->equations =
      designer->basis ? equations_new(designer->basis) : NULL;
    designer->relative = relative_fit_new();
    designer->minphase = minphase_new(design_rate_hz(bank));
    designer->table = calloc(1, sizeof(*designer->table));
    if (!designer->equations || !designer->relative || !designer->minphase ||
        !designer->table) {
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
    free(designer->table);
    minphase_free(designer->minphase);
    relative_fit_free(designer->relative);
    equations_free(designer->equations);
    basis_free(designer->basis);
    free(designer);
  }
}

void
designer_forget(Designer* designer)
{
  memset(&designer->of, 0, sizeof(designer->of));
  memset(designer->is_known, 0, sizeof(designer->is_known));
  memset(&designer->table->of, 0, sizeof(designer->table->of));
  basis_forget(designer->basis);
}

MorphTable*
designer_table(const Designer* designer)
{
  return designer->table;
}

MorphTable*
designer_swap(Designer* designer, MorphTable* table)
{
  MorphTable* const made = designer->table;
  designer->table = table;
  return made;
}

Weights
catalogue_weights(const CatalogueWeights* weights)
{
  Weights all;
  memset(&all, 0, sizeof(all));
  memcpy(all.re, weights->re, sizeof(weights->re));
  memcpy(all.im, weights->im, sizeof(weights->im));
  all.direct = weights->direct;
  return all;
}

void
morph_table_begin(MorphTable* table, const MorphScene* of)
{
  table->of = *of;
  table->is_bad = false;
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
find_power(const Designer* designer, float power[])
{
  const unsigned bands = design_bands(designer->of.design);
  for (size_t b = 0; b < bands; ++b) {
    const DesignBand* const band = design_band(designer->of.design, b);
    power[b] = mean_power(designer->response, band);
  }
}

/** What the microphone picks up of Mid; Side of two equal cups cancels. It is
    not minimum phase: front and rear differ in sign. A part of the grid at
   once; true if it was the last. */
static bool
find_bleed(Designer* designer)
{
  const Design* const design = designer->of.design;
  const DesignSpan span = design_span(design);
  const double rate_hz = design_rate_hz(design);
  const size_t first = span.first + designer->bled;
  const size_t last = first + BLEED_POINTS;
  const size_t end = last < span.end ? last : span.end;
  for (size_t i = first; i < end; ++i) {
    designer->response[i] =
      (float complex)scene_bleed(&designer->view, warped_hz(rate_hz, i));
  }
  designer->bled += end - first;
  if (end < span.end) {
    return false;
  }
  basis_set(designer->basis, design);
  relative_fit_begin(
    designer->relative, designer->basis, designer->response, NULL);
  return true;
}

/** Poles for files stand for curves of any shape, at the ear. */
static bool
has_own_poles(const Designer* designer)
{
  return designer->of.design != designer->bank && !designer->of.scene.at_mic;
}

static void
design_ear(Designer* designer, MorphNode* node)
{
  const MorphScene* const of = &designer->of;
  scene_heard(
    &of->scene, &designer->view.relative, &designer->wearing, &designer->curve);
  minphase_response(designer->minphase, &designer->curve, designer->response);
  find_power(designer, node->power);
  designer->bled = 0;
  node->side = of->scene.at_mic ? 0.0f : 1.0f;
  basis_set(designer->basis, of->design);
  if (has_own_poles(designer)) {
    relative_fit_begin(designer->relative,
                       designer->basis,
                       designer->response,
                       design_emphasis(of->design));
  } else if (!of->scene.at_mic) {
    design_fit(
      designer->basis, designer->equations, designer->response, &node->weights);
  }
}

static double
error_of(const Designer* designer, const Weights* weights)
{
  return design_error_db(
    designer->basis, weights, &designer->curve, DESIGN_STEEP_DB, NULL);
}

/** What is not right must not be heard: false if the catalogue's poles can do
    better. Until they are there, at least nothing breaks. */
static bool
check_fit(Designer* designer, MorphNode* node)
{
  const double error_db = error_of(designer, &node->weights);
  if (error_db <= ERROR_MAX_DB) {
    return true;
  }
  Weights other;
  basis_set(designer->basis, designer->bank);
  design_fit(designer->basis, designer->equations, designer->response, &other);
  if (!isfinite(error_db)) {
    memset(&node->weights, 0, sizeof(node->weights));
    node->weights.direct = 1.0f;
  }
  return error_of(designer, &other) >= error_db;
}

/** Without a cup between, or from the microphone, nothing is in the way. */
static void
find_isolation(Designer* designer, double morph)
{
  const Scene* const scene = &designer->of.scene;
  if (scene->at_mic) {
    memset(&designer->curve, 0, sizeof(designer->curve));
  } else {
    scene_isolation(
      scene, &designer->aims, &designer->view, morph, &designer->curve);
  }
}

static void
design_outside(Designer* designer, MorphNode* node)
{
  Weights weights;
  minphase_response(designer->minphase, &designer->curve, designer->response);
  basis_set(designer->basis, designer->bank);
  design_fit(
    designer->basis, designer->equations, designer->response, &weights);
  CatalogueWeights* const outside = &node->outside;
  memcpy(outside->re, weights.re, sizeof(outside->re));
  memcpy(outside->im, weights.im, sizeof(outside->im));
  outside->direct = weights.direct;
}

static double
node_morph(unsigned n)
{
  return (double)n / (MORPH_NODES - 1);
}

/** Parts of a scene that something may not depend on; nothing that is known for
    longer depends on strength and on the place of listening. */
enum { CUPS = 1, FIT = 2, WORN = 4 };

/** A copy to be compared bytewise. */
static void
copy_without(Scene* to, const Scene* scene, unsigned parts)
{
  memcpy(to, scene, sizeof(*to));
  to->at_mic = false;
  to->strength = 0.0;
  if (parts & CUPS) {
    to->headphone_a = to->headphone_b = 0;
  }
  if (parts & FIT) {
    memset(&to->fit, 0, sizeof(to->fit));
  }
  if (parts & WORN) {
    to->wearing = 0;
  }
}

/** Forget what another scene has not in common with the last one. */
static void
forget_others(Designer* designer, const Scene* now)
{
  static const unsigned independent_of[STEP_VIEW] = {
    [STEP_WEARING] = CUPS | FIT, [STEP_TWIN] = FIT | WORN,
    [STEP_END_A] = WORN,         [STEP_END_B] = WORN,
    [STEP_AIM] = FIT | WORN,     [STEP_AIM + 1] = FIT | WORN,
    [STEP_LAST_AIM] = FIT | WORN
  };
  for (int step = 0; step < STEP_VIEW; ++step) {
    Scene a;
    Scene b;
    copy_without(&a, &designer->of.scene, independent_of[step]);
    copy_without(&b, now, independent_of[step]);
    designer->is_known[step] &= !memcmp(&a, &b, sizeof(a));
  }
}

/** Turn to a node. */
static void
turn_to(Designer* designer, const MorphTable* table, unsigned n)
{
  MorphScene* const of = &designer->of;
  const bool is_same =
    !memcmp(&of->scene, &table->of.scene, sizeof(of->scene)) &&
    of->outside == table->of.outside && of->design == table->of.design;
  if (!is_same || designer->into != table || designer->node != n) {
    forget_others(designer, &table->of.scene);
    *of = table->of;
    designer->into = table;
    designer->node = n;
    designer->step = STEP_WEARING;
  }
}

static bool
is_needed(const Designer* designer, Step step)
{
  const Scene* const scene = &designer->of.scene;
  const double morph = node_morph(designer->node);
  const bool is_outside = designer->of.outside;
  if (step < STEP_VIEW && designer->is_known[step]) {
    return false;
  }
  switch (step) {
    case STEP_WEARING:
      return scene->wearing != HEADPHONE_NEUTRAL;
    case STEP_TWIN:
      return scene_needs_twin(scene, morph);
    case STEP_END_A:
    case STEP_END_B:
      return scene_needs_ends(scene, morph);
    case STEP_BLEED:
      return scene->at_mic;
    case STEP_FIT:
      return scene->at_mic || has_own_poles(designer);
    case STEP_CHECK:
      return has_own_poles(designer);
    case STEP_ISOLATION:
    case STEP_OUTSIDE:
      return is_outside;
    case STEP_VIEW:
    case STEP_EAR:
    case STEPS:
      return true;
    default: // aims
      return is_outside && !scene->at_mic;
  }
}

/** Do a step; true if it need not be done once more. */
static bool
take_step(Designer* designer, MorphTable* table, MorphNode* node)
{
  const MorphScene* const of = &designer->of;
  const Scene* const scene = &of->scene;
  const double morph = node_morph(designer->node);
  switch (designer->step) {
    case STEP_WEARING:
      scene_wearing(scene, &designer->wearing);
      break;
    case STEP_TWIN:
      scene_twin(scene, &designer->ends);
      break;
    case STEP_END_A:
      scene_end(scene, END_A, &designer->ends);
      break;
    case STEP_END_B:
      scene_end(scene, END_B, &designer->ends);
      break;
    case STEP_VIEW:
      scene_view_between(scene, &designer->ends, morph, &designer->view);
      break;
    case STEP_EAR:
      design_ear(designer, node);
      break;
    case STEP_BLEED:
      return find_bleed(designer);
    case STEP_FIT:
      return relative_fit_step(
        designer->relative, designer->basis, &node->weights);
    case STEP_CHECK:
      table->is_bad = !check_fit(designer, node) || table->is_bad;
      break;
    case STEP_ISOLATION:
      find_isolation(designer, morph);
      break;
    case STEP_OUTSIDE:
      design_outside(designer, node);
      break;
    default:
      scene_aim(scene, designer->step - STEP_AIM, &designer->aims);
      break;
  }
  return true;
}

bool
designer_step(Designer* designer, MorphTable* table, uint32_t nodes)
{
  unsigned n = 0;
  if (morph_table_has(table, nodes)) {
    return false;
  }
  while (morph_table_has(table, nodes & (UINT32_C(1) << n))) {
    ++n;
  }
  turn_to(designer, table, n);
  while (!is_needed(designer, designer->step)) {
    ++designer->step;
  }
  if (take_step(designer, table, &table->nodes[n])) {
    if (designer->step < STEP_VIEW) {
      designer->is_known[designer->step] = true;
    }
    ++designer->step;
  }
  while (designer->step < STEPS && !is_needed(designer, designer->step)) {
    ++designer->step;
  }
  if (designer->step == STEPS) {
    table->valid |= UINT32_C(1) << n;
    designer->step = STEP_WEARING;
  }
  return true;
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

uint32_t
morph_nodes(double from, double to)
{
  const unsigned first = morph_place(from < to ? from : to).before;
  const unsigned last = morph_place(from < to ? to : from).after;
  return (UINT32_C(2) << last) - (UINT32_C(1) << first);
}
