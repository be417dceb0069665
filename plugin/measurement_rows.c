// SPDX-License-Identifier: GPL-3.0-or-later
#include "measurement_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FREQUENCY_MIN_HZ 0.01 // below: the mean of a Fourier transform
#define FREQUENCY_MAX_HZ 1e6
#define LEVEL_MAX_DB 200.0 // sound pressure levels and dB FS both fit

/** How the fields of a line are told apart. */
typedef struct {
  bool comma_is_decimal;
  bool comma_needs_blank; ///< only a comma beside a blank parts two fields
} Dialect;

typedef struct {
  bool hard; ///< ';' or tab
  bool blank;
  bool point;
  bool loose_comma; ///< beside a blank
  bool tight_comma;
} Marks;

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '"';
}

static Marks
find_marks(Span line)
{
  Marks marks = { false, false, false, false, false };
  for (const char* p = line.start; p < line.end; ++p) {
    if (*p == ',') {
      const bool before = p > line.start && is_blank(p[-1]);
      const bool after = p + 1 < line.end && is_blank(p[1]);
      marks.loose_comma |= before || after;
      marks.tight_comma |= !before && !after;
    }
    marks.hard |= *p == ';' || *p == '\t';
    marks.blank |= *p == ' ';
    marks.point |= *p == '.';
  }
  return marks;
}

/* A comma is a decimal mark if something else parts the fields. */
static Dialect
dialect_of(Span line)
{
  const Marks marks = find_marks(line);
  if (!marks.tight_comma || (marks.point && !marks.hard)) {
    return (Dialect){ false, false };
  }
  const bool decimal = marks.hard || marks.blank || marks.loose_comma;
  return (Dialect){ decimal, decimal && marks.loose_comma };
}

static void
skip_blanks(Span* span)
{
  while (span->start < span->end && is_blank(*span->start)) {
    ++span->start;
  }
}

/* Step over what parts two fields. */
static void
skip_separator(Span* line)
{
  skip_blanks(line);
  if (line->start < line->end && (*line->start == ',' || *line->start == ';')) {
    ++line->start;
  }
  skip_blanks(line);
}

static bool
at_field_end(Span rest, Dialect dialect)
{
  if (rest.start == rest.end || is_blank(*rest.start) || *rest.start == ';') {
    return true;
  }
  return *rest.start == ',' &&
         (!dialect.comma_is_decimal || dialect.comma_needs_blank);
}

static bool
take_field_number(Span* line, Dialect dialect, double* value)
{
  Span rest = *line;
  skip_blanks(&rest);
  Span field = rest;
  if (dialect.comma_needs_blank) {
    // "20,5, -3,2": the comma before the blank ends the field.
    const char* p = field.start;
    while (p < field.end && !is_blank(*p) && *p != ';') {
      ++p;
    }
    field.end = p > field.start && p[-1] == ',' ? p - 1 : p;
  }
  if (!span_take_number(&field, dialect.comma_is_decimal, value)) {
    return false;
  }
  rest.start = field.start;
  if (!at_field_end(rest, dialect)) {
    return false;
  }
  *line = rest;
  return true;
}

static void
skip_field(Span* line, Dialect dialect)
{
  skip_blanks(line);
  while (!at_field_end(*line, dialect)) {
    ++line->start;
  }
}

static bool
is_comment(Span line)
{
  return line.start == line.end || strchr("#*;!%", *line.start) ||
         span_starts_with(line, "//");
}

/* "nan" and "inf" in all their spellings. */
static bool
is_no_number(Span field)
{
  Span word = span_take_word(&field);
  if (word.start < word.end && (*word.start == '-' || *word.start == '+')) {
    ++word.start;
  }
  return span_starts_with(word, "nan") || span_starts_with(word, "inf") ||
         span_starts_with(word, "1.#");
}

static Span
take_header_field(Span* line, bool by_word)
{
  if (by_word) {
    return span_take_word(line);
  }
  Span field = { line->start, line->start };
  while (field.end < line->end && !strchr(",;\t", *field.end)) {
    ++field.end;
  }
  line->start = field.end < line->end ? field.end + 1 : field.end;
  field = span_trim(field);
  while (field.start < field.end && *field.start == '"') {
    ++field.start;
  }
  while (field.start < field.end && field.end[-1] == '"') {
    --field.end;
  }
  return field;
}

/* Learn from a header "frequency,raw,error" which column holds the level. */
static void
read_header(Span line, Rows* rows, size_t* column)
{
  bool by_word = true;
  for (const char* p = line.start; p < line.end; ++p) {
    by_word = by_word && !strchr(",;\t", *p);
  }
  while (line.start < line.end && strchr("#*;!%/ ", *line.start)) {
    ++line.start;
  }
  if (!span_starts_with(take_header_field(&line, by_word), "freq")) {
    return;
  }
  size_t error_column = 0;
  for (size_t i = 1; line.start < line.end; ++i) {
    const Span field = take_header_field(&line, by_word);
    if (span_equals(field, "raw")) {
      rows->is_raw = true;
      rows->is_error = false;
      *column = i;
      return;
    }
    if (span_equals(field, "error")) {
      error_column = i;
    }
  }
  if (error_column) {
    rows->is_error = true;
    *column = error_column;
  }
}

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

/* The first column and the column of levels. A line that could as well be a
   title is told from a row that is broken. */
static MeasurementStatus
read_row(Span line, size_t column, Row* row, bool* title)
{
  const Dialect dialect = dialect_of(line);
  *title = true;
  if (!take_field_number(&line, dialect, &row->hz)) {
    return MEASUREMENT_NOT_A_NUMBER;
  }
  skip_separator(&line);
  for (size_t i = 1; i < column; ++i) {
    skip_field(&line, dialect);
    skip_separator(&line);
  }
  if (line.start == line.end) {
    return MEASUREMENT_ONE_COLUMN;
  }
  *title = !is_no_number(line);
  return take_field_number(&line, dialect, &row->db) ? MEASUREMENT_OK
                                                     : MEASUREMENT_NOT_A_NUMBER;
}

/* Lines ahead of the first row; what looks like a number there is worth
   mentioning if no row follows. */
static void
read_title(Span line,
           size_t number,
           MeasurementStatus problem,
           Rows* rows,
           size_t* column)
{
  read_header(line, rows, column);
  if (!rows->error_line && problem && strchr("0123456789+-.", *line.start)) {
    rows->error_line = number;
    rows->problem = problem;
  }
}

MeasurementStatus
rows_read(const Text* text, Rows* rows)
{
  memset(rows, 0, sizeof(*rows));
  rows->problem = MEASUREMENT_NO_DATA;
  size_t column = 1;
  TextCursor cursor = { 0, 0 };
  Span line;
  while (text_next_line(text, &cursor, &line)) {
    const bool comment = is_comment(line);
    Row row = { 0.0, 0.0 };
    bool title = comment;
    MeasurementStatus status =
      comment ? MEASUREMENT_OK : read_row(line, column, &row, &title);
    if (comment || (status && title && !rows->n)) {
      if (!rows->n) {
        read_title(line, cursor.line, status, rows, &column);
      }
      continue;
    }
    if (!status) {
      status = rows_add(rows, row);
    }
    if (status) {
      rows->error_line = cursor.line;
      return status;
    }
  }
  if (!rows->n) {
    return rows->problem;
  }
  rows->error_line = 0;
  return rows->n < MEASUREMENT_ROWS_MIN ? MEASUREMENT_TOO_FEW_ROWS
                                        : MEASUREMENT_OK;
}

void
rows_free(Rows* rows)
{
  free(rows->row);
  memset(rows, 0, sizeof(*rows));
}
