// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/listening.h"

#include "dsp/maths.h"

#include <float.h>
#include <math.h>
#include <string.h>

void
listening_init(Listening* listening, double rate_hz)
{
  memset(listening, 0, sizeof(*listening));
  listening->rate_hz = rate_hz;
  listening->fade_frames = (uint32_t)lround(LISTENING_FADE_S * rate_hz);
  listening->gain = 1.0;
}

void
listening_ask(Listening* listening, const ListeningWish* wish)
{
  ListeningWish usable = *wish;
  usable.has_band = wish->has_band && wish->from_hz > 0.0F &&
                    wish->to_hz > wish->from_hz && isfinite(wish->to_hz);
  if (!(wish->gain_db >= 0.0F && wish->gain_db <= LISTENING_MAX_DB)) {
    usable.gain_db = 0.0F;
  }
  listening->wish = usable;
  listening->silent_frames = 0;
}

void
listening_end(Listening* listening)
{
  memset(&listening->wish, 0, sizeof(listening->wish));
}

void
listening_stop(Listening* listening)
{
  listening_init(listening, listening->rate_hz);
}

void
listening_allow(Listening* listening, bool select, bool amplify)
{
  listening->may_select = select;
  const float db = amplify ? listening->wish.gain_db : 0.0F;
  if (db != listening->gain_to_db) {
    listening->gain_to_db = db;
    listening->gain_left = listening->fade_frames;
  }
}

void
listening_pass(Listening* listening, uint32_t n)
{
  const uint32_t most = (uint32_t)(LISTENING_TIMEOUT_S * listening->rate_hz);
  listening->silent_frames += n < most ? n : most;
  if (listening->silent_frames > most) {
    listening->silent_frames = most;
    listening_end(listening);
  }
}

const float*
listening_peaks(const Listening* listening)
{
  return listening->peak;
}

/** In a straight line, and exactly there at its end. */
static void
step_gain(Listening* listening, double to)
{
  if (listening->gain_left > 0) {
    listening->gain += (to - listening->gain) / listening->gain_left;
    --listening->gain_left;
    listening->gain = listening->gain_left > 0 ? listening->gain : to;
  }
}

void
listening_amplify(Listening* listening, float* const x[2], uint32_t n)
{
  listening->peak[0] = listening->peak[1] = 0.0F;
  if (listening->gain_left == 0 && listening->gain == 1.0) {
    return;
  }
  const double to = db_amplitude((double)listening->gain_to_db);
  for (uint32_t i = 0; i < n; ++i) {
    step_gain(listening, to);
    for (int c = 0; c < 2; ++c) {
      const double before = (double)x[c][i];
      const double most = fmax(1.0, fabs(before));
      const double after = listening->gain * before;
      x[c][i] = (float)fmax(-most, fmin(most, after));
      listening->peak[c] =
        fmaxf(listening->peak[c], (float)fmin((double)FLT_MAX, fabs(after)));
    }
  }
}

/** Whether a voice is what is wanted now. */
static bool
is_wanted(const Listening* listening, const ListeningVoice* voice)
{
  const ListeningWish* const wish = &listening->wish;
  const bool has_band = wish->has_band && listening->may_select;
  return has_band == voice->has_band &&
         (!has_band ||
          (voice->from_hz == wish->from_hz && voice->to_hz == wish->to_hz));
}

/** Fade to what is wanted, from silence on. */
static void
begin_fade(Listening* listening)
{
  const ListeningWish* const wish = &listening->wish;
  listening->current = !listening->current;
  ListeningVoice* const voice = &listening->voice[listening->current];
  voice->has_band = wish->has_band && listening->may_select;
  voice->from_hz = wish->from_hz;
  voice->to_hz = wish->to_hz;
  if (voice->has_band) {
    band_pass_set(&voice->pass,
                  (double)voice->from_hz,
                  (double)voice->to_hz,
                  listening->rate_hz);
  }
  listening->fade_left = listening->fade_frames;
}

static void
hear(ListeningVoice* voice, const float* const x[2], uint32_t i, double y[2])
{
  y[0] = (double)x[0][i];
  y[1] = (double)x[1][i];
  if (voice->has_band) {
    band_pass_frame(&voice->pass, y);
  }
}

void
listening_select(Listening* listening, float* const x[2], uint32_t n)
{
  const float* const in[2] = { x[0], x[1] };
  for (uint32_t i = 0; i < n; ++i) {
    if (listening->fade_left == 0) {
      if (!is_wanted(listening, &listening->voice[listening->current])) {
        begin_fade(listening);
      } else if (!listening->voice[listening->current].has_band) {
        return;
      }
    }
    double y[2];
    hear(&listening->voice[listening->current], in, i, y);
    if (listening->fade_left > 0) {
      double last[2];
      hear(&listening->voice[!listening->current], in, i, last);
      const double share =
        (double)listening->fade_left / listening->fade_frames;
      --listening->fade_left;
      y[0] += share * (last[0] - y[0]);
      y[1] += share * (last[1] - y[1]);
    }
    for (int c = 0; c < 2; ++c) {
      x[c][i] = (float)fmax(-(double)FLT_MAX, fmin((double)FLT_MAX, y[c]));
    }
  }
}
