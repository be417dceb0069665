// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_AUDITION_DRAFT_H
#define EARCUP_AUDITION_DRAFT_H

/* A file that appears under its name only when it is complete. Until then it
   is a hidden file in the same folder, and SIGINT, SIGTERM and SIGHUP are held
   back, so that whoever writes can ask draft_interrupted() and clean up. */

#include <signal.h>
#include <stdbool.h>

typedef struct {
  char* target;
  char* temporary;
  int fd; ///< open for reading and writing
  sigset_t old_mask;
} Draft;

/** Begin to write `target`. False, with a message, if it cannot be written or
    is something else than a regular file. */
bool draft_open(Draft* draft, const char* target);

/** Has a held-back signal asked the process to end? */
bool draft_interrupted(void);

/** Close the file and give it its name. False, with a message, if that fails;
    nothing is left behind then. A signal held back acts after this. */
bool draft_keep(Draft* draft);

/** Close and delete the file; does nothing if it is not open. A signal held
    back acts after this. */
void draft_drop(Draft* draft);

/** Write a whole file of text. False, with a message, if it cannot be written;
    an older file is as it was then. */
bool draft_write_text(const char* path, const char* text);

#endif
