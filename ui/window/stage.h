// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_STAGE_H
#define EARCUP_STAGE_H

/* Head and loudspeakers from above. */

#include "ui/window/canvas.h"

#include "dsp/earcup.h"

/** The way from a speaker to the far ear. */
typedef struct {
  double delay_us;  ///< behind the near ear, in the bass
  double shadow_db; ///< far re near ear at 1 kHz, negative
} FarEar;

typedef struct {
  double x;
  double y;
} StagePoint;

/** Centre of the head, and of the speaker on a side (-1 left, 1 right), which
    points at it. Thread: any. */
StagePoint stage_head(Rect r);
StagePoint stage_speaker(Rect r, double angle_deg, double side);

#define STAGE_TEXT 48

/** What a crossfeed does, in two lines.
    @return false if it does nothing
    Thread: any. */
bool stage_words(const EarcupCrossfeed* crossfeed,
                 char first[STAGE_TEXT],
                 char second[STAGE_TEXT]);

/** Delay and shadow of a pair of speakers. Thread: any. */
FarEar stage_far_ear(double angle_deg, double amount);

/** Angle between the speakers that puts the nearer one under the pointer,
    20..150 degrees. Thread: any. */
double stage_angle(Rect r, double x, double y);

/** Draw it. `state` as of widgets; disabled greys it out. */
void stage_draw(cairo_t* cr,
                Rect r,
                const EarcupCrossfeed* crossfeed,
                unsigned state);

#endif
