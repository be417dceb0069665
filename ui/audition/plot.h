// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_PLOT_H
#define EARCUP_AUDITION_PLOT_H

#include "ui/audition/response.h"

/** Draw the responses into a PNG or SVG file, as its ending says. False, with a
   message and nothing left behind, if it cannot be written. */
bool plot_write(const char* path,
                const char* title,
                const char* subtitle,
                const Response* responses,
                size_t n_responses);

#endif
