// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/eqline.h"

#include <math.h>
#include <string.h>

#define FILTER_MIN_HZ 1.0
#define FILTER_MAX_HZ 23900.0 // below half of BIQUAD_RATE_HZ
#define GAIN_MAX_DB 100.0
#define Q_MIN 0.01
#define Q_MAX 1000.0
#define BANDWIDTH_MAX_OCTAVES 12.0
#define UNIT_SLOPE_DB 12.0 // dB in "LS 12 dB" for a slope S = 1
#define DEFAULT_SLOPE 0.9
#define UNGROUPED_MIN_HZ 20.0 // below: rather thousands than decimals
#define DEFAULT_NOTCH_Q 30.0

bool
eqline_split(Span line, EqLine* command)
{
  const char* colon = line.start;
  while (colon < line.end && *colon != ':') {
    ++colon;
  }
  if (colon == line.end || *line.start == '#') {
    return false;
  }
  Span before = { line.start, colon };
  command->key = span_take_word(&before);
  command->value = span_trim((Span){ colon + 1, line.end });
  before = span_trim(before);
  double number = 0.0;
  return before.start == before.end ||
         (span_take_number(&before, false, &number) &&
          before.start == before.end);
}

bool
eqline_take_quantity(Span* span, const char* unit, double* value)
{
  *span = span_trim(*span);
  if (!span_take_number(span, true, value)) {
    return false;
  }
  Span rest = *span;
  const Span word = span_take_word(&rest);
  if (span_equals(word, unit)) {
    *span = rest;
    return true;
  }
  const bool glued = word.start < word.end && word.start == span->start;
  return !glued;
}

bool
eqline_take_hz(Span* span, NumberStyle style, double* hz)
{
  Span rest = span_trim(*span);
  if (!numbers_take(&rest, style, hz)) {
    return false;
  }
  Span behind = rest;
  const Span word = span_take_word(&behind);
  const bool kilo = span_equals(word, "kHz");
  if (kilo || span_equals(word, "Hz")) {
    rest = behind;
  } else if (word.start < word.end && word.start == rest.start) {
    return false; // glued to the number
  }
  *hz *= kilo ? 1000.0 : 1.0;
  *span = rest;
  return true;
}

bool
eqline_take_frequency(Span* span, NumberStyle style, double* hz)
{
  const Span start = *span;
  style.blanks = true;
  if (!eqline_take_hz(span, style, hz)) {
    return false;
  }
  if (*hz < UNGROUPED_MIN_HZ && !style.point && !style.comma) {
    const NumberStyle others[] = { { true, false, true },
                                   { false, true, true } };
    for (size_t i = 0; i < 2; ++i) {
      Span again = start;
      double grouped_hz = 0.0;
      if (eqline_take_hz(&again, others[i], &grouped_hz) && grouped_hz > *hz) {
        *hz = grouped_hz;
      }
    }
  }
  return true;
}

void
eqline_note_style(Span value, NumberStyle* style)
{
  Span before = { value.start, value.start };
  while (value.start < value.end) {
    const Span word = span_take_word(&value);
    const bool frequency = span_equals(before, "Fc");
    if (frequency || span_equals(before, "Gain") || span_equals(before, "Q") ||
        span_equals(before, "Oct")) {
      numbers_note(word, frequency, style);
    }
    before = word;
  }
}

/** How a filter line gives its width. */
typedef enum { WIDTH_DEFAULT, WIDTH_Q, WIDTH_OCTAVES, WIDTH_SLOPE } WidthKind;

typedef struct {
  bool is_corner; ///< Fc of a shelf is its corner, not half its gain
  bool has_frequency;
  bool has_gain;
  WidthKind width_kind;
  double width;
} Properties;

typedef struct {
  const char* word;
  BiquadType type;
} TypeName;

