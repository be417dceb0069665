// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/mapping.h"

#include "plugin/text/textwriter.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"
#define DEGREE "\xC2\xB0"

double
mapping_position(PortIndex port, double value)
{
  const PortInfo* info = &ports[port];
  const double span = (double)info->max - info->min;
  return fmax(0.0, fmin(1.0, (value - info->min) / span));
}

double
mapping_value(PortIndex port, double position)
{
  const PortInfo* info = &ports[port];
  const double span = (double)info->max - info->min;
  const double value = info->min + span * fmax(0.0, fmin(1.0, position));
  return info->flags & FLAG_INTEGER ? round(value) : value;
}

double
mapping_step(PortIndex port)
{
  const PortInfo* info = &ports[port];
  if (info->flags & (FLAG_ENUM | FLAG_TOGGLE | FLAG_INTEGER)) {
    return 1.0;
  }
  switch (info->unit) {
    case UNIT_DB:
      return fmin(1.0, 0.05 * ((double)info->max - info->min));
    case UNIT_PERCENT:
    case UNIT_DEGREE:
      return 5.0;
    default:
      return 0.05 * ((double)info->max - info->min);
  }
}

double
mapping_detent(PortIndex port, double position, double tolerance)
{
  const PortInfo* info = &ports[port];
  const double zero = info->min < 0.0F && info->max > 0.0F
                        ? mapping_position(port, 0.0)
                        : mapping_position(port, info->dflt);
  const double middle = port == PORT_MORPH ? 0.5 : zero;
  const double candidates[] = {
    mapping_position(port, info->dflt), zero, middle, 0.0, 1.0
  };
  double best = position;
  double distance = tolerance;
  for (size_t i = 0; i < sizeof(candidates) / sizeof(*candidates); ++i) {
    const double d = fabs(candidates[i] - position);
    if (d < distance) {
      distance = d;
      best = candidates[i];
    }
  }
  return best;
}

double
mapping_origin(PortIndex port)
{
  const PortInfo* info = &ports[port];
  const bool both = info->min < 0.0F && info->max > 0.0F;
  return both ? mapping_position(port, 0.0) : 0.0;
}

void
mapping_number(double value, unsigned decimals, bool sign, char* text)
{
  static const double power[] = { 1.0, 10.0, 100.0, 1000.0 };
  const double size = fmin(1e9, fabs(value));
  const bool is_zero = size * power[decimals] < 0.5;
  Writer writer = writer_begin(text, 24);
  writer_text(&writer,
              "%s",
              is_zero       ? ""
              : value < 0.0 ? MINUS
              : sign        ? "+"
                            : "");
  writer_number(&writer, size, decimals);
}

void
mapping_frequency(double frequency_hz, char* text)
{
  char number[24];
  const bool kilo = frequency_hz >= 999.5;
  const double shown = kilo ? frequency_hz / 1000.0 : frequency_hz;
  const unsigned decimals = !kilo ? 0 : shown < 9.995 ? 2 : 1;
  mapping_number(shown, decimals, false, number);
  snprintf(text, 24, "%.14s %s", number, kilo ? "kHz" : "Hz");
}

static const char*
choice_label(PortIndex port, double value)
{
  const size_t n = ports_n_choices(port);
  for (size_t i = 0; i < n; ++i) {
    const PortChoice choice = ports_choice(port, i);
    if (fabs(choice.value - value) < 0.5) {
      return choice.label;
    }
  }
  return NULL;
}

void
mapping_format(PortIndex port, double value, char* text)
{
  const PortInfo* info = &ports[port];
  char number[24];
  if (info->flags & FLAG_TOGGLE) {
    snprintf(text, MAPPING_TEXT, "%s", value > 0.5 ? "On" : "Off");
    return;
  }
  if (info->flags & FLAG_ENUM) {
    const char* label = choice_label(port, value);
    if (label) {
      snprintf(text, MAPPING_TEXT, "%s", label);
    } else {
      snprintf(text, MAPPING_TEXT, "Missing headphone %d", (int)lround(value));
    }
    return;
  }
  if (info->flags & FLAG_INTEGER) {
    mapping_number(value, 0, false, text);
    return;
  }
  const bool signed_range = info->min < 0.0F && info->max > 0.0F;
  switch (info->unit) {
    case UNIT_DB:
      if (port == PORT_OUTSIDE_LEVEL && value <= info->min) {
        snprintf(text, MAPPING_TEXT, "Off");
        return;
      }
      mapping_number(
        value, info->max - info->min <= 2.0F ? 2 : 1, signed_range, number);
      snprintf(text, MAPPING_TEXT, "%s dB", number);
      return;
    case UNIT_DEGREE:
      mapping_number(value, 0, false, number);
      snprintf(text, MAPPING_TEXT, "%s" DEGREE, number);
      return;
    case UNIT_PERCENT:
      mapping_number(value, 0, signed_range, number);
      snprintf(text, MAPPING_TEXT, "%s %%", number);
      return;
    default:
      mapping_number(100.0 * value, 0, false, number);
      snprintf(text, MAPPING_TEXT, "%s %%", number);
      return;
  }
}
