// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_EARS_H
#define EARCUP_EARS_H

#include "dsp/model/response.h"

/** Seats there are: numbers of which each is a pair of drivers and a way of
    putting it on. */
#define SEAT_FIRST 1u
#define SEAT_LAST 999u

/** Left minus right ear of a seat. */
typedef struct {
  double leak_log;   ///< ln of the ratio of leak resistances
  double driver_log; ///< ln of the ratio of driver resonances
  Curve rest;        ///< dB, beyond what leak and driver make
} EarDifference;

/**
   How unlike the ears of a seat are.

   Tolerances of leak (SD of ln 0.135 open, 0.305 closed) and of driver
   resonance (0.125), and a random curve with knots 1/12 octave apart, smoothed
   over 1/10 octave; standard deviations are those of 71 open and 31 closed
   measured pairs. Normals by splitmix64 and Box-Muller, clipped to 3: the same
   on every machine.

   @param seat SEAT_FIRST to SEAT_LAST
   @param openness 0 closed to 1 open
   @param amount 1 is the measured spread, 0 to 2
   Thread: any. Cannot fail. About 0.02 ms.
*/
void ears_of_seat(uint32_t seat,
                  double openness,
                  double amount,
                  EarDifference* difference);

/** Whose: what both ears have in common, or that of one. */
typedef enum { EARS_ALIKE, EAR_LEFT, EAR_RIGHT } EarSide;

/** Give a housing its half of the leak's and driver's difference: plus half on
    the left, minus half on the right. Thread: any. */
void ears_apply_housing(const EarDifference* difference,
                        EarSide side,
                        Housing* housing);

/** Add its half of the rest to a response. Thread: any. */
void ears_apply_rest(const EarDifference* difference,
                     EarSide side,
                     Curve* curve);

/**
   Seal of one ear: 1 - (1 - seal)(1 -+ balance), within 0 and 1. Where both sit
   perfectly the balance does nothing.

   @param seal 0..1
   @param balance -1 only the left leaks more, 1 only the right
   Thread: any.
*/
double ears_seal(double seal, double balance, EarSide side);

#endif
