// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// bankgen headphones.tsv > headphones_data.h
// Checks the table of headphones and writes it as C initialisers, sorted for a
// plain menu: type, maker, model, the reference of each type first.

#define _GNU_SOURCE // strverscmp(): DT 48 comes before DT 100

#include "dsp/model/headphone_ids.h"
#include "ttl/quoted.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
  N_PARAMETERS = 11,
  N_PEAKS = 6,
  FIRST_PARAMETER = 6,
  N_FIELDS = FIRST_PARAMETER + N_PARAMETERS + 8,
  MAX_ROWS = 1024,
  LAST_ID = 9999,
  MAX_LINE = 2048
};

enum {
  FIELD_ID,
  FIELD_MAKER,
  FIELD_MODEL,
  FIELD_TYPE,
  FIELD_COUPLING,
  FIELD_YEAR,
  FIELD_RESIDUAL = FIRST_PARAMETER + N_PARAMETERS,
  FIELD_TIGHTNESS,
  FIELD_CREDIT,
  FIELD_AIR,
  FIELD_KIND,
  FIELD_RMS,
  FIELD_LAB,
  FIELD_LABS
};

typedef struct {
  const char* word;
  const char* constant;
} Word;

static const Word type_words[] = { { "open", "HOUSING_OPEN" },
                                   { "semi", "HOUSING_SEMI_OPEN" },
                                   { "closed", "HOUSING_CLOSED" } };
static const Word coupling_words[] = { { "over-ear", "COUPLING_OVER_EAR" },
                                       { "on-ear", "COUPLING_ON_EAR" } };
static const Word kind_words[] = { { "passive", "false" },
                                   { "active", "true" } };

typedef struct {
  char* line; ///< owns the text the fields point into
  unsigned number;
  char* field[N_FIELDS];
  uint32_t id;
  unsigned type;
  unsigned coupling;
  unsigned kind;
  double peaks[N_PEAKS][3];
  bool has_peaks;
} Row;

typedef struct {
  const char* path;
  Row rows[MAX_ROWS];
  size_t n;
} Bank;

_Noreturn static void
fail(const Bank* bank, unsigned line, const char* what, const char* text)
{
  fprintf(stderr, "%s:%u: %s: %s\n", bank->path, line, what, text);
  exit(EXIT_FAILURE);
}

/** A finite number that fills the whole text; fails otherwise. */
static double
number(const Bank* bank, unsigned line, const char* text)
{
  char* end = NULL;
  errno = 0;
  // NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): split() sets all
  const double value = strtod(text, &end);
  if (end == text || *end || errno || !isfinite(value)) {
    fail(bank, line, "not a number", text);
  }
  return value;
}

static double
number_between(const Bank* bank,
               unsigned line,
               const char* text,
               double low,
               double high)
{
  const double value = number(bank, line, text);
  if (value < low || value > high) {
    fail(bank, line, "out of range", text);
  }
  return value;
}

/** Index of the text in a list of words; fails if it is not there. */
static unsigned
word_index(const Bank* bank,
           unsigned line,
           const Word* words,
           size_t n,
           const char* text)
{
  for (size_t i = 0; i < n; ++i) {
    if (!strcmp(words[i].word, text)) {
      return (unsigned)i;
    }
  }
  fail(bank, line, "unknown word", text);
}

static void
split(const Bank* bank, Row* row)
{
  char* rest = row->line;
  for (size_t i = 0; i < N_FIELDS; ++i) {
    row->field[i] = rest;
    if (!*rest || *rest == '\t') {
      fail(bank, row->number, "empty field", row->line);
    }
    char* const tab = strchr(rest, '\t');
    if (!tab != (i == N_FIELDS - 1)) {
      fail(bank, row->number, "wrong number of fields", row->line);
    }
    if (tab) {
      *tab = '\0';
      rest = tab + 1;
    }
  }
}

