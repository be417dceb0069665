// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/measurement.h"

#include "dsp/model/response.h"
#include "dsp/model/target.h"
#include "plugin/measurement/measurement_eq.h"
#include "plugin/measurement/measurement_rows.h"
#include "plugin/measurement/resample.h"
#include "plugin/measurement/textlines.h"

#include <math.h>
#include <string.h>

#define NODES_MIN 5 // frequencies apart enough to be told apart
#define LEVEL_LOW_HZ 300.0
#define LEVEL_HIGH_HZ 3000.0
#define SHAPE_LOW_HZ 300.0
#define SHAPE_HIGH_HZ 12500.0
/* Between relative and absolute curves of 137 headphones this share parts
   best: real curves lean to less treble than the target. */
#define SHAPE_SHARE (1.0 / 3.0)
#define RELATIVE_MAX_DB 100.0
#define OUTSIDE_MAX_DB 6.0 // from the last level that is heard
#define AUDIBLE_LOW_HZ 20.0
#define AUDIBLE_HIGH_HZ 20000.0

typedef enum { OVERRIDE_NONE, OVERRIDE_ABSOLUTE, OVERRIDE_RELATIVE } Override;

/* The user's word on a comment line. */
static Override
find_override(const Text* text)
{
  Override found = OVERRIDE_NONE;
  TextCursor cursor = { 0, 0 };
  Span line;
  while (text_next_line(text, &cursor, &line)) {
    const char* const start = line.start;
    while (line.start < line.end && strchr("#*;!%/ ", *line.start)) {
      ++line.start;
    }
    if (line.start == start || !span_starts_with(line, "earcup:")) {
      continue;
    }
    line.start += strlen("earcup:");
    const Span word = span_trim(line);
    if (span_equals(word, "absolute")) {
      found = OVERRIDE_ABSOLUTE;
    } else if (span_equals(word, "relative")) {
      found = OVERRIDE_RELATIVE;
    }
  }
  return found;
}

/* Least-squares share of the target's shape in the rows. */
static double
target_share(const Rows* rows)
{
  double n = 0.0;
  double t_sum = 0.0;
  double y_sum = 0.0;
  double tt_sum = 0.0;
  double ty_sum = 0.0;
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    const double hz = earcup_grid_hz(i);
    if (hz < fmax(SHAPE_LOW_HZ, rows->row[0].hz) ||
        hz > fmin(SHAPE_HIGH_HZ, rows->row[rows->n - 1].hz)) {
      continue;
    }
    const double t = target_db(hz);
    const double y = rows_at(rows, hz);
    n += 1.0;
    t_sum += t;
    y_sum += y;
    tt_sum += t * t;
    ty_sum += t * y;
  }
  return (n * ty_sum - t_sum * y_sum) / (n * tt_sum - t_sum * t_sum);
}

static MeasurementMeaning
meaning_of(const Rows* rows, Override override)
{
  if (override) {
    return override == OVERRIDE_ABSOLUTE ? MEASUREMENT_ABSOLUTE
                                         : MEASUREMENT_RELATIVE;
  }
  if (rows->columns.is_raw || rows->columns.is_error) {
    return rows->columns.is_raw ? MEASUREMENT_ABSOLUTE : MEASUREMENT_RELATIVE;
  }
  return target_share(rows) > SHAPE_SHARE ? MEASUREMENT_ABSOLUTE
                                          : MEASUREMENT_RELATIVE;
}

/* The target is taken off before the rows are interpolated and held, so that
   a file that ends at 10 kHz is held relative to it. */
static void
subtract_target(Rows* rows)
{
  for (size_t i = 0; i < rows->n; ++i) {
    rows->row[i].db -= target_db(rows->row[i].hz);
  }
}

static MeasurementStatus
rows_to_result(Rows* rows, Override override, Measurement* result)
{
  result->kind = MEASUREMENT_CURVE;
  result->rows = rows->n;
  result->empty_rows = rows->n_empty;
  rows_merge(rows);
  result->first_hz = rows->row[0].hz;
  result->last_hz = rows->row[rows->n - 1].hz;
  if (rows->n < NODES_MIN) {
    return MEASUREMENT_TOO_FEW_ROWS;
  }
  if (result->first_hz > LEVEL_LOW_HZ || result->last_hz < LEVEL_HIGH_HZ) {
    return MEASUREMENT_TOO_NARROW;
  }
  result->meaning = meaning_of(rows, override);
  if (result->meaning == MEASUREMENT_ABSOLUTE) {
    subtract_target(rows);
  }
  rows_to_curve(rows, &result->curve);
  return MEASUREMENT_OK;
}

