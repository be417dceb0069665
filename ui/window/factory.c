// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/factory.h"

#include <math.h>

#define PRESET(name, bank, comment, ...)                                       \
  { name, bank, comment, { __VA_ARGS__ } },
const FactoryPreset factory[] = {
#include "presets_data.h"
};
#undef PRESET

const unsigned n_factory = sizeof(factory) / sizeof(*factory);

bool
factory_holds(PortIndex port)
{
#define PRESET(...)
#define HELD(index) [index] = true,
  static const bool held[PORT_COUNT] = {
#include "presets_data.h"
  };
#undef HELD
#undef PRESET
  return held[port];
}

/** Whether the settings are those of a preset, where it has a say. */
static bool
equal(const FactoryPreset* preset, const float* value)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (factory_holds((PortIndex)p) &&
        fabsf(preset->value[p] - value[p]) > 1e-4F) {
      return false;
    }
  }
  return true;
}

unsigned
factory_find(const float* value)
{
  unsigned i = 0;
  while (i < n_factory && !equal(&factory[i], value)) {
    ++i;
  }
  return i;
}
