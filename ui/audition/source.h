// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_SOURCE_H
#define EARCUP_AUDITION_SOURCE_H

/* A sound file read as a stereo stream at any rate. */

#include <samplerate.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>

enum { SOURCE_CHUNK = 4096 };

typedef struct {
  const char* path;
  SNDFILE* file;
  SF_INFO info;
  double rate_hz;       ///< rate of what source_read() gives
  uint64_t n_frames;    ///< length at that rate
  uint64_t file_read;   ///< frames read from the file so far
  SRC_STATE* resampler; ///< NULL if the file has the rate already
  bool broken;
  float chunk[2 * SOURCE_CHUNK];
} Source;

/** Open a mono or stereo file; rate_hz 0 keeps its own rate. `path` must live
    as long as the source. False, with a message, if it is missing, broken,
    cut short, empty, or has more than two channels. */
bool source_open(Source* source, const char* path, double rate_hz);

/** Read n_frames into two buffers of that length; after the end there is
    silence. Mono goes to both. False, with a message, if the file turns out to
    be broken. */
bool source_read(Source* source, float* left, float* right, uint32_t n_frames);

/** Close the file; does nothing if it is not open. */
void source_close(Source* source);

#endif
