// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/columns.h"

#include "plugin/measurement/column_names.h"
#include "plugin/measurement/column_titles.h"
#include "plugin/text/textwriter.h"

#include <string.h>

/** What the rows show of one column. */
typedef struct {
  size_t n_numbers;
  double first;
  double last;
  bool rises;  ///< never falls
  bool counts; ///< 1, 2, 3 or 0, 1, 2
} Facts;

typedef struct {
  Facts facts[CELLS_MAX];
  size_t n_cells; ///< of the longest row
  Cells titles;
  bool has_titles;
} Survey;

static bool
is_row(Span line, CellSeparator separator, Cells* cells)
{
  cells_split(line, separator, cells);
  return !cells_is_comment(line, separator) && cells_look_like_row(cells);
}

/* --- titles --------------------------------------------------------------- */

bool
columns_are_titles(Span line, const Columns* columns)
{
  Cells titles;
  return titles_read(line, columns->separator, 0, &titles);
}

static void
find_titles(const Text* text, Columns* columns, Survey* survey)
{
  TextCursor cursor = { 0, 0 };
  Span line;
  Cells cells;
  while (text_next_whole_line(text, &cursor, &line)) {
    if (is_row(line, columns->separator, &cells)) {
      return;
    }
    if (!titles_read(line, columns->separator, survey->n_cells, &cells)) {
      continue;
    }
    if (titles_are_units(&cells) && span_contains(cells.cell[0], "khz")) {
      columns->hz_per_unit = 1000.0;
    }
    if (!survey->has_titles || !titles_are_units(&cells)) {
      survey->titles = cells;
      survey->has_titles = true;
      columns->line = cursor.line;
    }
  }
}

/* --- rows ----------------------------------------------------------------- */

static void
note_style(const Text* text, Columns* columns, Survey* survey)
{
  TextCursor cursor = { 0, 0 };
  Span line;
  Cells cells;
  while (text_next_whole_line(text, &cursor, &line)) {
    if (is_row(line, columns->separator, &cells)) {
      survey->n_cells = cells.n > survey->n_cells ? cells.n : survey->n_cells;
      for (size_t i = 0; i < cells.n; ++i) {
        numbers_note(cells.cell[i], true, &columns->style);
      }
    }
  }
}

static void
note_number(Facts* facts, double value)
{
  if (facts->n_numbers == 0) {
    *facts = (Facts){ 1, value, value, true, value == 0.0 || value == 1.0 };
    return;
  }
  facts->rises = facts->rises && value >= facts->last;
  facts->counts = facts->counts && value == facts->last + 1.0;
  facts->last = value;
  ++facts->n_numbers;
}

static void
note_facts(const Text* text, const Columns* columns, Survey* survey)
{
  TextCursor cursor = { 0, 0 };
  Span line;
  Cells cells;
  while (text_next_whole_line(text, &cursor, &line)) {
    if (is_row(line, columns->separator, &cells)) {
      for (size_t i = 0; i < cells.n; ++i) {
        double value = 0.0;
        if (cell_read(cells.cell[i], columns->style, &value) == CELL_NUMBER) {
          note_number(&survey->facts[i], value);
        }
      }
    }
  }
}

/* --- choice --------------------------------------------------------------- */

static bool
is_frequency(const Facts* facts)
{
  return facts->n_numbers >= MEASUREMENT_ROWS_MIN && facts->rises &&
         facts->first >= 0.0 && facts->last > 8.0 * facts->first;
}

/* Without titles: the first column, unless another one alone rises as
   frequencies do, or the first only counts the rows. */
static void
choose_without_titles(Columns* columns, const Survey* survey)
{
  const Facts* const facts = survey->facts;
  if (!facts[0].rises || facts[0].counts) {
    size_t n = 0;
    size_t rising = 0;
    for (size_t i = survey->n_cells; i-- > 1;) {
      rising = is_frequency(&facts[i]) ? i : rising;
      n += is_frequency(&facts[i]);
    }
    columns->frequency = n == 1 ? rising : 0;
  }
  size_t level = columns->frequency + 1;
  for (size_t i = survey->n_cells; i-- > 0;) {
    if (i != columns->frequency && facts[i].n_numbers > 0 &&
        (i > columns->frequency || level >= survey->n_cells)) {
      level = i;
    }
  }
  columns->level[0] = level;
  columns->n_levels = 1;
}

/** The columns with titles and data by what the titles say. */
typedef struct {
  NameKind kind[CELLS_MAX]; ///< NAME_FREQUENCY for all other columns
  size_t n[NAME_N_KINDS];
  size_t first[NAME_N_KINDS];
} Sorted;

static void
sort_columns(const Columns* columns, const Survey* survey, Sorted* sorted)
{
  memset(sorted, 0, sizeof(*sorted));
  for (size_t i = survey->titles.n; i-- > 0;) {
    const Span title = survey->titles.cell[i];
    const NameKind kind = column_name_kind(title);
    const bool has_data =
      title.start < title.end && survey->facts[i].n_numbers > 0;
    sorted->kind[i] =
      i == columns->frequency || !has_data ? NAME_FREQUENCY : kind;
    if (sorted->kind[i] != NAME_FREQUENCY) {
      ++sorted->n[kind];
      sorted->first[kind] = i;
    }
  }
}

