// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_DESKTOP_DEVICE_H
#define EARCUP_AUDITION_DESKTOP_DEVICE_H

#include "ui/audition/pipewire.h"

/** Choose the sink that Earcup stands before: the one asked for by its node
    name or description, else what `device` holds already, else the default one.
    Where the session manager inserts filters by itself, none is no fault: it
    follows the default.

    @param asked may be NULL
    @param device node name on the heap or NULL; replaced by the choice
    False, with a message, if there is no such device, or none at all. */
bool desktop_choose_device(const PipeWire* pipewire,
                           const char* asked,
                           char** device);

#endif
