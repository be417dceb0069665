// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/filter/pole_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_HZ 15.0
#define LAST_HZ 20500.0
#define LAST_OF_RATE 0.47
#define END_OF_RATE 0.49
#define JUDGED_FIRST_HZ 19.9
#define JUDGED_LAST_HZ 20000.0
#define JUDGED_OF_RATE 0.42

struct PoleSet {
  double rate_hz;
  double ridge;
  float* emphasis;
  Poles poles;
  GridSpan span;
};

PoleSet*
pole_set_new(double rate_hz,
             const Poles* poles,
             double ridge,
             const float* emphasis)
{
  PoleSet* const pole_set = calloc(1, sizeof(*pole_set));
  if (!pole_set) {
    return NULL;
  }
  pole_set->rate_hz = rate_hz;
  pole_set->ridge = ridge;
  pole_set->poles = *poles;
  if (emphasis) {
    pole_set->emphasis = malloc(WARPED_POINTS * sizeof(*emphasis));
    if (!pole_set->emphasis) {
      pole_set_free(pole_set);
      return NULL;
    }
    memcpy(pole_set->emphasis, emphasis, WARPED_POINTS * sizeof(*emphasis));
  }

  const double last_hz = fmin(LAST_HZ, LAST_OF_RATE * rate_hz);
  const double judged_hz = fmin(JUDGED_LAST_HZ, JUDGED_OF_RATE * rate_hz);
  for (size_t i = 0; i < WARPED_POINTS; ++i) {
    const double hz = warped_hz(pole_set->rate_hz, i);
    pole_set->span.first += hz < FIRST_HZ;
    pole_set->span.last += hz <= last_hz;
    pole_set->span.end += hz < END_OF_RATE * rate_hz;
    pole_set->span.judged_first += hz < JUDGED_FIRST_HZ;
    pole_set->span.judged_end += hz <= judged_hz;
  }
  return pole_set;
}

PoleSet*
pole_set_copy(const PoleSet* pole_set)
{
  return pole_set_new(
    pole_set->rate_hz, &pole_set->poles, pole_set->ridge, pole_set->emphasis);
}

void
pole_set_free(PoleSet* pole_set)
{
  if (pole_set) {
    free(pole_set->emphasis);
    free(pole_set);
  }
}

double
pole_set_rate_hz(const PoleSet* pole_set)
{
  return pole_set->rate_hz;
}

const Poles*
pole_set_poles(const PoleSet* pole_set)
{
  return &pole_set->poles;
}

double
pole_set_ridge(const PoleSet* pole_set)
{
  return pole_set->ridge;
}

const float*
pole_set_emphasis(const PoleSet* pole_set)
{
  return pole_set->emphasis;
}

GridSpan
pole_set_span(const PoleSet* pole_set)
{
  return pole_set->span;
}
