// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_METERS_H
#define EARCUP_VIEW_METERS_H

/* What the plugin measures and says of itself. */

#include "ui/window/loudness_text.h"
#include "ui/window/meter.h"
#include "ui/window/view.h"

typedef struct {
  float output[PORT_COUNT]; ///< output ports
  Meter meter;
  LoudnessText loudness;
  float applied_db[NOTIFY_BANDS];
  float level[NOTIFY_RESULT_FROM]; ///< of the last frame
  double frame_at_s;               ///< when it came
  double moved_at_s;               ///< when meters and spectrum last moved
  bool exporting;                  ///< the host is, says the plugin
  bool sidechain;                  ///< brings the sound of the outside
} Readings;

/** Silence. */
void view_init_readings(View* view);

/** Output port of the plugin. */
void view_take_output(View* view, PortIndex port, float value);

/** Let meters and spectrum move on. */
void view_tick_meters(View* view);

/** Forget what was loudest so far. */
void view_clear_peaks(View* view);

#endif
