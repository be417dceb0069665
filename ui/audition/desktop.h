// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_DESKTOP_H
#define EARCUP_AUDITION_DESKTOP_H

/* Earcup for everything the computer plays (PipeWire). */

#include "ui/audition/host.h"
#include "ui/audition/options.h"

/** Do what --desktop asks for. False, with a message that says what to do, if
    it cannot be done; what was before then stays as it was. */
bool desktop_run(Host* host, const Options* options);

#endif
