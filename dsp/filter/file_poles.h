// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_POLES_H
#define EARCUP_FILE_POLES_H

#include "dsp/filter/weights.h"
#include "dsp/model/simulation.h"

/** Errors that measured curves are followed within, if poles can do it: at
    most, and root mean square over log frequency. */
#define FILE_POLES_GOAL_DB 0.1
#define FILE_POLES_GOAL_RMS_DB 0.03

/** In vain, what will do where a curve is not steep. */
#define FILE_POLES_ENOUGH_DB 0.25

/**
   A design with as many poles as measured curves need, 40 to 64, where they
   need them: where the curves bend, and then, as long as the fit is not
   within the goals, where it errs; there errors also count more. The best of
   some fifty attempts at most is taken.

   @param rate_hz 8000 to 384000
   @param files at least one is present; the one that is worn counts inverted
   @param error_db receives what is left at most, see weights_error_db()
   Thread: worker (plans FFTs). About 10 ms as a rule, 0.2 s at most. NULL when
   out of memory.
*/
PoleSet* file_poles_design(double rate_hz,
                           const MeasuredFiles* files,
                           double* error_db);

#endif
