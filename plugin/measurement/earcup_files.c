// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The part of the door that reads. */

#include "dsp/earcup.h"

#include "dsp/engine/engine.h"
#include "plugin/measurement/measurement.h"

#include <stdlib.h>

/** Give a file the circuit that goes best with it. */
static void
fit_circuit(const Measurement* measurement, FileSlot slot, MeasuredFiles* files)
{
  const MeasuredResponse response =
    measurement_response(measurement, HOUSING_NONE);
  CircuitFit fit;
  if (slot == FILE_WEARING || !circuit_fit_is_possible(&response)) {
    return;
  }
  circuit_fit_begin(&fit, &response);
  while (!circuit_fit_step(&fit)) {
  }
  const CircuitFound found = circuit_fit_found(&fit);
  measured_files_set_circuit(
    files, slot, &found.housing, found.type, found.certainty);
}

/** @param message says why not, else it is "" */
static EarcupStatus
read_text(const EarcupText* text,
          FileSlot slot,
          MeasuredFiles* files,
          char* message,
          size_t size)
{
  Measurement measurement;
  const MeasurementStatus status =
    measurement_parse(text->data, text->size, &measurement);
  if (status) {
    measurement_explain(status, &measurement, message, size);
    return status == MEASUREMENT_NO_MEMORY ? EARCUP_NO_MEMORY
                                           : EARCUP_BAD_MEASUREMENT;
  }
  files->present[slot] = true;
  files->curve[slot] = measurement.curve;
  fit_circuit(&measurement, slot, files);
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
        read_text(&text[slot], (FileSlot)slot, files, message, message_size);
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