static const TypeName type_names[] = {
  { "PK", BIQUAD_PEAK },        { "PEQ", BIQUAD_PEAK },
  { "Peak", BIQUAD_PEAK },      { "Peaking", BIQUAD_PEAK },
  { "Modal", BIQUAD_PEAK },     { "LS", BIQUAD_LOW_SHELF },
  { "LS_Q", BIQUAD_LOW_SHELF }, { "HS_Q", BIQUAD_HIGH_SHELF },
  { "LP_Q", BIQUAD_LOW_PASS },  { "HP_Q", BIQUAD_HIGH_PASS },
  { "Notch", BIQUAD_NOTCH },    { "LSC", BIQUAD_LOW_SHELF },
  { "LSQ", BIQUAD_LOW_SHELF },  { "HS", BIQUAD_HIGH_SHELF },
  { "HSC", BIQUAD_HIGH_SHELF }, { "HSQ", BIQUAD_HIGH_SHELF },
  { "LP", BIQUAD_LOW_PASS },    { "LPQ", BIQUAD_LOW_PASS },
  { "HP", BIQUAD_HIGH_PASS },   { "HPQ", BIQUAD_HIGH_PASS },
  { "BP", BIQUAD_BAND_PASS },   { "NO", BIQUAD_NOTCH },
  { "AP", BIQUAD_ALL_PASS }
};

static bool
find_type(Span word, BiquadType* type)
{
  for (size_t i = 0; i < sizeof(type_names) / sizeof(type_names[0]); ++i) {
    if (span_equals(word, type_names[i].word)) {
      *type = type_names[i].type;
      return true;
    }
  }
  return false;
}

/* "Q" of "LS Q" or the slope of "LS 6dB" and "LSC 9 dB". */
static void
take_subtype(Span* rest, Properties* properties)
{
  Span ahead = *rest;
  if (span_equals(span_take_word(&ahead), "Q")) {
    Span number = ahead;
    double value = 0.0;
    if (!eqline_take_quantity(&number, "", &value)) {
      *rest = ahead;
      properties->is_corner = false;
    }
    return;
  }
  ahead = *rest;
  double slope_db = 0.0;
  if (eqline_take_quantity(&ahead, "dB", &slope_db)) {
    *rest = ahead;
    properties->width_kind = WIDTH_SLOPE;
    properties->width = slope_db;
  }
}

/* One of "Fc 100 Hz", "Gain 3 dB", "Q 0.7", "BW Oct 1.5" or a word that says
   nothing about the filter. The first of each counts. */
static bool
take_property(Span* rest,
              NumberStyle style,
              Biquad* filter,
              Properties* properties)
{
  const Span word = span_take_word(rest);
  const bool octaves = span_equals(word, "BW");
  double again = 0.0;
  if (span_equals(word, "Fc")) {
    double* const hz =
      properties->has_frequency ? &again : &filter->frequency_hz;
    properties->has_frequency = true;
    return eqline_take_frequency(rest, style, hz);
  }
  if (span_equals(word, "Gain")) {
    double* const db = properties->has_gain ? &again : &filter->gain_db;
    properties->has_gain = true;
    return eqline_take_quantity(rest, "dB", db);
  }
  if (span_equals(word, "Q") || octaves) {
    const bool first = properties->width_kind == WIDTH_DEFAULT;
    if (first) {
      properties->width_kind = octaves ? WIDTH_OCTAVES : WIDTH_Q;
    }
    return (!octaves || span_equals(span_take_word(rest), "Oct")) &&
           eqline_take_quantity(rest, "", first ? &properties->width : &again);
  }
  return true;
}

static bool
is_shelf(BiquadType type)
{
  return type == BIQUAD_LOW_SHELF || type == BIQUAD_HIGH_SHELF;
}

/* Equalizer APO moves the corner of a shelf to its middle before it designs
   it: half of |gain| / (12 S) octaves. */
static void
move_corner(Biquad* filter, double slope)
{
  const double factor = pow(10.0, fabs(filter->gain_db) / 80.0 / slope);
  filter->frequency_hz *=
    filter->type == BIQUAD_LOW_SHELF ? factor : 1.0 / factor;
}

