// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A plugin that passes its input on late, which it tells, and adds what comes
   in by its side chain. */

#include "tests/support/plain_plugin.h"

/** Ports: the side chain stands before the inputs. */
enum { SIDE, IN, OUT = IN + 2, LATENCY = OUT + 2, PORTS, LATE = 100 };

typedef struct {
  float* port[PORTS];
  float past[2][LATE];
  unsigned at;
} Late;

static void
run(LV2_Handle handle, uint32_t n)
{
  Late* const self = handle;
  self->port[LATENCY][0] = LATE;
  for (uint32_t i = 0; i < n; ++i) {
    for (int c = 0; c < 2; ++c) {
      float* const past = &self->past[c][self->at];
      const float x = self->port[IN + c][i];
      self->port[OUT + c][i] = *past + self->port[SIDE][i];
      *past = x;
    }
    self->at = (self->at + 1) % LATE;
  }
}

PLAIN_PLUGIN("urn:earcup:late", Late)
