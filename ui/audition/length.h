// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_LENGTH_H
#define EARCUP_AUDITION_LENGTH_H

/* Whether a sound file is as long as its header says. libsndfile takes what is
   there for the whole, but for FLAC. */

#include <stdbool.h>

/** False, with a message, if a WAV (RIFF, RIFX, RF64, BW64), AIFF, Wave64, CAF
    or AU file holds less sound than its header says. True for all else: other
    kinds, what is no regular file, and headers that a pipe kept from knowing
    the length. */
bool length_is_there(const char* path);

#endif