static MeasurementStatus
read_curve(const Text* text, Override override, Measurement* result)
{
  Rows rows;
  MeasurementStatus status = rows_read(text, &rows);
  result->line = rows.error_line;
  memcpy(result->columns, rows.columns.names, sizeof(result->columns));
  if (!status) {
    status = rows_to_result(&rows, override, result);
  }
  rows_free(&rows);
  return status;
}

static MeasurementStatus
read_equaliser(const Text* text, Override override, Measurement* result)
{
  const MeasurementStatus status = eq_read(text, result);
  result->meaning = override == OVERRIDE_ABSOLUTE   ? MEASUREMENT_ABSOLUTE
                    : override == OVERRIDE_RELATIVE ? MEASUREMENT_RELATIVE
                                                    : MEASUREMENT_CORRECTION;
  for (size_t i = 0; !status && i < EARCUP_GRID_POINTS; ++i) {
    double* const db = result->curve.db + i;
    if (result->meaning == MEASUREMENT_CORRECTION) {
      *db = -*db;
    } else if (result->meaning == MEASUREMENT_ABSOLUTE) {
      *db -= target_db(earcup_grid_hz(i));
    }
  }
  return status;
}

/* Levels far off the mean cannot be meant. Where nobody hears them (AutoEq
   writes -84 dB at 10 Hz) they must not strain the filters either. */
static MeasurementStatus
check_levels(EarcupCurve* curve)
{
  const double low_db = curve_at(curve, AUDIBLE_LOW_HZ);
  const double high_db = curve_at(curve, AUDIBLE_HIGH_HZ);
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    const double hz = earcup_grid_hz(i);
    double* const db = curve->db + i;
    if (hz < AUDIBLE_LOW_HZ) {
      *db = fmax(low_db - OUTSIDE_MAX_DB, fmin(*db, low_db + OUTSIDE_MAX_DB));
    } else if (hz > AUDIBLE_HIGH_HZ) {
      *db = fmax(high_db - OUTSIDE_MAX_DB, fmin(*db, high_db + OUTSIDE_MAX_DB));
    }
    if (!isfinite(*db) || fabs(*db) > RELATIVE_MAX_DB) {
      return MEASUREMENT_BAD_LEVEL;
    }
  }
  return MEASUREMENT_OK;
}

static MeasurementStatus
read_text(const Text* text, Measurement* result)
{
  const Override override = find_override(text);
  const MeasurementStatus status = eq_recognise(text)
                                     ? read_equaliser(text, override, result)
                                     : read_curve(text, override, result);
  if (status) {
    return status;
  }
  (void)curve_align(&result->curve);
  return check_levels(&result->curve);
}

static bool
is_all_blank(const Text* text)
{
  TextCursor cursor = { 0, 0 };
  Span line;
  while (text_next_line(text, &cursor, &line)) {
    if (line.start < line.end) {
      return false;
    }
  }
  return true;
}

MeasurementStatus
measurement_parse(const void* data, size_t size, Measurement* result)
{
  memset(result, 0, sizeof(*result));
  if (size > MEASUREMENT_SIZE_MAX) {
    return MEASUREMENT_TOO_LARGE;
  }
  Text text;
  MeasurementStatus status = MEASUREMENT_OK;
  switch (text_decode(data, size, &text)) {
    case TEXT_NO_MEMORY:
      status = MEASUREMENT_NO_MEMORY;
      break;
    case TEXT_BINARY:
      status = MEASUREMENT_BINARY;
      break;
    case TEXT_OK:
      status =
        is_all_blank(&text) ? MEASUREMENT_EMPTY : read_text(&text, result);
      break;
  }
  text_free(&text);
  return status;
}

EarcupMeasurement
measurement_response(const Measurement* result)
{
  const bool is_curve = result->kind == MEASUREMENT_CURVE;
  return (EarcupMeasurement){ result->curve,
                              is_curve ? result->first_hz : earcup_grid_hz(0),
                              is_curve ? result->last_hz
                                       : earcup_grid_hz(EARCUP_GRID_POINTS - 1),
                              result->meaning == MEASUREMENT_CORRECTION,
                              EARCUP_NO_HOUSING };
}
