// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_EAR_H
#define EARCUP_EAR_H

#include "dsp/model/acoustics.h"

/**
   The ear as the headphone sees it, and the way from there to the drum.

   Concha (mass, resistance, 2 cm3), a lossy canal tube of 10 mm x 44.2 mm2
   and the occluded-ear simulator of IEC 60318-4 as a lumped ladder.

   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
EarLoad ear_load(double frequency_hz);

/**
   Own voice in a covered ear: it enters through the wall of the canal at its
   entrance and leaves by concha and headphone, or into the open.

   A source of volume velocity at the entrance of the canal works on the canal,
   the concha's air and what lies outside; the open ear is a piston of 12.5 mm
   in the head. Uncertain by some 4 dB, all headphones together: the resistance
   of the concha sets the scale.

   @param load_pa_s_m3 what the ear looks into, acoustics_load()
   @param frequency_hz > 0
   @return dB by which it is louder at the drum than in the open ear
   Thread: any. Cannot fail.
*/
double ear_occlusion_db(double complex load_pa_s_m3, double frequency_hz);

#endif
