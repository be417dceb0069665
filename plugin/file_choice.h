// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_CHOICE_H
#define EARCUP_FILE_CHOICE_H

/* How files are chosen: read, and made one EarcupFiles of. */

#include "plugin/file_words.h"
#include "plugin/measured_files.h"

/**
   Choose a file for one slot and keep the others. One that cannot be read
   changes nothing.

   @param path NULL or empty for no file
   @param ticket from files_ticket(), when this was asked for
   @param report receives why not, or what was understood
   Thread: worker. False when out of memory: all stays.
*/
bool files_choose(Files* files,
                  EarcupFileSlot slot,
                  const char* path,
                  unsigned ticket,
                  FilesReport* report);

/**
   Choose files as a state has them, whatever was there. One that cannot be
   read is heard as neutral, keeps its path, and leaves a message.

   @param path EARCUP_FILE_SLOTS, NULL or empty for no file
   @param told EARCUP_FILE_SLOTS, types of the headphones as files_tell_type()
   takes them
   @param chosen EARCUP_FILE_SLOTS, false where the state says nothing: that one
   stays
   @param report as files_choose()
   Thread: any but rt, as restoring. False when out of memory: all stays.
*/
bool files_restore(Files* files,
                   const char* const path[EARCUP_FILE_SLOTS],
                   const EarcupHousing told[EARCUP_FILE_SLOTS],
                   const bool chosen[EARCUP_FILE_SLOTS],
                   FilesReport* report);

#endif
