// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MEASUREMENT_ROWS_H
#define EARCUP_MEASUREMENT_ROWS_H

/* Rows of frequency and level: how programs that measure write a curve. */

#include "plugin/measurement/columns.h"
#include "plugin/measurement/measurement.h"
#include "plugin/measurement/textlines.h"

typedef struct {
  double hz;
  double db;
} Row;

typedef struct {
  Row* row;
  size_t n;
  size_t capacity;
  size_t n_empty;            ///< rows without a level, left out
  Columns columns;           ///< where the levels come from
  MeasurementStatus problem; ///< of the first line that looked like a row
  size_t problem_line;       ///< 0 if there is none
  size_t error_line; ///< where reading failed, 0 = no line in particular
} Rows;

/**
   Read all rows. Lines ahead of the first row and behind the last one may say
   anything; comments and empty lines may stand anywhere. Rows whose level is
   missing are left out.

   @param rows to be freed with rows_free(), also on failure; at least
   MEASUREMENT_ROWS_MIN on success
   Thread: any but rt (allocates).
*/
MeasurementStatus rows_read(const Text* text, Rows* rows);

/**
   Append a row if its numbers can be meant. One below 0.01 Hz, the mean of a
   Fourier transform, is dropped: it has no place on a log axis.

   @param rows zeroed, or read before
   Thread: any but rt (allocates).
*/
MeasurementStatus rows_add(Rows* rows, Row row);

/** Free rows; none is fine. Thread: any but rt. */
void rows_free(Rows* rows);

#endif
