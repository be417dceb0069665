// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LOUD_H
#define EARCUP_LOUD_H

/* Loudness before and after the built plugin, measured by libebur128. */

#include "tests/support/probe.h"

#include <check.h>
#include <ebur128.h>
#include <lv2/presets/presets.h>
#include <math.h>
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
    float part = 0.0F;
    ck_assert_uint_eq(type, host_map(&world, LV2_ATOM__Float));
    memcpy(&part, value, sizeof(part));
    number = (double)part;
  }
  probe_set(host, symbol, number);
}

/** All presets of the plugin, for LILV_FOREACH(nodes, ...); free with
    lilv_nodes_free(). */
static inline LilvNodes*
loud_presets(void)
{
  LilvNode* const type = lilv_new_uri(world.lilv, LV2_PRESETS__Preset);
  LilvNodes* const presets =
    lilv_plugin_get_related(host_find(&world, "urn:earcup:stereo"), type);
  lilv_node_free(type);
  return presets;
}

/** Mean of the loudness of 400 ms each, one after the other, as power: what
    BS.1770 would say without its gates. (ebur128_set_max_window() of version
    1.2.6 takes a thousand times the memory it should.) */
static inline double
loud_ungated(ebur128_state* meter, const float* frames, uint32_t n)
{
  const uint32_t block = (uint32_t)(meter->samplerate * 2 / 5);
  double power = 0.0;
  uint32_t blocks = 0;
  for (uint32_t at = 0; at + block <= n; at += block) {
    double lufs = 0.0;
    ck_assert_int_eq(
      ebur128_add_frames_float(meter, frames + 2 * (size_t)at, block), 0);
    ck_assert_int_eq(ebur128_loudness_momentary(meter, &lufs), 0);
    power += pow(10.0, lufs / 10.0);
    ++blocks;
  }
  return 10.0 * log10(power / blocks);
}

/** Integrated loudness, with the gates of BS.1770 or without. */
static inline double
loud_measure(const Sound* sound, double rate_hz, bool gated)
{
  double lufs = 0.0;
  ebur128_state* meter = ebur128_init(
    2, (unsigned long)rate_hz, gated ? EBUR128_MODE_I : EBUR128_MODE_M);
  ck_assert_ptr_nonnull(meter);
  float* const frames = malloc(2 * sound->n * sizeof(float));
  for (uint32_t i = 0; i < sound->n; ++i) {
    frames[2 * i] = sound->channel[0][i];
    frames[2 * i + 1] = sound->channel[1][i];
  }
  if (gated) {
    ck_assert_int_eq(ebur128_add_frames_float(meter, frames, sound->n), 0);
    ck_assert_int_eq(ebur128_loudness_global(meter, &lufs), 0);
  } else {
    lufs = loud_ungated(meter, frames, sound->n);
  }
  ebur128_destroy(&meter);
  free(frames);
  return lufs;
}

static inline double
loud_lufs(const Sound* sound, double rate_hz)
{
  return loud_measure(sound, rate_hz, true);
}

/** Plays one preset. Controls whose purpose is another loudness are put back
    first. */
static inline void
loud_play(const LilvNode* preset, double rate_hz, const Sound* in, Sound* out)
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
}

#endif
