// SPDX-License-Identifier: GPL-3.0-or-later
#include "eqline.h"

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
  { "Modal", BIQUAD_PEAK },     { "LS", BIQUAD_LOW_SHELF },
  { "LSC", BIQUAD_LOW_SHELF },  { "LSQ", BIQUAD_LOW_SHELF },
  { "HS", BIQUAD_HIGH_SHELF },  { "HSC", BIQUAD_HIGH_SHELF },
  { "HSQ", BIQUAD_HIGH_SHELF }, { "LP", BIQUAD_LOW_PASS },
  { "LPQ", BIQUAD_LOW_PASS },   { "HP", BIQUAD_HIGH_PASS },
  { "HPQ", BIQUAD_HIGH_PASS },  { "BP", BIQUAD_BAND_PASS },
  { "NO", BIQUAD_NOTCH },       { "AP", BIQUAD_ALL_PASS }
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

/* One of "Fc 100 Hz", "Gain 3 dB", "Q 0.7", "BW Oct 1.5", slope "12 dB". */
static bool
take_property(Span* rest, Biquad* filter, Properties* properties)
{
  const Span before = *rest;
  const Span word = span_take_word(rest);
  if (span_equals(word, "Fc")) {
    properties->has_frequency = true;
    return eqline_take_quantity(rest, "Hz", &filter->frequency_hz);
  }
  if (span_equals(word, "Gain")) {
    properties->has_gain = true;
    return eqline_take_quantity(rest, "dB", &filter->gain_db);
  }
  if (span_equals(word, "Q")) {
    properties->width_kind = WIDTH_Q;
    return eqline_take_quantity(rest, "", &properties->width);
  }
  if (span_equals(word, "BW")) {
    properties->width_kind = WIDTH_OCTAVES;
    return span_equals(span_take_word(rest), "Oct") &&
           eqline_take_quantity(rest, "", &properties->width);
  }
  properties->width_kind = WIDTH_SLOPE;
  *rest = before;
  return !properties->has_frequency &&
         eqline_take_quantity(rest, "dB", &properties->width);
}

static bool
is_shelf(BiquadType type)
{
  return type == BIQUAD_LOW_SHELF || type == BIQUAD_HIGH_SHELF;
}

/* Equalizer APO moves the corner of a shelf to its middle before it designs
   it: half of |gain| / (12 S) octaves. */
static void
settle_shelf(Biquad* filter, const Properties* properties)
{
  const double slope = properties->width_kind == WIDTH_SLOPE
                         ? properties->width / UNIT_SLOPE_DB
                         : DEFAULT_SLOPE;
  filter->q = biquad_q_of_slope(filter->gain_db, slope);
  if (properties->is_corner) {
    const double factor = pow(10.0, fabs(filter->gain_db) / 80.0 / slope);
    filter->frequency_hz *=
      filter->type == BIQUAD_LOW_SHELF ? factor : 1.0 / factor;
  }
}

/* Give the filter its Q, false if the line does not tell. */
static bool
settle_width(Biquad* filter, const Properties* properties)
{
  const WidthKind kind = properties->width_kind;
  const bool has_default =
    filter->type != BIQUAD_PEAK && filter->type != BIQUAD_ALL_PASS;
  if (kind == WIDTH_Q) {
    filter->q = properties->width;
  } else if (kind == WIDTH_OCTAVES) {
    const double octaves = fmin(properties->width, BANDWIDTH_MAX_OCTAVES);
    filter->q = biquad_q_of_bandwidth(filter->frequency_hz, octaves);
  } else if (is_shelf(filter->type)) {
    settle_shelf(filter, properties);
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

MeasurementStatus
eqline_read_filter(Span value, Biquad* filter)
{
  Properties properties;
  memset(&properties, 0, sizeof(properties));
  memset(filter, 0, sizeof(*filter));
  const Span type = span_take_word(&value);
  if (!find_type(type, &filter->type)) {
    return MEASUREMENT_BAD_FILTER;
  }
  properties.is_corner = span_equals(type, "LS") || span_equals(type, "HS");
  while (value = span_trim(value), value.start < value.end) {
    if (!take_property(&value, filter, &properties)) {
      return MEASUREMENT_BAD_FILTER;
    }
  }
  const bool needs_gain = filter->type == BIQUAD_PEAK || is_shelf(filter->type);
  if (!properties.has_frequency || (needs_gain && !properties.has_gain)) {
    return MEASUREMENT_BAD_FILTER;
  }
  if (!is_within(filter->frequency_hz, FILTER_MIN_HZ, FILTER_MAX_HZ)) {
    return MEASUREMENT_BAD_FREQUENCY;
  }
  if (!is_within(filter->gain_db, -GAIN_MAX_DB, GAIN_MAX_DB)) {
    return MEASUREMENT_BAD_LEVEL;
  }
  if (!settle_width(filter, &properties) ||
      !is_within(filter->q, Q_MIN, Q_MAX)) {
    return MEASUREMENT_BAD_FILTER;
  }
  return is_within(filter->frequency_hz, FILTER_MIN_HZ, FILTER_MAX_HZ)
           ? MEASUREMENT_OK
           : MEASUREMENT_BAD_FREQUENCY;
}
