// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Meters and spectrum. Frames come 25 times a second and not evenly, the
   picture is drawn at another rate: everything moves towards the last frame as
   time passes, and no frame shows as a step. */

#include "ui/window/view_meters.h"

#include "ui/window/view_damage.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <string.h>

#define SILENCE_S 0.3 ///< without a frame for so long, all falls to rest
#define FORGET_S 1.0  ///< after so long what the plugin applied is not known
#define MOVE_S 0.02   ///< at most so often

static void
move(View* view)
{
  const double elapsed_s = fmin(0.5, view->now_s - view->readings.moved_at_s);
  view->readings.moved_at_s = view->now_s;
  if (meter_update(&view->readings.meter,
                   view->readings.level + NOTIFY_PEAK_L,
                   view->readings.level + NOTIFY_RMS_L,
                   view->now_s,
                   elapsed_s)) {
    view_damage_part(view, PART_METER);
  }
  if (loudness_text_update(&view->readings.loudness,
                           (double)view->readings.level[NOTIFY_LOUDNESS],
                           (double)view->readings.level[NOTIFY_TRUE_PEAK])) {
    view_damage_part(view, PART_LOUDNESS);
  }
  if (!view->plot.frozen) {
    view_plot_move_spectrum(view, elapsed_s);
  }
}

static void
take_levels(View* view, const float* values)
{
  memcpy(view->readings.level, values, sizeof(view->readings.level));
  view->readings.frame_at_s = view->now_s;
  move(view);
}

/** The weights in use have another response, or it is unknown. */
static void
set_applied(View* view, const float* band_db)
{
  const bool known = band_db && isfinite(band_db[0]);
  bool changed = known != view->plot.has_applied;
  for (size_t i = 0; known && i < NOTIFY_BANDS; ++i) {
    changed =
      changed || fabsf(band_db[i] - view->readings.applied_db[i]) > 0.03F;
  }
  if (!changed) {
    return;
  }
  if (known) {
    memcpy(
      view->readings.applied_db, band_db, sizeof(view->readings.applied_db));
  }
  view_plot_apply(view, known ? band_db : NULL);
}

void
view_take_output(View* view, PortIndex port, float value)
{
  if (port == PORT_MATCH_GAIN &&
      fabsf(view->readings.output[port] - value) > 0.02F) {
    view_damage_part(view, PART_MATCH);
  }
  view->readings.output[port] = value;
}

void
view_frame(View* view, const float* values)
{
  view_take_output(view, PORT_MATCH_GAIN, values[NOTIFY_MATCH_GAIN]);
  view_take_output(view, PORT_CROSSFEED_MONO_ERROR, values[NOTIFY_MONO_ERROR]);
  take_levels(view, values);
  const bool exporting = values[NOTIFY_EXPORTING] > 0.5F;
  if (exporting != view->readings.exporting) {
    view->readings.exporting = exporting;
    view_damage_all(view);
  }
  if (isfinite(values[NOTIFY_RESULT_FROM])) {
    set_applied(view, values + NOTIFY_RESULT_FROM);
  }
}

void
view_tick_meters(View* view)
{
  const double age_s = view->now_s - view->readings.frame_at_s;
  if (age_s > SILENCE_S) {
    for (size_t i = 0; i < NOTIFY_RESULT_FROM; ++i) {
      view->readings.level[i] = NOTIFY_FLOOR_DB;
    }
  }
  if (view->now_s - view->readings.moved_at_s > MOVE_S) {
    move(view);
  }
  if (age_s > FORGET_S) {
    set_applied(view, NULL);
  }
}

void
view_sidechain(View* view)
{
  view->readings.sidechain = true;
  view_damage_part(view, PART_OUTSIDE_SOUND);
}

void
view_init_readings(View* view)
{
  Readings* const readings = &view->readings;
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    readings->output[p] = ports[p].dflt;
  }
  meter_clear(&readings->meter);
  loudness_text_clear(&readings->loudness);
  for (size_t i = 0; i < NOTIFY_RESULT_FROM; ++i) {
    readings->level[i] = NOTIFY_FLOOR_DB;
  }
}

void
view_clear_peaks(View* view)
{
  meter_clear(&view->readings.meter);
  loudness_text_clear(&view->readings.loudness);
  view_damage_part(view, PART_METER);
  view_damage_part(view, PART_LOUDNESS);
}
