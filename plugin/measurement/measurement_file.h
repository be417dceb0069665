// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MEASUREMENT_FILE_H
#define EARCUP_MEASUREMENT_FILE_H

#include "plugin/measurement/measurement.h"

/**
   Read a measurement from a regular file, at most MEASUREMENT_SIZE_MAX bytes.
   A pipe or device is refused without waiting for it.

   @param path absolute or relative to the working folder
   @param result as measurement_parse()
   Thread: worker or any but rt (reads files, allocates).
*/
MeasurementStatus measurement_load(const char* path, Measurement* result);

#endif
