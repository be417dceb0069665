// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_FITS_H
#define EARCUP_FILE_FITS_H

/* How measured files get their circuits, for measured_files.c. */

#include "plugin/measured_files.h"

/** Holds a message about a file and about its circuit. */
#define FILE_NOTE_SIZE (EARCUP_NOTE_SIZE + 96)

/** What is known of the file in a slot and of its circuit, one line: "hd25.csv:
    10 filters, inverted, closed-back (95 % certain)".
    @param text receives UTF-8. Thread: any but rt. */
void file_describe(const EarcupFiles* files,
                   EarcupFileSlot slot,
                   char text[FILE_NOTE_SIZE]);

/** The first of the latest files that has not the circuit it should. False if
    there is none. `making` is held. Thread: any but rt. */
bool file_fits_next(const Files* files, EarcupFileSlot* slot);

#endif
