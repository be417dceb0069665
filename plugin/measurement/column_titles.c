// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/column_titles.h"

#include "plugin/measurement/column_names.h"

/* "SPL (dB)" is one title, not two. */
static void
join_units(Cells* titles)
{
  size_t n = 0;
  for (size_t i = 0; i < titles->n; ++i) {
    const Span cell = titles->cell[i];
    if (n > 0 && (*cell.start == '(' || *cell.start == '[')) {
      titles->cell[n - 1].end = cell.end;
    } else {
      titles->cell[n++] = cell;
    }
  }
  titles->n = n;
}

bool
titles_find_frequency(const Cells* titles, size_t n_cells, size_t* frequency)
{
  size_t n_other = 0;
  bool found = false;
  for (size_t i = titles->n; i-- > 0;) {
    const NameKind kind = column_name_kind(titles->cell[i]);
    n_other += kind == NAME_OTHER;
    if (kind == NAME_FREQUENCY) {
      *frequency = i;
      found = true;
    }
  }
  return found && titles->n > 1 &&
         (titles->separator != CELLS_BLANK || n_other == 0 ||
          titles->n == n_cells);
}

bool
titles_read(Span line, CellSeparator rows, size_t n_cells, Cells* titles)
{
  const Span whole = line;
  size_t frequency = 0;
  line = span_trim(line);
  const bool bare =
    rows == CELLS_SEMICOLON && line.start < line.end && *line.start == ';';
  if (cells_is_comment(line, rows) && !bare) {
    line = cells_skip_comment(line);
  } else {
    line = whole; // empty cells before the first title count
  }
  cells_split(line, cells_title_separator(line, rows), titles);
  if (titles->separator == CELLS_BLANK) {
    join_units(titles);
  }
  return titles_find_frequency(titles, n_cells, &frequency);
}

bool
titles_are_units(const Cells* titles)
{
  for (size_t i = 0; i < titles->n; ++i) {
    if (column_name_kind(titles->cell[i]) == NAME_FREQUENCY) {
      return span_contains(titles->cell[i], "hz") &&
             titles->cell[i].end - titles->cell[i].start <= 5;
    }
  }
  return false;
}
