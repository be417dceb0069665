// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/peqfit.h"

#include "dsp/cholesky.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_HZ 20.0
#define LAST_HZ 20000.0
#define GAIN_MAX_DB 30.0
#define PEAK_Q_MIN 0.2
#define PEAK_Q_MAX 40.0
#define SHELF_Q_MIN 0.4
#define SHELF_Q_MAX 1.2
#define GOOD_RMS_DB 0.02
#define LEVEL_FIRST_HZ 300.0
#define LEVEL_LAST_HZ 3000.0
#define OUTSIDE_WEIGHT 0.3 // filters should not run away where none hears it
/* What a dB of gain, or of level, costs beside a dB of error: neighbours shall
   not fight each other, nor all filters together the preamp. */
#define GAIN_WEIGHT 0.003
#define LEVEL_WEIGHT 0.03
#define LEAST_NORMAL 1e-9 // for what no point depends on
#define REFINEMENTS 12
#define LAST_REFINEMENTS 60
#define UNKNOWNS_MAX (3 * PEQFIT_FILTERS_MAX + 1)

/** Everything a fit needs while it runs. */
typedef struct {
  size_t n_points; ///< within hearing
  size_t n_all;    ///< with those that follow them, beyond hearing
  double hz[EARCUP_GRID_POINTS];
  double warp[EARCUP_GRID_POINTS];
  double level_db;                   ///< mean of the curve, 300-3000 Hz
  double weight[EARCUP_GRID_POINTS]; ///< 1 within hearing
  double target[EARCUP_GRID_POINTS];
  double
    error[EARCUP_GRID_POINTS]; ///< target minus level and filters, weighted
  double slope[UNKNOWNS_MAX][EARCUP_GRID_POINTS];
  double normal[UNKNOWNS_MAX][UNKNOWNS_MAX];
  double factor[TRIANGLE(UNKNOWNS_MAX)];
  double gradient[UNKNOWNS_MAX];
  double step[UNKNOWNS_MAX];
} Workspace;

