// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/measurement_eq.h"

#include "plugin/measurement/eqbands.h"
#include "plugin/measurement/eqline.h"
#include "plugin/measurement/eqtable.h"
#include "plugin/measurement/resample.h"

#include <math.h>
#include <string.h>

#define SAME_DB 0.01 // left and right are one filter

/** A configuration while it is read. */
typedef struct {
  Measurement* result; ///< its curve is that of the left channel
  EarcupCurve right;
  NumberStyle style;
  bool is_left; ///< the filters that follow are for this channel
  bool is_right;
  size_t channel_line; ///< the first that chose one of them
  Span device;         ///< the one that follows; empty means all
  size_t device_line;
  Span filtered_device; ///< the one that has had filters
  size_t n_commands;
} Config;

static bool
is_any_of(Span key, const char* const* words, size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    if (span_equals(key, words[i])) {
      return true;
    }
  }
  return false;
}

/* Commands that would change the sound in a way a response cannot show. */
static bool
is_beyond_filters(Span key)
{
  static const char* const words[] = {
    "Copy",  "Convolution",       "If", "ElseIf", "Else", "Eval", "VSTPlugin",
    "EndIf", "LoudnessCorrection"
  };
  return is_any_of(key, words, sizeof(words) / sizeof(words[0]));
}

static bool
is_state(Span value)
{
  const Span word = span_take_word(&value);
  return span_equals(word, "ON") || span_equals(word, "OFF");
}

/* Words that no title of a measurement begins with. */
static bool
is_plain_command(const EqLine* command)
{
  static const char* const words[] = {
    "GraphicEQ", "Include", "Convolution", "VSTPlugin", "LoudnessCorrection"
  };
  double gain_db = 0.0;
  Span value = command->value;
  return is_any_of(command->key, words, sizeof(words) / sizeof(words[0])) ||
         (span_equals(command->key, "Filter") && is_state(value)) ||
         (span_equals(command->key, "Preamp") &&
          eqline_take_quantity(&value, "dB", &gain_db));
}

bool
eq_recognise(const Text* text)
{
  TextCursor cursor = { 0, 0 };
  Span line;
  while (text_next_line(text, &cursor, &line)) {
    EqLine command;
    EqTable table;
    if (eqtable_begin(line, &table) ||
        (eqline_split(line, &command) && is_plain_command(&command))) {
      return true;
    }
  }
  return false;
}

/* --- filters -------------------------------------------------------------- */

static void
count_band(Measurement* result, double frequency_hz)
{
  const bool first = result->rows++ == 0;
  result->first_hz =
    first ? frequency_hz : fmin(result->first_hz, frequency_hz);
  result->last_hz = first ? frequency_hz : fmax(result->last_hz, frequency_hz);
}

static bool
same_text(Span a, Span b)
{
  const size_t length = (size_t)(a.end - a.start);
  return length == (size_t)(b.end - b.start) &&
         !memcmp(a.start, b.start, length);
}

/* What filters one device has must not be added to those of another. */
static MeasurementStatus
claim_device(Config* config)
{
  if (config->device.start == config->device.end) {
    return MEASUREMENT_OK;
  }
  if (!config->filtered_device.start) {
    config->filtered_device = config->device;
  }
  if (same_text(config->filtered_device, config->device)) {
    return MEASUREMENT_OK;
  }
  config->result->line = config->device_line;
  return MEASUREMENT_SEVERAL_DEVICES;
}

static void
add_db(Config* config, size_t point, double db)
{
  config->result->curve.db[point] += config->is_left ? db : 0.0;
  config->right.db[point] += config->is_right ? db : 0.0;
}

static MeasurementStatus
apply_filter(Span value, Config* config)
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
  MeasurementStatus status = eqline_read_filter(value, config->style, &filter);
  const bool flat = !status && eqline_is_flat(&filter);
  if (flat && !eqline_is_frequency(filter.frequency_hz)) {
    return MEASUREMENT_OK; // an empty place
  }
  status = status ? status : claim_device(config);
  if (!status && flat) {
    count_band(config->result, filter.frequency_hz);
  } else if (!status) {
    const BiquadShape shape = biquad_shape(&filter);
    for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
      add_db(
        config, i, biquad_shape_db(&shape, biquad_warp(earcup_grid_hz(i))));
    }
    if (config->is_left) {
      count_band(config->result, filter.frequency_hz);
    }
  }
  return status;
}

/* --- graphic equaliser ---------------------------------------------------- */

static MeasurementStatus
apply_graphic(Span value, Config* config)
{
  Rows bands;
  memset(&bands, 0, sizeof(bands));
  MeasurementStatus status = eqbands_read(value, config->style, &bands);
  status = status ? status : claim_device(config);
  if (!status) {
    for (size_t i = 0; config->is_left && i < bands.n; ++i) {
      count_band(config->result, bands.row[i].hz);
      ++config->result->bands;
    }
    rows_merge(&bands);
    for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
      add_db(config, i, rows_at(&bands, earcup_grid_hz(i)));
    }
    config->result->kind = MEASUREMENT_GRAPHIC;
  }
  rows_free(&bands);
  return status;
}

