// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A plugin that passes its input on, or by its control what is not finite
   wherever that is loud: 1 not a number, 2 infinity. */

#include "tests/support/plain_plugin.h"

#include <math.h>
#include <string.h>

enum { PORTS = 5 };

typedef struct {
  float* port[PORTS];
} NotFinite;

static void
run(LV2_Handle handle, uint32_t n)
{
  const NotFinite* const self = handle;
  const float poison[] = { 0.0F, NAN, INFINITY };
  const int which = (int)self->port[4][0];
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      const float x = self->port[c][i];
      self->port[2 + c][i] = which && fabsf(x) > 0.2F ? poison[which] : x;
    }
  }
}

PLAIN_PLUGIN("urn:earcup:notfinite", NotFinite)
