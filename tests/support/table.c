// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 1 << 16 };

static void
give_up(const char* path, const char* why)
{
  fprintf(stderr, "%s: %s\n", path, why);
  exit(EXIT_FAILURE);
}

static size_t
count_cells(const char* line)
{
  size_t n = 1;
  for (const char* c = line; *c; ++c) {
    n += *c == ',';
  }
  return n;
}

static void
read_row(char* line, double* row, size_t columns)
{
  char* cell = line;
  for (size_t i = 0; i < columns; ++i) {
    char* const comma = strchr(cell, ',');
    char* end = cell;
    const double value = strtod(cell, &end);
    row[i] = end == cell ? NAN : value;
    cell = comma ? comma + 1 : cell + strlen(cell);
  }
}

Table
table_read(const char* path)
{
  Table table = { 0, 0, NULL };
  FILE* const file = fopen(path, "r");
  char* const line = malloc(LINE_BYTES);
  if (!file || !line) {
    give_up(path, "cannot be read; run from the root of the repository");
  }
  while (fgets(line, LINE_BYTES, file)) {
    if (line[0] == '#') {
      continue;
    }
    if (!table.columns) {
      table.columns = count_cells(line);
      continue;
    }
    double* const values = realloc(
      table.values, (table.rows + 1) * table.columns * sizeof(*table.values));
    if (!values || count_cells(line) != table.columns) {
      give_up(path, "rows of different lengths");
    }
    table.values = values;
    read_row(line, values + table.rows++ * table.columns, table.columns);
  }
  fclose(file);
  free(line);
  if (!table.rows) {
    give_up(path, "no rows");
  }
  return table;
}

void
table_free(Table* table)
{
  free(table->values);
}

const double*
table_row(const Table* table, size_t row)
{
  return table->values + row * table->columns;
}

const double*
table_find(const Table* table, double key)
{
  for (size_t i = 0; i < table->rows; ++i) {
    if (table_row(table, i)[0] == key) {
      return table_row(table, i);
    }
  }
  give_up("golden table", "a row is missing");
  return NULL;
}
