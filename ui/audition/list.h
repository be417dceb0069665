// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_LIST_H
#define EARCUP_AUDITION_LIST_H

#include "ui/audition/host.h"

/** Print presets by bank, then controls with range, default and choices, on
    standard output. */
void list_print(const Host* host);

#endif
