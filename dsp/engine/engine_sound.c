// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/engine_state.h"

#include "dsp/engine/denormals.h"

#include <math.h>
#include <string.h>

#define SIGNAL_MAX 1e15f // what is beyond is no signal: +300 dBFS

/** Input of a sub-block, or of a part of one. */
typedef struct {
  float dry[2][SUBBLOCK_FRAMES];
  float wet[2][SUBBLOCK_FRAMES];
} Frames;

static float
clean(float x)
{
  return fabsf(x) <= SIGNAL_MAX ? x : 0.0f;
}

static void
take_input(Frames* f, const float* const in[2], uint32_t n)
{
  for (uint32_t i = 0; i < n; ++i) {
    f->wet[LEFT][i] = f->dry[LEFT][i] = clean(in[LEFT][i]);
    f->wet[RIGHT][i] = f->dry[RIGHT][i] = clean(in[RIGHT][i]);
  }
}

/** A slewed value at frame i of the current part of the sub-block. */
static inline float
at_frame(const Slew* slew, unsigned first, uint32_t i)
{
  return slew->now + (slew->next - slew->now) * (float)(int)(first + i + 1) *
                       (1.0f / SUBBLOCK_FRAMES);
}

static void
filter(Engine* engine, Frames* f, uint32_t n)
{
  float* const wet[CHANNELS] = { f->wet[LEFT], f->wet[RIGHT] };
  const float* const from[CHANNELS] = { wet[LEFT], wet[RIGHT] };
  Resonators* const bank = &engine->active->bank;
  if (!engine->incoming) {
    resonators_process(bank, from, wet, n);
    return;
  }
  float other[CHANNELS][SUBBLOCK_FRAMES];
  float* const to[CHANNELS] = { other[LEFT], other[RIGHT] };
  resonators_process(&engine->incoming->bank, from, to, n);
  resonators_process(bank, from, wet, n);
  for (int c = 0; c < CHANNELS; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      const float way =
        at_frame(&engine->incoming_fade, engine->in_subblock, i);
      f->wet[c][i] += way * (other[c][i] - f->wet[c][i]);
    }
  }
}

static void
mix_monitor(const Engine* engine, Frames* f, uint32_t n)
{
  const Slew* const m = engine->mix;
  const unsigned at = engine->in_subblock;
  for (uint32_t i = 0; i < n; ++i) {
    const float l = f->wet[LEFT][i];
    const float r = f->wet[RIGHT][i];
    const float mid = 0.5f * l + 0.5f * r;
    const float side = at_frame(&engine->side, at, i) * (0.5f * l - 0.5f * r);
    const float level = at_frame(&engine->level, at, i);
    const float dry =
      at_frame(&m[MIX_DRY], at, i) * at_frame(&engine->unmatch, at, i);
    f->wet[0][i] =
      level * (at_frame(&m[MIX_L_MID], at, i) * mid +
               at_frame(&m[MIX_L_SIDE], at, i) * side + dry * f->dry[0][i]);
    f->wet[1][i] =
      level * (at_frame(&m[MIX_R_MID], at, i) * mid +
               at_frame(&m[MIX_R_SIDE], at, i) * side + dry * f->dry[1][i]);
  }
}

static void
add_outside(Engine* engine,
            Frames* f,
            const float* const outside[2],
            uint32_t n)
{
  const Slew* const level = &engine->mix[MIX_OUTSIDE];
  const LevelRamp ramp = { level->now, level->next, engine->in_subblock };
  float peak[2] = { 0.0f, 0.0f };
  Outside* const outside_path = engine->held.outside_path;
  float around[2][SUBBLOCK_FRAMES];
  float* const to[2] = { around[0], around[1] };
  const float* const from[2] = { around[0], around[1] };
  if (outside) {
    for (uint32_t i = 0; i < n; ++i) {
      around[0][i] = clean(outside[0][i]);
      around[1][i] = clean(outside[1][i]);
    }
  } else {
    outside_source_process(&outside_path->source, around[0], around[1], n);
  }
  resonators_play(&outside_path->bank, &ramp, from, to, n, false, peak);
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      f->wet[c][i] += around[c][i];
    }
  }
}

