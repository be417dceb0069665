// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/abuse/rig.h"

#include "tests/abuse/random.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CHANNELS = 8, RANDOM_BLOCK = 700 };

void
rig_check(Rig* rig, bool is_good, const char* fmt, ...)
{
  if (is_good) {
    ++rig->n_passed;
    return;
  }
  va_list args;
  ++rig->n_failed;
  printf("FAIL ");
  va_start(args, fmt);
  vprintf(fmt, args);
  va_end(args);
  printf("\n");
  fflush(stdout);
}

void
rig_note(const char* fmt, ...)
{
  va_list args;
  va_start(args, fmt);
  vprintf(fmt, args);
  va_end(args);
  printf("\n");
  fflush(stdout);
}

Stereo
stereo_new(uint32_t n)
{
  Stereo stereo = { n, { NULL, NULL } };
  for (unsigned c = 0; c < 2; ++c) {
    stereo.channels[c] = calloc(n ? n : 1, sizeof(float));
  }
  return stereo;
}

void
stereo_free(Stereo* stereo)
{
  free(stereo->channels[0]);
  free(stereo->channels[1]);
}

void
stereo_noise(Stereo* stereo, uint32_t seed)
{
  for (uint32_t i = 0; i < stereo->n; ++i) {
    for (unsigned c = 0; c < 2; ++c) {
      stereo->channels[c][i] = random_between(&seed, -0.25F, 0.25F);
    }
  }
}

void
stereo_sine(Stereo* stereo, double cycles_per_frame)
{
  const double step_rad = 2.0 * 3.14159265358979323846 * cycles_per_frame;
  for (uint32_t i = 0; i < stereo->n; ++i) {
    stereo->channels[0][i] = (float)(0.5 * sin(step_rad * i));
    stereo->channels[1][i] = (float)(0.3 * sin(step_rad * i + 1.0));
  }
}

bool
stereo_is_finite(const Stereo* stereo)
{
  for (unsigned c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < stereo->n; ++i) {
      if (!isfinite(stereo->channels[c][i])) {
        return false;
      }
    }
  }
  return true;
}

double
stereo_peak(const Stereo* stereo, uint32_t first)
{
  double peak = 0.0;
  for (unsigned c = 0; c < 2; ++c) {
    for (uint32_t i = first; i < stereo->n; ++i) {
      peak = fmax(peak, fabs((double)stereo->channels[c][i]));
    }
  }
  return peak;
}

double
stereo_difference(const Stereo* a, const Stereo* b, uint32_t first)
{
  double most = 0.0;
  for (unsigned c = 0; c < 2; ++c) {
    for (uint32_t i = first; i < a->n && i < b->n; ++i) {
      const double d = (double)a->channels[c][i] - (double)b->channels[c][i];
      most = isfinite(d) ? fmax(most, fabs(d)) : INFINITY;
    }
  }
  return most;
}

bool
stereo_is_same(const Stereo* a, const Stereo* b)
{
  return a->n == b->n &&
         !memcmp(a->channels[0], b->channels[0], a->n * sizeof(float)) &&
         !memcmp(a->channels[1], b->channels[1], a->n * sizeof(float));
}

Host*
rig_host(Rig* rig, double rate_hz, HostWorker worker)
{
  const HostSetup setup = { .urid = true,
                            .options = true,
                            .log = true,
                            .worker = worker,
                            .max_block = 8192 };
  Host* const host = host_new(rig->world, rig->plugin, rate_hz, &setup);
  if (!host) {
    rig_check(rig, false, "no instance at %.0f Hz", rate_hz);
  }
  return host;
}

void
rig_run(Host* host, const Stereo* in, Stereo* out, uint32_t first, uint32_t n)
{
  float* ins[MAX_CHANNELS];
  float* outs[MAX_CHANNELS];
  float* const spare = calloc(n ? n : 1, sizeof(float));
  for (unsigned c = 0; c < MAX_CHANNELS; ++c) {
    ins[c] = c < 2 ? in->channels[c] + first : spare;
    outs[c] = c < 2 ? out->channels[c] + first : spare;
  }
  host_run(host, ins, outs, n);
  host_work(host);
  free(spare);
}

void
rig_render(Rig* rig, Host* host, const Stereo* in, Stereo* out, uint32_t block)
{
  for (uint32_t at = 0; at < in->n;) {
    const uint32_t left = in->n - at;
    const uint32_t want =
      block ? block : random_below(&rig->seed, RANDOM_BLOCK + 1);
    const uint32_t n = want < left ? want : left;
    rig_run(host, in, out, at, n);
    at += n;
  }
}

void
rig_settle(Rig* rig, Host* host, double seconds, double rate_hz)
{
  Stereo silence = stereo_new((uint32_t)(seconds * rate_hz));
  Stereo out = stereo_new(silence.n);
  rig_render(rig, host, &silence, &out, 256);
  stereo_free(&silence);
  stereo_free(&out);
}
