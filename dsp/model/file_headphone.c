// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/file_headphone.h"

#include <math.h>
#include <string.h>

/* Where the network is no longer valid, a twin keeps the level of its own. */
#define AIR_FIRST_HZ 11000.0
#define AIR_LAST_HZ 16500.0
#define AIR_MAX_DB 6.0

void
measured_file_set_circuit(MeasuredFile* file,
                          const Housing* housing,
                          HousingType type,
                          double certainty)
{
  const Curve* const curve = &file->response.relative;
  const double air_db = curve_mean(curve, AIR_FIRST_HZ, AIR_LAST_HZ);
  Headphone* const headphone = &file->headphone;
  memset(headphone, 0, sizeof(*headphone));
  headphone->id = HEADPHONE_MEASURED_FILE;
  headphone->name = headphone->maker = headphone->credit = "";
  headphone->type = type;
  headphone->coupling = COUPLING_OVER_EAR;
  headphone->housing = *housing;
  headphone->tightness = -1.0;
  headphone->air_db = fmin(fmax(air_db, -AIR_MAX_DB), AIR_MAX_DB);
  headphone->rms_db = headphone->lab_db = -1.0;

  Curve* const rest = &file->rest;
  response_of_housing(housing, headphone->air_db, rest);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    rest->db[i] = curve->db[i] - rest->db[i];
  }
  file->has_circuit = true;
  file->certainty = certainty;
}
