// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/support/probe.h"

#include "dsp/model/headphone_ids.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_TAIL_S 0.7

const double probe_rates[PROBE_RATES] = { 44100.0,
                                          48000.0,
                                          88200.0,
                                          96000.0,
                                          192000.0 };

double
probe_grid_hz(size_t i)
{
  return 20.0 * exp2((double)i / 12.0);
}

Sound
sound_new(uint32_t n)
{
  Sound sound = { n, { NULL, NULL } };
  for (int c = 0; c < 2; ++c) {
    sound.channel[c] = calloc(n, sizeof(float));
    ck_assert_ptr_nonnull(sound.channel[c]);
  }
  return sound;
}

void
sound_free(Sound* sound)
{
  free(sound->channel[0]);
  free(sound->channel[1]);
}

Sound
sound_noise(uint32_t n)
{
  Sound sound = sound_new(n);
  uint64_t seed = 1984;
  for (uint32_t i = 0; i < n; ++i) {
    sound.channel[0][i] = (float)(probe_random(&seed) - 0.5);
    sound.channel[1][i] = (float)(probe_random(&seed) - 0.5);
  }
  return sound;
}

Sound
sound_sine(double rate_hz, uint32_t n)
{
  Sound sound = sound_new(n);
  for (uint32_t i = 0; i < n; ++i) {
    const double x = sin(2.0 * PROBE_PI * 1000.0 * i / rate_hz);
    sound.channel[0][i] = (float)(0.5 * x);
    sound.channel[1][i] = (float)(0.3 * x);
  }
  return sound;
}

bool
sound_same(const Sound* a, const Sound* b, uint32_t first, uint32_t end)
{
  const size_t bytes = (end - first) * sizeof(float);
  return !memcmp(a->channel[0] + first, b->channel[0] + first, bytes) &&
         !memcmp(a->channel[1] + first, b->channel[1] + first, bytes);
}

double
sound_largest_step(const float* x, uint32_t first, uint32_t end)
{
  double step = 0.0;
  for (uint32_t i = first + 1; i < end; ++i) {
    step = fmax(step, fabs((double)x[i] - (double)x[i - 1]));
  }
  return step;
}

HostWorld world;

void
probe_open_world(void)
{
  const char* const set = getenv("EARCUP_BUNDLE_DIR");
  const char* const dir = set ? set : "build/lv2";
  char here[2048] = "";
  char path[4096];
  if (dir[0] != '/') {
    ck_assert_ptr_nonnull(getcwd(here, sizeof(here)));
  }
  snprintf(path, sizeof(path), "%s%s%s", here, here[0] ? "/" : "", dir);
  setenv("LV2_PATH", path, 1);
  ck_assert_int_eq(host_world_init(&world), 0);
}

void
probe_close_world(void)
{
  host_world_free(&world);
}

static Host*
open_with(double rate_hz, const HostSetup* setup)
{
  const LilvPlugin* const plugin = host_find(&world, "urn:earcup:stereo");
  ck_assert_msg(plugin != NULL, "the plugin is not built");
  Host* const host = host_new(&world, plugin, rate_hz, setup);
  ck_assert_ptr_nonnull(host);
  return host;
}

Host*
probe_open(double rate_hz, HostWorker worker)
{
  const HostSetup setup = {
    .urid = true, .options = true, .worker = worker, .max_block = 1U << 20
  };
  return open_with(rate_hz, &setup);
}

Host*
probe_open_measured(double rate_hz, HostWorker worker)
{
  const HostSetup setup = { .urid = true, .log = true, .worker = worker };
  Host* const host = open_with(rate_hz, &setup);
  probe_set(host, "headphone_a", HEADPHONE_MEASURED_FILE);
  probe_set(host, "match", 0);
  return host;
}

void
probe_set(Host* host, const char* symbol, double value)
{
  ck_assert_msg(host_port(host, symbol) >= 0, "no control %s", symbol);
  host_set(host, symbol, (float)value);
}

void
probe_run(Host* host, const Sound* in, Sound* out, uint32_t first, uint32_t n)
{
  float* const from[2] = { in->channel[0] + first, in->channel[1] + first };
  float* const to[2] = { out->channel[0] + first, out->channel[1] + first };
  host_run(host, from, to, n);
}

