// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_ISOLATION_H
#define EARCUP_ISOLATION_H

#include "acoustics.h"
#include "headphones.h"
#include "response.h"

/**
   What a covered ear loses beyond the network, in dB (negative = loses).

   The network takes the ear as the same with and without a headphone. But an
   open ear resonates near 3 kHz. Under a cup the enclosed air weighs on that
   resonance and moves it down to 2 kHz: a little louder around 1 kHz, a
   settled loss above 3 kHz. A pad on the ear damps it instead. Both are
   ratios of second- and first-order resonance curves; constants after an
   HD 650 on a KEMAR head (Llado et al., Aalto Acoustics Lab) and the
   attenuation of the TDH39 (ISO 8253-1).

   @param frequency_hz > 0
   @param on_ear 0 = over-ear, 1 = on-ear, between them mixed in dB
   Thread: any. Cannot fail.
*/
double isolation_covered_ear_db(double frequency_hz, double on_ear);

/**
   Gain in dB from the sound field at the head to the drum, relative to the
   bare ear: 0 = transparent, -20 = 20 dB quieter inside.

   The network's |T_iso|, the covered ear and the correction, never below what
   bone (over-ear, -47 dB) or a light shell on the ear (-34 dB) conduct; that
   path adds in power.

   @param housing the simulated cup, its fit applied
   @param correction_db of the headphone, octaves 125 Hz .. 8 kHz, positive =
   quieter inside; smooth between them, held outside
   @param on_ear 0 = over-ear, 1 = on-ear, anything between during a morph
   @param curve written
   Thread: any. Cannot fail. About 0.1 ms.
*/
void isolation_of_housing(const Housing* housing,
                          const double correction_db[ISOLATION_BANDS],
                          double on_ear,
                          Curve* curve);

#endif
