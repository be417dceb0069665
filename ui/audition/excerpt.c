// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/excerpt.h"

#include "ui/audition/report.h"
#include "ui/audition/source.h"

#include <ebur128.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BEFORE_S 2.0 // until the plugin's match has settled
#define FADE_S 0.01  // at both ends, since a loop joins them
#define SHORTEST_S 1.0

/** Interleave the next n frames of a source. */
static bool
read_frames(Source* source, float* frames, size_t n)
{
  float channels[2][SOURCE_CHUNK];
  for (size_t done = 0; done < n;) {
    const size_t left = n - done;
    const uint32_t part =
      left < SOURCE_CHUNK ? (uint32_t)left : (uint32_t)SOURCE_CHUNK;
    if (!source_read(source, channels[0], channels[1], part)) {
      return false;
    }
    for (uint32_t i = 0; i < part; ++i) {
      frames[2 * (done + i)] = channels[0][i];
      frames[2 * (done + i) + 1] = channels[1][i];
    }
    done += part;
  }
  return true;
}

static bool
read_all(const char* path, double rate_hz, float** frames, size_t* n)
{
  Source* const source = (Source*)calloc(1, sizeof(Source));
  if (!source) {
    return complain("out of memory");
  }
  bool good = source_open(source, path, rate_hz);
  if (good) {
    *n = source->n_frames;
    *frames = (float*)malloc(2 * sizeof(float) * (*n + 1));
    good = *frames ? read_frames(source, *frames, *n)
                   : complain("%s: is too long for the memory", path);
    source_close(source);
  }
  free(source);
  return good;
}

/** Where the loudest n frames begin, on whole seconds. */
static size_t
find_loudest(const float* frames, size_t n_all, size_t n, size_t second)
{
  double best = -1.0;
  size_t where = 0;
  for (size_t from = 0; from + n <= n_all; from += second) {
    double sum = 0.0;
    for (size_t i = 2 * from; i < 2 * (from + n); ++i) {
      sum += (double)frames[i] * (double)frames[i];
    }
    if (sum > best) {
      best = sum;
      where = from;
    }
  }
  return where;
}

bool
excerpt_read(Excerpt* excerpt,
             const char* path,
             double rate_hz,
             double from_s,
             double length_s)
{
  memset(excerpt, 0, sizeof(*excerpt));
  float* all = NULL;
  size_t n_all = 0;
  if (!read_all(path, rate_hz, &all, &n_all)) {
    free(all);
    return false;
  }
  const size_t second = (size_t)rate_hz;
  size_t n = (size_t)llround(length_s * rate_hz);
  n = n < n_all ? n : n_all;
  size_t from = from_s < 0 ? find_loudest(all, n_all, n, second)
                           : (size_t)llround(from_s * rate_hz);
  n = from < n_all && n > n_all - from ? n_all - from : n;
  if (from >= n_all || (double)n < SHORTEST_S * rate_hz) {
    free(all);
    return complain("%s: holds less than a second there", path);
  }
  excerpt->n = n;
  excerpt->n_before = (size_t)(BEFORE_S * rate_hz);
  excerpt->n_before = from < excerpt->n_before ? from : excerpt->n_before;
  from -= excerpt->n_before;
  memmove(
    all, all + 2 * from, 2 * sizeof(float) * (excerpt->n_before + excerpt->n));
  excerpt->frames = all;
  return true;
}

void
excerpt_free(Excerpt* excerpt)
{
  free(excerpt->frames);
  excerpt->frames = NULL;
}

void
rendering_free(Rendering* rendering)
{
  free(rendering->frames);
  rendering->frames = NULL;
}

static void
fade_ends(float* frames, size_t n, double rate_hz)
{
  const size_t n_fade = (size_t)(FADE_S * rate_hz);
  for (size_t i = 0; i < n_fade; ++i) {
    const float level = ((float)i + 0.5F) / (float)n_fade;
    for (size_t c = 0; c < 2; ++c) {
      frames[2 * i + c] *= level;
      frames[2 * (n - 1 - i) + c] *= level;
    }
  }
}

/** Fade what is in it and measure it. */
static bool
finish(Rendering* rendering, size_t n, double rate_hz)
{
  fade_ends(rendering->frames, n, rate_hz);
  for (size_t i = 0; i < 2 * n; ++i) {
    rendering->peak = fmax(rendering->peak, fabs((double)rendering->frames[i]));
  }
  ebur128_state* meter =
    ebur128_init(2, (unsigned long)rate_hz, EBUR128_MODE_I);
  const bool measured =
    meter &&
    ebur128_add_frames_float(meter, rendering->frames, n) == EBUR128_SUCCESS &&
    ebur128_loudness_global(meter, &rendering->loudness_lufs) ==
      EBUR128_SUCCESS;
  if (meter) {
    ebur128_destroy(&meter);
  }
  if (!measured) {
    return complain("out of memory");
  }
  return rendering->loudness_lufs > -HUGE_VAL ||
         complain("what comes out is too soft to compare");
}

bool
excerpt_original(const Excerpt* excerpt, double rate_hz, Rendering* rendering)
{
  const size_t bytes = 2 * sizeof(float) * excerpt->n;
  memset(rendering, 0, sizeof(*rendering));
  rendering->frames = (float*)malloc(bytes);
  if (!rendering->frames) {
    return complain("out of memory");
  }
  memcpy(rendering->frames, excerpt->frames + 2 * excerpt->n_before, bytes);
  return finish(rendering, excerpt->n, rate_hz);
}

/** Play frame by frame index what there is, then silence until the plugin's
    latency is over. */
static void
play(const Excerpt* excerpt, Player* player, float* frames)
{
  const size_t n_in = excerpt->n_before + excerpt->n;
  size_t skip = excerpt->n_before;
  size_t n_out = 0;
  for (size_t at = 0; n_out < excerpt->n; at += player->max_block) {
    for (size_t i = 0; i < player->max_block; ++i) {
      const bool inside = at + i < n_in;
      player->in[0][i] = inside ? excerpt->frames[2 * (at + i)] : 0.0F;
      player->in[1][i] = inside ? excerpt->frames[2 * (at + i) + 1] : 0.0F;
    }
    player_run(player, player->max_block);
    skip += at == 0 ? player_latency_frames(player) : 0;
    for (size_t i = 0; i < player->max_block && n_out < excerpt->n; ++i) {
      if (at + i >= skip) {
        frames[2 * n_out] = player->out[0][i];
        frames[2 * n_out++ + 1] = player->out[1][i];
      }
    }
  }
}

bool
excerpt_render(const Excerpt* excerpt,
               const Setup* setup,
               const HostPreset* preset,
               Rendering* rendering)
{
  Player player = { .host = NULL };
  memset(rendering, 0, sizeof(*rendering));
  rendering->frames = (float*)calloc(excerpt->n, 2 * sizeof(float));
  if (!rendering->frames) {
    return complain("out of memory");
  }
  const bool good = setup_player(setup, &player, preset);
  if (good) {
    play(excerpt, &player, rendering->frames);
  }
  player_close(&player);
  return good && finish(rendering, excerpt->n, setup->rate_hz);
}