void
probe_play(Host* host, const Sound* in, Sound* out)
{
  host_activate(host);
  host_run(host, in->channel, out->channel, in->n);
  host_deactivate(host);
}

uint32_t
probe_frames(double rate_hz)
{
  return (uint32_t)(LONGEST_TAIL_S * rate_hz);
}

void
probe_impulse(Host* host, bool left, bool right, Sound* out)
{
  Sound in = sound_new(out->n);
  in.channel[0][0] = left ? 1.0F : 0.0F;
  in.channel[1][0] = right ? 1.0F : 0.0F;
  probe_play(host, &in, out);
  sound_free(&in);
}

enum { LANES = 8, BLOCK = 64 };

/** LANES frequencies at once: sums over blocks, each turned to its place. */
static void
spectrum_lanes(const float* x,
               uint32_t n,
               const double angle[LANES],
               double complex sum[LANES])
{
  double c[BLOCK][LANES];
  double s[BLOCK][LANES];
  for (int i = 0; i < BLOCK; ++i) {
    for (int k = 0; k < LANES; ++k) {
      c[i][k] = cos(angle[k] * i);
      s[i][k] = -sin(angle[k] * i);
    }
  }
  for (uint32_t at = 0; at < n; at += BLOCK) {
    double re[LANES] = { 0 };
    double im[LANES] = { 0 };
    const uint32_t size = n - at < BLOCK ? n - at : BLOCK;
    for (uint32_t i = 0; i < size; ++i) {
      const double value = (double)x[at + i];
      for (int k = 0; k < LANES; ++k) {
        re[k] += value * c[i][k];
        im[k] += value * s[i][k];
      }
    }
    for (int k = 0; k < LANES; ++k) {
      const double turn = angle[k] * at;
      sum[k] += CMPLX(re[k] * cos(turn) + im[k] * sin(turn),
                      im[k] * cos(turn) - re[k] * sin(turn));
    }
  }
}

void
probe_spectrum(const float* x,
               uint32_t n,
               double rate_hz,
               const double* hz,
               size_t n_hz,
               double complex* spectrum)
{
  for (size_t first = 0; first < n_hz; first += LANES) {
    double angle[LANES] = { 0 };
    double complex sum[LANES] = { 0 };
    const size_t lanes = n_hz - first < LANES ? n_hz - first : LANES;
    for (size_t k = 0; k < lanes; ++k) {
      angle[k] = 2.0 * PROBE_PI * hz[first + k] / rate_hz;
    }
    spectrum_lanes(x, n, angle, sum);
    memcpy(spectrum + first, sum, lanes * sizeof(*sum));
  }
}

void
probe_mono_db(Host* host, double rate_hz, size_t n, double* db)
{
  double hz[PROBE_GRID] = { 0 };
  double complex h[PROBE_GRID];
  ck_assert_uint_le(n, PROBE_GRID);
  for (size_t i = 0; i < n; ++i) {
    hz[i] = probe_grid_hz(i);
  }
  Sound out = sound_new(probe_frames(rate_hz));
  probe_impulse(host, true, true, &out);
  probe_spectrum(out.channel[0], out.n, rate_hz, hz, n, h);
  for (size_t i = 0; i < n; ++i) {
    db[i] = to_db(h[i]);
  }
  ck_assert_int_eq(
    memcmp(out.channel[0], out.channel[1], out.n * sizeof(float)), 0);
  sound_free(&out);
}

double
to_db(double complex gain)
{
  return 20.0 * log10(cabs(gain));
}

Distance
distance(const double* a, const double* b, size_t n)
{
  Distance d = { 0.0, 0.0 };
  for (size_t i = 0; i < n; ++i) {
    const double difference = fabs(a[i] - b[i]);
    d.rms += difference * difference / (double)n;
    d.max = fmax(d.max, difference);
  }
  d.rms = sqrt(d.rms);
  return d;
}

Distance
distance_worst(Distance a, Distance b)
{
  const Distance worst = { fmax(a.rms, b.rms), fmax(a.max, b.max) };
  return worst;
}

double
probe_random(uint64_t* seed)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return (double)(*seed >> 11) * 0x1p-53;
}
