// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RANDOM_FILES_H
#define EARCUP_RANDOM_FILES_H

#include <stddef.h>
#include <stdint.h>

enum { RANDOM_FILE_SIZE = 1 << 15 };

/**
   Write a random equaliser or curve of a kind that people load, the same for
   the same seed: graphic equalisers of 2 to 200 points, notches to Q 60, peaks,
   shelves, tilts, curves with glitches or as measured.

   Returns the name of its kind.
*/
const char* random_file(uint64_t seed, char text[RANDOM_FILE_SIZE]);

/** Uniform, low <= x < high; moves the state on (splitmix64). */
double random_between(uint64_t* state, double low, double high);

#endif
