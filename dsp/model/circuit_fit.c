// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/circuit_fit.h"

#include "dsp/model/discriminant.h"
#include "dsp/model/priors.h"
#include "dsp/model/target.h"

#include <math.h>
#include <string.h>

/* Twelfths of an octave, as points of the grid. */
#define GRID_START 48
#define GRID_STEP 4
#define TWELFTHS_PER_OCTAVE 12.0

/* What a value that is at its limit is below. */
#define LIMIT_DB (-5.0)

#define LOOKS 4         // at headphones in a step
#define AS_PROBABLE 0.5 // in cost, twice the logarithm of a probability

/* Log odds that it is open. */
#define PER_SCORE 0.7273
#define SCORE_MAX 8.0
#define PER_COST 0.03635
#define COST_MAX 60.0
#define ODDS_BIAS (-0.4613)

bool
circuit_fit_is_possible(const MeasuredResponse* response)
{
  return response->first_hz <= CIRCUIT_FIT_FROM_HZ &&
         response->last_hz >= CIRCUIT_FIT_TO_HZ;
}

/** The points of the grid that are fitted. */
static void
set_data(CircuitData* data, const MeasuredResponse* response)
{
  const double half = exp2(0.5 / TWELFTHS_PER_OCTAVE);
  const Curve* const relative = &response->relative;
  double n = 0.0;
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    const size_t i = GRID_START + GRID_STEP * k;
    const double hz = grid_hz(i);
    const bool is_measured =
      hz * half >= response->first_hz && hz <= response->last_hz * half;
    data->point[k] =
      (CircuitPoint){ hz,
                      *grid_ear_load(i),
                      relative->db[i] + target_db(hz),
                      is_measured ? 1.0 : 0.0,
                      response->is_limited && relative->db[i] <= LIMIT_DB };
    n += data->point[k].weight;
  }
  data->level_weight = 0.0;
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    CircuitPoint* const point = &data->point[k];
    point->weight *= CIRCUIT_POINTS_WEIGHT / n;
    data->level_weight += point->is_limit ? 0.0 : point->weight;
  }
}

void
circuit_fit_begin(CircuitFit* fit, const MeasuredResponse* response)
{
  memset(fit, 0, sizeof(*fit));
  set_data(&fit->data, response);
  fit->known = response->type;
  fit->score = discriminant_score(&response->relative);
  for (int type = 0; type < HOUSING_NONE; ++type) {
    fit->of[type].least_cost = -1.0;
  }
}

static bool
is_tried(const CircuitFit* fit, HousingType type)
{
  return fit->known == HOUSING_NONE ? type != HOUSING_SEMI_OPEN
                                    : type == fit->known;
}

/** Keep a headphone of the catalogue if it is among the nearest. */
static void
keep_near(CircuitType* of, const Descent* row)
{
  const bool is_full = of->n_nearest == CIRCUIT_NEAREST;
  unsigned k = is_full ? CIRCUIT_NEAREST - 1 : of->n_nearest;
  if (is_full && row->cost >= of->nearest[k].cost) {
    return;
  }
  of->n_nearest += !is_full;
  for (; k > 0 && of->nearest[k - 1].cost > row->cost; --k) {
    of->nearest[k] = of->nearest[k - 1];
  }
  of->nearest[k] = *row;
}

/** Look at some headphones of the catalogue. */
static void
look_around(CircuitFit* fit)
{
  for (int looks = 0; looks < LOOKS && fit->row < n_headphones;) {
    const Headphone* const row = &headphones[fit->row++];
    if (!row->active && is_tried(fit, row->type)) {
      Descent descent;
      descent_begin(&descent, row->type, &row->housing);
      descent.cost = descent_cost(&descent, &fit->data);
      keep_near(&fit->of[row->type], &descent);
      ++looks;
    }
  }
}

/** Begin the way from a start, counted through those of the type and its
    nearest headphones; false if there is no such. */
static bool
begin_from(CircuitFit* fit, HousingType type, unsigned start)
{
  const CircuitType* const of = &fit->of[type];
  const Housing* const own = prior_starts[type];
  unsigned n = 0;
  while (n < PRIOR_STARTS && own[n].value[0] > 0.0) {
    ++n;
  }
  fit->start = start;
  if (start < n) {
    descent_begin(&fit->descent, type, &own[start]);
  } else if (start < n + of->n_nearest) {
    fit->descent = of->nearest[start - n];
  }
  return start < n + of->n_nearest;
}

/** Take a way that was gone to its end. Parameters of which one is hardly more
    probable than the other are not told apart by that. */
static void
keep_best(CircuitFit* fit)
{
  const Descent* const descent = &fit->descent;
  CircuitType* const of = &fit->of[descent->type];
  const double rms_db = descent_rms_db(descent, &fit->data);
  const bool is_first = of->least_cost < 0.0;
  const double least =
    is_first ? descent->cost : fmin(of->least_cost, descent->cost);
  const bool holds = !is_first && of->best.cost <= least + AS_PROBABLE;
  const bool counts = descent->cost <= least + AS_PROBABLE;
  if (!holds || (counts && rms_db < of->best_rms_db)) {
    of->best = *descent;
    of->best_rms_db = rms_db;
  }
  of->least_cost = least;
}

bool
circuit_fit_step(CircuitFit* fit)
{
  if (fit->row < n_headphones) {
    look_around(fit);
    if (fit->row == n_headphones) {
      begin_from(
        fit, fit->known == HOUSING_NONE ? HOUSING_OPEN : fit->known, 0);
    }
    return false;
  }
  if (!descent_step(&fit->descent, &fit->data)) {
    return false;
  }
  const HousingType type = fit->descent.type;
  keep_best(fit);
  if (begin_from(fit, type, fit->start + 1)) {
    return false;
  }
  return fit->known != HOUSING_NONE || type == HOUSING_CLOSED ||
         !begin_from(fit, HOUSING_CLOSED, 0);
}

static double
limited(double x, double limit)
{
  return fmin(fmax(x, -limit), limit);
}

/** Log odds that it is open rather than closed. */
static double
odds_of(const CircuitFit* fit)
{
  const double advantage =
    fit->of[HOUSING_CLOSED].least_cost - fit->of[HOUSING_OPEN].least_cost;
  return PER_SCORE * limited(fit->score, SCORE_MAX) +
         PER_COST * limited(advantage, COST_MAX) + ODDS_BIAS;
}

/** How many of such decisions about measured headphones were right. */
static double
certainty_of(double odds)
{
  const double size = fabs(odds);
  return size < 0.5 ? 0.67 : size < 1.0 ? 0.78 : size < 2.0 ? 0.82 : 0.95;
}

CircuitFound
circuit_fit_found(const CircuitFit* fit)
{
  HousingType type = fit->known;
  double certainty = 1.0;
  if (type == HOUSING_NONE) {
    const double odds = odds_of(fit);
    type = odds > 0.0 ? HOUSING_OPEN : HOUSING_CLOSED;
    certainty = certainty_of(odds);
  }
  const CircuitType* const of = &fit->of[type];
  return (CircuitFound){
    descent_housing(&of->best), type, certainty, of->best_rms_db
  };
}
