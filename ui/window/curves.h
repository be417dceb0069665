// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CURVES_H
#define EARCUP_CURVES_H

/* What the plot shows, computed from the control values with the same dsp/
   functions as the sound. */

#include "dsp/engine/crossfeed.h"
#include "dsp/model/simulation.h"
#include "plugin/ports.h"

#include <stdbool.h>

/** One end of the morph. */
typedef struct {
  bool known;       ///< false: the id is of no headphone, or no file is loaded
  bool has_cup;     ///< a model headphone: cup, isolation and bleed are known
  HousingType type; ///< HOUSING_NONE if it has no cup
  Housing housing;  ///< with fit, if it has a cup
  Curve response;   ///< dB re neutral
  Curve isolation;  ///< dB, what comes in from outside
  Curve bleed;      ///< dB re the level at the ear, at the vocal microphone
  Wearing wearing;  ///< how it feels, if it has a cup
} Cup;

typedef struct {
  Cup a;
  Cup b;
  Curve result;  ///< what is heard of a centred sound, dB, ears alike
  bool unlike;   ///< left and right differ: then
  Curve ear[2];  ///< what each of them hears of it, dB
  Curve worn;    ///< what the listener wears, dB re neutral
  bool wears;    ///< anything that is known
  bool at_mic;   ///< the result is the bleed at the vocal microphone
  double mic_db; ///< how far it is below the ear then, mean of 100 Hz to 4 kHz
  bool has_cup;  ///< what is heard has a cup: then
  Curve isolation; ///< its own, dB
  Curve bleed;     ///< its own, dB re the level at the ear
  Wearing wearing; ///< of that
} Curves;

/**
   Compute all curves, about 1 ms.

   @param value PORT_COUNT control values
   @param files measured curves
   @param isolation whether isolation and bleed are wanted too, 2 ms more
   Thread: ui.
*/
void curves_update(Curves* curves,
                   const float* value,
                   const MeasuredFiles* files,
                   bool isolation);

/**
   A curve through levels at the centres of the spectrum's bands: cubic between
   them (Catmull and Rom), held outside.

   @param band_db NOTIFY_BANDS levels in dB
   Thread: any.
*/
void curves_from_bands(const float* band_db, Curve* curve);

/**
   Response a headphone would have at one end, with the fit of `value`.

   @param port PORT_HEADPHONE_A, PORT_HEADPHONE_B or PORT_WEARING
   @return false if the id is unknown or its file is missing
   Thread: ui.
*/
bool curves_preview(PortIndex port,
                    unsigned id,
                    const float* value,
                    const MeasuredFiles* files,
                    Curve* curve);

#endif
