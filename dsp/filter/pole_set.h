// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_POLE_SET_H
#define EARCUP_POLE_SET_H

#include "dsp/filter/basis.h"
#include "dsp/filter/minphase.h"
#include "dsp/filter/poles.h"
#include "dsp/filter/resonators.h"

#include <stdbool.h>

/** What fits to the catalogue's poles are regularised with. */
#define CATALOGUE_RIDGE 3e-7

/**
   Fits to a set of poles.

   @param rate_hz 8000 to 384000
   @param poles copied
   @param ridge added to the diagonal of the normal equations, as a share of
   each of its elements: what keeps weights from cancelling (Tikhonov)
   @param emphasis what errors of detailed fits count at each point of the
   warped grid, as a power; copied, or NULL if there will be none
   Thread: worker. Returns NULL when out of memory.
*/
PoleSet* pole_set_new(double rate_hz,
                      const Poles* poles,
                      double ridge,
                      const float* emphasis);

/** Thread: worker. Returns NULL when out of memory. */
PoleSet* pole_set_copy(const PoleSet* pole_set);

/** Thread: worker. NULL is fine. */
void pole_set_free(PoleSet* pole_set);

double pole_set_rate_hz(const PoleSet* pole_set);

const Poles* pole_set_poles(const PoleSet* pole_set);

/** What was given to pole_set_new(). Thread: any. */
double pole_set_ridge(const PoleSet* pole_set);
const float* pole_set_emphasis(const PoleSet* pole_set);

/** Part of the warped grid. */
typedef struct {
  size_t first;
  size_t last;         ///< end of the audible part, 20.5 kHz
  size_t end;          ///< end of what counts in a fit at all
  size_t judged_first; ///< 20 Hz
  size_t judged_end;   ///< 20 kHz, or 0.42 times the rate
} GridSpan;

/** The points of the warped grid that a fit looks at. Thread: any. */
GridSpan pole_set_span(const PoleSet* pole_set);

#endif
