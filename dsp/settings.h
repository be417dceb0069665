// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SETTINGS_H
#define EARCUP_SETTINGS_H

/* What comes in by the door, and what it is called behind it. */

#include "dsp/door/settings.h"
#include "dsp/engine/crossfeed.h"
#include "dsp/model/simulation.h"

/** True if every value is within its range. Thread: any. */
bool settings_are_possible(const EarcupSettings* settings);

/** Without files. Thread: any. */
Simulation settings_simulation(const EarcupSimulation* from);

/** Thread: any. */
Crossfeed settings_crossfeed(const EarcupCrossfeed* from);

#endif
