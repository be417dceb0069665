// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_FITS_H
#define EARCUP_FILE_FITS_H

/* How measured files get their circuits. */

#include "plugin/file_words.h"
#include "plugin/measured_files.h"

/**
   Say what type of headphone the file of a slot is of, EARCUP_NO_HOUSING to
   have it guessed. It holds until another file is chosen.

   @param ticket from files_ticket(), when this was asked for
   Thread: worker. Cannot fail; files_fit() follows.
*/
void files_tell_type(Files* files,
                     EarcupFileSlot slot,
                     EarcupHousing type,
                     unsigned ticket);

/** Whether files_fit() has something to do. Thread: any (rt). */
bool files_want_fit(const Files* files);

/**
   Go on with the fit of a circuit for a file, for about 5 ms; a file that has
   got one becomes a headphone like any other.

   @param report receives what was found; both "" as long as nothing was
   Thread: worker. False when out of memory: the file stays without.
*/
bool files_fit(Files* files, FilesReport* report);

#endif
