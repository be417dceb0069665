// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HEAP_H
#define EARCUP_HEAP_H

#include <malloc.h>
#include <stddef.h>

/** Bytes of the heap in use, in glibc's arenas and mapped. */
static inline size_t
heap_bytes(void)
{
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

#endif
