// SPDX-License-Identifier: GPL-3.0-or-later
#include "measurement_eq.h"

#include "eqline.h"
#include "resample.h"

#include <math.h>
#include <string.h>

static bool
is_state(Span value)
{
  const Span word = span_take_word(&value);
  return span_equals(word, "ON") || span_equals(word, "OFF");
}

bool
eq_recognise(const Text* text)
{
  TextCursor cursor = { 0, 0 };
  Span line;
  while (text_next_line(text, &cursor, &line)) {
    EqLine command;
    if (!eqline_split(line, &command)) {
      continue;
    }
    double gain_db = 0.0;
    if (span_equals(command.key, "GraphicEQ") ||
        (span_equals(command.key, "Filter") && is_state(command.value)) ||
        (span_equals(command.key, "Preamp") &&
         eqline_take_quantity(&command.value, "dB", &gain_db))) {
      return true;
    }
  }
  return false;
}

static void
count_band(Measurement* result, double frequency_hz)
{
  const bool first = result->rows++ == 0;
  result->first_hz =
    first ? frequency_hz : fmin(result->first_hz, frequency_hz);
  result->last_hz = first ? frequency_hz : fmax(result->last_hz, frequency_hz);
}

static MeasurementStatus
apply_filter(Span value, Measurement* result)
{
  const Span state = span_take_word(&value);
  Span rest = value;
  const Span type = span_take_word(&rest);
  if (span_equals(state, "OFF") || span_equals(type, "None")) {
    return MEASUREMENT_OK;
  }
  if (!span_equals(state, "ON")) {
    return MEASUREMENT_BAD_FILTER;
  }
  Biquad filter;
  const MeasurementStatus status = eqline_read_filter(value, &filter);
  if (!status) {
    const BiquadShape shape = biquad_shape(&filter);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      result->curve.db[i] += biquad_shape_db(&shape, biquad_warp(grid_hz(i)));
    }
    count_band(result, filter.frequency_hz);
  }
  return status;
}

/* "20 0; 21 -1.5; ..." into rows. */
static MeasurementStatus
read_bands(Span value, Rows* bands)
{
  MeasurementStatus status = MEASUREMENT_OK;
  while (!status && value.start < value.end) {
    Span band = { value.start, value.start };
    while (band.end < value.end && *band.end != ';') {
      ++band.end;
    }
    value.start = band.end < value.end ? band.end + 1 : band.end;
    band = span_trim(band);
    if (band.start == band.end) {
      continue; // behind the last semicolon
    }
    Row row;
    status = eqline_take_quantity(&band, "Hz", &row.hz) &&
                 eqline_take_quantity(&band, "dB", &row.db) &&
                 band.start == band.end
               ? rows_add(bands, row)
               : MEASUREMENT_NOT_A_NUMBER;
  }
  return status ? status
                : (bands->n ? MEASUREMENT_OK : MEASUREMENT_TOO_FEW_ROWS);
}

static MeasurementStatus
apply_graphic(Span value, Measurement* result)
{
  Rows bands;
  memset(&bands, 0, sizeof(bands));
  const MeasurementStatus status = read_bands(value, &bands);
  if (!status) {
    for (size_t i = 0; i < bands.n; ++i) {
      count_band(result, bands.row[i].hz);
    }
    rows_merge(&bands);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      result->curve.db[i] += rows_at(&bands, grid_hz(i));
    }
    result->kind = MEASUREMENT_GRAPHIC;
  }
  rows_free(&bands);
  return status;
}

/* Commands that would change the sound in a way a response cannot show. */
static bool
is_beyond_filters(const EqLine* command)
{
  static const char* const words[] = {
    "Include", "Copy", "Convolution", "If",    "ElseIf",
    "Else",    "Eval", "VSTPlugin",   "EndIf", "LoudnessCorrection"
  };
  for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); ++i) {
    if (span_equals(command->key, words[i])) {
      return true;
    }
  }
  return span_equals(command->key, "Channel") &&
         !span_equals(command->value, "all");
}

static MeasurementStatus
apply(const EqLine* command, Measurement* result)
{
  if (span_equals(command->key, "Filter")) {
    return apply_filter(command->value, result);
  }
  if (span_equals(command->key, "GraphicEQ")) {
    return apply_graphic(command->value, result);
  }
  return is_beyond_filters(command) ? MEASUREMENT_UNKNOWN_COMMAND
                                    : MEASUREMENT_OK;
}

MeasurementStatus
eq_read(const Text* text, Measurement* result)
{
  TextCursor cursor = { 0, 0 };
  Span line;
  size_t n_commands = 0;
  result->kind = MEASUREMENT_PARAMETRIC;
  while (text_next_line(text, &cursor, &line)) {
    EqLine command;
    if (!eqline_split(line, &command)) {
      continue;
    }
    n_commands += span_equals(command.key, "Filter") ||
                  span_equals(command.key, "GraphicEQ");
    const MeasurementStatus status = n_commands > MEASUREMENT_FILTERS_MAX
                                       ? MEASUREMENT_TOO_MANY_ROWS
                                       : apply(&command, result);
    if (status) {
      result->line = cursor.line;
      return status;
    }
  }
  return n_commands ? MEASUREMENT_OK : MEASUREMENT_NO_DATA;
}
