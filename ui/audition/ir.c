// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/ir.h"

#include "ui/audition/report.h"
#include "ui/audition/response.h"
#include "ui/audition/sink.h"

#include <math.h>
#include <sndfile.h>
#include <stdlib.h>

static const double silent = 1e-8; // -160 dB of the peak: bass adds up

/** From input to output: LL, LR, RL, RR. */
enum { PATHS = 4 };

typedef struct {
  double* path[PATHS];
  uint32_t n_frames;
} Responses;

static bool
measure(const Setup* setup, const HostPreset* preset, Responses* r)
{
  for (int i = 0; i < PATHS; ++i) {
    const double heights[2] = { i < 2, i >= 2 };
    if (!response_impulse(setup, preset, heights, i % 2, r->path[i])) {
      return false;
    }
  }
  return true;
}

static double
peak_of(const double* x, const double* minus, uint32_t n)
{
  double peak = 0.0;
  for (uint32_t i = 0; i < n; ++i) {
    peak = fmax(peak, fabs(x[i] - (minus ? minus[i] : 0.0)));
  }
  return peak;
}

static double
peak_of_all(const Responses* r)
{
  double peak = 0.0;
  for (int i = 0; i < PATHS; ++i) {
    peak = fmax(peak, peak_of(r->path[i], NULL, r->n_frames));
  }
  return peak;
}

static bool
is_mono(const Responses* r, double peak)
{
  return peak_of(r->path[1], NULL, r->n_frames) <= silent * peak &&
         peak_of(r->path[2], NULL, r->n_frames) <= silent * peak &&
         peak_of(r->path[0], r->path[3], r->n_frames) <= silent * peak;
}

static uint32_t
audible_frames(const Responses* r, double peak)
{
  for (uint32_t n = r->n_frames; n > 1; --n) {
    for (int i = 0; i < PATHS; ++i) {
      if (fabs(r->path[i][n - 1]) > silent * peak) {
        return n;
      }
    }
  }
  return 1;
}

static bool
write_file(const Responses* r,
           double rate_hz,
           const IrFacts* facts,
           Draft* draft)
{
  SF_INFO info = { .samplerate = (int)lround(rate_hz),
                   .channels = facts->n_channels,
                   .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT };
  SNDFILE* const file = sink_open_draft(draft, &info);
  bool good = file != NULL;
  for (uint32_t k = 0; good && k < facts->n_frames; ++k) {
    float frame[PATHS];
    for (int i = 0; i < facts->n_channels; ++i) {
      frame[i] = (float)r->path[i][k];
    }
    good = sf_writef_float(file, frame, 1) == 1;
  }
  return file && sf_close(file) == 0 && good;
}

bool
ir_write(const Setup* setup,
         const HostPreset* preset,
         Draft* draft,
         IrFacts* facts)
{
  Responses r = { .n_frames = response_frames(setup) };
  double* const memory =
    (double*)calloc((size_t)PATHS * r.n_frames, sizeof(double));
  if (!memory) {
    return complain("out of memory");
  }
  for (int i = 0; i < PATHS; ++i) {
    r.path[i] = memory + (size_t)i * r.n_frames;
  }
  bool good = measure(setup, preset, &r);
  if (good) {
    const double peak = peak_of_all(&r);
    facts->n_channels = is_mono(&r, peak) ? 1 : PATHS;
    facts->n_frames = audible_frames(&r, peak);
    good = write_file(&r, setup->rate_hz, facts, draft) ||
           complain("%s: cannot be written", draft->target);
  }
  free(memory);
  return good;
}
