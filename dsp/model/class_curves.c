// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/class_curves.h"

#include <math.h>
#include <stddef.h>

#define POINTS 120
#define FIRST_HZ 20.0
#define PER_OCTAVE 12.0

static const double curve_db[CLASS_CURVES][POINTS] = {
#include "dsp/model/class_curves.inc"
};

double
class_curve_db(ClassCurve curve, double frequency_hz)
{
  const double* const db = curve_db[curve];
  const double x = PER_OCTAVE * log2(frequency_hz / FIRST_HZ);
  if (!(x > 0.0)) {
    return db[0];
  }
  if (x >= POINTS - 1) {
    return db[POINTS - 1];
  }
  const size_t i = (size_t)x;
  return db[i] + (x - (double)i) * (db[i + 1] - db[i]);
}
