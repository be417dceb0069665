// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/ui_feed.h"

#include <math.h>
#include <string.h>

_Static_assert(NOTIFY_BANDS == ANALYSER_BANDS, "frames carry what is measured");

void
ui_feed_init(UiFeed* feed, Earcup* earcup, double rate_hz)
{
  memset(feed, 0, sizeof(*feed));
  feed->job.earcup = earcup;
  feed->job.rate_hz = rate_hz;
  level_meter_init(&feed->levels, rate_hz);
}

void
ui_feed_cleanup(UiFeed* feed)
{
  analyser_free(feed->job.analyser);
}

void
ui_feed_open(UiFeed* feed, int32_t spectrum)
{
  if (!feed->open) {
    level_meter_reset(&feed->levels);
  }
  feed->open = true;
  feed->spectrum = spectrum;
  feed->silent_frames = 0;
}

void
ui_feed_close(UiFeed* feed)
{
  feed->open = false;
  feed->measured = false;
}

static void
add_levels(UiFeed* feed, const float* const x[2], uint32_t n)
{
  for (int c = 0; c < 2; ++c) {
    float peak = feed->peak[c];
    double power = 0.0;
    for (uint32_t i = 0; i < n; ++i) {
      const float level = fabsf(x[c][i]);
      peak = level > peak ? level : peak;
      power += (double)x[c][i] * (double)x[c][i];
    }
    feed->peak[c] = peak;
    feed->power[c] += power;
  }
}

void
ui_feed_watch(UiFeed* feed,
              NotifySpectrum place,
              const float* left,
              const float* right,
              uint32_t n)
{
  if (!feed->open) {
    return;
  }
  if (place == NOTIFY_SPECTRUM_POST) {
    const float* const x[2] = { left, right };
    add_levels(feed, x, n);
    level_meter_add(&feed->levels, left, right, n);
  }
  if (feed->analyser && feed->spectrum == (int32_t)place) {
    analyser_push(feed->analyser, left, right, n);
  }
}

void
ui_feed_raise(UiFeed* feed, const float peak[2])
{
  for (int c = 0; feed->open && c < 2; ++c) {
    feed->guarded[c] = fmaxf(feed->guarded[c], peak[c]);
  }
}

static float
floored_db(double power)
{
  return (float)fmax(10.0 * log10(power + 1e-30), (double)NOTIFY_FLOOR_DB);
}

static void
fill_levels(UiFeed* feed, float values[NOTIFY_FLOATS])
{
  double true_peak = (double)level_meter_take_peak(&feed->levels);
  for (int c = 0; c < 2; ++c) {
    const double guarded = (double)feed->guarded[c];
    const double peak = fmax((double)feed->peak[c], guarded);
    true_peak = fmax(true_peak, guarded);
    values[NOTIFY_PEAK_L + c] = floored_db(peak * peak);
    values[NOTIFY_RMS_L + c] = floored_db(feed->power[c] / feed->frame_frames);
    feed->peak[c] = feed->guarded[c] = 0.0F;
    feed->power[c] = 0.0;
  }
  EarcupMeters meters;
  earcup_meters(feed->job.earcup, &meters);
  const double match = (double)meters.match_gain;
  values[NOTIFY_MATCH_GAIN] = floored_db(match * match);
  values[NOTIFY_LOUDNESS] = (float)level_meter_short_term(&feed->levels);
  values[NOTIFY_TRUE_PEAK] = floored_db(true_peak * true_peak);
  values[NOTIFY_MONO_ERROR] = (float)meters.mono_error_db;
  feed->frame_frames = 0;
}

static void
fill_bands(const UiFeed* feed, float values[NOTIFY_FLOATS])
{
  float* const bands = values + NOTIFY_BANDS_FROM;
  if (feed->measured) {
    memcpy(bands, feed->job.bands_db, sizeof(feed->job.bands_db));
  }
  if (!feed->measured || feed->spectrum == NOTIFY_SPECTRUM_OFF) {
    for (int i = 0; i < NOTIFY_BANDS; ++i) {
      bands[i] = NOTIFY_FLOOR_DB;
    }
  }
  if (!feed->measured) {
    values[NOTIFY_RESULT_FROM] = NAN;
    memset(
      &values[NOTIFY_RESULT_FROM + 1], 0, (NOTIFY_BANDS - 1) * sizeof(float));
  }
}

bool
ui_feed_times_out(UiFeed* feed, uint32_t n)
{
  if (!feed->open) {
    return false;
  }
  feed->silent_frames += n;
  feed->frame_frames += n;
  return feed->silent_frames > NOTIFY_UI_TIMEOUT_S * feed->job.rate_hz;
}

bool
ui_feed_frame(UiFeed* feed, bool secret, float values[NOTIFY_FLOATS])
{
  if (!feed->open || feed->frame_frames < feed->job.rate_hz / NOTIFY_RATE_HZ) {
    return false;
  }
  fill_levels(feed, values);
  fill_bands(feed, values);
  feed->is_due = !secret;
  return !secret;
}

/** Only an open window needs an analyser. */
static bool
is_in_the_way(const UiFeed* feed)
{
  return !feed->open && feed->job.analyser;
}

UiFeedJob*
ui_feed_take_job(UiFeed* feed)
{
  UiFeedJob* const job = &feed->job;
  if (feed->is_taken ||
      (!is_in_the_way(feed) && !(feed->open && feed->is_due))) {
    return NULL;
  }
  feed->is_due = false;
  feed->measured = false;
  job->closing = !feed->open;
  if (job->closing) {
    feed->analyser = NULL;
  } else if (!earcup_hold(job->earcup)) {
    return NULL;
  }
  if (feed->analyser) {
    analyser_hold(feed->analyser);
  }
  feed->is_taken = true;
  return job;
}

void
ui_feed_return_job(UiFeed* feed, bool success)
{
  feed->is_taken = false;
  feed->measured = success;
  feed->analyser = feed->job.analyser;
}

/* --- the worker's side --------------------------------------------------- */

/** What is heard, at the middle of each band below half the rate. */
static void
measure_response(UiFeedJob* job)
{
  const double ratio = pow(10.0, NOTIFY_DECADES / NOTIFY_BANDS);
  double hz[NOTIFY_BANDS];
  double db[NOTIFY_BANDS];
  size_t n = 0;
  double centre_hz = NOTIFY_FIRST_HZ * sqrt(ratio);
  for (; n < NOTIFY_BANDS && centre_hz < 0.5 * job->rate_hz; ++n) {
    hz[n] = centre_hz;
    centre_hz *= ratio;
  }
  earcup_heard(job->earcup, hz, db, n);
  for (size_t i = 0; i < NOTIFY_BANDS; ++i) {
    job->bands_db[NOTIFY_BANDS + i] =
      i < n ? (float)fmax(db[i], (double)NOTIFY_FLOOR_DB) : NOTIFY_FLOOR_DB;
  }
}

bool
ui_feed_job_run(UiFeedJob* job)
{
  if (job->closing) {
    analyser_free(job->analyser);
    job->analyser = NULL;
    return false;
  }
  if (!job->analyser) {
    job->analyser = analyser_new(job->rate_hz);
    if (!job->analyser) {
      return false;
    }
  }
  analyser_measure(job->analyser, job->bands_db);
  measure_response(job);
  return true;
}