/** Balance and exchange of sides. */
static void
place_sides(const Engine* engine, Frames* f, uint32_t n)
{
  const Slew* const m = engine->mix;
  const unsigned at = engine->in_subblock;
  for (uint32_t i = 0; i < n; ++i) {
    const float l = f->wet[LEFT][i];
    const float r = f->wet[RIGHT][i];
    f->wet[LEFT][i] =
      at_frame(&m[MIX_L_L], at, i) * l + at_frame(&m[MIX_L_R], at, i) * r;
    f->wet[RIGHT][i] =
      at_frame(&m[MIX_R_L], at, i) * l + at_frame(&m[MIX_R_R], at, i) * r;
  }
}

static void
fade_bypass(const Engine* engine, Frames* f, uint32_t n)
{
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      const float wet = at_frame(&engine->mix[MIX_WET], engine->in_subblock, i);
      f->wet[c][i] = f->dry[c][i] + wet * (f->wet[c][i] - f->dry[c][i]);
    }
  }
}

/** Largest magnitude. Finite floats without their sign are ordered as their
    bits are, which compilers turn into vector code. */
static float
peak_of(const float* x, uint32_t n)
{
  int32_t peak = 0;
  for (uint32_t i = 0; i < n; ++i) {
    int32_t bits;
    memcpy(&bits, &x[i], sizeof(bits));
    bits &= INT32_MAX;
    peak = bits > peak ? bits : peak;
  }
  float level;
  memcpy(&level, &peak, sizeof(level));
  return level;
}

static bool
is_zero(const Slew* slew)
{
  return slew->now == 0.0f && slew->next == 0.0f;
}

/** Bank and level. */
static void
play(Engine* engine,
     const float* const in[2],
     float* const out[2],
     uint32_t n,
     bool any_input,
     float peak[2])
{
  const LevelRamp level = { engine->level.now,
                            engine->level.next,
                            engine->in_subblock };
  resonators_play(&engine->active->bank, &level, in, out, n, any_input, peak);
}

/** Crossfeed, bank and level for n <= SUBBLOCK_FRAMES frames from `at` on. */
static void
play_crossfed(Engine* engine,
              const float* const in[2],
              float* const out[2],
              uint32_t at,
              uint32_t n,
              float peak[2])
{
  float wet[2][SUBBLOCK_FRAMES];
  for (uint32_t i = 0; i < n; ++i) {
    wet[LEFT][i] = clean(in[LEFT][at + i]);
    wet[RIGHT][i] = clean(in[RIGHT][at + i]);
  }
  const float* const from[2] = { wet[LEFT], wet[RIGHT] };
  float* const to[2] = { out[LEFT] + at, out[RIGHT] + at };
  crossfeed_stage_process(&engine->crossfeed, wet[LEFT], wet[RIGHT], n);
  play(engine, from, to, n, false, peak);
}

/** Crossfeed, bank and level, which is all that stereo needs as a rule. */
static void
process_plain(Engine* engine,
              const float* const in[2],
              float* const out[2],
              uint32_t n)
{
  CrossfeedStage* const crossfeed = &engine->crossfeed;
  float* const peak = engine->meters.peak;
  if (crossfeed_stage_rests(crossfeed) &&
      crossfeed->slot[crossfeed->live].mode == CROSSFEED_OFF) {
    crossfeed_stage_skip(crossfeed, n);
    play(engine, in, out, n, true, peak);
  } else {
    for (uint32_t at = 0; at < n; at += SUBBLOCK_FRAMES) {
      play_crossfed(engine,
                    in,
                    out,
                    at,
                    n - at < SUBBLOCK_FRAMES ? n - at : SUBBLOCK_FRAMES,
                    peak);
    }
  }
  engine->is_broken |= !isfinite(peak[LEFT]) || !isfinite(peak[RIGHT]);
}

static void
process_mixed(Engine* engine,
              const float* const in[2],
              const float* const outside[2],
              float* const out[2],
              uint32_t n)
{
  Frames f;
  take_input(&f, in, n);
  crossfeed_stage_process(&engine->crossfeed, f.wet[LEFT], f.wet[RIGHT], n);
  if (engine->is_stereo) {
    float* const wet[2] = { f.wet[LEFT], f.wet[RIGHT] };
    play(engine, (const float* const*)wet, wet, n, false, (float[2]){ 0.0f });
  } else {
    filter(engine, &f, n);
    mix_monitor(engine, &f, n);
  }
  if (!is_zero(&engine->mix[MIX_OUTSIDE])) {
    add_outside(engine, &f, outside, n);
  }
  if (!engine->is_straight) {
    place_sides(engine, &f, n);
  }
  const Slew* const wet = &engine->mix[MIX_WET];
  const bool off = is_zero(wet);
  if (!off && (wet->now != 1.0f || wet->next != 1.0f)) {
    fade_bypass(engine, &f, n);
  }
  for (int c = 0; c < 2; ++c) {
    const float* const result = off ? f.dry[c] : f.wet[c];
    const float peak = peak_of(result, n);
    memcpy(out[c], result, n * sizeof(float));
    engine->meters.peak[c] = fmaxf(engine->meters.peak[c], peak);
    engine->is_broken |= !isfinite(peak);
  }
}

