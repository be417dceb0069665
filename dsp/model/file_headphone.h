// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_HEADPHONE_H
#define EARCUP_FILE_HEADPHONE_H

#include "dsp/model/file_slot.h"
#include "dsp/model/headphones.h"
#include "dsp/model/response.h"

#include <stdbool.h>

/** Measured responses the user has loaded, relative to neutral, aligned; and
    the circuits that some of them were fitted with. */
typedef struct {
  bool present[FILE_SLOTS];
  Curve curve[FILE_SLOTS];
  bool has_circuit[FILE_SLOTS];    ///< then it is a headphone like any other:
  Headphone headphone[FILE_SLOTS]; ///< its row
  double certainty[FILE_SLOTS];    ///< of its type, 0..1; 1 if it was told
  Curve rest[FILE_SLOTS];          ///< what the circuit leaves unexplained, dB
} MeasuredFiles;

/**
   Give a file a circuit: over-ear, passive, and by itself as it was measured.

   @param files where the slot is present
   @param housing without gaps and port, all parameters > 0
   @param type not HOUSING_NONE
   @param certainty of that
   Thread: any. Cannot fail. About 0.1 ms.
*/
void measured_files_set_circuit(MeasuredFiles* files,
                                FileSlot slot,
                                const Housing* housing,
                                HousingType type,
                                double certainty);

#endif
