// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_AUDITION_EXPORT_H
#define EARCUP_AUDITION_EXPORT_H

#include "audition_setup.h"

/** Write the measured response of a preset (NULL: defaults) to `path` as up to
    20 parametric filters in the syntax of Equalizer APO, and print how well
    they fit. False, with a message and nothing left behind, on failure. */
bool export_write(const Setup* setup,
                  const HostPreset* preset,
                  const char* path);

#endif
