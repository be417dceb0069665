// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_EQBANDS_H
#define EARCUP_EQBANDS_H

/* The bands of a graphic equaliser: "20 0; 21 -1.5; ..." */

#include "plugin/measurement/measurement_rows.h"

/**
   Read what follows "GraphicEQ:".

   @param bands zeroed; to be freed with rows_free(), also on failure
   Thread: any but rt (allocates).
*/
MeasurementStatus eqbands_read(Span value, NumberStyle style, Rows* bands);

/** Learn from it how numbers are written. Thread: any. */
void eqbands_note_style(Span value, NumberStyle* style);

#endif
