// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_EQLINE_H
#define EARCUP_EQLINE_H

/* The commands of Equalizer APO that say something about a response. */

#include "plugin/measurement/biquad.h"
#include "plugin/measurement/measurement.h"
#include "plugin/measurement/numbers.h"
#include "plugin/measurement/textlines.h"

/** A line "key: value" or "key 1: value". */
typedef struct {
  Span key;
  Span value;
} EqLine;

/** Take a line apart, false if it is no command. Thread: any. */
bool eqline_split(Span line, EqLine* command);

/**
   Take a number and, if it stands there, its unit off the front of a span;
   blanks may stand before either. Digits are never grouped. Thread: any.
*/
bool eqline_take_quantity(Span* span, const char* unit, double* value);

/** The same for a frequency in Hz or kHz, whose digits may be grouped.
    Thread: any. */
bool eqline_take_hz(Span* span, NumberStyle style, double* hz);

/** The same for the frequency of a filter: where neither file nor number
    tells, "1.150" is 1150 Hz, since nobody filters at 1 Hz. Thread: any. */
bool eqline_take_frequency(Span* span, NumberStyle style, double* hz);

/** Learn how numbers are written from what follows "Filter:". Thread: any. */
void eqline_note_style(Span value, NumberStyle* style);

/**
   Read what follows "Filter: ON".

   Types PK, PEQ, Modal, LS, LSC, LSQ, HS, HSC, HSQ, LP, LPQ, HP, HPQ, BP, NO
   and AP, then Fc, Gain, Q, "BW Oct" or a shelf's slope in dB; other words are
   skipped, and so is a remark behind '#'. A shelf's Fc is where it has half
   its gain; if LS and HS come with a slope or Q it is their corner instead, and
   a shelf with neither has the slope 0.9, all as in Equalizer APO.

   @param value the rest of the line
   @param filter usable with biquad_shape() on success unless
   eqline_is_flat()
   Thread: any.
*/
MeasurementStatus eqline_read_filter(Span value,
                                     NumberStyle style,
                                     Biquad* filter);

/** True for a peak or shelf of 0 dB, which does nothing whatever its other
    values; programs keep empty places so. Thread: any. */
bool eqline_is_flat(const Biquad* filter);

/** True if filters may have that frequency. Thread: any. */
bool eqline_is_frequency(double hz);

#endif