/* --- the other commands --------------------------------------------------- */

/* "L R", "all", "1,2", "C SUB". */
static void
choose_channels(Span value, size_t line, Config* config)
{
  config->is_left = false;
  config->is_right = false;
  while (value.start < value.end) {
    Span word = { value.start, value.start };
    while (word.end < value.end && *word.end != ',' && *word.end != ' ' &&
           *word.end != '\t') {
      ++word.end;
    }
    value.start = word.end < value.end ? word.end + 1 : word.end;
    const bool all = span_equals(word, "all");
    config->is_left |= all || span_equals(word, "L") || span_equals(word, "1");
    config->is_right |= all || span_equals(word, "R") || span_equals(word, "2");
  }
  if (config->is_left != config->is_right && !config->channel_line) {
    config->channel_line = line;
  }
}

static void
choose_device(Span value, size_t line, Config* config)
{
  const Span all = { value.start, value.start };
  config->device = span_equals(value, "all") ? all : value;
  config->device_line = line;
}

static MeasurementStatus
apply(const EqLine* command, size_t line, Config* config)
{
  Span value = command->value;
  double gain_db = 0.0;
  if (span_equals(command->key, "Filter")) {
    ++config->n_commands;
    return apply_filter(value, config);
  }
  if (span_equals(command->key, "GraphicEQ")) {
    ++config->n_commands;
    return apply_graphic(value, config);
  }
  if (span_equals(command->key, "Channel")) {
    choose_channels(value, line, config);
  } else if (span_equals(command->key, "Device")) {
    choose_device(value, line, config);
  } else if (span_equals(command->key, "Preamp") && config->is_left &&
             eqline_take_quantity(&value, "dB", &gain_db)) {
    config->result->preamp_db += gain_db;
  } else if (span_equals(command->key, "Include")) {
    return MEASUREMENT_INCLUDES;
  }
  return is_beyond_filters(command->key) ? MEASUREMENT_UNKNOWN_COMMAND
                                         : MEASUREMENT_OK;
}

/* --- whole texts ---------------------------------------------------------- */

static NumberStyle
find_style(const Text* text)
{
  NumberStyle style = { false, false, false };
  TextCursor cursor = { 0, 0 };
  Span line;
  EqTable table;
  bool in_table = false;
  char row[EQTABLE_TEXT_SIZE];
  while (text_next_line(text, &cursor, &line)) {
    EqLine command;
    if (in_table && eqtable_row(&table, line, row)) {
      eqline_note_style((Span){ row, row + strlen(row) }, &style);
    } else if (eqtable_begin(line, &table)) {
      in_table = true;
    } else if (!eqline_split(line, &command)) {
      continue;
    } else if (span_equals(command.key, "GraphicEQ")) {
      eqbands_note_style(command.value, &style);
    } else if (span_equals(command.key, "Filter")) {
      eqline_note_style(command.value, &style);
    } else if (span_equals(command.key, "Preamp")) {
      numbers_note(span_take_word(&command.value), false, &style);
    }
  }
  return style;
}

/* A row of a table is a filter as well. */
static MeasurementStatus
read_line(Span line, size_t number, EqTable* table, Config* config)
{
  EqLine command;
  char row[EQTABLE_TEXT_SIZE];
  if (table->type && eqtable_row(table, line, row)) {
    ++config->n_commands;
    return apply_filter((Span){ row, row + strlen(row) }, config);
  }
  EqTable begun;
  if (eqtable_begin(line, &begun)) {
    *table = begun;
    ++config->n_commands; // a table of no filters changes nothing
    return MEASUREMENT_OK;
  }
  return eqline_split(line, &command) ? apply(&command, number, config)
                                      : MEASUREMENT_OK;
}

static bool
is_one_filter(const Config* config)
{
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    if (fabs(config->result->curve.db[i] - config->right.db[i]) > SAME_DB) {
      return false;
    }
  }
  return true;
}

MeasurementStatus
eq_read(const Text* text, Measurement* result)
{
  Config config;
  EqTable table = { 0, 0, 0, 0, 0 };
  memset(&config, 0, sizeof(config));
  config.result = result;
  config.style = find_style(text);
  config.is_left = true;
  config.is_right = true;
  result->kind = MEASUREMENT_PARAMETRIC;
  TextCursor cursor = { 0, 0 };
  Span line;
  while (text_next_line(text, &cursor, &line)) {
    MeasurementStatus status = read_line(line, cursor.line, &table, &config);
    if (config.n_commands > MEASUREMENT_FILTERS_MAX) {
      status = MEASUREMENT_TOO_MANY_ROWS;
    }
    if (status) {
      result->line = result->line ? result->line : cursor.line;
      return status;
    }
  }
  if (!is_one_filter(&config)) {
    result->line = config.channel_line;
    return MEASUREMENT_ONE_CHANNEL;
  }
  return config.n_commands ? MEASUREMENT_OK : MEASUREMENT_NO_DATA;
}
