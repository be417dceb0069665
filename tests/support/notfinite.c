// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A plugin that passes its input on, or by its control what is not finite
   wherever that is loud: 1 not a number, 2 infinity. */

#include <lv2/core/lv2.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PORTS = 5 };

typedef struct {
  float* port[PORTS];
} NotFinite;

static LV2_Handle
instantiate(const LV2_Descriptor* descriptor,
            double rate_hz,
            const char* path,
            const LV2_Feature* const* features)
{
  (void)descriptor;
  (void)rate_hz;
  (void)path;
  (void)features;
  return calloc(1, sizeof(NotFinite));
}

static void
connect_port(LV2_Handle handle, uint32_t port, void* data)
{
  ((NotFinite*)handle)->port[port] = data;
}

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

static const LV2_Descriptor descriptor = {
  "urn:earcup:notfinite", instantiate, connect_port, NULL, run, NULL, free, NULL
};

LV2_SYMBOL_EXPORT const LV2_Descriptor*
lv2_descriptor(uint32_t index)
{
  return index ? NULL : &descriptor;
}
