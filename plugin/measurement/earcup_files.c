// SPDX-License-Identifier: GPL-3.0-or-later

/* The part of the door that reads. */

#include "dsp/earcup.h"

#include "dsp/engine/engine.h"
#include "plugin/measurement/measurement.h"

#include <stdlib.h>

/** @param message says why not, else it is "" */
static EarcupStatus
read_text(const EarcupText* text, Curve* curve, char* message, size_t size)
{
  Measurement measurement;
  const MeasurementStatus status =
    measurement_parse(text->data, text->size, &measurement);
  if (status) {
    measurement_explain(status, &measurement, message, size);
    return status == MEASUREMENT_NO_MEMORY ? EARCUP_NO_MEMORY
                                           : EARCUP_BAD_MEASUREMENT;
  }
  *curve = measurement.curve;
  return EARCUP_OK;
}

EarcupFiles*
earcup_read_files(double rate_hz,
                  const EarcupText text[3],
                  EarcupStatus* status,
                  char* message,
                  size_t message_size)
{
  MeasuredFiles* const files = calloc(1, sizeof(*files));
  LoadedFiles* loaded = NULL;
  EarcupStatus result = files ? EARCUP_OK : EARCUP_NO_MEMORY;
  message[0] = '\0';
  if (!(rate_hz >= ENGINE_RATE_MIN_HZ && rate_hz <= ENGINE_RATE_MAX_HZ)) {
    result = EARCUP_BAD_RATE;
  }
  for (int slot = 0; slot < FILE_SLOTS && !result; ++slot) {
    if (text[slot].size > 0) {
      result =
        read_text(&text[slot], &files->curve[slot], message, message_size);
      files->present[slot] = true;
    }
  }
  if (!result && !engine_load_files(rate_hz, files, &loaded)) {
    result = EARCUP_NO_MEMORY;
  }
  free(files);
  if (status) {
    *status = result;
  }
  return (EarcupFiles*)loaded;
}
