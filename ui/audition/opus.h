// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_OPUS_H
#define EARCUP_AUDITION_OPUS_H

/* Ogg Opus in memory, for pages. */

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  unsigned char* bytes; ///< free() them
  size_t n;
} Opus;

/** Encode n interleaved stereo frames at 48 kHz. False, with a message, if this
    libsndfile cannot, or when out of memory. */
bool opus_encode(Opus* opus, const float* frames, size_t n, double rate_hz);

#endif
