// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RESULTS_H
#define EARCUP_RESULTS_H

/* Text files that a user wants to keep: results of blind tests, numbers of
   curves. */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/**
   Where such a file may go: the user's folder for documents as
   $XDG_CONFIG_HOME/user-dirs.dirs has it, if it is there; else a folder
   "earcup" below $XDG_DATA_HOME. The name tells the local time.

   @param name what it begins with, @param ending what it ends with: ".txt"
   @param path gets it, terminated; empty if it would not fit or there is no
   home
   Thread: ui.
*/
void results_place(const char* name,
                   const char* ending,
                   time_t when,
                   char* path,
                   size_t size);

/**
   Write a file that was not there before, with the folder it is in.

   @param why gets what was wrong, in words
   @return false, and no file is left, if something was
   Thread: ui.
*/
bool results_save(const char* path, const char* text, char* why, size_t size);

#endif
