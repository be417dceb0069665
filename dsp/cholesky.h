// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CHOLESKY_H
#define EARCUP_CHOLESKY_H

#include <stdbool.h>
#include <stddef.h>

/* Cholesky factors of symmetric matrices, as the rows of L up to the diagonal:
   row i begins at TRIANGLE(i). */

#define TRIANGLE(n) ((n) * ((n) + 1) / 2)

/**
   From a matrix to its factor, in place.

   @param share of each element of the diagonal that is added to it first: a
   ridge (Tikhonov), or the damping of a step (Levenberg and Marquardt)
   @return false if it is not positive definite; what rounding made negative
   is tiny in the factor, which may be good enough
   Thread: any (rt).
*/
bool cholesky_factorise(double* matrix, size_t n, double share);

/** Solve for x, in place: forward and back substitution. Thread: any (rt). */
void cholesky_solve(const double* factor, size_t n, double* x);

#endif
