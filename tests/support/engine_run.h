// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ENGINE_RUN_H
#define EARCUP_ENGINE_RUN_H

/* Some sound through an engine without a host around it. */

#include "dsp/engine/engine.h"

#include <check.h>
#include <string.h>

enum { FRAMES = 1 << 15 };

static float in[2][FRAMES];
static float out[2][FRAMES];
static float other[2][FRAMES] __attribute__((unused));

static inline EngineControls
plain_controls(void)
{
  EngineControls c;
  memset(&c, 0, sizeof(c));
  c.simulation.headphone_a = 1;
  c.simulation.headphone_b = 3;
  c.simulation.strength = 1.0;
  c.simulation.fit.seal = 1.0;
  c.mixer.enabled = true;
  c.mixer.match = true;
  c.mixer.gain = 1.0F;
  c.mixer.balance[0] = c.mixer.balance[1] = 1.0F;
  return c;
}

static inline Engine*
engine_at(double rate_hz)
{
  Engine* const engine = engine_new(rate_hz, SIMD_BEST);
  ck_assert_ptr_nonnull(engine);
  return engine;
}

static inline void
process(Engine* engine,
        const EngineControls* controls,
        float to[2][FRAMES],
        uint32_t at,
        uint32_t n)
{
  const float* const source[2] = { in[0] + at, in[1] + at };
  float* const sink[2] = { to[0] + at, to[1] + at };
  engine_process(engine, controls, false, source, NULL, sink, n);
}

/** In blocks of 256, with a worker that does each job at once, so many times.
 */
static inline void
process_working(Engine* engine,
                const EngineControls* controls,
                bool may_wait,
                unsigned times,
                float to[2][FRAMES],
                uint32_t first,
                uint32_t end)
{
  for (uint32_t at = first; at < end; at += 256) {
    const float* const source[2] = { in[0] + at, in[1] + at };
    float* const sink[2] = { to[0] + at, to[1] + at };
    engine_process(engine, controls, may_wait, source, NULL, sink, 256);
    EngineJob* const job = engine_take_job(engine);
    if (job) {
      for (unsigned i = 0; i < times; ++i) {
        ck_assert(engine_job_run(job, false));
      }
      engine_return_job(engine, true);
    }
  }
}

static inline void
process_served(Engine* engine,
               const EngineControls* controls,
               bool may_wait,
               float to[2][FRAMES],
               uint32_t first,
               uint32_t end)
{
  process_working(engine, controls, may_wait, 1, to, first, end);
}

static inline void
make_noise(uint32_t seed)
{
  for (uint32_t i = 0; i < FRAMES; ++i) {
    for (int c = 0; c < 2; ++c) {
      seed = seed * 1664525U + 1013904223U;
      in[c][i] = (float)(seed >> 8) * 0x1p-25F - 0.25F;
    }
  }
}

#endif
