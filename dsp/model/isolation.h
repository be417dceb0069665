// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ISOLATION_H
#define EARCUP_ISOLATION_H

#include "dsp/door/shown.h"
#include "dsp/model/acoustics.h"
#include "dsp/model/headphones.h"
#include "dsp/model/response.h"

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

/** Where measurements of its class put the isolation of a headphone. */
typedef struct {
  Curve target; ///< dB, positive = quieter inside
  Curve pull;   ///< how far the circuit is pulled there, 0..1
} IsolationAim;

/**
   What the isolation of a headphone is pulled to: the measured curve of its
   class, plus some of what its own circuit says beside the circuit typical of
   that class. Measured are one open over-ear (HD 650), one closed on-ear
   (TDH39) and one sealed over-ear (HDA 200); a closed over-ear lies between the
   latter two by its mean isolation over 250-2000 Hz, a semi-open one between
   open and TDH39. No open on-ear was measured: it gets the open curve.

   @param housing without fit
   @param tightness of a closed over-ear, 0 = TDH39 .. 1 = HDA 200; below 0 its
   circuit tells
   @param aim written
   Thread: any. Cannot fail. About 0.2 ms.
*/
void isolation_aim(const Housing* housing,
                   HousingType type,
                   Coupling coupling,
                   double tightness,
                   IsolationAim* aim);

/**
   Gain in dB from the sound field at the head to the drum, relative to the
   bare ear: 0 = transparent, -20 = 20 dB quieter inside.

   The circuit and the covered ear, plus what separates the same cup without
   fit from its aim, so far as a gap does not take the class with it. Never more
   than 2 dB louder, never below what bone (over-ear, -47 dB) or a light shell
   on the ear (-34 dB) conduct; that path adds in power.

   @param own the cup without fit, at its place on a morph
   @param fitted the same with its fit
   @param from aim of one end of the way
   @param to of the other
   @param way 0 = at from .. 1 = at to
   @param on_ear 0 = over-ear, 1 = on-ear, anything between during a morph
   @param openness 0 = closed, 1 = open, anything between
   @param curve written
   Thread: any. Cannot fail. About 0.1 ms, with a fit 0.2.
*/
void isolation_of_housing(const Housing* own,
                          const Housing* fitted,
                          const IsolationAim* from,
                          const IsolationAim* to,
                          double way,
                          double on_ear,
                          double openness,
                          Curve* curve);

/** Own voice is read at 125, 250 and 500 Hz. */
#define OCCLUSION_BANDS EARCUP_OCCLUSION_BANDS
extern const double occlusion_hz[OCCLUSION_BANDS];

/** How a headphone feels on the head. */
typedef EarcupWearing Wearing;

/** @param housing fit applied. Thread: any. Cannot fail. About 20 us. */
void isolation_wearing(const Housing* housing, Wearing* wearing);

#endif
