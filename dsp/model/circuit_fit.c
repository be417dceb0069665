// SPDX-License-Identifier: GPL-3.0-or-later
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
  const bool is_known = response->type != HOUSING_NONE;
  const HousingType type = is_known ? response->type : HOUSING_OPEN;
  memset(fit, 0, sizeof(*fit));
  set_data(&fit->data, response);
  fit->known = response->type;
  fit->score = discriminant_score(&response->relative);
  descent_begin(&fit->descent, type, &prior_starts[type][0]);
}

/** Begin the next descent; false if there is none. */
static bool
next_descent(CircuitFit* fit)
{
  HousingType type = fit->descent.type;
  ++fit->start;
  const bool has_start =
    fit->start < PRIOR_STARTS && prior_starts[type][fit->start].value[0] > 0.0;
  if (!has_start) {
    if (fit->known != HOUSING_NONE || type == HOUSING_CLOSED) {
      return false;
    }
    type = HOUSING_CLOSED;
    fit->start = 0;
  }
  descent_begin(&fit->descent, type, &prior_starts[type][fit->start]);
  return true;
}

bool
circuit_fit_step(CircuitFit* fit)
{
  const HousingType type = fit->descent.type;
  if (!descent_step(&fit->descent, &fit->data)) {
    return false;
  }
  if (!fit->has_best[type] || fit->descent.cost < fit->best[type].cost) {
    fit->best[type] = fit->descent;
    fit->has_best[type] = true;
  }
  return !next_descent(fit);
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
    fit->best[HOUSING_CLOSED].cost - fit->best[HOUSING_OPEN].cost;
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
  const Descent* const best = &fit->best[type];
  return (CircuitFound){
    descent_housing(best), type, certainty, descent_rms_db(best, &fit->data)
  };
}
