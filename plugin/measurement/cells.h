// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CELLS_H
#define EARCUP_CELLS_H

/* Lines of a table as cells, whatever separates them. */

#include "plugin/measurement/numbers.h"
#include "plugin/measurement/textlines.h"

typedef enum {
  CELLS_TAB, ///< every tab, so that cells may be empty
  CELLS_SEMICOLON,
  CELLS_LOOSE_COMMA, ///< a comma beside a blank: "20,5, -3,2"
  CELLS_BLANK,       ///< any number of blanks and tabs
  CELLS_COMMA,
  CELLS_N_SEPARATORS
} CellSeparator;

typedef enum {
  CELL_NUMBER,
  CELL_MISSING, ///< empty, "?", "-", "n/a", "NaN", "-inf" and their like
  CELL_WORD
} CellKind;

#define CELLS_MAX 64U

/** The cells of a line, without blanks and quotes around them. */
typedef struct {
  CellSeparator separator;
  Span cell[CELLS_MAX];
  size_t n; ///< further cells are left out
} Cells;

/** Take a line apart; text_next_whole_line() has the empty cells at its ends,
    which CELLS_TAB keeps. Thread: any. */
void cells_split(Span line, CellSeparator separator, Cells* cells);

/** What most lines with numbers in them are separated by. Thread: any. */
CellSeparator cells_find_separator(const Text* text);

/** How a title line is separated: as the rows if that gives two cells.
    Thread: any. */
CellSeparator cells_title_separator(Span line, CellSeparator rows);

/** How numbers are written in such cells before any has been seen.
    Thread: any. */
NumberStyle cells_style(CellSeparator separator);

/**
   What a cell holds; "Hz", "kHz" and "dB" may follow its number.

   @param value written if it is a number
   Thread: any.
*/
CellKind cell_read(Span cell, NumberStyle style, double* value);

/** True if the line is empty or a remark: what begins with ';' is none if
    that is an empty cell. Thread: any. */
bool cells_is_comment(Span line, CellSeparator separator);

/** A line without the signs of a remark before it. Thread: any. */
Span cells_skip_comment(Span line);

/** True for a line of two numbers, a name before them or not, or of one number
    and a missing one. Thread: any. */
bool cells_look_like_row(const Cells* cells);

#endif
