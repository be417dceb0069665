// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LISTENING_H
#define EARCUP_LISTENING_H

/* What an open window wants to hear besides what the ports say: a band alone,
   and the vocal microphone louder. It acts on what comes out, has no port and
   no state, and never takes part in an export. */

#include "plugin/band_pass.h"

#include <stdbool.h>
#include <stdint.h>

#define LISTENING_MAX_DB 30.0f ///< most that the microphone is raised by
#define LISTENING_FADE_S 0.010
#define LISTENING_TIMEOUT_S 3 ///< without another wish all of it ends

/** What the window wants. */
typedef struct {
  bool has_band;
  float from_hz; ///< edges of it, from_hz < to_hz
  float to_hz;
  float gain_db; ///< on the vocal microphone, 0..LISTENING_MAX_DB
} ListeningWish;

/** One of the two sounds that are faded between. */
typedef struct {
  bool has_band; ///< else all of it
  float from_hz;
  float to_hz;
  BandPass pass;
} ListeningVoice;

/** Written by listening.c alone. */
typedef struct {
  double rate_hz;
  uint32_t fade_frames;
  ListeningWish wish;     ///< last one that was usable
  uint32_t silent_frames; ///< since then
  bool may_select;        ///< bands may be heard
  ListeningVoice voice[2];
  unsigned current;   ///< voice that is heard, or will be after the fade
  uint32_t fade_left; ///< frames
  double gain;        ///< now
  float gain_to_db;   ///< after gain_left frames
  uint32_t gain_left;
  float peak[2]; ///< before the guard
} Listening;

/** @param rate_hz 8 to 384 kHz. Thread: any. */
void listening_init(Listening* listening, double rate_hz);

/** The window's wish, which holds for LISTENING_TIMEOUT_S; one with edges or
    gain out of their ranges is none. Thread: rt. */
void listening_ask(Listening* listening, const ListeningWish* wish);

/** The window has gone: fade to what the ports say. Thread: rt. */
void listening_end(Listening* listening);

/** Be as if nothing had been asked for, from the next frame on. Thread: rt. */
void listening_stop(Listening* listening);

/** What of the wish may be heard. Thread: rt. */
void listening_allow(Listening* listening, bool select, bool amplify);

/** Count frames towards the end of a wish. Thread: rt. */
void listening_pass(Listening* listening, uint32_t n);

/** True if all is heard as it is, as nearly always: nothing is wanted, and
    nothing fades. Thread: rt. */
static inline bool
listening_rests(const Listening* listening)
{
  return !listening->wish.has_band && listening->wish.gain_db == 0.0F &&
         listening->gain == 1.0 && listening->gain_left == 0 &&
         listening->fade_left == 0 && listening->peak[0] == 0.0F &&
         listening->peak[1] == 0.0F &&
         !listening->voice[listening->current].has_band;
}

/** Peaks of left and right that the last listening_amplify() would have come
    to without its guard, linear; 0 where it raised nothing. Thread: rt. */
const float* listening_peaks(const Listening* listening);

/**
   Raise the sound of the microphone. Full scale is not exceeded, but by what
   was above it before. What comes out does not depend on how frames are parted
   into calls; nothing is touched while there is nothing to do.

   @param x left and right, finite, n frames in place
   Thread: rt.
*/
void listening_amplify(Listening* listening, float* const x[2], uint32_t n);

/** Leave only the wanted band; otherwise as listening_amplify().
    Thread: rt. */
void listening_select(Listening* listening, float* const x[2], uint32_t n);

#endif
