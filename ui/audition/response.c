// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/response.h"

#include "ui/audition/report.h"

#include <fftw3.h>

#include "dsp/maths.h" // behind it, see there

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double response_low_hz = 20.0;
const double response_high_hz = 20000.0;

static const double nyquist_part = 0.999; // levels above are held
static const double decay_s = 1.2;
static const double settle_s = 0.25; // plugins may fade to their settings
static const double floor_db = -200.0;

double
response_frequency_hz(int point)
{
  const double at = (double)point / (RESPONSE_POINTS - 1);
  return response_low_hz * pow(response_high_hz / response_low_hz, at);
}

void
response_free(Response* response)
{
  free(response->label);
}

typedef struct {
  const Setup* setup;
  const HostPreset* preset;
  int output; ///< which channel to listen at
  uint32_t n_frames;
} Measurement;

static void
run_silence(Player* player, double seconds)
{
  const uint32_t block = player->max_block;
  const uint32_t n_blocks =
    (uint32_t)(seconds * player->features.rate_hz) / block;
  for (uint32_t i = 0; i <= n_blocks; ++i) {
    memset(player->in[0], 0, block * sizeof(float));
    memset(player->in[1], 0, block * sizeof(float));
    player_run(player, block);
  }
}

/** Add to the sum, n_frames long, what comes out for an impulse of these
    heights. */
static bool
add_output(const Measurement* m,
           const double heights[2],
           double sign,
           double* sum)
{
  Player player;
  const bool good = setup_player(m->setup, &player, m->preset);
  if (good) {
    run_silence(&player, settle_s);
  }
  for (uint32_t done = 0; good && done < m->n_frames;) {
    const uint32_t left = m->n_frames - done;
    const uint32_t n = left < player.max_block ? left : player.max_block;
    for (int c = 0; c < 2; ++c) {
      memset(player.in[c], 0, n * sizeof(float));
      player.in[c][0] = done ? 0.0F : (float)heights[c];
    }
    player_run(&player, n);
    for (uint32_t i = 0; i < n; ++i) {
      sum[done + i] += sign * (double)player.out[m->output][i];
    }
    done += n;
  }
  player_close(&player);
  return good;
}

static bool
is_finite(const double* x, size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    if (!isfinite(x[i])) {
      return complain("the plugin's response is not finite");
    }
  }
  return true;
}

static double
level_db(fftw_complex* spectrum, double bin)
{
  const size_t i = (size_t)bin;
  const double part = bin - (double)i;
  const double a = hypot(spectrum[i][0], spectrum[i][1]);
  const double b = hypot(spectrum[i + 1][0], spectrum[i + 1][1]);
  const double db =
    (1 - part) * 20 * log10(a + 1e-12) + part * 20 * log10(b + 1e-12);
  return fmax(db, floor_db);
}

uint32_t
response_frames(const Setup* setup)
{
  uint32_t n_frames = 1024;
  while (n_frames < decay_s * setup->rate_hz) {
    n_frames *= 2;
  }
  return n_frames;
}

bool
response_impulse(const Setup* setup,
                 const HostPreset* preset,
                 const double heights[2],
                 int output,
                 double* impulse)
{
  const double silence[2] = { 0.0, 0.0 };
  const double gain = db_amplitude(setup->options->rendering.gain_db);
  const Measurement m = { .setup = setup,
                          .preset = preset,
                          .output = output,
                          .n_frames = response_frames(setup) };
  memset(impulse, 0, m.n_frames * sizeof(double));
  if (!add_output(&m, heights, 1.0, impulse) ||
      !add_output(&m, silence, -1.0, impulse) ||
      !is_finite(impulse, m.n_frames)) {
    return false;
  }
  for (uint32_t i = 0; i < m.n_frames; ++i) {
    impulse[i] *= gain;
  }
  return true;
}

/** Measure one path at n_points frequencies. */
static bool
measure_path(const Setup* setup,
             const HostPreset* preset,
             const double heights[2],
             int output,
             const double* frequencies_hz,
             size_t n_points,
             double* levels_db)
{
  const uint32_t n_frames = response_frames(setup);
  double* const impulse = fftw_alloc_real(n_frames);
  fftw_complex* const spectrum = fftw_alloc_complex(n_frames / 2 + 2);
  const bool good = response_impulse(setup, preset, heights, output, impulse);
  if (good) {
    const fftw_plan plan =
      fftw_plan_dft_r2c_1d((int)n_frames, impulse, spectrum, FFTW_ESTIMATE);
    fftw_execute(plan);
    fftw_destroy_plan(plan);
    for (size_t i = 0; i < n_points; ++i) {
      const double f_hz =
        fmin(frequencies_hz[i], nyquist_part * setup->rate_hz / 2);
      levels_db[i] = level_db(spectrum, f_hz * n_frames / setup->rate_hz);
    }
  }
  fftw_free(spectrum);
  fftw_free(impulse);
  return good;
}

bool
response_levels(const Setup* setup,
                const HostPreset* preset,
                const double* frequencies_hz,
                size_t n_points,
                double* levels_db)
{
  const double alike[2] = { 1.0, 1.0 };
  return measure_path(
    setup, preset, alike, 0, frequencies_hz, n_points, levels_db);
}

bool
response_measure(const Setup* setup,
                 const HostPreset* preset,
                 Response* response)
{
  const double left[2] = { 1.0, 0.0 };
  double f_hz[RESPONSE_POINTS];
  for (int i = 0; i < RESPONSE_POINTS; ++i) {
    f_hz[i] = response_frequency_hz(i);
  }
  response->label = setup_label(setup, preset);
  return response_levels(
           setup, preset, f_hz, RESPONSE_POINTS, response->same_db) &&
         measure_path(
           setup, preset, left, 1, f_hz, RESPONSE_POINTS, response->other_db);
}
