// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/measurement_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FREQUENCY_MIN_HZ 0.01 // below: the mean of a Fourier transform
#define FREQUENCY_MAX_HZ 1e6
#define LEVEL_MAX_DB 200.0 // sound pressure levels and dB FS both fit

/** What a line is. */
typedef enum {
  LINE_ROW,
  LINE_EMPTY_ROW, ///< its level is missing
  LINE_SHORT,     ///< a frequency and nothing else
  LINE_WORDS      ///< no row, or a broken one
} LineKind;

MeasurementStatus
rows_add(Rows* rows, Row row)
{
  if (row.hz < 0.0 || row.hz > FREQUENCY_MAX_HZ) {
    return MEASUREMENT_BAD_FREQUENCY;
  }
  if (row.hz < FREQUENCY_MIN_HZ) {
    return MEASUREMENT_OK; // has no place on a log axis
  }
  if (fabs(row.db) > LEVEL_MAX_DB) {
    return MEASUREMENT_BAD_LEVEL;
  }
  if (rows->n == MEASUREMENT_ROWS_MAX) {
    return MEASUREMENT_TOO_MANY_ROWS;
  }
  if (rows->n == rows->capacity) {
    const size_t capacity = rows->capacity ? 2 * rows->capacity : 1024;
    Row* const grown = (Row*)realloc(rows->row, capacity * sizeof(Row));
    if (!grown) {
      return MEASUREMENT_NO_MEMORY;
    }
    rows->row = grown;
    rows->capacity = capacity;
  }
  rows->row[rows->n++] = row;
  return MEASUREMENT_OK;
}

/* The mean of the columns to be read. */
static LineKind
read_levels(const Cells* cells, const Columns* columns, double* db)
{
  bool missing = false;
  *db = 0.0;
  for (size_t i = 0; i < columns->n_levels; ++i) {
    double value = 0.0;
    const CellKind kind =
      columns->level[i] < cells->n
        ? cell_read(cells->cell[columns->level[i]], columns->style, &value)
        : CELL_MISSING;
    if (kind == CELL_WORD) {
      return LINE_WORDS;
    }
    missing = missing || kind == CELL_MISSING;
    *db += value / (double)columns->n_levels;
  }
  return missing ? LINE_EMPTY_ROW : LINE_ROW;
}

static LineKind
read_line(Span line, const Columns* columns, Row* row)
{
  Cells cells;
  cells_split(line, columns->separator, &cells);
  if (columns->frequency >= cells.n) {
    return LINE_WORDS;
  }
  const Span cell = cells.cell[columns->frequency];
  const CellKind kind = cell_read(cell, columns->style, &row->hz);
  row->hz *= columns->hz_per_unit;
  if (kind == CELL_WORD) {
    return LINE_WORDS;
  }
  if (cells.n == 1 && columns->separator == CELLS_BLANK) {
    return kind == CELL_NUMBER ? LINE_SHORT : LINE_WORDS;
  }
  const LineKind levels = read_levels(&cells, columns, &row->db);
  return kind == CELL_MISSING && levels == LINE_ROW ? LINE_EMPTY_ROW : levels;
}

/* A line that is no row is a title, a footer or a mistake. Which one, only
   what follows can tell; one that begins as a row does is worth mentioning if
   none follows. */
static void
note_problem(Span line, LineKind kind, size_t number, Rows* rows)
{
  line = span_trim(line);
  const bool like_row =
    rows->n > 0 || strchr("0123456789+-.", *line.start) != NULL;
  if (rows->problem_line || !like_row) {
    return;
  }
  rows->problem_line = number;
  rows->problem = kind == LINE_SHORT ? MEASUREMENT_ONE_COLUMN
                  : rows->n > 0 && columns_are_titles(line, &rows->columns)
                    ? MEASUREMENT_SEVERAL_CURVES
                    : MEASUREMENT_NOT_A_NUMBER;
}

/* A row behind what was taken for a footer: that was none. */
static MeasurementStatus
take_row(Row row, size_t number, Rows* rows)
{
  if (rows->n > 0 && rows->problem_line) {
    rows->error_line = rows->problem_line;
    return rows->problem;
  }
  rows->problem_line = 0;
  rows->problem = MEASUREMENT_NO_DATA;
  const MeasurementStatus status = rows_add(rows, row);
  rows->error_line = status ? number : 0;
  return status;
}

static MeasurementStatus
finish(Rows* rows)
{
  if (rows->n >= MEASUREMENT_ROWS_MIN) {
    return MEASUREMENT_OK;
  }
  rows->error_line = rows->problem_line;
  return rows->problem_line         ? rows->problem
         : rows->n || rows->n_empty ? MEASUREMENT_TOO_FEW_ROWS
                                    : MEASUREMENT_NO_DATA;
}

MeasurementStatus
rows_read(const Text* text, Rows* rows)
{
  memset(rows, 0, sizeof(*rows));
  MeasurementStatus status = columns_find(text, &rows->columns);
  rows->error_line = status ? rows->columns.line : 0;
  TextCursor cursor = { 0, 0 };
  Span line;
  while (!status && text_next_whole_line(text, &cursor, &line)) {
    Row row = { 0.0, 0.0 };
    if (cells_is_comment(line, rows->columns.separator)) {
      continue;
    }
    const LineKind kind = read_line(line, &rows->columns, &row);
    if (kind == LINE_ROW) {
      status = take_row(row, cursor.line, rows);
    } else if (kind == LINE_EMPTY_ROW) {
      ++rows->n_empty;
    } else {
      note_problem(line, kind, cursor.line, rows);
    }
  }
  return status ? status : finish(rows);
}

void
rows_free(Rows* rows)
{
  free(rows->row);
  memset(rows, 0, sizeof(*rows));
}