static double
dot(const double* a, const double* b, size_t n)
{
  double sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

static double
price_of(const Workspace* w, double weighted_db)
{
  return (double)w->n_points * weighted_db * weighted_db;
}

/* Error of every point; its sum of squares with the price of gain. */
static double
update_error(Workspace* w, const PeqFit* fit)
{
  for (size_t i = 0; i < w->n_all; ++i) {
    w->error[i] = w->target[i] - fit->level_db;
  }
  for (size_t k = 0; k < fit->n; ++k) {
    const BiquadShape shape = biquad_shape(&fit->filter[k]);
    for (size_t i = 0; i < w->n_all; ++i) {
      w->error[i] -= biquad_shape_db(&shape, w->warp[i]);
    }
  }
  for (size_t i = w->n_points; i < w->n_all; ++i) {
    w->error[i] *= w->weight[i];
  }
  double sum = dot(w->error, w->error, w->n_all);
  for (size_t k = 0; k < fit->n; ++k) {
    sum += price_of(w, GAIN_WEIGHT * fit->filter[k].gain_db);
  }
  return sum + price_of(w, LEVEL_WEIGHT * (fit->level_db - w->level_db));
}

static double
clamp(double value, double min, double max)
{
  return fmax(min, fmin(value, max));
}

static void
limit_filter(Biquad* filter)
{
  const bool peak = filter->type == BIQUAD_PEAK;
  filter->frequency_hz = clamp(filter->frequency_hz, FIRST_HZ, LAST_HZ);
  filter->gain_db = clamp(filter->gain_db, -GAIN_MAX_DB, GAIN_MAX_DB);
  filter->q = clamp(filter->q,
                    peak ? PEAK_Q_MIN : SHELF_Q_MIN,
                    peak ? PEAK_Q_MAX : SHELF_Q_MAX);
}

/* The unknowns of a filter: octaves of frequency, dB, octaves of Q. */
static Biquad
moved_filter(const Biquad* filter, const double* step)
{
  Biquad moved = *filter;
  moved.frequency_hz *= exp2(step[0]);
  moved.gain_db += step[1];
  moved.q *= exp2(step[2]);
  return moved;
}

/* Derivatives by each unknown; the first is the level. */
static void
update_slopes(Workspace* w, const PeqFit* fit)
{
  static const double h = 1e-4;
  for (size_t i = 0; i < w->n_all; ++i) {
    w->slope[0][i] = w->weight[i];
  }
  for (size_t k = 0; k < fit->n; ++k) {
    for (size_t j = 0; j < 3; ++j) {
      double step[3] = { 0.0, 0.0, 0.0 };
      step[j] = h;
      const Biquad up = moved_filter(&fit->filter[k], step);
      step[j] = -h;
      const Biquad down = moved_filter(&fit->filter[k], step);
      const BiquadShape more = biquad_shape(&up);
      const BiquadShape less = biquad_shape(&down);
      double* const slope = w->slope[1 + 3 * k + j];
      for (size_t i = 0; i < w->n_all; ++i) {
        slope[i] = (biquad_shape_db(&more, w->warp[i]) -
                    biquad_shape_db(&less, w->warp[i])) /
                   (2.0 * h) * w->weight[i];
      }
    }
  }
}

static void
update_normal(Workspace* w, const PeqFit* fit)
{
  const size_t n = 1 + 3 * fit->n;
  const double gain_price = price_of(w, GAIN_WEIGHT);
  const double level_price = price_of(w, LEVEL_WEIGHT);
  for (size_t r = 0; r < n; ++r) {
    for (size_t c = 0; c <= r; ++c) {
      w->normal[r][c] = dot(w->slope[r], w->slope[c], w->n_all);
    }
    w->gradient[r] = dot(w->slope[r], w->error, w->n_all);
  }
  w->normal[0][0] += level_price;
  w->gradient[0] -= level_price * (fit->level_db - w->level_db);
  for (size_t k = 0; k < fit->n; ++k) {
    const size_t gain = 2 + 3 * k;
    w->normal[gain][gain] += gain_price;
    w->gradient[gain] -= gain_price * fit->filter[k].gain_db;
  }
}

/* Solve the damped normal equations. */
static bool
solve_step(Workspace* w, size_t n, double damping)
{
  double* to = w->factor;
  for (size_t r = 0; r < n; ++r) {
    for (size_t c = 0; c <= r; ++c) {
      *to++ = w->normal[r][c] + (r == c ? LEAST_NORMAL : 0.0);
    }
    w->step[r] = w->gradient[r];
  }
  if (!cholesky_factorise(w->factor, n, damping)) {
    return false;
  }
  cholesky_solve(w->factor, n, w->step);
  return true;
}

/* Levenberg-Marquardt; leaves the error of the result in the workspace. */
static void
refine(Workspace* w, PeqFit* fit, unsigned rounds)
{
  double damping = 1e-2;
  double cost = update_error(w, fit);
  for (unsigned round = 0; round < rounds && damping < 1e6; ++round) {
    update_slopes(w, fit);
    update_normal(w, fit);
    double gain = 0.0;
    for (bool better = false; !better && damping < 1e6;) {
      PeqFit trial = *fit;
      if (solve_step(w, 1 + 3 * fit->n, damping)) {
        trial.level_db += w->step[0];
        for (size_t k = 0; k < fit->n; ++k) {
          trial.filter[k] = moved_filter(&fit->filter[k], &w->step[1 + 3 * k]);
          limit_filter(&trial.filter[k]);
        }
      }
      const double trial_cost = update_error(w, &trial);
      better = trial_cost < cost;
      damping *= better ? 0.2 : 5.0;
      if (better) {
        gain = cost - trial_cost;
        cost = trial_cost;
        *fit = trial;
      }
    }
    if (gain < 1e-5 * cost) {
      break;
    }
  }
  (void)update_error(w, fit);
}

/* A peak's shape for small gains, 1 at its centre. */
static double
peak_shape(double x, double q)
{
  const double width = x * x / (q * q);
  const double off = 1.0 - x * x;
  return width / (off * off + width);
}

/* The peak that takes most of the error away. */
static Biquad
best_peak(const Workspace* w)
{
  static const double qs[] = { 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0 };
  Biquad best = { BIQUAD_PEAK, 1000.0, 0.0, 1.0 };
  double best_gain = 0.0;
  for (size_t c = 0; c < w->n_points; c += 2) {
    for (size_t k = 0; k < sizeof(qs) / sizeof(qs[0]); ++k) {
      double shape_error = 0.0;
      double shape_shape = 0.0;
      for (size_t i = 0; i < w->n_points; ++i) {
        const double shape = peak_shape(w->hz[i] / w->hz[c], qs[k]);
        shape_error += shape * w->error[i];
        shape_shape += shape * shape;
      }
      const double gain = shape_error * shape_error / shape_shape;
      if (gain > best_gain) {
        best_gain = gain;
        best.frequency_hz = w->hz[c];
        best.gain_db = shape_error / shape_shape;
        best.q = qs[k];
      }
    }
  }
  return best;
}

static bool
is_audible(double hz)
{
  return hz > FIRST_HZ * 0.999 && hz < LAST_HZ * 1.001;
}

static void
add_point(Workspace* w, double hz, double target_db, double weight)
{
  w->hz[w->n_all] = hz;
  w->warp[w->n_all] = biquad_warp(hz);
  w->target[w->n_all] = target_db;
  w->weight[w->n_all++] = weight;
}

/** Mean over log frequency where loudness is. */
static double
level_of(const EarcupCurve* curve)
{
  double sum = 0.0;
  unsigned n = 0;
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    const double hz = earcup_grid_hz(i);
    if (hz >= LEVEL_FIRST_HZ && hz <= LEVEL_LAST_HZ) {
      sum += curve->db[i];
      ++n;
    }
  }
  return sum / n;
}

