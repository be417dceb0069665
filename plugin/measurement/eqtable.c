// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/eqtable.h"

#include "plugin/text/textwriter.h"

#include <stdint.h>
#include <string.h>

static void
split(Span line, Cells* cells)
{
  const bool tabs =
    memchr(line.start, '\t', (size_t)(line.end - line.start)) != NULL;
  cells_split(line, tabs ? CELLS_TAB : CELLS_BLANK, cells);
}

static size_t
find(const Cells* titles, const char* begin)
{
  for (size_t i = 0; i < titles->n; ++i) {
    if (span_starts_with(titles->cell[i], begin)) {
      return i;
    }
  }
  return SIZE_MAX;
}

bool
eqtable_begin(Span line, EqTable* table)
{
  Cells titles;
  split(line, &titles);
  *table = (EqTable){ find(&titles, "Enabled"),
                      find(&titles, "Type"),
                      find(&titles, "Freq"),
                      find(&titles, "Gain"),
                      find(&titles, "Q") };
  return titles.n > 4 && span_equals(titles.cell[0], "Number") &&
         table->type != SIZE_MAX && table->frequency != SIZE_MAX &&
         table->gain != SIZE_MAX;
}

static Span
cell_at(const Cells* cells, size_t column)
{
  const Span none = { "", "" };
  return column < cells->n ? cells->cell[column] : none;
}

static void
write_property(Writer* writer, const char* name, Span cell, const char* unit)
{
  if (cell.start < cell.end) {
    writer_text(writer,
                " %s %.*s %s",
                name,
                (int)(cell.end - cell.start),
                cell.start,
                unit);
  }
}

bool
eqtable_row(const EqTable* table, Span line, char text[EQTABLE_TEXT_SIZE])
{
  Cells cells;
  double number = 0.0;
  split(line, &cells);
  const NumberStyle style = { false, false, false };
  if (cells.n <= table->type ||
      cell_read(cells.cell[0], style, &number) != CELL_NUMBER) {
    return false;
  }
  const Span type = cells.cell[table->type];
  const Span enabled = cell_at(&cells, table->enabled);
  // "LS 6dB" between blanks takes two cells.
  const Span next = cell_at(&cells, table->type + 1);
  const bool two = table->frequency == table->type + 1 &&
                   cell_read(next, style, &number) == CELL_NUMBER &&
                   span_contains(next, "dB");
  const size_t shift = two || span_equals(next, "Q") ? 1 : 0;
  Writer writer = writer_begin(text, EQTABLE_TEXT_SIZE);
  writer_text(&writer, span_equals(enabled, "False") ? "OFF" : "ON");
  writer_text(&writer, " %.*s", (int)(type.end - type.start), type.start);
  if (shift) {
    writer_text(&writer, " %.*s", (int)(next.end - next.start), next.start);
  }
  write_property(
    &writer, "Fc", cell_at(&cells, table->frequency + shift), "Hz");
  write_property(&writer, "Gain", cell_at(&cells, table->gain + shift), "dB");
  if (table->q != SIZE_MAX) {
    write_property(&writer, "Q", cell_at(&cells, table->q + shift), "");
  }
  return writer.length < EQTABLE_TEXT_SIZE;
}