static void
read_residual(const Bank* bank, Row* row)
{
  char* text = row->field[FIELD_RESIDUAL];
  if (!strcmp(text, "-")) {
    return;
  }
  static const double low[3] = { 10, -24, 0.1 };
  static const double high[3] = { 20000, 24, 30 };
  for (size_t i = 0; i < N_PEAKS * 3; ++i) {
    const char* const word = strsep(&text, i % 3 < 2 ? "/" : " ");
    if (!word || (i == N_PEAKS * 3 - 1) != !text) {
      fail(bank, row->number, "six Hz/dB/Q wanted", row->field[FIELD_MODEL]);
    }
    row->peaks[i / 3][i % 3] =
      number_between(bank, row->number, word, low[i % 3], high[i % 3]);
  }
  row->has_peaks = true;
}

/** A field that may be a hyphen: not known. */
static void
check_optional(const Bank* bank,
               const Row* row,
               unsigned field,
               double low,
               double high)
{
  if (strcmp(row->field[field], "-")) {
    number_between(bank, row->number, row->field[field], low, high);
  }
}

/** What is known of the row's accuracy. */
static void
read_accuracy(const Bank* bank, Row* row)
{
  const unsigned line = row->number;
  number_between(bank, line, row->field[FIELD_AIR], -24, 24);
  row->kind = word_index(bank, line, kind_words, 2, row->field[FIELD_KIND]);
  check_optional(bank, row, FIELD_RMS, 0, 24);
  check_optional(bank, row, FIELD_LAB, 0, 24);
  const double labs = number_between(bank, line, row->field[FIELD_LABS], 0, 99);
  if (labs < 2 && strcmp(row->field[FIELD_LAB], "-")) {
    fail(bank, line, "a spread of less than two", row->field[FIELD_LAB]);
  }
}

static void
read_row(const Bank* bank, Row* row)
{
  const unsigned line = row->number;
  split(bank, row);
  row->id =
    (uint32_t)number_between(bank, line, row->field[FIELD_ID], 1, LAST_ID);
  if (row->id == HEADPHONE_MEASURED_FILE || row->id == HEADPHONE_OPPOSITE) {
    fail(bank, line, "id taken", row->field[FIELD_ID]);
  }
  row->type = word_index(bank, line, type_words, 3, row->field[FIELD_TYPE]);
  row->coupling =
    word_index(bank, line, coupling_words, 2, row->field[FIELD_COUPLING]);
  check_optional(bank, row, FIELD_YEAR, 1900, 2100);
  for (size_t i = 0; i < N_PARAMETERS; ++i) {
    number_between(bank, line, row->field[FIRST_PARAMETER + i], 1e-9, 1e12);
  }
  read_residual(bank, row);
  check_optional(bank, row, FIELD_TIGHTNESS, 0, 1);
  read_accuracy(bank, row);
  for (const Row* other = bank->rows; other < row; ++other) {
    if (other->id == row->id) {
      fail(bank, line, "id used twice", row->field[FIELD_ID]);
    }
    if (!strcasecmp(other->field[FIELD_MAKER], row->field[FIELD_MAKER]) &&
        !strcasecmp(other->field[FIELD_MODEL], row->field[FIELD_MODEL])) {
      fail(bank, line, "headphone listed twice", row->field[FIELD_MODEL]);
    }
  }
}

static void
read_bank(Bank* bank)
{
  FILE* const file = fopen(bank->path, "r");
  if (!file) {
    fail(bank, 0, "cannot open", strerror(errno));
  }
  char text[MAX_LINE];
  for (unsigned line = 1; fgets(text, sizeof(text), file); ++line) {
    char* const end = strchr(text, '\n');
    if (!end) {
      fail(bank, line, "line too long or without end", text);
    }
    *end = '\0';
    if (!*text || *text == '#') {
      continue;
    }
    if (bank->n == MAX_ROWS) {
      fail(bank, line, "too many rows", text);
    }
    Row* const row = &bank->rows[bank->n];
    row->number = line;
    row->line = strdup(text);
    if (!row->line) {
      fail(bank, line, "out of memory", text);
    }
    read_row(bank, row);
    ++bank->n;
  }
  if (ferror(file) || fclose(file)) {
    fail(bank, 0, "cannot read", strerror(errno));
  }
}

static bool
is_reference(const Row* row)
{
  return row->id <= 3;
}

