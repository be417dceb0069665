// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MAPPING_H
#define EARCUP_MAPPING_H

/* Values of control ports as positions, steps and text. Pure functions. */

#include "plugin/ports.h"

#include <stdbool.h>
#include <stddef.h>

#define MAPPING_TEXT 64 ///< bytes any value's text fits in

/** Position 0..1 of a value within the port's range. Thread: any. */
double mapping_position(PortIndex port, double value);

/** Value at a position 0..1, clamped. Thread: any. */
double mapping_value(PortIndex port, double position);

/** What one click of the wheel adds: 1 dB, 5 %, 5 degrees; 1 for choices and
    switches. Thread: any. */
double mapping_step(PortIndex port);

/**
   The position, or the detent if one is nearer than the tolerance: default,
   zero and, for the morph, the ends and the middle.
   Thread: any.
*/
double mapping_detent(PortIndex port, double position, double tolerance);

/** Where the arc of a dial begins: at zero if the range has both signs, else
    at the minimum. Position 0..1. Thread: any. */
double mapping_origin(PortIndex port);

/** Value with unit for the eye: "37 %", "+1.5 dB", "60 degrees" (as sign),
    "Off", or the name of the choice. @param text MAPPING_TEXT bytes */
void mapping_format(PortIndex port, double value, char* text);

/** A number with that many decimals (0..3) and a point, whatever the locale;
    with `sign` positive ones get a plus. The minus is U+2212.
    @param text at least 24 bytes */
void mapping_number(double value, unsigned decimals, bool sign, char* text);

/** A frequency as "63 Hz" or "2.50 kHz". @param text at least 24 bytes */
void mapping_frequency(double frequency_hz, char* text);

#endif
