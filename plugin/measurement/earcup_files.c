// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The part of the door that reads. */

#include "dsp/earcup.h"

#include "plugin/measurement/measurement.h"

#include <stdlib.h>

/** @param message says why not, else it is "" */
static EarcupStatus
read_text(const EarcupText* text,
          EarcupFileSlot slot,
          EarcupFiles* files,
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
  const EarcupMeasurement response = measurement_response(&measurement);
  if (!earcup_put_file(files, slot, &response, NULL, "")) {
    return EARCUP_NO_MEMORY;
  }
  bool is_done = false;
  return earcup_file(files, slot).can_have_circuit
           ? earcup_fit_file(files, slot, EARCUP_NO_HOUSING, 0, &is_done)
           : EARCUP_OK;
}

EarcupFiles*
earcup_read_files(double rate_hz,
                  const EarcupText text[EARCUP_FILE_SLOTS],
                  EarcupStatus* status,
                  char* message,
                  size_t message_size)
{
  EarcupFiles* files = earcup_copy_files(NULL, false);
  EarcupStatus result = files ? EARCUP_OK : EARCUP_NO_MEMORY;
  bool any = false;
  message[0] = '\0';
  for (int slot = 0; slot < EARCUP_FILE_SLOTS && !result; ++slot) {
    if (text[slot].size > 0) {
      any = true;
      result = read_text(
        &text[slot], (EarcupFileSlot)slot, files, message, message_size);
    }
  }
  if (!result) {
    result = earcup_design_files(files, rate_hz);
  }
  if (result || !any) {
    earcup_free_files(files);
    files = NULL;
  }
  if (status) {
    *status = result;
  }
  return files;
}
