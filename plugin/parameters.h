// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PARAMETERS_H
#define EARCUP_PARAMETERS_H

/* What values of control ports mean to the models, for plugin and window. */

#include "plugin/ports.h"

#include "dsp/engine/crossfeed.h"
#include "dsp/model/simulation.h"

#include <stdbool.h>

/** @param value of each port, within its range
    @return a simulation without files. Thread: any. */
Simulation parameters_simulation(const float value[PORT_COUNT]);

/** Thread: any. */
Crossfeed parameters_crossfeed(const float value[PORT_COUNT]);

/** True if anything is done to the sound. Thread: any.
    @param exporting the host renders offline */
bool parameters_enabled(const float value[PORT_COUNT], bool exporting);

/** True if there is a sound outside the cups. Thread: any. */
bool parameters_has_outside(const float value[PORT_COUNT]);

#endif
