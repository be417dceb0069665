// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_REPORT_TABLE_H
#define EARCUP_REPORT_TABLE_H

/* For the tests of earcup-audition --report: a mix, and what the table says. */

#include "tests/support/audition_run.h"

enum { OCTAVES = 10, LENGTH_S = 20, COLUMNS = 64 };

/** Kick and bass in the middle, a chord apart, hats: something in all octaves.
    @param from_hz what is softer below, by 12 dB an octave */
static inline void
write_mix(const Run* r, const char* name, double gain, int rate, double from_hz)
{
  SF_INFO info = { .samplerate = rate, .channels = 2, .format = RUN_WAV };
  char path[1024];
  run_path(r, name, path);
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  ck_assert_ptr_nonnull(file);
  unsigned seed = 5;
  double low = 0.0;
  double last = 0.0;
  double below[2][2] = { { 0.0 } };
  const double part = 1.0 - exp(-2 * acos(-1.0) * from_hz / rate);
  for (int i = 0; i < LENGTH_S * rate; ++i) {
    const double t = (double)i / rate;
    const double beat = fmod(t, 0.5);
    const double off = fmod(t + 0.25, 0.5);
    const double white = (double)run_noise(&seed);
    low += 0.05 * (white - low);
    const double kick =
      sin(2 * acos(-1.0) * 52 * beat + 3 * exp(-beat / 0.02)) *
      exp(-beat / 0.15);
    const double bass = 2 * fmod(t * 41.2, 1.0) - 1;
    const double hat = (white - last) * exp(-off / 0.05);
    last = white;
    const double centre =
      0.25 * kick + 0.05 * bass + 0.3 * low + 0.02 * white + 0.05 * hat;
    double x[2] = { centre + 0.03 * sin(2 * acos(-1.0) * 330 * t),
                    centre + 0.03 * (2 * fmod(t * 277, 1.0) - 1) };
    float frame[2];
    for (int c = 0; c < 2; ++c) {
      for (int k = 0; k < 2; ++k) {
        below[c][k] += part * (x[c] - below[c][k]);
        x[c] -= below[c][k];
      }
      frame[c] = (float)(gain * x[c]);
    }
    ck_assert_int_eq(sf_writef_float(file, frame, 1), 1);
  }
  sf_close(file);
}

enum {
  COLUMN_TYPE = 3,
  COLUMN_FIT = 5,
  COLUMN_PLACE = 6,
  COLUMN_GAIN = 7,
  COLUMN_OCTAVE = 12,
  COLUMN_MARGIN = 22
};

typedef struct {
  char text[1024];
  char* column[COLUMNS];
  int n;
} Row;

/** Split a line at its commas, but for those within quotes. */
static inline void
split(Row* row, const char* line)
{
  snprintf(row->text, sizeof(row->text), "%s", line);
  row->text[strcspn(row->text, "\r\n")] = '\0';
  bool quoted = false;
  row->n = 0;
  row->column[row->n++] = row->text;
  for (char* c = row->text; *c; ++c) {
    quoted ^= *c == '"';
    if (*c == ',' && !quoted) {
      *c = '\0';
      ck_assert_int_lt(row->n, COLUMNS);
      row->column[row->n++] = c + 1;
    }
  }
}

/** All rows of a table. */
typedef struct {
  Row* rows;
  size_t n;
} Table;

/** Read it; table_free() it. */
static inline Table
table_read(const Run* r, const char* file)
{
  enum { MOST = 8192 };
  char path[1024];
  char line[1024];
  run_path(r, file, path);
  FILE* const stream = fopen(path, "r");
  ck_assert_ptr_nonnull(stream);
  Table table = { .rows = (Row*)calloc(MOST, sizeof(Row)) };
  ck_assert_ptr_nonnull(table.rows);
  while (fgets(line, sizeof(line), stream)) {
    ck_assert_uint_lt(table.n, MOST);
    split(&table.rows[table.n], line);
    ck_assert_int_eq(table.rows[table.n].n, 32);
    ++table.n;
  }
  fclose(stream);
  return table;
}

static inline void
table_free(Table* table)
{
  free(table->rows);
}

/** The row of a headphone with a fit in a place; NULL if there is none. */
static inline const Row*
table_row(const Table* table,
          const char* id,
          const char* fit,
          const char* place)
{
  for (size_t i = 0; i < table->n; ++i) {
    const Row* const row = &table->rows[i];
    if (!strcmp(row->column[0], id) && !strcmp(row->column[COLUMN_FIT], fit) &&
        !strcmp(row->column[COLUMN_PLACE], place)) {
      return row;
    }
  }
  return NULL;
}

/** A number of a row. */
static inline double
row_value(const Row* row, int column)
{
  ck_assert_ptr_nonnull(row);
  return strtod(row->column[column], NULL);
}

/** A column of all rows of a type ("" for any) with a fit in a quiet place,
    into room for all rows; how many. */
static inline size_t
table_column(const Table* table,
             const char* type,
             const char* fit,
             int column,
             double* values)
{
  size_t n = 0;
  for (size_t i = 0; i < table->n; ++i) {
    const Row* const row = &table->rows[i];
    if ((!*type || !strcmp(row->column[COLUMN_TYPE], type)) &&
        !strcmp(row->column[COLUMN_FIT], fit) &&
        !strcmp(row->column[COLUMN_PLACE], "quiet")) {
      values[n++] = row_value(row, column);
    }
  }
  return n;
}

/** The whole of a file; free() it. */
static inline char*
read_text(const Run* r, const char* name)
{
  enum { MOST = 2000000 };
  char path[1024];
  run_path(r, name, path);
  FILE* const file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  char* const text = (char*)calloc(1, MOST);
  ck_assert_uint_gt(fread(text, 1, MOST - 1, file), 0);
  fclose(file);
  return text;
}

static inline int
compare(const void* a, const void* b)
{
  const double x = *(const double*)a;
  const double y = *(const double*)b;
  return (x > y) - (x < y);
}

/** The value below which a part of them lies, by counting up. */
static inline double
percentile(double* values, size_t n, double part)
{
  qsort(values, n, sizeof(double), compare);
  const double rank = part * (double)(n - 1);
  const size_t below = (size_t)floor(rank);
  const size_t above = (size_t)ceil(rank);
  const double t = rank - (double)below;
  return (1.0 - t) * values[below] + t * values[above];
}

#endif
