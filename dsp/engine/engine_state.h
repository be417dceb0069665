// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ENGINE_STATE_H
#define EARCUP_ENGINE_STATE_H

/* The inside of an Engine. Each part is written by its own file; engine_life.c
   makes it, engine.c tells the story, engine_sound.c takes frames along the
   path, engine_job.c keeps the worker supplied. */

#include "dsp/engine/crossfeed_meter.h"
#include "dsp/engine/job.h"
#include "dsp/engine/match.h"
#include "dsp/engine/morpher.h"

struct Engine {
  double rate_hz;
  PoleSet* catalogue; ///< its poles

  /* The path. */
  CrossfeedStage crossfeed;
  CrossfeedMeter crossfeed_meter;
  Morpher morpher;
  Match match;
  Mixer mixer;
  Outside* outside; ///< as long as it is needed
  JobDesk desk;

  /* How far it has come. */
  bool is_fresh;         ///< nothing processed since the last reset
  unsigned in_subblock;  ///< frames of the current sub-block already done
  bool is_silent;        ///< all states are zero, and so was the input since
  bool rests;            ///< nothing will change until a control does
  bool wants_nothing;    ///< of a worker, as long as it rests
  bool is_restless;      ///< does everything always
  EngineControls rested; ///< the controls that it came to rest with
  unsigned notices;      ///< EngineNotice bits, to be fetched
  EngineMeters meters;
};

/** Begin anew with the next frame, with what memory there is. Thread: rt. */
void engine_start_over(Engine* engine);

/** Take the outside path and the designer from the desk, if they are needed
    and there. Thread: rt. */
void engine_accept(Engine* engine, OutsideSound sound);

/** Frames from here to the end of the sub-block at most, or more of them while
    it rests and the mixer is plain; adds to the peaks of its meters. False if
    what comes out is not finite. Thread: rt. */
bool engine_play(Engine* engine,
                 const float* const in[2],
                 const float* const outside[2],
                 float* const out[2],
                 uint32_t n);

/** True if the input need but be filtered and given a level. Thread: rt. */
static inline bool
engine_is_plain(const Engine* engine)
{
  return engine->mixer.is_plain && !morpher_changes_poles(&engine->morpher);
}

#endif
