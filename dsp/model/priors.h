// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PRIORS_H
#define EARCUP_PRIORS_H

#include "dsp/model/headphones.h"

/** What is known of a parameter before anything is measured: log-normal about
    its median, within bounds that keep cups of a type what they are. */
typedef struct {
  double median;
  double sd_ln; ///< standard deviation of its natural logarithm
  double low;
  double high;
} Prior;

/** Of each type but HOUSING_NONE. */
extern const Prior priors[HOUSING_NONE][HOUSING_PARAMETERS];

/** Housings to start a fit from: the centres of what such headphones were
    fitted as. Those that are not used are 0. */
#define PRIOR_STARTS 8
extern const Housing prior_starts[HOUSING_NONE][PRIOR_STARTS];

#endif
