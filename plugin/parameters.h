// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PARAMETERS_H
#define EARCUP_PARAMETERS_H

/* What values of control ports mean to the models, for plugin and window. */

#include "dsp/earcup.h"
#include "plugin/ports.h"

#include <stdbool.h>

/** @param value of each port, within its range
    @return settings that earcup_set() takes. Thread: any. */
EarcupSettings parameters_settings(const float value[PORT_COUNT]);

/** The crossfeed of these. Thread: any. */
EarcupCrossfeed parameters_crossfeed(const float value[PORT_COUNT]);

/** True if anything is done to the sound. Thread: any.
    @param exporting the host renders offline */
bool parameters_enabled(const float value[PORT_COUNT], bool exporting);

/** True if there is a sound outside the cups. Thread: any. */
bool parameters_has_outside(const float value[PORT_COUNT]);

#endif
