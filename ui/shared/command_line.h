// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_COMMAND_LINE_H
#define EARCUP_COMMAND_LINE_H

/* Settings as the command that renders the same. */

#include "dsp/earcup.h"
#include "plugin/ports.h"

#include <stddef.h>

/**
   Write the command for a shell: every control that is not at its default, to
   the bit; measured files that are in use. "Off in the export" is left out, for
   the command renders an export.

   @param value PORT_COUNT control values
   @param path of each measured file, "" = none
   @param text receives a terminated text, cut to size bytes; NULL if size = 0
   @return length of the whole text without its terminator
   Thread: any.
*/
size_t command_line(const float* value,
                    const char* const path[EARCUP_FILE_SLOTS],
                    char* text,
                    size_t size);

#endif
