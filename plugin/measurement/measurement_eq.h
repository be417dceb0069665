// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MEASUREMENT_EQ_H
#define EARCUP_MEASUREMENT_EQ_H

/* Equaliser settings in the syntax of Equalizer APO, as AutoEq and others
   write them to ParametricEQ.txt and GraphicEQ.txt. */

#include "plugin/measurement/measurement.h"
#include "plugin/measurement/textlines.h"

/** Whether the text holds such settings rather than rows. Thread: any. */
bool eq_recognise(const Text* text);

/**
   Response of all filters and graphic equalisers that are on.

   Filters run at BIQUAD_RATE_HZ. Device, Stage and Delay change nothing here,
   nor does a filter of 0 dB; filters for channels other than left and right
   are not heard, and text that is no command is skipped, as Equalizer APO
   does. A table of filters by Room EQ Wizard is read as well.

   @param result zeroed by the caller; curve, kind, rows, bands, preamp_db,
   first_hz and last_hz are written, line on failure
   Thread: any but rt (allocates).
*/
MeasurementStatus eq_read(const Text* text, Measurement* result);

#endif
