// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_OWN_FILES_H
#define EARCUP_AUDITION_OWN_FILES_H

/* The user's library of measured files (ui/shared/library.h) in the command:
   they are chosen and listed by name, as headphones of the catalogue are. */

#include "ui/audition/host.h"
#include "ui/audition/options.h"
#include "ui/shared/search.h"

/**
   Put paths for names: -c headphone_a=NAME means a file of the library if one
   answers better than any choice of the control does, and --file-a NAME if
   there is no such file. False, with a message, if several files are meant
   alike.
*/
bool own_files_resolve(Options* options, const Host* host);

/** Print the files that answer a query. @param rank how well the catalogue
   does: close ones are listed only if it does no better. @return how many */
size_t own_files_print(const char* query, SearchRank rank);

/** Print how many there are, if any folders are given. */
void own_files_print_summary(void);

#endif
