// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/cells.h"

#include <string.h>

#define SAMPLE_LINES 4096 // tell how a file is separated

/* --- apart ---------------------------------------------------------------- */

static bool
is_separator(Span line, const char* at, CellSeparator separator)
{
  switch (separator) {
    case CELLS_TAB:
      return *at == '\t';
    case CELLS_SEMICOLON:
      return *at == ';';
    case CELLS_COMMA:
      return *at == ',';
    case CELLS_LOOSE_COMMA:
      return *at == ',' && ((at > line.start && text_is_blank(at[-1])) ||
                            (at + 1 < line.end && text_is_blank(at[1])));
    default:
      return text_is_blank(*at);
  }
}

static Span
without_quotes(Span cell)
{
  cell = span_trim(cell);
  while (cell.start < cell.end && *cell.start == '"') {
    ++cell.start;
  }
  while (cell.start < cell.end && cell.end[-1] == '"') {
    --cell.end;
  }
  return span_trim(cell);
}

static void
add_cell(Cells* cells, const char* start, const char* end)
{
  if (cells->n < CELLS_MAX) {
    cells->cell[cells->n++] = without_quotes((Span){ start, end });
  }
}

void
cells_split(Span line, CellSeparator separator, Cells* cells)
{
  const bool blank = separator == CELLS_BLANK;
  cells->separator = separator;
  cells->n = 0;
  if (separator != CELLS_TAB) {
    line = span_trim(line);
  }
  const char* start = line.start;
  bool quoted = false;
  for (const char* at = line.start; at < line.end; ++at) {
    quoted = quoted != (*at == '"');
    if (quoted || !is_separator(line, at, separator)) {
      continue;
    }
    if (!blank || at > start) {
      add_cell(cells, start, at);
    }
    start = at + 1;
  }
  if (!blank || line.end > start) {
    add_cell(cells, start, line.end);
  }
}

/* --- kinds ---------------------------------------------------------------- */

static bool
is_missing(Span cell)
{
  static const char* const words[] = {
    "",     "?",    "-",   "--",  "---", "*",  "n/a",  "#n/a",  "na",
    "none", "null", "inf", "ind", "nan", "nd", "n.a.", "#num!", "infinity"
  };
  if (cell.end - cell.start > 1 && (*cell.start == '-' || *cell.start == '+')) {
    ++cell.start;
  }
  for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); ++i) {
    if (span_equals(cell, words[i])) {
      return true;
    }
  }
  return span_starts_with(cell, "nan(") || span_starts_with(cell, "1.#");
}

static bool
is_unit(Span rest)
{
  rest = span_trim(rest);
  return rest.start == rest.end || span_equals(rest, "dB") ||
         span_equals(rest, "Hz");
}

NumberStyle
cells_style(CellSeparator separator)
{
  const bool blanks = separator == CELLS_TAB || separator == CELLS_SEMICOLON;
  return (NumberStyle){ false, false, blanks };
}

CellKind
cell_read(Span cell, NumberStyle style, double* value)
{
  if (is_missing(cell)) {
    return CELL_MISSING;
  }
  if (!numbers_take(&cell, style, value)) {
    return CELL_WORD;
  }
  if (span_equals(span_trim(cell), "kHz")) {
    *value *= 1000.0;
    return CELL_NUMBER;
  }
  return is_unit(cell) ? CELL_NUMBER : CELL_WORD;
}

/* --- whole lines ---------------------------------------------------------- */

bool
cells_look_like_row(const Cells* cells)
{
  const NumberStyle style = cells_style(cells->separator);
  size_t numbers = 0;
  size_t missing = 0;
  bool named = false;
  for (size_t i = 0; i < cells->n && numbers < 2; ++i) {
    double value = 0.0;
    const Span cell = cells->cell[i];
    switch (cell_read(cell, style, &value)) {
      case CELL_NUMBER:
        ++numbers;
        break;
      case CELL_MISSING:
        ++missing;
        break;
      default:
        if (i > 0 || text_is_digit(*cell.start)) {
          return false;
        }
        named = true;
    }
  }
  return numbers > 1 || (numbers == 1 && missing > 0 && !named);
}

bool
cells_is_comment(Span line, CellSeparator separator)
{
  line = span_trim(line);
  if (line.start < line.end && *line.start == ';' &&
      separator == CELLS_SEMICOLON) {
    Cells cells;
    cells_split(line, separator, &cells);
    return !cells_look_like_row(&cells);
  }
  return line.start == line.end || strchr("#*;!%", *line.start) ||
         span_starts_with(line, "//");
}

Span
cells_skip_comment(Span line)
{
  line = span_trim(line);
  while (line.start < line.end && strchr("#*;!%/ \t", *line.start)) {
    ++line.start;
  }
  return line;
}

CellSeparator
cells_find_separator(const Text* text)
{
  size_t votes[CELLS_N_SEPARATORS] = { 0 };
  TextCursor cursor = { 0, 0 };
  Span line;
  for (size_t n = 0;
       n < SAMPLE_LINES && text_next_line(text, &cursor, &line);) {
    n += line.start < line.end;
    for (int i = 0; i < CELLS_N_SEPARATORS; ++i) {
      Cells cells;
      if (cells_is_comment(line, (CellSeparator)i)) {
        continue;
      }
      cells_split(line, (CellSeparator)i, &cells);
      votes[i] += cells_look_like_row(&cells);
    }
  }
  size_t best = 0;
  for (size_t i = 1; i < CELLS_N_SEPARATORS; ++i) {
    best = votes[i] > votes[best] ? i : best;
  }
  return votes[best] ? (CellSeparator)best : CELLS_BLANK;
}

CellSeparator
cells_title_separator(Span line, CellSeparator rows)
{
  static const CellSeparator order[] = { CELLS_TAB,
                                         CELLS_SEMICOLON,
                                         CELLS_COMMA };
  Cells cells;
  cells_split(line, rows, &cells);
  if (cells.n > 1 && rows != CELLS_BLANK) {
    return rows;
  }
  for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); ++i) {
    cells_split(line, order[i], &cells);
    if (cells.n > 1) {
      return order[i];
    }
  }
  return CELLS_BLANK;
}
