// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CURVES_H
#define EARCUP_CURVES_H

/* What the plot shows, computed from the control values by what computes the
   sound. */

#include "dsp/earcup.h"
#include "plugin/ports.h"

#include <stdbool.h>

typedef struct {
  EarcupCup a;
  EarcupCup b;
  EarcupCup mix;      ///< what is heard, where it is a cup
  EarcupCurve result; ///< what is heard of a centred sound, dB, ears alike
  bool unlike;        ///< left and right differ: then
  EarcupCurve ear[2]; ///< what each of them hears of it, dB
  EarcupCurve worn;   ///< what the listener wears, dB re neutral
  bool wears;         ///< anything that is known
  bool at_mic;        ///< the result is the bleed at the vocal microphone
  double mic_db; ///< how far it is below the ear then, mean of 100 Hz to 4 kHz
} Curves;

/**
   Compute all curves, about 1 ms.

   @param value PORT_COUNT control values
   @param files measured curves, NULL for none
   @param isolation whether isolation and bleed are wanted too, 2 ms more
   Thread: ui.
*/
void curves_update(Curves* curves,
                   const float* value,
                   const EarcupFiles* files,
                   bool isolation);

/**
   A curve through levels at the centres of the spectrum's bands: cubic between
   them (Catmull and Rom), held outside.

   @param band_db NOTIFY_BANDS levels in dB
   Thread: any.
*/
void curves_from_bands(const float* band_db, EarcupCurve* curve);

/**
   Response a headphone would have at one end, with the fit of `value`.

   @param port PORT_HEADPHONE_A, PORT_HEADPHONE_B or PORT_WEARING
   @return false if the id is unknown or its file is missing
   Thread: ui.
*/
bool curves_preview(PortIndex port,
                    unsigned id,
                    const float* value,
                    const EarcupFiles* files,
                    EarcupCurve* curve);

#endif
