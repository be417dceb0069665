// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/morph_designer.h"

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
  STEP_RIGHT_END_A, ///< of the right ear, where it is unlike the left
  STEP_RIGHT_END_B,
  STEP_AIM, ///< what isolation is pulled to, three of them
  STEP_LAST_AIM = STEP_AIM + ISOLATION_AIMS - 1,
  STEP_VIEW,  ///< the headphone there
  STEP_EAR,   ///< what is heard of it, and the weights for that
  STEP_BLEED, ///< what the microphone picks up, in several steps
  STEP_FIT,   ///< weights in many steps: at the microphone, of files
  STEP_CHECK, ///< whether those of files are right
  STEP_RIGHT_VIEW,
  STEP_RIGHT_EAR,
  STEP_RIGHT_FIT,
  STEP_RIGHT_CHECK,
  STEP_MIDDLE,    ///< the headphone as both ears have it, for what follows
  STEP_ISOLATION, ///< what comes in from around
  STEP_OUTSIDE,   ///< and the weights for that
  STEPS
} Step;

/** The node that is being designed. */
typedef struct {
  const MorphTable* into;
  unsigned node;
  Step step;   ///< next one for it
  size_t bled; ///< points of the grid that the microphone's response has
} NodeDesign;

struct MorphDesigner {
  const PoleSet* bank;
  const LoudnessBands* bands;
  NormalEquations* equations; ///< of the bank's poles
  Basis* basis;
  RelativeSolver* relative;
  MinPhase* minphase;
  MorphTable* table;
  MorphTable* spare[2]; ///< with room for any key, until they are exchanged
  /* How far things are. */
  MorphKey of; ///< what all below is of
  bool is_known[STEP_VIEW];
  Curve wearing;
  MorphEnds ends[2]; ///< of both ears or the left one, and of the right one
  IsolationAims aims;
  NodeDesign at;
  MorphNode made;
  Weights made_right; ///< of the right ear
  MorphPoint point;
  Curve curve;
  float complex response[WARPED_POINTS]; ///< at the ear, then outside
};

MorphDesigner*
morph_designer_new(const PoleSet* bank, const LoudnessBands* bands)
{
  MorphDesigner* const designer = calloc(1, sizeof(*designer));
  if (designer) {
    designer->bank = bank;
    designer->bands = bands;
    designer->basis = basis_new(bank);
    designer->equations =
      designer->basis ? normal_equations_new(designer->basis) : NULL;
    designer->relative = relative_solver_new();
    designer->minphase = minphase_new(pole_set_rate_hz(bank));
    designer->table = morph_table_new(NULL);
    designer->spare[0] = morph_table_new(NULL);
    if (!designer->equations || !designer->relative || !designer->minphase ||
        !designer->table || !designer->spare[0]) {
      morph_designer_free(designer);
      return NULL;
    }
  }
  return designer;
}

void
morph_designer_free(MorphDesigner* designer)
{
  if (designer) {
    free(designer->table);
    free(designer->spare[0]);
    free(designer->spare[1]);
    minphase_free(designer->minphase);
    relative_solver_free(designer->relative);
    normal_equations_free(designer->equations);
    basis_free(designer->basis);
    free(designer);
  }
}

void
morph_designer_forget(MorphDesigner* designer)
{
  memset(&designer->of, 0, sizeof(designer->of));
  memset(designer->is_known, 0, sizeof(designer->is_known));
  memset(&designer->table->of, 0, sizeof(designer->table->of));
  for (unsigned i = 0; i < 2; ++i) {
    if (designer->spare[i]) {
      memset(&designer->spare[i]->of, 0, sizeof(designer->spare[i]->of));
    }
  }
  basis_forget(designer->basis);
}

MorphTable*
morph_designer_table(const MorphDesigner* designer)
{
  return designer->table;
}

static void
exchange(MorphDesigner* designer, unsigned i)
{
  MorphTable* const table = designer->table;
  designer->table = designer->spare[i];
  designer->spare[i] = table;
}