static void
prepare(Workspace* w, const EarcupCurve* curve)
{
  memset(w, 0, sizeof(*w));
  w->level_db = level_of(curve);
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    if (is_audible(earcup_grid_hz(i))) {
      add_point(w, earcup_grid_hz(i), curve->db[i], 1.0);
    }
  }
  w->n_points = w->n_all;
  const double first_db = w->target[0];
  const double last_db = w->target[w->n_points - 1];
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    const double hz = earcup_grid_hz(i);
    if (!is_audible(hz)) {
      add_point(w, hz, hz < FIRST_HZ ? first_db : last_db, OUTSIDE_WEIGHT);
    }
  }
}

static double
rms_of(const Workspace* w)
{
  return sqrt(dot(w->error, w->error, w->n_points) / (double)w->n_points);
}

static double
round_to(double value, double parts)
{
  return round(value * parts) / parts;
}

static double
response_db(const PeqFit* fit, double frequency_hz)
{
  double db = 0.0;
  for (size_t k = 0; k < fit->n; ++k) {
    const BiquadShape shape = biquad_shape(&fit->filter[k]);
    db += biquad_shape_db(&shape, biquad_warp(frequency_hz));
  }
  return db;
}

/* Round as written, then tell the truth about what is left. */
static void
finish(Workspace* w, PeqFit* fit)
{
  double loudest_db = 0.0;
  for (size_t k = 0; k < fit->n; ++k) {
    Biquad* const filter = &fit->filter[k];
    filter->frequency_hz = round_to(filter->frequency_hz, 100.0);
    filter->gain_db = round_to(filter->gain_db, 100.0);
    filter->q = round_to(filter->q, 1000.0);
  }
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    loudest_db = fmax(loudest_db, response_db(fit, earcup_grid_hz(i)));
  }
  fit->preamp_db = -ceil(loudest_db * 10.0) / 10.0;
  (void)update_error(w, fit);
  double sum = 0.0;
  for (size_t i = 0; i < w->n_points; ++i) {
    sum += w->error[i];
  }
  fit->level_db += sum / (double)w->n_points;
  (void)update_error(w, fit);
  fit->rms_db = rms_of(w);
  fit->max_db = 0.0;
  for (size_t i = 0; i < w->n_points; ++i) {
    fit->max_db = fmax(fit->max_db, fabs(w->error[i]));
  }
}

bool
peqfit_design(const EarcupCurve* curve, size_t n_max, PeqFit* fit)
{
  Workspace* const w = (Workspace*)malloc(sizeof(Workspace));
  if (!w) {
    return false;
  }
  prepare(w, curve);
  memset(fit, 0, sizeof(*fit));
  fit->level_db = w->level_db;
  fit->filter[0] = (Biquad){ BIQUAD_LOW_SHELF, 105.0, 0.0, 0.7 };
  fit->filter[1] = (Biquad){ BIQUAD_HIGH_SHELF, 10000.0, 0.0, 0.7 };
  fit->n = 2;
  refine(w, fit, REFINEMENTS);
  while (fit->n < n_max && rms_of(w) > GOOD_RMS_DB) {
    fit->filter[fit->n++] = best_peak(w);
    refine(w, fit, fit->n == n_max ? LAST_REFINEMENTS : REFINEMENTS);
  }
  finish(w, fit);
  free(w);
  return true;
}
