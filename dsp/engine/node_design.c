// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/morph_designer_state.h"

#include <math.h>
#include <string.h>

#define BLEED_POINTS 250
#define ERROR_MAX_DB 1.0 // that files are heard with

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
  if (node_has_own_poles(designer)) {
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

bool
node_take_step(MorphDesigner* designer, MorphTable* table)
{
  MorphNode* const node = &designer->made;
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
