// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FOLDER_H
#define EARCUP_FOLDER_H

/* What the list of files shows of a folder. */

#include "ui/shared/name_list.h"
#include "ui/shared/userfile.h"

#define FOLDER_NAMES 5000 ///< more are left out

/** All zero: no folder. */
typedef struct {
  char path[USERFILE_PATH]; ///< "" = none
  NameList folders;         ///< by name, hidden ones left out
  NameList files;           ///< those that may be measured files
} Folder;

/** Read a folder, absolute; false if that is none, and then all stays.
    Thread: ui; waits for the disk. */
bool folder_read(Folder* folder, const char* path);

/** Free what it holds. Thread: ui. */
void folder_clear(Folder* folder);

/** The folder around it, USERFILE_PATH bytes; false if there is none.
    Thread: ui. */
bool folder_above(const Folder* folder, char* path);

/** Path of something in it, USERFILE_PATH bytes; false if it is too long.
    Thread: ui. */
bool folder_join(const Folder* folder, const char* name, char* path);

#endif
