// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/native.h"

#include "dsp/engine/crossfeed_stage.h"
#include "dsp/engine/denormals.h"
#include "dsp/filter/resonators.h"
#include "tests/bench/zita.h"

#include <bs2b/bs2b.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A processor that isn't a plugin. */
typedef struct {
  void* object; ///< t_bs2bdp, zita, CrossfeedStage or Bank
  float* const* in;
  float* const* out;
  float* interleaved; ///< 2 * BENCH_MAX_BLOCK
} Native;

static void
native_prepare(void* state, float* const* in, float* const* out)
{
  Native* const native = state;
  native->in = in;
  native->out = out;
}

static void
nothing(Contender* c)
{
  (void)c;
}

static void
copy_run(void* state, uint32_t n)
{
  Native* const native = state;
  for (unsigned c = 0; c < 2; ++c) {
    memcpy(native->out[c], native->in[c], n * sizeof(float));
  }
}

static void
bs2b_run(void* state, uint32_t n)
{
  Native* const native = state;
  float* const frames = native->interleaved;
  for (uint32_t i = 0; i < n; ++i) {
    frames[2 * i] = native->in[0][i];
    frames[2 * i + 1] = native->in[1][i];
  }
  bs2b_cross_feed_f(native->object, frames, (int)n);
  for (uint32_t i = 0; i < n; ++i) {
    native->out[0][i] = frames[2 * i];
    native->out[1][i] = frames[2 * i + 1];
  }
}

static void
zita_run(void* state, uint32_t n)
{
  Native* const native = state;
  zita_process(native->object, native->in, native->out, n);
}

/** Earcup's own crossfeed without the plugin around it. */
static void
stage_run(void* state, uint32_t n)
{
  Native* const native = state;
  const uint64_t mode = denormals_flush();
  copy_run(state, n);
  crossfeed_stage_process(native->object, native->out[0], native->out[1], n);
  denormals_restore(mode);
}

/** Earcup's own filter bank, on the catalogue's poles. */
typedef struct {
  Resonators bank;
  ResonatorGroup group[GROUPS_MAX];
} Bank;

/** Nothing but the arithmetic of one headphone. */
static void
bank_run(void* state, uint32_t n)
{
  Native* const native = state;
  Bank* const bank = native->object;
  const uint64_t mode = denormals_flush();
  const float* const in[2] = { native->in[0], native->in[1] };
  resonators_process(&bank->bank, in, native->out, n);
  denormals_restore(mode);
}

static void
copy_destroy(Contender* c)
{
  free(c->state);
}

static void
bs2b_destroy(Contender* c)
{
  Native* const native = c->state;
  bs2b_close(native->object);
  free(native->interleaved);
  free(native);
}

static void
zita_destroy(Contender* c)
{
  Native* const native = c->state;
  zita_free(native->object);
  free(native);
}

static void
object_destroy(Contender* c)
{
  Native* const native = c->state;
  free(native->object);
  free(native);
}

/* An impulse response that decays by 60 dB, of unit energy. */
static void
fill_taps(float* taps)
{
  uint32_t seed = 1;
  for (unsigned i = 0; i < BENCH_TAPS; ++i) {
    seed = seed * 1664525U + 1013904223U;
    const float noise = (float)(int32_t)seed / 2147483648.0F;
    taps[i] = noise * 0.05F * powf(10.0F, -3.0F * (float)i / BENCH_TAPS);
  }
}

static int
init_stage(Contender* c, Native* native)
{
  const Setting* const s = c->entry->settings; // mode, angle
  const Crossfeed crossfeed = { (CrossfeedMode)(int)s[0].value,
                                1.0,
                                (double)s[1].value };
  CrossfeedStage* const stage = aligned_alloc(64, sizeof(*stage));
  if (!stage) {
    return -1;
  }
  crossfeed_stage_init(stage, BENCH_RATE_HZ, &crossfeed);
  native->object = stage;
  c->run = stage_run;
  c->destroy = object_destroy;
  return 0;
}

static int
init_bank(Contender* c, Native* native)
{
  Bank* const bank = aligned_alloc(64, sizeof(*bank));
  Poles poles;
  Weights weights;
  if (!bank) {
    return -1;
  }
  poles_of_catalogue(&poles, BENCH_RATE_HZ);
  memset(&weights, 0, sizeof(weights));
  for (unsigned i = 0; i < poles.sections; ++i) {
    weights.re[i] = 0.01F;
  }
  resonators_init(&bank->bank, bank->group, &poles, resonators_pick(SIMD_BEST));
  resonators_set(&bank->bank, &weights);
  native->object = bank;
  c->run = bank_run;
  c->destroy = object_destroy;
  return 0;
}

int
native_init(Contender* c, uint32_t block)
{
  Native* const native = calloc(1, sizeof *native);
  c->state = native;
  c->prepare = native_prepare;
  c->finish = nothing;
  if (!strncmp(c->entry->name, "zita", 4)) {
    float taps[BENCH_TAPS];
    fill_taps(taps);
    native->object = zita_new(block, taps, BENCH_TAPS);
    c->run = zita_run;
    c->destroy = zita_destroy;
    return native->object ? 0 : -1;
  }
  if (!strcmp(c->entry->name, "libbs2b")) {
    native->object = bs2b_open();
    native->interleaved = calloc(2 * BENCH_MAX_BLOCK, sizeof(float));
    bs2b_set_srate(native->object, BENCH_RATE_HZ);
    c->run = bs2b_run;
    c->destroy = bs2b_destroy;
    return 0;
  }
  if (!strcmp(c->entry->name, "Filter bank alone")) {
    return init_bank(c, native);
  }
  if (c->entry->settings) {
    return init_stage(c, native);
  }
  c->run = copy_run;
  c->destroy = copy_destroy;
  return 0;
}

double
native_harness_bytes(const Contender* c)
{
  const Native* const native = c->state;
  return sizeof *native +
         (native->interleaved ? 2.0 * BENCH_MAX_BLOCK * sizeof(float) : 0.0);
}
