// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_WEIGHTS_H
#define EARCUP_WEIGHTS_H

/* Weights of the poles, so that their sum follows a response. */

#include "dsp/filter/basis.h"
#include "dsp/filter/minphase.h"
#include "dsp/filter/pole_set.h"
#include "dsp/filter/poles.h"
#include "dsp/filter/resonators.h"

#include <stdbool.h>

/** The factored normal equations of such a fit; never changes. 38 KB. */
typedef struct NormalEquations NormalEquations;

/** The equations of the design that the basis is of.
    Thread: worker. Returns NULL when out of memory. About 0.7 ms. */
NormalEquations* normal_equations_new(const Basis* basis);

/** Thread: worker. NULL is fine. */
void normal_equations_free(NormalEquations* equations);

/**
   Weights with which the bank comes closest to a response: least squares over
   log frequency from 15 Hz to 20.5 kHz, and loosely on to half the rate.

   @param basis of the design that the equations are of
   @param target on the warped grid
   Thread: any (rt: bounded, no allocation). About 0.04 ms. Cannot fail.
*/
void weights_solve(const Basis* basis,
                   const NormalEquations* equations,
                   const float complex* target,
                   Weights* weights);

/**
   The same for a response that spans many decades of level, close to it in dB
   everywhere: the error counts relative to the response, which takes equations
   of its own. Step by step, for they are dear.
*/
typedef struct RelativeSolver RelativeSolver;

/** Thread: worker. Returns NULL when out of memory. 38 KB. */
RelativeSolver* relative_solver_new(void);

/** Thread: worker. NULL is fine. */
void relative_solver_free(RelativeSolver* fit);

/**
   @param target stays as it is until the last step, as does
   @param emphasis for a detailed fit, to a target that may turn within a point
   of the grid: it takes all points, and each counts so much. NULL for a smooth
   target: every second point will do.
   Thread: any (rt).
*/
void relative_solver_begin(RelativeSolver* fit,
                           const Basis* basis,
                           const float complex* target,
                           const float* emphasis);

/** One of about a dozen steps, or four dozen in detail; true if it was the last
   and weights are there. Thread: any (rt: bounded, no allocation). About 0.1
   ms. */
bool relative_solver_step(RelativeSolver* fit,
                          const Basis* basis,
                          Weights* weights);

/**
   How far weights are off a curve in dB, at most, from 20 Hz to 20 kHz (or 0.42
   times the rate). Infinite if any weight is not finite.

   @param steep_db an octave: within 1/32 octave of where the curve moves by
   more, all that it goes through there is right, and what is beyond counts
   half
   @param error_db receives the error at each point of the warped grid, or NULL
   Thread: any (rt: bounded, no allocation). About 0.15 ms.
*/
#define WEIGHTS_STEEP_DB 24.0 // where no error is to be seen
double weights_error_db(const Basis* basis,
                        const Weights* weights,
                        const Curve* curve,
                        double steep_db,
                        double error_db[WARPED_POINTS]);

/** Response of weights on poles at any frequency below half the rate.
    Thread: any. */
double complex weights_response(const Poles* poles,
                                const Weights* weights,
                                double rate_hz,
                                double frequency_hz);

#endif
