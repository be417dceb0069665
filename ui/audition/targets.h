// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_TARGETS_H
#define EARCUP_AUDITION_TARGETS_H

#include "ui/audition/plan.h"

/** Would every file that is to be written be one of its own: none that is read,
    none that is written twice, none where standard output goes, whatever links
    lead there? False, with a message, if not. */
bool targets_check(const Plan* plan);

#endif
