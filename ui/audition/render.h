// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_RENDER_H
#define EARCUP_AUDITION_RENDER_H

#include "ui/audition/plan.h"

/** Do a task whose input can be used: play it through the plugin, write the
    file, if there is one, and print what came out in a line that begins with
    the task's name, padded to `width`; quiet: without progress. False, with a
    message and nothing left behind, on any failure. */
bool render(const Task* task, int width, bool quiet);

#endif
