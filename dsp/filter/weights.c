// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/weights.h"

#include "dsp/cholesky.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RELATIVE_FLOOR 1e-8   // of the loudest power
#define RELATIVE_STRIDE 2     // every second point will do
#define RELATIVE_STEP 112000U // products that a step takes

/* As their Cholesky factor: the rows of L up to the diagonal. */
struct NormalEquations {
  double factor[TRIANGLE(UNKNOWNS_MAX)]; ///< allocated as far as it is needed
};

struct RelativeSolver {
  const float complex* target;
  double floor_power;    ///< what is softer counts no more; 0 is silence
  const float* emphasis; ///< of a detailed fit, or NULL
  size_t row;            ///< next one to take in
  double x[UNKNOWNS_MAX];
  double factor[TRIANGLE(UNKNOWNS_MAX)];
};

/** Add two points to the normal equations. */
static void
add_points(const BasisRow* a,
           const BasisRow* b,
           size_t unknowns,
           double* factor)
{
  for (size_t row = 0; row < unknowns; ++row) {
    double* const to = factor + TRIANGLE(row);
    const double a_re = a->weight * a->re[row];
    const double a_im = a->weight * a->im[row];
    const double b_re = b->weight * b->re[row];
    const double b_im = b->weight * b->im[row];
    for (size_t k = 0; k <= row; ++k) {
      to[k] += (a_re * a->re[k] + a_im * a->im[k]) +
               (b_re * b->re[k] + b_im * b->im[k]);
    }
  }
}

NormalEquations*
normal_equations_new(const Basis* basis)
{
  const size_t unknowns = poles_unknowns(pole_set_poles(basis_pole_set(basis)));
  const size_t bytes = TRIANGLE(unknowns) * sizeof(double);
  NormalEquations* const equations = malloc(bytes);
  if (equations) {
    memset(equations, 0, bytes);
    const size_t rows = basis_rows(basis);
    for (size_t row = 0; row < rows; row += 2) {
      const BasisRow a = basis_row(basis, row);
      BasisRow b = basis_row(basis, row + 1 < rows ? row + 1 : row);
      b.weight = row + 1 < rows ? b.weight : 0.0;
      add_points(&a, &b, unknowns, equations->factor);
    }
    const double ridge = pole_set_ridge(basis_pole_set(basis));
    /* The direct path is free: what is neutral stays so. */
    equations->factor[TRIANGLE(unknowns) - 1] /= 1.0 + ridge;
    (void)cholesky_factorise(equations->factor, unknowns, ridge);
  }
  return equations;
}

void
normal_equations_free(NormalEquations* equations)
{
  free(equations);
}

/** What a target asks for at one to four points, for all unknowns. */
static void
add_targets(const BasisRow row[],
            size_t n,
            const float complex* target,
            size_t unknowns,
            double x[UNKNOWNS_MAX])
{
  double re[4] = { 0.0 };
  double im[4] = { 0.0 };
  const double* a[4];
  const double* b[4];
  for (size_t i = 0; i < 4; ++i) {
    const BasisRow* const from = &row[i < n ? i : 0];
    const double weight = i < n ? from->weight : 0.0;
    re[i] = weight * (double)crealf(target[from->i]);
    im[i] = weight * (double)cimagf(target[from->i]);
    a[i] = from->re;
    b[i] = from->im;
  }
  for (size_t k = 0; k < unknowns; ++k) {
    x[k] += ((re[0] * a[0][k] + im[0] * b[0][k]) +
             (re[1] * a[1][k] + im[1] * b[1][k])) +
            ((re[2] * a[2][k] + im[2] * b[2][k]) +
             (re[3] * a[3][k] + im[3] * b[3][k]));
  }
}

static void
take_weights(const double x[UNKNOWNS_MAX], unsigned sections, Weights* weights)
{
  memset(weights, 0, sizeof(*weights));
  for (unsigned i = 0; i < sections; ++i) {
    weights->re[i] = (float)x[i];
    weights->im[i] = (float)x[sections + i];
  }
  weights->direct = (float)x[2 * sections];
}

void
weights_solve(const Basis* basis,
              const NormalEquations* equations,
              const float complex* target,
              Weights* weights)
{
  const Poles* const poles = pole_set_poles(basis_pole_set(basis));
  const size_t unknowns = poles_unknowns(poles);
  double x[UNKNOWNS_MAX] = { 0 };
  const size_t rows = basis_rows(basis);
  for (size_t row = 0; row < rows; row += 4) {
    BasisRow point[4];
    const size_t n = rows - row < 4 ? rows - row : 4;
    for (size_t i = 0; i < n; ++i) {
      point[i] = basis_row(basis, row + i);
    }
    add_targets(point, n, target, unknowns, x);
  }
  cholesky_solve(equations->factor, unknowns, x);
  take_weights(x, poles->sections, weights);
}

RelativeSolver*
relative_solver_new(void)
{
  return calloc(1, sizeof(RelativeSolver));
}

void
relative_solver_free(RelativeSolver* fit)
{
  free(fit);
}

void
relative_solver_begin(RelativeSolver* fit,
                      const Basis* basis,
                      const float complex* target,
                      const float* emphasis)
{
  const GridSpan span = pole_set_span(basis_pole_set(basis));
  float loudest = 0.0F;
  for (size_t i = span.first; i < span.end; ++i) {
    loudest = fmaxf(loudest, cabsf(target[i]));
  }
  memset(fit, 0, sizeof(*fit));
  fit->target = target;
  fit->emphasis = emphasis;
  fit->floor_power = RELATIVE_FLOOR * (double)loudest * (double)loudest;
}

/** A point with errors relative to the target. */
static BasisRow
relative_row(const RelativeSolver* fit, const Basis* basis, size_t row)
{
  BasisRow point = basis_row(basis, row < basis_rows(basis) ? row : 0);
  const double level = (double)cabsf(fit->target[point.i]);
  point.weight /= level * level + fit->floor_power;
  point.weight *= fit->emphasis ? (double)fit->emphasis[point.i] : 1.0;
  point.weight *= row < basis_rows(basis) ? 1.0 : 0.0;
  return point;
}

bool
relative_solver_step(RelativeSolver* fit, const Basis* basis, Weights* weights)
{
  const Poles* const poles = pole_set_poles(basis_pole_set(basis));
  const size_t unknowns = poles_unknowns(poles);
  const size_t rows = basis_rows(basis);
  if (fit->floor_power == 0.0) { // silence
    memset(weights, 0, sizeof(*weights));
    return true;
  }
  if (fit->row >= rows) {
    (void)cholesky_factorise(
      fit->factor, unknowns, pole_set_ridge(basis_pole_set(basis)));
    cholesky_solve(fit->factor, unknowns, fit->x);
    take_weights(fit->x, poles->sections, weights);
    return true;
  }
  const size_t stride = fit->emphasis ? 1 : RELATIVE_STRIDE;
  const size_t pairs = 1 + RELATIVE_STEP / (unknowns * unknowns);
  for (size_t i = 0; i < pairs && fit->row < rows; ++i) {
    const BasisRow point[2] = { relative_row(fit, basis, fit->row),
                                relative_row(fit, basis, fit->row + stride) };
    fit->row += 2 * stride;
    add_points(&point[0], &point[1], unknowns, fit->factor);
    add_targets(point, 2, fit->target, unknowns, fit->x);
  }
  return false;
}
