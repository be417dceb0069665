// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_HEADPHONE_H
#define EARCUP_FILE_HEADPHONE_H

#include "dsp/model/file_slot.h"
#include "dsp/model/headphones.h"
#include "dsp/model/response.h"

#include <stdbool.h>

/** A response as it was measured. */
typedef EarcupMeasurement MeasuredResponse;

/** A file that the user has loaded, and the circuit that it was fitted with. */
typedef struct {
  bool present;
  MeasuredResponse response; ///< its type: what the user says that it is
  bool has_circuit;          ///< then it is a headphone like any other:
  Headphone headphone;       ///< its row
  double certainty;          ///< of its type, 0..1; 1 if it was told
  Curve rest;                ///< what the circuit leaves unexplained, dB
} MeasuredFile;

/** Those of all places. */
typedef struct {
  MeasuredFile file[FILE_SLOTS];
} MeasuredFiles;

/**
   Give a file a circuit: over-ear, passive, and by itself as it was measured.

   @param file that is present
   @param housing without gaps and port, all parameters > 0
   @param type not HOUSING_NONE
   @param certainty of that
   Thread: any. Cannot fail. About 0.1 ms.
*/
void measured_file_set_circuit(MeasuredFile* file,
                               const Housing* housing,
                               HousingType type,
                               double certainty);

#endif
