// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_METER_H
#define EARCUP_METER_H

#include "ui/window/canvas.h"

/** Output level of two channels as the eye wants it. */
typedef struct {
  double peak_db[2];   ///< falls at 20 dB/s
  double rms_db[2];    ///< follows within 0.3 s
  double held_db[2];   ///< highest peak of the last 3 s
  double held_at_s[2]; ///< when it came
  bool clipped[2];     ///< until cleared
} Meter;

/** All silent. */
void meter_clear(Meter* meter);

/**
   Take levels since the last call.

   @param peak_db, rms_db two values, dBFS
   @param now_s a clock that never goes back, @param elapsed_s since last time
   @return whether the picture changes
*/
bool meter_update(Meter* meter,
                  const float* peak_db,
                  const float* rms_db,
                  double now_s,
                  double elapsed_s);

/** Scale and labels, which never change. */
void meter_draw_scale(cairo_t* cr, Rect r);

void meter_draw(cairo_t* cr, Rect r, const Meter* meter);

/** Height of a level on a meter of that rectangle. */
double meter_y(Rect r, double level_db);

#endif
