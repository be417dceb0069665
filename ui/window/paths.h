// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PATHS_H
#define EARCUP_PATHS_H

/* The paths of measured files that settings and steps of undo refer to by
   number. */

#include <stddef.h>

#define PATHS_MAX 32
#define PATHS_BYTES 4096 ///< of one, with its zero

/** All zero: no path is known but number 0, "no file". */
typedef struct {
  char text[PATHS_MAX][PATHS_BYTES];
} Paths;

/** The number of a path, PATHS_MAX if it has none. Thread: ui. */
unsigned paths_find(const Paths* paths, const char* path);

/** Give a path a number, 1 to PATHS_MAX - 1, in the place of what had it; one
    that is too long is no path. Thread: ui. */
void paths_set(Paths* paths, unsigned number, const char* path, size_t length);

#endif
