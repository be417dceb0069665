// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/weights.h"

/* What weights do, and how far that is off what they are for. */

#include "dsp/maths.h"

#include <math.h>
#include <string.h>

#define STEEP_SHARE 0.5 // that errors count where a curve is steep
#define STEEP_REACH 1.5 // points on either side that such a place affects

/** What a response may be at a frequency. */
typedef struct {
  double low_db;
  double high_db;
} Allowed;

/** The curve itself, or where it is steep all that it goes through nearby. */
static Allowed
allowed_at(const Curve* curve, double hz, double steep_db)
{
  const double x = GRID_PER_OCTAVE * log2(hz / GRID_FIRST_HZ);
  const double db = curve_at(curve, hz);
  const Allowed narrow = { db, db };
  Allowed wide = narrow;
  bool is_steep = false;
  for (double k = floor(x - STEEP_REACH); k < x + STEEP_REACH; ++k) {
    if (k >= 0.0 && k + 1.0 < GRID_POINTS) {
      const double* const v = &curve->db[(size_t)k];
      is_steep = is_steep || fabs(v[1] - v[0]) > steep_db / GRID_PER_OCTAVE;
      wide.low_db = fmin(wide.low_db, fmin(v[0], v[1]));
      wide.high_db = fmax(wide.high_db, fmax(v[0], v[1]));
    }
  }
  return is_steep ? wide : narrow;
}

static double complex
response_at(const BasisRow* point, const Weights* weights, unsigned sections)
{
  double re = (double)weights->direct;
  double im = 0.0;
  for (unsigned i = 0; i < sections; ++i) {
    const double w_re = (double)weights->re[i];
    const double w_im = (double)weights->im[i];
    re += w_re * point->re[i] + w_im * point->re[sections + i];
    im += w_re * point->im[i] + w_im * point->im[sections + i];
  }
  return CMPLX(re, im);
}

double
weights_error_db(const Basis* basis,
                 const Weights* weights,
                 const Curve* curve,
                 double steep_db,
                 double error_db[WARPED_POINTS])
{
  const PoleSet* const pole_set = basis_pole_set(basis);
  const GridSpan span = pole_set_span(pole_set);
  double largest = 0.0;
  if (error_db) {
    memset(error_db, 0, WARPED_POINTS * sizeof(*error_db));
  }
  for (size_t row = 0; row < basis_rows(basis); ++row) {
    const BasisRow point = basis_row(basis, row);
    const double complex h =
      response_at(&point, weights, pole_set_poles(pole_set)->sections);
    const double db = 20.0 * log10(cabs(h));
    if (!isfinite(creal(h)) || !isfinite(cimag(h))) {
      return HUGE_VAL;
    }
    if (point.i < span.judged_first || point.i >= span.judged_end) {
      continue;
    }
    const Allowed a = allowed_at(
      curve, warped_hz(pole_set_rate_hz(pole_set), point.i), steep_db);
    const double share = a.low_db < a.high_db ? STEEP_SHARE : 1.0;
    const double error = share * fmax(fmax(db - a.high_db, a.low_db - db), 0.0);
    largest = fmax(largest, error);
    if (error_db) {
      error_db[point.i] = error;
    }
  }
  return largest;
}

double complex
weights_response(const Poles* poles,
                 const Weights* weights,
                 double rate_hz,
                 double frequency_hz)
{
  BasisPoint b;
  basis_at(poles, rate_hz, frequency_hz, &b);
  double re = weights->direct;
  double im = 0.0;
  const unsigned n = poles->sections;
  for (unsigned i = 0; i < n; ++i) {
    re += weights->re[i] * b.re[i] + weights->im[i] * b.re[n + i];
    im += weights->re[i] * b.im[i] + weights->im[i] * b.im[n + i];
  }
  return CMPLX(re, im);
}
