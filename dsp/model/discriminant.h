// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_DISCRIMINANT_H
#define EARCUP_DISCRIMINANT_H

#include "dsp/model/response.h"

/**
   Linear discriminant (Fisher) between open and closed headphones: their levels
   in third octaves from 25 Hz to 10 kHz and how rough they are beside their
   mean over an octave, as trained on 137 measured headphones. Semi-open ones
   measure as open.

   @param relative dB re the neutral target, of any level; below -6 dB counts as
   that
   @return > 0 open, < 0 closed
   Thread: any. Cannot fail.
*/
double discriminant_score(const Curve* relative);

#endif
