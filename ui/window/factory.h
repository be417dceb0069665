// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FACTORY_H
#define EARCUP_FACTORY_H

/* The factory presets, generated from presets/NAME.preset. */

#include "plugin/ports.h"

#include <stdbool.h>

typedef struct {
  const char* name;
  const char* bank;
  const char* comment;
  float value[PORT_COUNT]; ///< of the ports a preset holds; NaN leaves one
                           ///< as it is
} FactoryPreset;

/** In the order of the menu: bank by bank. */
extern const FactoryPreset factory[];
extern const unsigned n_factory;

/** Whether presets set that port. Thread: any. */
bool factory_holds(PortIndex port);

/** The preset that these values are, n_factory if none. Thread: any. */
unsigned factory_find(const float* value);

#endif