bool
morph_designer_fit(MorphDesigner* designer, const MorphKey* key)
{
  MorphTable* const table = morph_table_new(key);
  if (!table) {
    return false;
  }
  /* The smallest goes: one that has room for all has to stay, since designs in
     place cannot make any. */
  for (unsigned i = 0; designer->spare[1] && i < 2; ++i) {
    if (designer->spare[i]->room < designer->table->room) {
      exchange(designer, i);
    }
  }
  if (designer->spare[1]) {
    free(designer->table);
    designer->table = table;
  } else {
    designer->spare[1] = table;
    exchange(designer, 1);
  }
  return true;
}

MorphTable*
morph_designer_table_for(MorphDesigner* designer, const MorphKey* key)
{
  for (unsigned i = 0; i < 2; ++i) {
    if (!morph_table_fits(designer->table, key) && designer->spare[i]) {
      exchange(designer, i);
    }
  }
  return designer->table;
}

MorphTable*
morph_designer_swap(MorphDesigner* designer, MorphTable* table)
{
  MorphTable* const made = designer->table;
  designer->table = table;
  return made;
}

static float
mean_power(const float complex* response, const LoudnessBand* band)
{
  float sum = 0.0F;
  for (size_t i = band->first; i < band->end; ++i) {
    const float re = crealf(response[i]);
    const float im = cimagf(response[i]);
    sum += re * re + im * im;
  }
  return sum / (float)(band->end - band->first);
}

static void
find_power(const MorphDesigner* designer, float power[])
{
  const LoudnessBands* const bands = designer->bands;
  for (unsigned b = 0; b < bands->n; ++b) {
    power[b] = mean_power(designer->response, &bands->band[b]);
  }
}

/** What the microphone picks up of Mid; Side of two equal cups cancels. It is
    not minimum phase: front and rear differ in sign. A part of the grid at
   once; true if it was the last. */
static bool
find_bleed(MorphDesigner* designer)
{
  const PoleSet* const pole_set = designer->of.pole_set;
  const GridSpan span = pole_set_span(pole_set);
  const double rate_hz = pole_set_rate_hz(pole_set);
  const size_t first = span.first + designer->at.bled;
  const size_t last = first + BLEED_POINTS;
  const size_t end = last < span.end ? last : span.end;
  for (size_t i = first; i < end; ++i) {
    designer->response[i] =
      (float complex)morph_bleed(&designer->point, warped_hz(rate_hz, i));
  }
  designer->at.bled += end - first;
  if (end < span.end) {
    return false;
  }
  basis_set(designer->basis, pole_set);
  relative_solver_begin(
    designer->relative, designer->basis, designer->response, NULL);
  return true;
}

/** Poles for files stand for curves of any shape, at the ear. */
static bool
has_own_poles(const MorphDesigner* designer)
{
  return designer->of.pole_set != designer->bank &&
         !designer->of.simulation.at_mic;
}

/** The ear that a step is about. */
static EarSide
side_of(const MorphDesigner* designer, Step step)
{
  if (!simulation_has_two_ears(&designer->of.simulation)) {
    return EARS_ALIKE;
  }
  switch (step) {
    case STEP_RIGHT_END_A:
    case STEP_RIGHT_END_B:
    case STEP_RIGHT_VIEW:
    case STEP_RIGHT_EAR:
    case STEP_RIGHT_FIT:
    case STEP_RIGHT_CHECK:
      return EAR_RIGHT;
    case STEP_MIDDLE:
      return EARS_ALIKE;
    default:
      return EAR_LEFT;
  }
}

/** Weights of that ear. */
static Weights*
weights_of(MorphDesigner* designer, EarSide side)
{
  return side == EAR_RIGHT ? &designer->made_right : &designer->made.weights;
}

/** Loudness is that of both ears. */
static void
add_power(const MorphDesigner* designer, float power[])
{
  float right[LOUDNESS_BANDS_MAX];
  find_power(designer, right);
  for (unsigned b = 0; b < designer->bands->n; ++b) {
    power[b] = 0.5F * (power[b] + right[b]);
  }
}

