// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_LOUD_H
#define EARCUP_LOUD_H

/* Loudness before and after the built plugin, measured by libebur128. */

#include "tests/support/probe.h"

#include <check.h>
#include <ebur128.h>
#include <lv2/presets/presets.h>
#include <stdlib.h>
#include <string.h>

static inline void
loud_apply(const char* symbol,
           void* host,
           const void* value,
           uint32_t size,
           uint32_t type)
{
  /* Whole numbers are written as such. */
  double number = 0.0;
  ck_assert_uint_eq(size, 4);
  if (type == host_map(&world, LV2_ATOM__Int)) {
    int32_t whole = 0;
    memcpy(&whole, value, sizeof(whole));
    number = whole;
  } else {
    float part = 0.0f;
    ck_assert_uint_eq(type, host_map(&world, LV2_ATOM__Float));
    memcpy(&part, value, sizeof(part));
    number = (double)part;
  }
  probe_set(host, symbol, number);
}

/** Integrated loudness. */
static inline double
loud_lufs(const Sound* sound, double rate_hz)
{
  double lufs = 0.0;
  ebur128_state* meter =
    ebur128_init(2, (unsigned long)rate_hz, EBUR128_MODE_I);
  ck_assert_ptr_nonnull(meter);
  float* const frames = malloc(2 * sound->n * sizeof(float));
  for (uint32_t i = 0; i < sound->n; ++i) {
    frames[2 * i] = sound->channel[0][i];
    frames[2 * i + 1] = sound->channel[1][i];
  }
  ck_assert_int_eq(ebur128_add_frames_float(meter, frames, sound->n), 0);
  ck_assert_int_eq(ebur128_loudness_global(meter, &lufs), 0);
  ebur128_destroy(&meter);
  free(frames);
  return lufs;
}

/** Plays one preset and returns how much louder it made the sound. Controls
    whose purpose is another loudness are put back first. */
static inline double
loud_change_lu(const LilvNode* preset,
               double rate_hz,
               const Sound* in,
               Sound* out,
               double before)
{
  Host* const host = probe_open(rate_hz, WORKER_ABSENT);
  lilv_world_load_resource(world.lilv, preset);
  LilvState* const state =
    lilv_state_new_from_world(world.lilv, &world.map, preset);
  ck_assert_ptr_nonnull(state);
  lilv_state_emit_port_values(state, loud_apply, host);
  lilv_state_free(state);
  probe_set(host, "listen_at", 0);
  probe_set(host, "monitor", 0);
  probe_set(host, "outside_level", -60);
  probe_set(host, "output_gain", 0);
  probe_set(host, "match", 1);
  probe_play(host, in, out);
  host_free(host);
  return loud_lufs(out, rate_hz) - before;
}

#endif
