// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PEQFIT_H
#define EARCUP_PEQFIT_H

/* A response as a handful of parametric filters, for use in equalisers that
   know nothing of Earcup. */

#include "dsp/earcup.h"
#include "plugin/measurement/biquad.h"

#include <stdbool.h>
#include <stddef.h>

#define PEQFIT_FILTERS_MAX 20U

typedef struct {
  Biquad filter[PEQFIT_FILTERS_MAX]; ///< a low and a high shelf, then peaks
  size_t n;
  double preamp_db; ///< <= 0: keeps the loudest frequency at 0 dB
  double level_db;  ///< level of the curve above the filters', left out
  double rms_db;    ///< error of shape, 20 Hz-20 kHz on the grid
  double max_db;    ///< largest error of shape
} PeqFit;

/**
   Fit filters to a curve: a shelf at either end, then peaks one by one where
   one takes most of the error, every time all of them refined by K. Levenberg
   and D. Marquardt's damped least squares. Ends early below 0.02 dB rms.

   Values are rounded as peqfit_write() writes them before the error is taken.

   @param curve every value finite
   @param n_max filters allowed, 2 to PEQFIT_FILTERS_MAX
   @return false if out of memory
   Thread: any but rt (allocates; up to about a second).
*/
bool peqfit_design(const EarcupCurve* curve, size_t n_max, PeqFit* fit);

/**
   Write a fit in the syntax of Equalizer APO and AutoEq (ParametricEQ.txt).
   A comment tells Earcup that it is a headphone and no correction.

   @param text receives a terminated text, cut to size bytes; NULL if size = 0
   @return length of the whole text without its terminator
   Thread: any.
*/
size_t peqfit_write(const PeqFit* fit, char* text, size_t size);

#endif
