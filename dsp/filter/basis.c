// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/basis.h"

#include "dsp/filter/pole_set.h"
#include "dsp/maths.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BEYOND_STRIDE 4    // points of the grid taken beyond the audible part
#define BEYOND_WEIGHT 0.09 // what they count, as a power
#define BASS_HZ 200.0      // below, points count more

/** Index and weight of a row; its values follow those of all rows. */
typedef struct {
  size_t i;
  double weight;
  double octaves;
} Place;

struct Basis {
  const PoleSet* pole_set;
  size_t rows;
  size_t unknowns;
  Place place[WARPED_POINTS];
  double value[]; ///< rows times unknowns twice
};

void
basis_at(const Poles* poles, double rate_hz, double hz, BasisPoint* point)
{
  const double angle = 2.0 * PI * hz / rate_hz;
  const double c = cos(angle);
  const double s = sin(angle);
  const double c2 = c * c - s * s;
  const double s2 = 2.0 * c * s;
  const unsigned n = poles->sections;
  for (unsigned i = 0; i < n; ++i) {
    const double pr = creal(poles->pole[i]);
    const double pi = cimag(poles->pole[i]);
    const double q = pr * pr + pi * pi;
    /* Denominator (1 - p/z)(1 - conj(p)/z), its conjugate over its power. */
    const double d_re = 1.0 - 2.0 * pr * c + q * c2;
    const double d_im = 2.0 * pr * s - q * s2;
    const double scale = 1.0 / (d_re * d_re + d_im * d_im);
    const double u = d_re * scale;
    const double v = -d_im * scale;
    const double n_re = 1.0 - pr * c;
    const double n_im = pr * s;
    point->re[i] = n_re * u - n_im * v;
    point->im[i] = n_re * v + n_im * u;
    point->re[n + i] = pi * (-c * u - s * v);
    point->im[n + i] = pi * (s * u - c * v);
  }
  point->re[2 * n] = 1.0;
  point->im[2 * n] = 0.0;
}

/** The fit's points: call for i = first and then until >= end. */
static size_t
next_point(GridSpan span, size_t i)
{
  return i + 1 < span.last ? i + 1 : i + BEYOND_STRIDE;
}

/** Width of a point of the warped grid: they crowd towards half the rate. */
static double
point_octaves(double rate_hz, double hz)
{
  const double x = 2.0 * PI * hz / rate_hz;
  return sin(x) / (x * GRID_PER_OCTAVE);
}

/** Weight of a point as a power: equal per octave, as an ear hears, and more
    in the bass, where a crossfeed leaves little Side that yet gives the ears
    their time difference. */
static double
point_weight(GridSpan span, double rate_hz, size_t i, double hz)
{
  double weight = GRID_PER_OCTAVE * point_octaves(rate_hz, hz);
  weight *= 1.0 + (BASS_HZ / hz) * (BASS_HZ / hz);
  if (i >= span.last) {
    weight *= BEYOND_WEIGHT * BEYOND_STRIDE;
  }
  return weight;
}

Basis*
basis_new(const PoleSet* pole_set)
{
  const GridSpan span = pole_set_span(pole_set);
  const double rate_hz = pole_set_rate_hz(pole_set);
  size_t rows = 0;
  for (size_t i = span.first; i < span.end; i = next_point(span, i)) {
    ++rows;
  }
  const size_t bytes = sizeof(Basis) + rows * 2 * UNKNOWNS_MAX * sizeof(double);
  Basis* const basis = malloc(bytes);
  if (basis) {
    memset(basis, 0, bytes); // all of it is there when it is needed
    for (size_t i = span.first; i < span.end; i = next_point(span, i)) {
      const double hz = warped_hz(rate_hz, i);
      const Place place = { i,
                            point_weight(span, rate_hz, i, hz),
                            point_octaves(rate_hz, hz) };
      basis->place[basis->rows++] = place;
    }
    basis_set(basis, pole_set);
  }
  return basis;
}

void
basis_free(Basis* basis)
{
  free(basis);
}

void
basis_set(Basis* basis, const PoleSet* pole_set)
{
  if (basis->pole_set == pole_set) {
    return;
  }
  const Poles* const poles = pole_set_poles(pole_set);
  const size_t n = poles_unknowns(poles);
  basis->pole_set = pole_set;
  basis->unknowns = n;
  for (size_t row = 0; row < basis->rows; ++row) {
    BasisPoint point;
    double* const to = basis->value + row * 2 * n;
    const double rate_hz = pole_set_rate_hz(pole_set);
    basis_at(poles, rate_hz, warped_hz(rate_hz, basis->place[row].i), &point);
    memcpy(to, point.re, n * sizeof(*to));
    memcpy(to + n, point.im, n * sizeof(*to));
  }
}

const PoleSet*
basis_pole_set(const Basis* basis)
{
  return basis->pole_set;
}

void
basis_forget(Basis* basis)
{
  basis->pole_set = NULL;
}

size_t
basis_rows(const Basis* basis)
{
  return basis->rows;
}

BasisRow
basis_row(const Basis* basis, size_t row)
{
  const Place* const place = &basis->place[row];
  const double* const re = basis->value + row * 2 * basis->unknowns;
  const BasisRow result = {
    place->i, place->weight, place->octaves, re, re + basis->unknowns
  };
  return result;
}
