// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/circuit_descent.h"

#include "dsp/cholesky.h"
#include "dsp/model/priors.h"
#include "dsp/model/response.h"

#include <math.h>
#include <string.h>

#define PARAMETERS HOUSING_PARAMETERS

/* A model below a limit is free at first, then costs as if limits were not
   quite that. */
#define FREE_DB 3.0
#define LINEAR_FROM_DB 8.0

#define DAMPING_FIRST 0.1
#define DAMPING_LEAST 1e-6
#define DAMPING_UP 4.0
#define DAMPING_DOWN 0.25
#define DAMPINGS 8 // tried in a step
#define STEP_MAX 1.5
#define ROUNDS_MAX 60
#define SMALL_DROP 2e-4 // of the cost
#define SMALL_DROPS 2   // in a row are the end
#define INSIDE 1e-6     // of the bounds
#define TINY 1e-9

static double
lowest(const Descent* descent, int parameter)
{
  return log(priors[descent->type][parameter].low) + INSIDE;
}

static double
highest(const Descent* descent, int parameter)
{
  return log(priors[descent->type][parameter].high) - INSIDE;
}

static double
bounded(const Descent* descent, int parameter, double ln)
{
  return fmin(fmax(ln, lowest(descent, parameter)),
              highest(descent, parameter));
}

void
descent_begin(Descent* descent, HousingType type, const Housing* from)
{
  memset(descent, 0, sizeof(*descent));
  descent->type = type;
  descent->damping = DAMPING_FIRST;
  for (int i = 0; i < PARAMETERS; ++i) {
    descent->ln[i] = bounded(descent, i, log(from->value[i]));
  }
}

static Housing
housing_of(const double ln[PARAMETERS])
{
  Housing housing;
  memset(&housing, 0, sizeof(housing));
  for (int i = 0; i < PARAMETERS; ++i) {
    housing.value[i] = exp(ln[i]);
  }
  return housing;
}

/** What counts of how far a model is below a limit, dB, and its slope: nothing,
    then a parabola, then all but an offset. */
static double
hinge(double below_db, double* slope)
{
  const double over = below_db - FREE_DB;
  const double bend = LINEAR_FROM_DB - FREE_DB;
  if (over <= 0.0) {
    *slope = 0.0;
    return 0.0;
  }
  *slope = fmin(over / bend, 1.0);
  return over < bend ? 0.5 * over * over / bend : over - 0.5 * bend;
}

/** From the model's levels to its errors, at the level where they are least.
    @param db both
    @param slope how errors follow the model */
static void
find_errors(const CircuitData* data,
            double db[CIRCUIT_POINTS],
            double slope[CIRCUIT_POINTS])
{
  double level = 0.0;
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    const CircuitPoint* const point = &data->point[k];
    db[k] -= point->db;
    level += point->is_limit ? 0.0 : point->weight * db[k];
  }
  level /= data->level_weight;
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    db[k] -= level;
    slope[k] = 1.0;
    if (data->point[k].is_limit && db[k] < 0.0) {
      db[k] = -hinge(-db[k], &slope[k]);
    }
  }
}

static void
model_errors(const CircuitData* data,
             const double ln[PARAMETERS],
             double error_db[CIRCUIT_POINTS])
{
  const Housing housing = housing_of(ln);
  double slope[CIRCUIT_POINTS];
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    const CircuitPoint* const point = &data->point[k];
    double power;
    acoustics_drum_power(&housing, &point->ear, &point->hz, 1, &power);
    error_db[k] = power_db(power);
  }
  find_errors(data, error_db, slope);
}

static double
sum_of_squares(const CircuitData* data, const double error_db[CIRCUIT_POINTS])
{
  double sum = 0.0;
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    sum += data->point[k].weight * error_db[k] * error_db[k];
  }
  return sum;
}

/** Distance from the prior in its standard deviations. */
static double
prior_distance(const Descent* descent, int parameter, double ln)
{
  const Prior* const prior = &priors[descent->type][parameter];
  return (ln - log(prior->median)) / prior->sd_ln;
}

static double
cost_of(const Descent* descent,
        const CircuitData* data,
        const double ln[PARAMETERS],
        const double error_db[CIRCUIT_POINTS])
{
  double cost = sum_of_squares(data, error_db);
  for (int i = 0; i < PARAMETERS; ++i) {
    const double distance = prior_distance(descent, i, ln[i]);
    cost += distance * distance;
  }
  return cost;
}

/** Gauss and Newton's equations about a place. */
typedef struct {
  double gradient[PARAMETERS];
  double matrix[PARAMETERS][PARAMETERS]; ///< lower triangle
} StepEquations;

/** Add what an error says. */
static void
add_error(StepEquations* equations,
          double weight,
          double error,
          const double slope[PARAMETERS])
{
  for (int a = 0; a < PARAMETERS; ++a) {
    const double weighted = weight * slope[a];
    equations->gradient[a] += weighted * error;
    for (int b = 0; b <= a; ++b) {
      equations->matrix[a][b] += weighted * slope[b];
    }
  }
}

