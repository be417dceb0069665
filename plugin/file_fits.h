// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_FITS_H
#define EARCUP_FILE_FITS_H

/* How measured files get their circuits, for measured_files.c. */

#include "plugin/measured_files.h"

/** Fit a file's circuit all at once. Thread: any but rt. About 17 ms if
    the type is to be guessed, else 10. */
void file_fit_whole(FileFacts* facts,
                    HousingType told,
                    FileSlot slot,
                    MeasuredFiles* files);

/** The first file of the latest set that has not the circuit it should. False
    if there is none. `making` is held. Thread: any but rt. */
bool file_fits_next(const Files* files, FileSlot* slot);

#endif