static void
design_ear(MorphDesigner* designer,
           MorphNode* node,
           EarSide side,
           Weights* weights)
{
  const MorphKey* const of = &designer->of;
  simulation_heard(&of->simulation,
                   &designer->point.relative,
                   &designer->wearing,
                   &designer->curve);
  minphase_response(designer->minphase, &designer->curve, designer->response);
  if (side == EAR_RIGHT) {
    add_power(designer, node->power);
  } else {
    find_power(designer, node->power);
  }
  designer->at.bled = 0;
  node->side = of->simulation.at_mic ? 0.0F : 1.0F;
  basis_set(designer->basis, of->pole_set);
  if (has_own_poles(designer)) {
    relative_solver_begin(designer->relative,
                          designer->basis,
                          designer->response,
                          pole_set_emphasis(of->pole_set));
  } else if (!of->simulation.at_mic) {
    weights_solve(
      designer->basis, designer->equations, designer->response, weights);
  }
}

static double
error_of(const MorphDesigner* designer, const Weights* weights)
{
  return weights_error_db(
    designer->basis, weights, &designer->curve, WEIGHTS_STEEP_DB, NULL);
}

/** What is not right must not be heard: false if the catalogue's poles can do
    better. Until they are there, at least nothing breaks. */
static bool
check_fit(MorphDesigner* designer, Weights* weights)
{
  const double error_db = error_of(designer, weights);
  if (error_db <= ERROR_MAX_DB) {
    return true;
  }
  Weights other;
  basis_set(designer->basis, designer->bank);
  weights_solve(
    designer->basis, designer->equations, designer->response, &other);
  if (!isfinite(error_db)) {
    memset(weights, 0, sizeof(*weights));
    weights->direct = 1.0F;
  }
  return error_of(designer, &other) >= error_db;
}

/** Without a cup between, or from the microphone, nothing is in the way. */
static void
find_isolation(MorphDesigner* designer, double morph)
{
  const Simulation* const simulation = &designer->of.simulation;
  if (simulation->at_mic) {
    memset(&designer->curve, 0, sizeof(designer->curve));
  } else {
    morph_isolation(
      simulation, &designer->aims, &designer->point, morph, &designer->curve);
  }
}

