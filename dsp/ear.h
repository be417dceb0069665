// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_EAR_H
#define EARCUP_EAR_H

#include "acoustics.h"

/**
   The ear as the headphone sees it, and the way from there to the drum.

   Concha (mass, resistance, 2 cm3), a lossy canal tube of 10 mm x 44.2 mm2
   and the occluded-ear simulator of IEC 60318-4 as a lumped ladder.

   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
EarLoad ear_load(double frequency_hz);

#endif
