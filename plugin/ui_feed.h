// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_UI_FEED_H
#define EARCUP_UI_FEED_H

/* What an open window is shown: levels of what goes by, and what a worker has
   measured of it. */

#include "plugin/ui_protocol.h"

#include "dsp/earcup.h"
#include "dsp/filter/analyser.h"
#include "dsp/filter/level_meter.h"

#include <stdbool.h>
#include <stdint.h>

/** What the worker measures. While it is taken nobody else touches it, but for
    the analyser, which takes in sound meanwhile. */
typedef struct {
  double rate_hz;
  Earcup* earcup;                   ///< holds what was heard
  bool closing;                     ///< free the analyser instead
  Analyser* analyser;               ///< made by the first job
  float bands_db[2 * NOTIFY_BANDS]; ///< result: spectrum, response
} UiFeedJob;

/** Written by ui_feed.c alone. */
typedef struct {
  bool open;
  int32_t spectrum;       ///< a NotifySpectrum
  uint32_t silent_frames; ///< since the window last spoke
  uint32_t frame_frames;  ///< since the last frame
  float peak[2];
  float guarded[2]; ///< peaks that a guard has cut, since the last frame
  double power[2];  ///< sum of squares since the last frame
  LevelMeter levels;
  UiFeedJob job;
  bool is_taken;
  bool is_due;        ///< a frame has gone, measure for the next
  bool measured;      ///< its result waits to be sent
  Analyser* analyser; ///< where sound goes, NULL while there is none
} UiFeed;

/** @param earcup must outlive it. Thread: any. */
void ui_feed_init(UiFeed* feed, Earcup* earcup, double rate_hz);

/** Free what is left. Thread: any but rt, nothing else running. */
void ui_feed_cleanup(UiFeed* feed);

/** The window has said that it is there. Thread: rt. */
void ui_feed_open(UiFeed* feed, int32_t spectrum);

/** The window has gone. Thread: rt. */
void ui_feed_close(UiFeed* feed);

/** Count frames; true if an open window has not spoken for too long.
    Thread: rt. */
bool ui_feed_times_out(UiFeed* feed, uint32_t n);

/** Show the window sound before (PRE) or behind (POST) the simulation.
    Thread: rt. */
void ui_feed_watch(UiFeed* feed,
                   NotifySpectrum place,
                   const float* left,
                   const float* right,
                   uint32_t n);

/** Peaks that what is shown would have had, but for a guard; 0 where there was
    none. Thread: rt. */
void ui_feed_raise(UiFeed* feed, const float peak[2]);

/** True if a frame is to be sent, with its values.
    @param secret nothing is to be sent or measured, though time passes
    Thread: rt. */
bool ui_feed_frame(UiFeed* feed, bool secret, float values[NOTIFY_FLOATS]);

/** A job for the worker, or NULL; no other until ui_feed_return_job().
    Thread: rt. */
UiFeedJob* ui_feed_take_job(UiFeed* feed);

/** Do it. Once more does no harm. Thread: worker. False if nothing was
    measured. */
bool ui_feed_job_run(UiFeedJob* job);

/** It is done, and no other run of it is still to come. Thread: rt. */
void ui_feed_return_job(UiFeed* feed, bool success);

#endif
