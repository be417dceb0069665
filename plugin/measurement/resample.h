// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RESAMPLE_H
#define EARCUP_RESAMPLE_H

/* From the frequencies somebody measured at to any other. */

#include "plugin/measurement/measurement_rows.h"

/**
   Sort by frequency and average what lies within 1/384 octave, so that
   repeated frequencies and dense files leave strictly rising ones.
   Thread: any.
*/
void rows_merge(Rows* rows);

/**
   Level in dB between merged rows, linear over log frequency, held outside:
   how Equalizer APO reads a graphic equaliser.

   @param rows merged, n > 0
   Thread: any. Cannot fail.
*/
double rows_at(const Rows* rows, double frequency_hz);

/**
   Merged rows on the grid: piecewise cubics after H. Akima, "A new method of
   interpolation and smooth curve fitting based on local procedures", J. ACM
   17 (1970), over log frequency. They neither round off a sharp peak as
   monotone cubics do nor ring beside a step. Held outside the rows.

   @param rows merged, n >= 3
   Thread: any. Cannot fail.
*/
void rows_to_curve(const Rows* rows, EarcupCurve* curve);

#endif
