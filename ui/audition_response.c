// SPDX-License-Identifier: GPL-3.0-or-later
#include "audition_response.h"

#include "audition_report.h"

#include <fftw3.h>
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
      player.in[c][0] = done ? 0.0f : (float)heights[c];
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

/** Measure one path at n_points frequencies. */
static bool
measure_path(Measurement m,
             const double heights[2],
             const double* frequencies_hz,
             size_t n_points,
             double* levels_db)
{
  const double silence[2] = { 0.0, 0.0 };
  const double rate_hz = m.setup->rate_hz;
  m.n_frames = 1024;
  while (m.n_frames < decay_s * rate_hz) {
    m.n_frames *= 2;
  }
  double* const impulse = fftw_alloc_real(m.n_frames);
  fftw_complex* const spectrum = fftw_alloc_complex(m.n_frames / 2 + 2);
  memset(impulse, 0, m.n_frames * sizeof(double));
  bool good = add_output(&m, heights, 1.0, impulse) &&
              add_output(&m, silence, -1.0, impulse);
  good = good && is_finite(impulse, m.n_frames);
  if (good) {
    const fftw_plan plan =
      fftw_plan_dft_r2c_1d((int)m.n_frames, impulse, spectrum, FFTW_ESTIMATE);
    fftw_execute(plan);
    fftw_destroy_plan(plan);
    for (size_t i = 0; i < n_points; ++i) {
      const double f_hz = fmin(frequencies_hz[i], nyquist_part * rate_hz / 2);
      levels_db[i] = level_db(spectrum, f_hz * m.n_frames / rate_hz) +
                     m.setup->options->gain_db;
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
  const Measurement m = { .setup = setup, .preset = preset, .output = 0 };
  return measure_path(m, alike, frequencies_hz, n_points, levels_db);
}

bool
response_measure(const Setup* setup,
                 const HostPreset* preset,
                 Response* response)
{
  const double left[2] = { 1.0, 0.0 };
  const Measurement across = { .setup = setup, .preset = preset, .output = 1 };
  double f_hz[RESPONSE_POINTS];
  for (int i = 0; i < RESPONSE_POINTS; ++i) {
    f_hz[i] = response_frequency_hz(i);
  }
  response->label = setup_label(setup, preset);
  return response_levels(
           setup, preset, f_hz, RESPONSE_POINTS, response->same_db) &&
         measure_path(across, left, f_hz, RESPONSE_POINTS, response->other_db);
}
