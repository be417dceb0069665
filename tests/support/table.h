// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TABLE_H
#define EARCUP_TABLE_H

#include <stddef.h>

/** Numbers of a CSV file, without its comments and its heading. */
typedef struct {
  size_t rows;
  size_t columns;
  double* values; ///< row by row; NAN for what is no number
} Table;

/** Read a file by its path from the root of the repository; ends the test
    program if that fails. The first line is a heading. */
Table table_read(const char* path);

void table_free(Table* table);

/** A row, which must exist. */
const double* table_row(const Table* table, size_t row);

/** The row whose first column is that number; ends the program if none is. */
const double* table_find(const Table* table, double key);

#endif
