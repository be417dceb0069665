// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MAILBOX_H
#define EARCUP_MAILBOX_H

/* A sequence lock (seqlock) over a small block of bytes: what one thread last
   put there another gets whole or not at all, and nobody ever waits. */

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define MAILBOX_SIZE 8192

/** All zero: empty. */
typedef struct {
  atomic_uint stamp; ///< of what is in it; odd while it is being written
  _Atomic(uint32_t) size;
  _Atomic(uint32_t) words[MAILBOX_SIZE / sizeof(uint32_t)];
} Mailbox;

/**
   Replace what is in it.

   @param size bytes, at most MAILBOX_SIZE
   Returns false if another thread is about to do so: what this one brings is
   then the older. Thread: any, rt too.
*/
bool mailbox_put(Mailbox* mailbox, const void* data, uint32_t size);

/**
   Copy what is in it.

   @param data MAILBOX_SIZE bytes
   @param size bytes copied, 0 if nothing was ever put there
   @param stamp of what was copied: another number whenever something was put
   Returns false if it is being written right now: ask again later.
   Thread: any, rt too.
*/
bool mailbox_get(const Mailbox* mailbox,
                 void* data,
                 uint32_t* size,
                 unsigned* stamp);

/** Stamp of what is in it, or on its way there. Thread: any, rt too. */
unsigned mailbox_stamp(const Mailbox* mailbox);

#endif
