// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CIRCUIT_FIT_H
#define EARCUP_CIRCUIT_FIT_H

/* From a measured response to the circuit of the headphone that it is of. */

#include "dsp/model/circuit_descent.h"
#include "dsp/model/file_headphone.h"

/** A measurement that does not cover this is not fitted. */
#define CIRCUIT_FIT_FROM_HZ 100.0
#define CIRCUIT_FIT_TO_HZ 8000.0

/** What it was fitted as. */
typedef struct {
  Housing housing;
  HousingType type; ///< the one that is known, else open or closed
  double certainty; ///< share of such decisions that are right; 1 if known
  double rms_db;    ///< what it leaves, 20 Hz to 10 kHz
} CircuitFound;

/** Headphones of the catalogue that a fit starts from as well. */
#define CIRCUIT_NEAREST 4

/** Where to start from for a type. */
typedef struct {
  Descent nearest[CIRCUIT_NEAREST]; ///< headphones of the catalogue
  unsigned n_nearest;
  Descent best; ///< of all ways that were gone
  double best_rms_db;
  double least_cost; ///< < 0 as long as none was
} CircuitType;

/** A fit under way. Owns nothing. 10 KB. */
typedef struct {
  CircuitData data;
  HousingType known;
  double score;    ///< of the discriminant
  size_t row;      ///< of the catalogue, to be looked at next
  unsigned start;  ///< being gone from
  Descent descent; ///< from there
  CircuitType of[HOUSING_NONE];
} CircuitFit;

/** Whether there is enough to fit. Thread: any. */
bool circuit_fit_is_possible(const MeasuredResponse* response);

/** Begin. @param response copied; circuit_fit_is_possible().
    Thread: any. Cannot fail. About 0.1 ms. */
void circuit_fit_begin(CircuitFit* fit, const MeasuredResponse* response);

/**
   A step towards the most probable parameters, with the priors of the type:
   see descent_step(). It is gone from PRIOR_STARTS places and from the nearest
   headphones of the catalogue; of minima that are as probable, the one that
   leaves least counts.

   A fit takes some 250 steps; 450, at most 1600, where the type is not known:
   then it is fitted as open and as closed, and which of them goes better,
   together with the discriminant, tells the type (logistic regression on 137
   measured headphones). Semi-open ones measure as open.

   @return true if it was the last
   Thread: any. Cannot fail. About 0.04 ms.
*/
bool circuit_fit_step(CircuitFit* fit);

/** What has come out after the last step. Thread: any. About 0.05 ms. */
CircuitFound circuit_fit_found(const CircuitFit* fit);

#endif
