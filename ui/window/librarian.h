// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LIBRARIAN_H
#define EARCUP_LIBRARIAN_H

/* Reads the user's library in a thread of its own, so that neither window nor
   host waits for the disk. */

#include "ui/shared/library.h"

typedef struct Librarian Librarian;

/** Begin to read. NULL if there is no memory or no thread. Thread: ui, as all
    here. */
Librarian* librarian_new(void);

/** Read again, after what it may be at. */
void librarian_again(Librarian* librarian);

/** What was read since the last call, NULL if there is nothing new. The
    caller's own. */
Library* librarian_take(Librarian* librarian);

/** Stops it, which takes as long as one file does. NULL is fine. */
void librarian_free(Librarian* librarian);

#endif