/* Without a width of its own a shelf's Fc is its middle, whatever its name. */
static void
settle_shelf(Biquad* filter, const Properties* properties)
{
  double slope = DEFAULT_SLOPE;
  if (properties->width_kind == WIDTH_Q) {
    filter->q = properties->width;
    slope = biquad_slope_of_q(filter->gain_db, filter->q);
  } else {
    slope = properties->width_kind == WIDTH_SLOPE
              ? properties->width / UNIT_SLOPE_DB
              : DEFAULT_SLOPE;
    filter->q = biquad_q_of_slope(filter->gain_db, slope);
  }
  if (properties->is_corner && properties->width_kind != WIDTH_DEFAULT) {
    move_corner(filter, slope);
  }
}

/* Give the filter its Q, false if the line does not tell. */
static bool
settle_width(Biquad* filter, const Properties* properties)
{
  const WidthKind kind = properties->width_kind;
  const bool has_default =
    filter->type != BIQUAD_PEAK && filter->type != BIQUAD_ALL_PASS;
  if (is_shelf(filter->type) && kind != WIDTH_OCTAVES) {
    settle_shelf(filter, properties);
  } else if (kind == WIDTH_Q) {
    filter->q = properties->width;
  } else if (kind == WIDTH_OCTAVES) {
    const double octaves = fmin(properties->width, BANDWIDTH_MAX_OCTAVES);
    filter->q = biquad_q_of_bandwidth(filter->frequency_hz, octaves);
  } else {
    filter->q = filter->type == BIQUAD_NOTCH ? DEFAULT_NOTCH_Q : sqrt(0.5);
    return has_default && kind == WIDTH_DEFAULT;
  }
  return true;
}

static bool
is_within(double value, double min, double max)
{
  return value >= min && value <= max; // false for NaN
}

bool
eqline_is_frequency(double hz)
{
  return is_within(hz, FILTER_MIN_HZ, FILTER_MAX_HZ);
}

static bool
needs_gain(const Biquad* filter)
{
  return filter->type == BIQUAD_PEAK || is_shelf(filter->type);
}

bool
eqline_is_flat(const Biquad* filter)
{
  return needs_gain(filter) && filter->gain_db == 0.0;
}

static MeasurementStatus
check(Biquad* filter, const Properties* properties)
{
  if (needs_gain(filter) && !properties->has_gain) {
    return MEASUREMENT_NO_GAIN;
  }
  if (eqline_is_flat(filter)) {
    return MEASUREMENT_OK;
  }
  if (!properties->has_frequency) {
    return MEASUREMENT_NO_FREQUENCY;
  }
  if (!eqline_is_frequency(filter->frequency_hz)) {
    return MEASUREMENT_BAD_FREQUENCY;
  }
  if (!is_within(filter->gain_db, -GAIN_MAX_DB, GAIN_MAX_DB)) {
    return MEASUREMENT_BAD_LEVEL;
  }
  if (!settle_width(filter, properties) ||
      !is_within(filter->q, Q_MIN, Q_MAX)) {
    return MEASUREMENT_NO_WIDTH;
  }
  return eqline_is_frequency(filter->frequency_hz) ? MEASUREMENT_OK
                                                   : MEASUREMENT_BAD_FREQUENCY;
}

MeasurementStatus
eqline_read_filter(Span value, NumberStyle style, Biquad* filter)
{
  Properties properties;
  memset(&properties, 0, sizeof(properties));
  memset(filter, 0, sizeof(*filter));
  const char* const remark =
    (const char*)memchr(value.start, '#', (size_t)(value.end - value.start));
  value.end = remark ? remark : value.end;
  const Span type = span_take_word(&value);
  if (!find_type(type, &filter->type)) {
    return MEASUREMENT_UNKNOWN_FILTER;
  }
  properties.is_corner = span_equals(type, "LS") || span_equals(type, "HS");
  take_subtype(&value, &properties);
  while (value = span_trim(value), value.start < value.end) {
    if (!take_property(&value, style, filter, &properties)) {
      return MEASUREMENT_BAD_FILTER;
    }
  }
  return check(filter, &properties);
}
