// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_MINPHASE_H
#define EARCUP_MINPHASE_H

#include "response.h"

#include <complex.h>
#include <stddef.h>

/** Points of the warped grid, 1/48 octave apart in tan(pi f / rate). */
#define WARPED_POINTS 960

/** Plans and tables for one sampling rate; never changes once made. */
typedef struct MinPhase MinPhase;

/** Memory for one calculation at a time. */
typedef struct MinPhaseWork MinPhaseWork;

/**
   Make the tables.

   @param rate_hz 8000 to 384000
   Thread: worker (plans FFTs). Returns NULL when out of memory.
*/
MinPhase* minphase_new(double rate_hz);

/** Thread: worker. NULL is fine. */
void minphase_free(MinPhase* minphase);

/** Thread: worker. Returns NULL when out of memory. */
MinPhaseWork* minphase_work_new(void);

/** Thread: worker. NULL is fine. */
void minphase_work_free(MinPhaseWork* work);

/** Frequency in Hz of a point of the warped grid, below half the rate.
    Thread: any. */
double minphase_hz(const MinPhase* minphase, size_t i);

/**
   Minimum-phase response with the magnitude of a curve.

   In discrete time the phase is the Hilbert transform of the log magnitude.
   Over u = ln tan(pi f / rate) that transform is the gain-phase integral of
   H. W. Bode ("Network Analysis and Feedback Amplifier Design", 1945): the
   slope convolved with ln coth |u/2| / pi, here by FFT and exact for a
   magnitude that is linear between the points.

   @param response one value a point of the warped grid
   Thread: any (rt: bounded, allocates nothing; one call at a time per work).
*/
void minphase_response(const MinPhase* minphase,
                       MinPhaseWork* work,
                       const Curve* curve,
                       float complex response[WARPED_POINTS]);

#endif