static int
compare_rows(const void* left, const void* right)
{
  const Row* const a = left;
  const Row* const b = right;
  if (a->type != b->type) {
    return a->type < b->type ? -1 : 1;
  }
  if (is_reference(a) != is_reference(b)) {
    return is_reference(a) ? -1 : 1;
  }
  const int maker = strcasecmp(a->field[FIELD_MAKER], b->field[FIELD_MAKER]);
  return maker ? maker
               : strverscmp(a->field[FIELD_MODEL], b->field[FIELD_MODEL]);
}

/** "Open: Maker Model", or the model alone for a reference. */
static void
write_label(const Row* row)
{
  static const char* const prefixes[] = { "Open: ", "Semi-open: ", "Closed: " };
  char label[MAX_LINE];
  if (is_reference(row)) {
    snprintf(label, sizeof(label), "%s", row->field[FIELD_MODEL]);
  } else {
    snprintf(label,
             sizeof(label),
             "%s%s %s",
             prefixes[row->type],
             row->field[FIELD_MAKER],
             row->field[FIELD_MODEL]);
  }
  write_quoted(stdout, label);
}

/** A number, or what stands for one that is not known. */
static const char*
known_or(const Row* row, unsigned field, const char* unknown)
{
  return strcmp(row->field[field], "-") ? row->field[field] : unknown;
}

/** HEADPHONE(label, initialiser of a Headphone) */
static void
write_row(const Row* row)
{
  printf("HEADPHONE(");
  write_label(row);
  printf(",\n{ { { %u, ", (unsigned)row->id);
  write_quoted(stdout, row->field[FIELD_MODEL]);
  printf(", ");
  write_quoted(stdout, row->field[FIELD_MAKER]);
  printf(",\n%s, %s, %s,\n",
         type_words[row->type].constant,
         coupling_words[row->coupling].constant,
         known_or(row, FIELD_YEAR, "0"));
  write_quoted(stdout, row->field[FIELD_CREDIT]);
  printf(",\n%s, %s, %s, %s } },\n{ {",
         kind_words[row->kind].constant,
         known_or(row, FIELD_RMS, "-1"),
         known_or(row, FIELD_LAB, "-1"),
         row->field[FIELD_LABS]);
  for (size_t i = 0; i < N_PARAMETERS; ++i) {
    printf(" %s,", row->field[FIRST_PARAMETER + i]);
  }
  printf(" } },\n%d, {", row->has_peaks ? N_PEAKS : 0);
  for (size_t i = 0; i < N_PEAKS; ++i) {
    printf(
      " { %g, %g, %g },", row->peaks[i][0], row->peaks[i][1], row->peaks[i][2]);
  }
  printf(" },\n%s, %s })\n",
         known_or(row, FIELD_TIGHTNESS, "-1"),
         row->field[FIELD_AIR]);
}

int
main(int argc, char** argv)
{
  if (argc != 2) {
    fprintf(stderr, "usage: bankgen headphones.tsv > headphones_data.h\n");
    return EXIT_FAILURE;
  }
  Bank* const bank = calloc(1, sizeof(Bank));
  if (!bank) {
    return EXIT_FAILURE;
  }
  bank->path = argv[1];
  read_bank(bank);
  qsort(bank->rows, bank->n, sizeof(Row), compare_rows);
  printf("// SPDX-License-Identifier: GPL-3.0-or-later\n"
         "// Made by bankgen from headphones.tsv\n");
  uint32_t last_id = HEADPHONE_OPPOSITE;
  for (size_t i = 0; i < bank->n; ++i) {
    last_id = bank->rows[i].id > last_id ? bank->rows[i].id : last_id;
  }
  printf("#define HEADPHONES_LAST_ID %u\n", (unsigned)last_id);
  printf("#define HEADPHONES_BY_ID {"); // place in the list, from 1
  for (size_t i = 0; i < bank->n; ++i) {
    printf(" [%u] = %zu,", (unsigned)bank->rows[i].id, i + 1);
  }
  printf(" }\n");
  for (size_t i = 0; i < bank->n; ++i) {
    write_row(&bank->rows[i]);
  }
  for (size_t i = 0; i < bank->n; ++i) {
    free(bank->rows[i].line);
  }
  free(bank);
  return fflush(stdout) || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
