// SPDX-License-Identifier: GPL-3.0-or-later
#include "audition_response.h"

#include "audition_report.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const double response_low_hz = 20.0;
const double response_high_hz = 20000.0;

static const double decay_s = 1.2;
static const double settle_s = 0.25; ///< plugins may fade to their settings
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

/** Measure one path into RESPONSE_POINTS levels. */
static bool
measure_path(const Setup* setup,
             const HostPreset* preset,
             const double heights[2],
             int output,
             double* levels_db)
{
  const double silence[2] = { 0.0, 0.0 };
  uint32_t n = 1024;
  while (n < decay_s * setup->rate_hz) {
    n *= 2;
  }
  const Measurement m = { setup, preset, output, n };
  double* const impulse = fftw_alloc_real(n);
  fftw_complex* const spectrum = fftw_alloc_complex(n / 2 + 2);
  memset(impulse, 0, n * sizeof(double));
  const bool good = add_output(&m, heights, 1.0, impulse) &&
                    add_output(&m, silence, -1.0, impulse);
  if (good) {
    const fftw_plan plan =
      fftw_plan_dft_r2c_1d((int)n, impulse, spectrum, FFTW_ESTIMATE);
    fftw_execute(plan);
    fftw_destroy_plan(plan);
    const double nyquist_hz = setup->rate_hz / 2;
    for (int i = 0; i < RESPONSE_POINTS; ++i) {
      const double f = response_frequency_hz(i);
      const double bin = f * n / setup->rate_hz;
      levels_db[i] = f < nyquist_hz
                       ? level_db(spectrum, bin) + setup->options->gain_db
                       : NAN;
    }
  }
  fftw_free(spectrum);
  fftw_free(impulse);
  return good;
}

bool
response_measure(const Setup* setup,
                 const HostPreset* preset,
                 Response* response)
{
  const double alike[2] = { 1.0, 1.0 };
  const double left[2] = { 1.0, 0.0 };
  response->label = setup_label(setup, preset);
  return measure_path(setup, preset, alike, 0, response->same_db) &&
         measure_path(setup, preset, left, 1, response->other_db);
}