/** The last guard: what is not finite becomes silence, and all starts anew with
    the next frame. */
static void
start_over(Engine* engine, float* const out[2], uint32_t n)
{
  memset(out[0], 0, n * sizeof(float));
  memset(out[1], 0, n * sizeof(float));
  engine->is_broken = false;
  engine->notices |= ENGINE_BROKE;
  engine_start_over(engine);
}

/** Whether frames are zeros; `signs` counts the sign of a zero. */
static bool
are_zeros(const float* x, uint32_t n, bool signs)
{
  uint32_t any = 0;
  for (uint32_t i = 0; i < n; ++i) {
    uint32_t bits;
    memcpy(&bits, &x[i], sizeof(bits));
    any |= bits;
  }
  return (signs ? any : any & INT32_MAX) == 0;
}

/** Whether n frames of input can be left out. What is off gives back even the
    sign of a zero. */
static bool
sleeps(Engine* engine, const float* const in[2], uint32_t n)
{
  if (!engine->is_silent) {
    return false;
  }
  const bool off = is_zero(&engine->mix[MIX_WET]);
  engine->is_silent =
    are_zeros(in[LEFT], n, off) && are_zeros(in[RIGHT], n, off);
  return engine->is_silent && !engine->restless && !engine->incoming &&
         is_zero(&engine->mix[MIX_OUTSIDE]) &&
         crossfeed_stage_rests(&engine->crossfeed);
}

static void
process_part(Engine* engine,
             const float* const in[2],
             const float* const outside[2],
             float* const out[2],
             uint32_t n)
{
  programme_hear(&engine->programme, in[LEFT], in[RIGHT], n);
  if (sleeps(engine, in, n)) {
    memset(out[LEFT], 0, n * sizeof(float));
    memset(out[RIGHT], 0, n * sizeof(float));
    crossfeed_stage_skip(&engine->crossfeed, n);
    resonators_skip(&engine->active->bank, n);
  } else if (engine->is_plain) {
    process_plain(engine, in, out, n);
  } else {
    process_mixed(engine, in, outside, out, n);
  }
}

/** Begin a sub-block, if the last one is over. How many of the n frames to come
   can be done in one go: up to its end, or further as long as nothing changes.
 */
static uint32_t
next_part(Engine* engine,
          const EngineControls* controls,
          bool may_wait,
          uint32_t n)
{
  if (engine->in_subblock == 0) {
    const uint32_t subblock = n < SUBBLOCK_FRAMES ? n : SUBBLOCK_FRAMES;
    if (!engine_rest(engine, controls, may_wait, subblock)) {
      engine_begin_subblock(engine, controls, may_wait);
    }
  }
  const uint32_t room = SUBBLOCK_FRAMES - engine->in_subblock;
  if (n <= room) {
    return n;
  }
  return engine->is_plain
           ? room + engine_rest(engine, controls, may_wait, n - room)
           : room;
}

void
engine_process(Engine* engine,
               const EngineControls* controls,
               bool may_wait,
               const float* const in[2],
               const float* const outside[2],
               float* const out[2],
               uint32_t n)
{
  const uint64_t mode = denormals_flush();
  engine->meters.peak[0] = engine->meters.peak[1] = 0.0f;
  for (uint32_t done = 0; done < n;) {
    const uint32_t part = next_part(engine, controls, may_wait, n - done);
    const float* const from[2] = { in[0] + done, in[1] + done };
    float* const to[2] = { out[0] + done, out[1] + done };
    if (outside) {
      const float* const around[2] = { outside[0] + done, outside[1] + done };
      process_part(engine, from, around, to, part);
    } else {
      process_part(engine, from, NULL, to, part);
    }
    engine->in_subblock = (engine->in_subblock + part) % SUBBLOCK_FRAMES;
    if (engine->is_broken) {
      start_over(engine, to, part);
    }
    done += part;
  }
  engine->meters.match_gain = controls->match ? engine->match : 1.0f;
  denormals_restore(mode);
}
