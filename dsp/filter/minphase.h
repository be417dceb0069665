// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MINPHASE_H
#define EARCUP_MINPHASE_H

#include "dsp/filter/warped.h"
#include "dsp/model/response.h"

#include <complex.h>

/** Plans, tables and memory for one calculation at a time at one rate. */
typedef struct MinPhase MinPhase;

/**
   @param rate_hz 8000 to 384000
   Thread: worker (plans FFTs). Returns NULL when out of memory.
*/
MinPhase* minphase_new(double rate_hz);

/** Thread: worker. NULL is fine. */
void minphase_free(MinPhase* minphase);

/**
   Minimum-phase response with the magnitude of a curve.

   In discrete time the phase is the Hilbert transform of the log magnitude.
   Over u = ln tan(pi f / rate) that transform is the gain-phase integral of
   H. W. Bode ("Network Analysis and Feedback Amplifier Design", 1945): the
   slope convolved with ln coth |u/2| / pi, here by FFT and exact for a
   magnitude that is linear between the points.

   @param response one value a point of the warped grid
   Thread: any (rt: bounded, allocates nothing; one call at a time).
*/
void minphase_response(MinPhase* minphase,
                       const Curve* curve,
                       float complex response[WARPED_POINTS]);

#endif
