// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_COLUMNS_H
#define EARCUP_COLUMNS_H

/* Which columns of a table are frequency and level. */

#include "plugin/measurement/cells.h"
#include "plugin/measurement/measurement.h"

typedef struct {
  CellSeparator separator;
  NumberStyle style;
  double hz_per_unit; ///< 1000 if the frequency is in kHz
  size_t frequency;   ///< its column
  size_t level[2];    ///< the column of levels, or left and right
  size_t n_levels;
  bool is_raw;   ///< the levels come from a column "raw"
  bool is_error; ///< the levels come from a column "error"
  size_t line;   ///< of the titles, 0 if there are none
  char names[MEASUREMENT_COLUMNS_SIZE]; ///< those chosen, or to choose from;
                                        ///< empty if there is one only
} Columns;

/**
   Learn how a table is written and which columns to read.

   Of columns with titles it is "raw", else the mean of several or of left and
   right, else the only one that is a level; never a target, phase or other
   quantity. Without titles it is the first behind the frequency.

   @param columns all fields are written
   @return MEASUREMENT_SEVERAL_COLUMNS or MEASUREMENT_NO_LEVEL_COLUMN with
   names and line written if the titles do not tell which column to read
   Thread: any.
*/
MeasurementStatus columns_find(const Text* text, Columns* columns);

/** True if a line is titles with a frequency among them. Thread: any. */
bool columns_are_titles(Span line, const Columns* columns);

#endif
