// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_DRAFT_H
#define EARCUP_AUDITION_DRAFT_H

/* A file that appears under its name only when it is complete. Until then it
   is an inode without a name in the same file system, which the kernel frees
   whatever ends the process. Only while it gets its name is there a hidden
   file, and all signals wait. */

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

typedef struct {
  char* target;
  int fd;           ///< open for reading and writing; -1: none
  int error;        ///< errno of the first write that failed
  bool replaces;    ///< the target is there already ...
  struct stat like; ///< ... and looks like this
} Draft;

/** Begin to write `target`. False, with a message, if it cannot be written or
    is something else than a regular file. */
bool draft_open(Draft* draft, const char* target);

/** Write at the place where the descriptor is. Returns how many bytes were
    written; fewer than asked sets the draft's error. */
size_t draft_write(Draft* draft, const void* bytes, size_t n);

/** Close the file and give it its name, and the mode of the file it replaces.
    False, with a message, if that fails or a write has failed; nothing is left
    behind then. */
bool draft_keep(Draft* draft);

/** Close and forget the file; does nothing if it is not open. */
void draft_drop(Draft* draft);

/** Write a whole file of text. False, with a message, if it cannot be written;
    an older file is as it was then. */
bool draft_write_text(const char* path, const char* text);

#endif