static void
add_priors(const Descent* descent, StepEquations* equations)
{
  for (int i = 0; i < PARAMETERS; ++i) {
    const double sd = priors[descent->type][i].sd_ln;
    equations->gradient[i] += prior_distance(descent, i, descent->ln[i]) / sd;
    equations->matrix[i][i] += 1.0 / (sd * sd);
  }
}

/** The equations where the descent is, and its cost there. */
static void
set_equations(Descent* descent,
              const CircuitData* data,
              StepEquations* equations)
{
  const Housing housing = housing_of(descent->ln);
  double error_db[CIRCUIT_POINTS];
  double follows[CIRCUIT_POINTS];
  double slope[CIRCUIT_POINTS][PARAMETERS];
  double level[PARAMETERS] = { 0.0 };
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    const CircuitPoint* const point = &data->point[k];
    error_db[k] =
      acoustics_drum_slopes(&housing, &point->ear, point->hz, slope[k]);
    for (int i = 0; i < PARAMETERS && !point->is_limit; ++i) {
      level[i] += point->weight * slope[k][i] / data->level_weight;
    }
  }
  find_errors(data, error_db, follows);
  memset(equations, 0, sizeof(*equations));
  for (size_t k = 0; k < CIRCUIT_POINTS; ++k) {
    for (int i = 0; i < PARAMETERS; ++i) {
      slope[k][i] = follows[k] * (slope[k][i] - level[i]);
    }
    add_error(equations, data->point[k].weight, error_db[k], slope[k]);
  }
  add_priors(descent, equations);
  descent->cost = cost_of(descent, data, descent->ln, error_db);
}

/** The parameters that may move: not those at a bound which they would cross.
 */
static int
find_free(const Descent* descent,
          const StepEquations* equations,
          int index[PARAMETERS])
{
  int n = 0;
  for (int i = 0; i < PARAMETERS; ++i) {
    const double ln = descent->ln[i];
    const double gradient = equations->gradient[i];
    const bool is_held = (ln <= lowest(descent, i) + TINY && gradient > 0.0) ||
                         (ln >= highest(descent, i) - TINY && gradient < 0.0);
    if (!is_held) {
      index[n++] = i;
    }
  }
  return n;
}

/** The damped step of n parameters. False if there is none. */
static bool
solve_step(const StepEquations* equations,
           double damping,
           const int index[],
           int n,
           double step[])
{
  double factor[TRIANGLE(PARAMETERS)];
  double* to = factor;
  for (int row = 0; row < n; ++row) {
    for (int col = 0; col <= row; ++col) {
      *to++ = equations->matrix[index[row]][index[col]];
    }
    step[row] = -equations->gradient[index[row]];
  }
  if (!cholesky_factorise(factor, (size_t)n, damping)) {
    return false;
  }
  cholesky_solve(factor, (size_t)n, step);
  return true;
}

/** Take a step if it leads down. */
static bool
take_step(Descent* descent,
          const CircuitData* data,
          const int index[],
          int n,
          const double step[])
{
  double ln[PARAMETERS];
  double error_db[CIRCUIT_POINTS];
  memcpy(ln, descent->ln, sizeof(ln));
  for (int k = 0; k < n; ++k) {
    const int i = index[k];
    const double by = fmin(fmax(step[k], -STEP_MAX), STEP_MAX);
    ln[i] = bounded(descent, i, ln[i] + by);
  }
  model_errors(data, ln, error_db);
  const double cost = cost_of(descent, data, ln, error_db);
  if (!(cost < descent->cost)) {
    return false;
  }
  const bool is_small = descent->cost - cost < SMALL_DROP * cost;
  descent->small = is_small ? descent->small + 1 : 0;
  descent->cost = cost;
  memcpy(descent->ln, ln, sizeof(ln));
  return true;
}

/** Go down; false if there is no way. */
static bool
go_down(Descent* descent,
        const CircuitData* data,
        const StepEquations* equations)
{
  int index[PARAMETERS];
  const int n = find_free(descent, equations, index);
  for (int attempt = 0; attempt < DAMPINGS; ++attempt) {
    double step[PARAMETERS];
    if (solve_step(equations, descent->damping, index, n, step) &&
        take_step(descent, data, index, n, step)) {
      descent->damping = fmax(descent->damping * DAMPING_DOWN, DAMPING_LEAST);
      return true;
    }
    descent->damping *= DAMPING_UP;
  }
  return false;
}

bool
descent_step(Descent* descent, const CircuitData* data)
{
  StepEquations equations;
  set_equations(descent, data, &equations);
  return !go_down(descent, data, &equations) || descent->small >= SMALL_DROPS ||
         ++descent->rounds >= ROUNDS_MAX;
}

double
descent_cost(const Descent* descent, const CircuitData* data)
{
  double error_db[CIRCUIT_POINTS];
  model_errors(data, descent->ln, error_db);
  return cost_of(descent, data, descent->ln, error_db);
}

Housing
descent_housing(const Descent* descent)
{
  return housing_of(descent->ln);
}

double
descent_rms_db(const Descent* descent, const CircuitData* data)
{
  double error_db[CIRCUIT_POINTS];
  model_errors(data, descent->ln, error_db);
  return sqrt(sum_of_squares(data, error_db) / CIRCUIT_POINTS_WEIGHT);
}
