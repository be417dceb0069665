// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_AUDITION_RENDER_H
#define EARCUP_AUDITION_RENDER_H

#include "audition_setup.h"

/** Play the options' input through the plugin with a preset (NULL: defaults),
    write it to `path` (NULL: only measure) and print what came out in a line
    that begins with `name`, padded to `width`. False, with a message and
    nothing left behind, on any failure and when interrupted. */
bool render(const Setup* setup,
            const HostPreset* preset,
            const char* path,
            const char* name,
            int width);

#endif
