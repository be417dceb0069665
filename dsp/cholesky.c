// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/cholesky.h"

#include <math.h>

#define LEAST 1e-15 // of an element of the diagonal, that rounding leaves

/** Sum of products, in four parts that do not wait for each other. */
static double
dot(const double* a, const double* b, size_t n)
{
  double sum[4] = { 0.0, 0.0, 0.0, 0.0 };
  size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    for (size_t k = 0; k < 4; ++k) {
      sum[k] += a[i + k] * b[i + k];
    }
  }
  for (; i < n; ++i) {
    sum[0] += a[i] * b[i];
  }
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

bool
cholesky_factorise(double* matrix, size_t n, double share)
{
  bool is_positive = true;
  for (size_t row = 0; row < n; ++row) {
    double* const l = matrix + TRIANGLE(row);
    const double least = LEAST * l[row];
    l[row] += share * l[row];
    for (size_t col = 0; col <= row; ++col) {
      const double* const other = matrix + TRIANGLE(col);
      const double rest = l[col] - dot(l, other, col);
      l[col] = col < row ? rest / other[col] : sqrt(fmax(rest, least));
      is_positive = is_positive && (col < row || rest > 0.0);
    }
  }
  return is_positive;
}

void
cholesky_solve(const double* factor, size_t n, double* x)
{
  for (size_t row = 0; row < n; ++row) {
    const double* const l = factor + TRIANGLE(row);
    x[row] = (x[row] - dot(l, x, row)) / l[row];
  }
  for (size_t row = n; row-- > 0;) {
    const double* const l = factor + TRIANGLE(row);
    x[row] /= l[row];
    for (size_t k = 0; k < row; ++k) {
      x[k] -= l[k] * x[row];
    }
  }
}
