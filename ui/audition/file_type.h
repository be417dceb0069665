// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_FILE_TYPE_H
#define EARCUP_AUDITION_FILE_TYPE_H

/* What kind of headphone a measured file is of, by its number in the plugin's
   properties: 0 for the plugin to guess it. */

#include <stdbool.h>

/** Read a name: guess, open, semi-open or closed. False, with a message, if it
    is none. @param option for that message */
bool file_type_parse(const char* option, const char* name, int* number);

#endif
