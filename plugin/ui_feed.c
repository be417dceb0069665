// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin.h"

#include "dsp/filter/pole_set.h"

#include <math.h>
#include <string.h>

_Static_assert(NOTIFY_BANDS == ANALYSER_BANDS, "frames carry what is measured");

void
window_opened(Plugin* plugin, int32_t spectrum)
{
  plugin->window.open = true;
  plugin->window.spectrum = spectrum;
  plugin->window.silent_frames = 0;
}

void
window_closed(Plugin* plugin)
{
  static const Blind off = { .is_on = false };
  plugin->window.open = false;
  plugin->window.measured = false;
  if (plugin->blind.is_on) {
    settings_hear_blind(plugin, &off); // nobody is left to end it
  }
}

static void
add_levels(Window* window, const float* const x[2], uint32_t n)
{
  for (int c = 0; c < 2; ++c) {
    float peak = window->peak[c];
    double power = 0.0;
    for (uint32_t i = 0; i < n; ++i) {
      const float level = fabsf(x[c][i]);
      peak = level > peak ? level : peak;
      power += (double)x[c][i] * (double)x[c][i];
    }
    window->peak[c] = peak;
    window->power[c] += power;
  }
}

void
window_watch(Plugin* plugin,
             NotifySpectrum place,
             const float* left,
             const float* right,
             uint32_t n)
{
  Window* const window = &plugin->window;
  if (!window->open) {
    return;
  }
  if (place == NOTIFY_SPECTRUM_POST) {
    const float* const x[2] = { left, right };
    add_levels(window, x, n);
  }
  Analyser* const analyser = atomic_load(&window->analyser);
  if (analyser && !window->closing && window->spectrum == (int32_t)place) {
    analyser_push(analyser, left, right, n);
  }
}

bool
window_measure(Plugin* plugin)
{
  Window* const window = &plugin->window;
  Analyser* analyser = atomic_load(&window->analyser);
  if (window->closing) {
    atomic_store(&window->analyser, NULL);
    analyser_free(analyser);
    return false;
  }
  if (!analyser) {
    analyser = analyser_new(plugin->rate_hz);
    if (!analyser) {
      return false;
    }
    atomic_store(&window->analyser, analyser);
  }
  analyser_measure(analyser, window->bands_db);

  const double ratio = pow(10.0, NOTIFY_DECADES / NOTIFY_BANDS);
  double hz = NOTIFY_FIRST_HZ * sqrt(ratio);
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    const double level =
      hz < 0.5 * plugin->rate_hz
        ? cabs(engine_heard_response(&window->heard, hz, plugin->rate_hz))
        : 0.0;
    window->bands_db[NOTIFY_BANDS + i] =
      (float)fmax(20.0 * log10(level + 1e-30), (double)NOTIFY_FLOOR_DB);
    hz *= ratio;
  }
  return true;
}

static float
floored_db(double power)
{
  return (float)fmax(10.0 * log10(power + 1e-30), (double)NOTIFY_FLOOR_DB);
}

static void
fill_frame(Plugin* plugin, float values[NOTIFY_FLOATS])
{
  Window* const window = &plugin->window;
  for (int c = 0; c < 2; ++c) {
    const double peak = (double)window->peak[c];
    values[NOTIFY_PEAK_L + c] = floored_db(peak * peak);
    values[NOTIFY_RMS_L + c] =
      floored_db(window->power[c] / window->frame_frames);
    window->peak[c] = 0.0f;
    window->power[c] = 0.0;
  }
  const double match = (double)engine_meters(plugin->engine)->match_gain;
  values[NOTIFY_MATCH_GAIN] = floored_db(match * match);
  values[NOTIFY_MONO_ERROR] =
    (float)engine_crossfeed_errors(plugin->engine).mono_db;
  float* const bands = values + NOTIFY_BANDS_FROM;
  if (window->measured) {
    memcpy(bands, window->bands_db, sizeof(window->bands_db));
  }
  if (!window->measured || window->spectrum == NOTIFY_SPECTRUM_OFF) {
    for (int i = 0; i < NOTIFY_BANDS; ++i) {
      bands[i] = NOTIFY_FLOOR_DB;
    }
  }
  if (!window->measured) {
    values[NOTIFY_RESULT_FROM] = NAN;
    memset(
      &values[NOTIFY_RESULT_FROM + 1], 0, (NOTIFY_BANDS - 1) * sizeof(float));
  }
}

/** Let the worker measure for the next frame. */
static void
measure_next(Plugin* plugin)
{
  Window* const window = &plugin->window;
  if (window->measuring.is_running || plugin->exporting) {
    return;
  }
  window->closing = false;
  Analyser* const analyser = atomic_load(&window->analyser);
  window->measured = false;
  if (!engine_heard(plugin->engine, &window->heard)) {
    return;
  }
  if (analyser) {
    analyser_hold(analyser);
  }
  jobs_measure(plugin);
}

/** Let the worker free what only an open window needs. */
static void
clear_away(Plugin* plugin)
{
  Window* const window = &plugin->window;
  if (!window->measuring.is_running) {
    window->closing = atomic_load(&window->analyser) != NULL;
    if (window->closing) {
      jobs_measure(plugin);
    }
  }
}

bool
window_frame(Plugin* plugin, uint32_t n, float values[NOTIFY_FLOATS])
{
  Window* const window = &plugin->window;
  if (!window->open) {
    clear_away(plugin);
    return false;
  }
  window->silent_frames += n;
  window->frame_frames += n;
  if (window->silent_frames > NOTIFY_UI_TIMEOUT_S * plugin->rate_hz) {
    window_closed(plugin);
    return false;
  }
  if (window->frame_frames < plugin->rate_hz / NOTIFY_RATE_HZ) {
    return false;
  }
  fill_frame(plugin, values);
  window->frame_frames = 0;
  if (plugin->blind.is_on) {
    return false;
  }
  measure_next(plugin);
  return true;
}
