// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Any bytes as a measured file: a finite, levelled curve or a complaint.

#include "dsp/model/response.h"
#include "plugin/measurement/measurement.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

static void
require(int condition)
{
  if (!condition) {
    abort();
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
  static Measurement result;
  char message[MEASUREMENT_MESSAGE_SIZE];
  const MeasurementStatus status = measurement_parse(data, size, &result);
  require(status < MEASUREMENT_N_STATUS);
  measurement_explain(status, &result, message, sizeof(message));
  require(strlen(message) > 5 && strlen(message) < sizeof(message) - 1);
  if (status) {
    return 0;
  }
  measurement_describe(&result, message, sizeof(message));
  require(strlen(message) > 5 && strlen(message) < sizeof(message) - 1);
  require(result.line == 0);
  require(result.kind != MEASUREMENT_CURVE ||
          result.rows >= MEASUREMENT_ROWS_MIN);
  require(result.first_hz <= result.last_hz);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    require(isfinite(result.curve.db[i]) && fabs(result.curve.db[i]) <= 100.0);
  }
  require(fabs(curve_mean(&result.curve, 300.0, 3000.0)) < 1.0);
  return 0;
}
