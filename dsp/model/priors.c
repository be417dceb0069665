// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/priors.h"

const Prior priors[HOUSING_NONE][HOUSING_PARAMETERS] = {
#include "dsp/model/priors.inc"
};

const Housing prior_starts[HOUSING_NONE][PRIOR_STARTS] = {
#include "dsp/model/prior_starts.inc"
};
