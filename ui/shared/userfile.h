// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_USERFILE_H
#define EARCUP_USERFILE_H

/* Small files of the user's own, where the XDG Base Directory Specification
   wants them. */

#include <stdbool.h>
#include <stddef.h>

#define USERFILE_PATH 4096 ///< bytes of a path, with its zero

typedef enum {
  USERFILE_CONFIG, ///< what the user has chosen: ~/.config/earcup
  USERFILE_DATA,   ///< what is kept for the user: ~/.local/share/earcup
  USERFILE_CACHE   ///< what can be made anew: ~/.cache/earcup
} UserFolder;

/** Path of a file there, USERFILE_PATH bytes; false if there is no home.
    Thread: any. */
bool userfile_path(UserFolder folder, const char* name, char* path);

/**
   Read it whole.

   @param most bytes, of a larger file nothing is read
   @return a terminated text without zeros, to be freed; NULL if there is no
   such file, or none that can be read. Thread: any; waits for the disk.
*/
char* userfile_read(const char* path, size_t most);

/** Put a text in its place in one step, with the folders that are missing: who
    reads it sees the old one or the new one. False on failure, and then the old
    one stays. Thread: any; waits for the disk. */
bool userfile_write(const char* path, const char* text, size_t length);

#endif