static void
design_outside(MorphDesigner* designer, MorphNode* node)
{
  Weights weights;
  minphase_response(designer->minphase, &designer->curve, designer->response);
  basis_set(designer->basis, designer->bank);
  weights_solve(
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

/** Forget what another simulation has not in common with the last one; nothing
    that is known for longer depends on strength and place of listening. */
static void
forget_others(MorphDesigner* designer, const Simulation* now)
{
  enum {
    CUPS = SIMULATION_CUPS,
    FIT = SIMULATION_FIT | SIMULATION_EARS,
    WORN = SIMULATION_WORN
  };
  static const unsigned independent_of[STEP_VIEW] = {
    [STEP_WEARING] = CUPS | FIT, [STEP_TWIN] = FIT | WORN,
    [STEP_END_A] = WORN,         [STEP_END_B] = WORN,
    [STEP_RIGHT_END_A] = WORN,   [STEP_RIGHT_END_B] = WORN,
    [STEP_AIM] = FIT | WORN,     [STEP_AIM + 1] = FIT | WORN,
    [STEP_LAST_AIM] = FIT | WORN
  };
  const unsigned others =
    simulation_differences(&designer->of.simulation, now) &
    ~(unsigned)SIMULATION_LISTENING;
  for (int step = 0; step < STEP_VIEW; ++step) {
    designer->is_known[step] &= (others & ~independent_of[step]) == 0;
  }
}

/** Turn to a node. */
static void
turn_to(MorphDesigner* designer, const MorphTable* table, unsigned n)
{
  MorphKey* const of = &designer->of;
  if (!morph_key_same(of, &table->of) || designer->at.into != table ||
      designer->at.node != n) {
    forget_others(designer, &table->of.simulation);
    *of = table->of;
    designer->at.into = table;
    designer->at.node = n;
    designer->at.step = STEP_WEARING;
  }
}

static bool
is_needed(const MorphDesigner* designer, Step step)
{
  const Simulation* const simulation = &designer->of.simulation;
  const double morph = node_morph(designer->at.node);
  const bool is_outside = designer->of.outside;
  const bool has_right = simulation_has_two_ears(simulation);
  if (step < STEP_VIEW && designer->is_known[step]) {
    return false;
  }
  switch (step) {
    case STEP_WEARING:
      return simulation->wearing != HEADPHONE_NEUTRAL;
    case STEP_TWIN:
      return morph_needs_twin(simulation, morph);
    case STEP_END_A:
    case STEP_END_B:
      return morph_needs_ends(simulation, morph);
    case STEP_RIGHT_END_A:
    case STEP_RIGHT_END_B:
      return has_right && morph_needs_ends(simulation, morph);
    case STEP_RIGHT_VIEW:
    case STEP_RIGHT_EAR:
      return has_right;
    case STEP_RIGHT_FIT:
    case STEP_RIGHT_CHECK:
      return has_right && has_own_poles(designer);
    case STEP_MIDDLE:
      return has_right && is_outside;
    case STEP_BLEED:
      return simulation->at_mic;
    case STEP_FIT:
      return simulation->at_mic || has_own_poles(designer);
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
      return is_outside && !simulation->at_mic;
  }
}

/** Do a step; true if it need not be done once more. */
static bool
take_step(MorphDesigner* designer, MorphTable* table, MorphNode* node)
{
  const EarSide side = side_of(designer, designer->at.step);
  const Simulation ear = simulation_of_ear(&designer->of.simulation, side);
  const Simulation* const simulation = &ear;
  MorphEnds* const ends = &designer->ends[side == EAR_RIGHT];
  Weights* const weights = weights_of(designer, side);
  const double morph = node_morph(designer->at.node);
  switch (designer->at.step) {
    case STEP_WEARING:
      simulation_wearing(simulation, &designer->wearing);
      break;
    case STEP_TWIN:
      morph_twin(simulation, &designer->ends[0]);
      designer->ends[1].twin = designer->ends[0].twin;
      break;
    case STEP_END_A:
    case STEP_RIGHT_END_A:
      morph_end(simulation, END_A, ends);
      break;
    case STEP_END_B:
    case STEP_RIGHT_END_B:
      morph_end(simulation, END_B, ends);
      break;
    case STEP_VIEW:
    case STEP_RIGHT_VIEW:
    case STEP_MIDDLE:
      morph_point_between(simulation, ends, morph, &designer->point);
      break;
    case STEP_EAR:
    case STEP_RIGHT_EAR:
      design_ear(designer, node, side, weights);
      break;
    case STEP_BLEED:
      return find_bleed(designer);
    case STEP_FIT:
    case STEP_RIGHT_FIT:
      return relative_solver_step(designer->relative, designer->basis, weights);
    case STEP_CHECK:
    case STEP_RIGHT_CHECK:
      table->is_bad = !check_fit(designer, weights) || table->is_bad;
      break;
    case STEP_ISOLATION:
      find_isolation(designer, morph);
      break;
    case STEP_OUTSIDE:
      design_outside(designer, node);
      break;
    default:
      simulation_aim(simulation, designer->at.step - STEP_AIM, &designer->aims);
      break;
  }
  return true;
}

bool
morph_designer_step(MorphDesigner* designer, MorphTable* table, uint32_t nodes)
{
  unsigned n = 0;
  if (morph_table_has(table, nodes)) {
    return false;
  }
  while (morph_table_has(table, nodes & (UINT32_C(1) << n))) {
    ++n;
  }
  turn_to(designer, table, n);
  while (!is_needed(designer, designer->at.step)) {
    ++designer->at.step;
  }
  if (take_step(designer, table, &designer->made)) {
    if (designer->at.step < STEP_VIEW) {
      designer->is_known[designer->at.step] = true;
    }
    ++designer->at.step;
  }
  while (designer->at.step < STEPS && !is_needed(designer, designer->at.step)) {
    ++designer->at.step;
  }
  if (designer->at.step == STEPS) {
    morph_table_put(table, n, &designer->made, &designer->made_right);
    designer->at.step = STEP_WEARING;
  }
  return true;
}