/* Up to two columns of one kind each. */
static bool
choose(Columns* columns, const Sorted* sorted, NameKind a, NameKind b)
{
  if (sorted->n[a] > 1 || sorted->n[b] > 1 ||
      sorted->n[a] + sorted->n[b] == 0) {
    return false;
  }
  columns->n_levels = 0;
  if (sorted->n[a]) {
    columns->level[columns->n_levels++] = sorted->first[a];
  }
  if (sorted->n[b] && b != a) {
    columns->level[columns->n_levels++] = sorted->first[b];
  }
  return true;
}

static void
write_title(Writer* writer, Span title)
{
  writer_text(writer, "%.*s", (int)(title.end - title.start), title.start);
}

/* "raw" or "mean of Left and Right", if there was a choice. */
static void
name_chosen(Columns* columns, const Survey* survey, const Sorted* sorted)
{
  size_t n = 0;
  for (int kind = NAME_OTHER; kind < NAME_NO_LEVEL; ++kind) {
    n += kind == NAME_FREQUENCY ? 0 : sorted->n[kind];
  }
  if (n < 2) {
    return;
  }
  Writer writer = writer_begin(columns->names, sizeof(columns->names));
  writer_text(&writer, columns->n_levels > 1 ? "mean of " : "column ");
  write_title(&writer, survey->titles.cell[columns->level[0]]);
  if (columns->n_levels > 1) {
    writer_text(&writer, " and ");
    write_title(&writer, survey->titles.cell[columns->level[1]]);
  }
  writer_end(&writer);
}

static MeasurementStatus
refuse(Columns* columns, const Survey* survey, const Sorted* sorted)
{
  Writer writer = writer_begin(columns->names, sizeof(columns->names));
  size_t n = 0;
  size_t n_choices = 0;
  for (size_t i = 0; i < survey->titles.n; ++i) {
    const NameKind kind = sorted->kind[i];
    if (kind == NAME_FREQUENCY) {
      continue;
    }
    n_choices += kind != NAME_TARGET && kind != NAME_NO_LEVEL;
    writer_text(&writer, n++ ? ", " : "");
    write_title(&writer, survey->titles.cell[i]);
  }
  writer_end(&writer);
  if (n == 0) { // nothing to choose from: the rows will tell
    choose_without_titles(columns, survey);
    return MEASUREMENT_OK;
  }
  return n_choices ? MEASUREMENT_SEVERAL_COLUMNS : MEASUREMENT_NO_LEVEL_COLUMN;
}

static MeasurementStatus
choose_by_titles(Columns* columns, const Survey* survey)
{
  Sorted sorted;
  sort_columns(columns, survey, &sorted);
  columns->is_raw = choose(columns, &sorted, NAME_RAW, NAME_RAW);
  bool chosen = columns->is_raw;
  if (!chosen && !sorted.n[NAME_RAW]) {
    chosen = choose(columns, &sorted, NAME_MEAN, NAME_MEAN) ||
             choose(columns, &sorted, NAME_LEFT, NAME_RIGHT) ||
             choose(columns, &sorted, NAME_LEVEL, NAME_LEVEL);
    columns->is_error =
      !chosen && choose(columns, &sorted, NAME_ERROR, NAME_ERROR);
    chosen = chosen || columns->is_error;
  }
  const size_t n_named = sorted.n[NAME_RAW] + sorted.n[NAME_MEAN] +
                         sorted.n[NAME_LEFT] + sorted.n[NAME_RIGHT] +
                         sorted.n[NAME_LEVEL];
  if (!chosen && !n_named) {
    chosen = choose(columns, &sorted, NAME_OTHER, NAME_OTHER);
  }
  if (chosen) {
    name_chosen(columns, survey, &sorted);
    return MEASUREMENT_OK;
  }
  return refuse(columns, survey, &sorted);
}

MeasurementStatus
columns_find(const Text* text, Columns* columns)
{
  Survey survey;
  memset(&survey, 0, sizeof(survey));
  memset(columns, 0, sizeof(*columns));
  columns->separator = cells_find_separator(text);
  columns->style = cells_style(columns->separator);
  columns->hz_per_unit = 1.0;
  note_style(text, columns, &survey);
  find_titles(text, columns, &survey);
  note_facts(text, columns, &survey);
  if (!survey.has_titles || survey.n_cells < 2) {
    choose_without_titles(columns, &survey);
    return MEASUREMENT_OK;
  }
  (void)titles_find_frequency(
    &survey.titles, survey.n_cells, &columns->frequency);
  if (span_contains(survey.titles.cell[columns->frequency], "khz")) {
    columns->hz_per_unit = 1000.0;
  }
  return choose_by_titles(columns, &survey);
}
