// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_EQLINE_H
#define EARCUP_EQLINE_H

/* The commands of Equalizer APO that say something about a response. */

#include "biquad.h"
#include "measurement.h"
#include "textlines.h"

/** A line "key: value" or "key 1: value". */
typedef struct {
  Span key;
  Span value;
} EqLine;

/** Take a line apart, false if it is no command. Thread: any. */
bool eqline_split(Span line, EqLine* command);

/**
   Take a number and, if it stands there, its unit off the front of a span;
   blanks may stand before either. Thread: any.
*/
bool eqline_take_quantity(Span* span, const char* unit, double* value);

/**
   Read what follows "Filter: ON".

   Types PK, PEQ, Modal, LS, LSC, LSQ, HS, HSC, HSQ, LP, LPQ, HP, HPQ, BP, NO
   and AP, then Fc, Gain, Q, "BW Oct" or a shelf's slope in dB. A shelf's Fc is
   where it has half its gain; LS and HS without Q give its corner instead, as
   in Equalizer APO.

   @param value the rest of the line
   @param filter usable with biquad_shape() on success
   Thread: any.
*/
MeasurementStatus eqline_read_filter(Span value, Biquad* filter);

#endif
