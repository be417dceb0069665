// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CIRCUIT_DESCENT_H
#define EARCUP_CIRCUIT_DESCENT_H

/* The way of a fit of a circuit from one start to the nearest minimum; what
   circuit_fit.h is made of. */

#include "dsp/model/headphones.h"

#include <stdbool.h>

/** Twelfths of an octave, 20 Hz to 10 kHz. */
#define CIRCUIT_POINTS 108

/** All points' errors in dB squared weigh this much; they are not independent.
 */
#define CIRCUIT_POINTS_WEIGHT 35.0

/** A point of what is to be fitted. */
typedef struct {
  double hz;
  EarLoad ear;
  double db;     ///< at the drum, of any level
  double weight; ///< of its error squared; 0 where nothing is measured
  bool is_limit; ///< less is right too
} CircuitPoint;

/** What is to be fitted. */
typedef struct {
  CircuitPoint point[CIRCUIT_POINTS];
  double level_weight; ///< of all points that the level follows, > 0
} CircuitData;

/** How far down it is. */
typedef struct {
  HousingType type;              ///< whose priors and bounds hold
  double ln[HOUSING_PARAMETERS]; ///< logarithms of the parameters
  double cost;
  double damping;
  unsigned rounds;
  unsigned small; ///< steps in a row that hardly helped
} Descent;

/** @param type not HOUSING_NONE. @param from where, taken into the bounds.
    Thread: any. Cannot fail. */
void descent_begin(Descent* descent, HousingType type, const Housing* from);

/**
   One step down the squared errors (weighted, dB; the level is free) and the
   squared distances from the priors in their standard deviations, within bounds
   (K. Levenberg 1944, D. W. Marquardt 1963).

   @return true if it was the last
   Thread: any. Cannot fail. About 0.04 ms.
*/
bool descent_step(Descent* descent, const CircuitData* data);

/** The cost where it is. Thread: any. Cannot fail. About 0.02 ms. */
double descent_cost(const Descent* descent, const CircuitData* data);

/** Where it is. Thread: any. */
Housing descent_housing(const Descent* descent);

/** What is left of the errors, dB. Thread: any. */
double descent_rms_db(const Descent* descent, const CircuitData* data);

#endif
