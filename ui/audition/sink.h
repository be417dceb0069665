// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_SINK_H
#define EARCUP_AUDITION_SINK_H

/* The stereo result: written to a file, if there is one, and measured. */

#include "ui/audition/draft.h"

#include <ebur128.h>
#include <sndfile.h>
#include <stdint.h>

typedef struct {
  SNDFILE* file; ///< NULL: only measure
  Draft draft;
  ebur128_state* loudness;
  double peak;          ///< linear sample peak
  double loudness_lufs; ///< ITU-R BS.1770 integrated, after sink_keep();
                        ///< -HUGE_VAL if all of it is below the gate
  bool clips;           ///< the file format holds no more than 1.0
} Sink;

typedef enum { SINK_FLOAT, SINK_24 } SinkFormat;

/** Is there a file format for the name's extension? */
bool sink_knows(const char* path);

/** Can a file of that name hold n_frames frames? False, with a message, for
    more than 4 GiB of AIFF. */
bool sink_holds(const char* path, SinkFormat format, uint64_t n_frames);

/** Begin a sound in a draft that is open, the same bytes for the same sound.
    What cannot be written is the draft's error. NULL if libsndfile refuses. */
SNDFILE* sink_open_draft(Draft* draft, SF_INFO* info);

/** Begin a file of n_frames frames whose kind follows from its extension (wav,
    aiff, flac, ogg); path NULL only measures. WAV and AIFF hold 32 bit float or
    24 bit; WAV of more than 4 GiB becomes RF64. False, with a message, if it
    cannot be written. */
bool sink_open(Sink* sink,
               const char* path,
               double rate_hz,
               SinkFormat format,
               uint64_t n_frames);

/** Add n_frames interleaved frames; false, with a message, on a full disk. */
bool sink_write(Sink* sink, const float* frames, uint32_t n_frames);

/** Sample peak so far, dBFS; -HUGE_VAL for silence. */
double sink_peak_db(const Sink* sink);

/** Finish the file under its name; false, with a message, if that fails. */
bool sink_keep(Sink* sink);

/** Throw away what is written; nothing to do after sink_keep(). */
void sink_drop(Sink* sink);

#endif
