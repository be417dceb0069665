// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_COLUMN_TITLES_H
#define EARCUP_COLUMN_TITLES_H

/* Lines above a table that name its columns. */

#include "plugin/measurement/cells.h"

/**
   Read a line as titles, a remark or not; "SPL (dB)" is one title.

   @param rows what separates the cells of the table
   @param n_cells of its longest row
   @return false if the line is something else
   Thread: any.
*/
bool titles_read(Span line, CellSeparator rows, size_t n_cells, Cells* titles);

/**
   Find the first title of a frequency. Words between blanks are titles only if
   each is known or there is one for every cell: a sentence about frequencies
   is none.

   @return false if the cells are no titles
   Thread: any.
*/
bool titles_find_frequency(const Cells* titles,
                           size_t n_cells,
                           size_t* frequency);

/** True for "Hz dB" and its like, which stands below better names.
    Thread: any. */
bool titles_are_units(const Cells* titles);

#endif
