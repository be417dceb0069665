// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PARAMETERS_H
#define EARCUP_PARAMETERS_H

/* What values of control ports mean to the models, for plugin and window. */

#include "plugin/ports.h"

#include "dsp/engine/crossfeed.h"
#include "dsp/model/simulation.h"

/** @param value of each port, within its range
    @return a simulation without files. Thread: any. */
Simulation parameters_simulation(const float value[PORT_COUNT]);

/** Thread: any. */
Crossfeed parameters_crossfeed(const float value[PORT_COUNT]);

#endif
