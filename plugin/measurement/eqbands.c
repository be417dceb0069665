// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/eqbands.h"

#include "plugin/measurement/eqline.h"

static Span
take_band(Span* bands)
{
  Span band = { bands->start, bands->start };
  while (band.end < bands->end && *band.end != ';') {
    ++band.end;
  }
  bands->start = band.end < bands->end ? band.end + 1 : band.end;
  return span_trim(band);
}

MeasurementStatus
eqbands_read(Span value, NumberStyle style, Rows* bands)
{
  MeasurementStatus status = MEASUREMENT_OK;
  while (!status && value.start < value.end) {
    Span band = take_band(&value);
    if (band.start == band.end) {
      continue; // behind the last semicolon
    }
    Row row;
    status = eqline_take_hz(&band, style, &row.hz) &&
                 eqline_take_quantity(&band, "dB", &row.db) &&
                 span_trim(band).start == band.end
               ? rows_add(bands, row)
               : MEASUREMENT_NOT_A_NUMBER;
  }
  return status ? status : (bands->n ? MEASUREMENT_OK : MEASUREMENT_BAD_FILTER);
}

void
eqbands_note_style(Span value, NumberStyle* style)
{
  while (value.start < value.end) {
    Span band = take_band(&value);
    numbers_note(span_take_word(&band), true, style);
    numbers_note(span_take_word(&band), false, style);
  }
}
