// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/engine_state.h"

#include "dsp/engine/frames.h"

/** Input of a sub-block, or of a part of one. */
typedef struct {
  float dry[2][SUBBLOCK_FRAMES];
  float wet[2][SUBBLOCK_FRAMES];
} Frames;

static void
take_input(Frames* f, const float* const in[2], uint32_t n)
{
  for (int c = 0; c < 2; ++c) {
    frames_take(f->dry[c], in[c], n);
    memcpy(f->wet[c], f->dry[c], n * sizeof(float));
  }
}

/** Bank and level. */
static void
play_bank(Engine* engine,
          const float* const in[2],
          float* const out[2],
          uint32_t n,
          bool any_input,
          float peak[2])
{
  const Slew* const slew = &engine->mixer.level;
  const LevelRamp level = { slew->now, slew->next, engine->in_subblock };
  Resonators* const bank = &engine->morpher.bank.active->bank;
  resonators_play(bank, &level, in, out, n, any_input, peak);
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
  frames_take(wet[LEFT], in[LEFT] + at, n);
  frames_take(wet[RIGHT], in[RIGHT] + at, n);
  const float* const from[2] = { wet[LEFT], wet[RIGHT] };
  float* const to[2] = { out[LEFT] + at, out[RIGHT] + at };
  crossfeed_stage_process(&engine->crossfeed, wet[LEFT], wet[RIGHT], n);
  play_bank(engine, from, to, n, false, peak);
}

/** Crossfeed, bank and level, which is all that stereo needs as a rule. */
static bool
play_plain(Engine* engine,
           const float* const in[2],
           float* const out[2],
           uint32_t n)
{
  CrossfeedStage* const crossfeed = &engine->crossfeed;
  float* const peak = engine->meters.peak;
  if (crossfeed_stage_rests(crossfeed) &&
      crossfeed->slot[crossfeed->live].mode == CROSSFEED_OFF) {
    crossfeed_stage_skip(crossfeed, n);
    play_bank(engine, in, out, n, true, peak);
  } else {
    for (uint32_t at = 0; at < n; at += SUBBLOCK_FRAMES) {
      const uint32_t left = n - at;
      const uint32_t part = left < SUBBLOCK_FRAMES ? left : SUBBLOCK_FRAMES;
      play_crossfed(engine, in, out, at, part, peak);
    }
  }
  return isfinite(peak[LEFT]) && isfinite(peak[RIGHT]);
}

/** All that there is behind the crossfeed. */
static void
mix(Engine* engine, Frames* f, const float* const outside[2], uint32_t n)
{
  const Mixer* const mixer = &engine->mixer;
  const unsigned first = engine->in_subblock;
  const float* const dry[2] = { f->dry[LEFT], f->dry[RIGHT] };
  float* const wet[2] = { f->wet[LEFT], f->wet[RIGHT] };
  if (mixer->is_stereo && !morpher_changes_poles(&engine->morpher)) {
    const float* const from[2] = { wet[LEFT], wet[RIGHT] };
    play_bank(engine, from, wet, n, false, (float[2]){ 0.0F });
  } else {
    filter_bank_process(&engine->morpher.bank, first, wet, n);
    mixer_monitor(mixer, first, dry, wet, n);
  }
  if (mixer_hears_outside(mixer)) {
    const Slew* const level = &mixer->value[MIX_OUTSIDE];
    outside_add(engine->outside, level, first, outside, wet, n);
  }
  if (!mixer->is_straight) {
    mixer_place_sides(mixer, first, wet, n);
  }
  if (!mixer_is_off(mixer)) {
    mixer_bypass(mixer, first, dry, wet, n);
  }
}

static bool
play_mixed(Engine* engine,
           const float* const in[2],
           const float* const outside[2],
           float* const out[2],
           uint32_t n)
{
  Frames f;
  bool finite = true;
  take_input(&f, in, n);
  crossfeed_stage_process(&engine->crossfeed, f.wet[LEFT], f.wet[RIGHT], n);
  mix(engine, &f, outside, n);
  const bool off = mixer_is_off(&engine->mixer);
  for (int c = 0; c < 2; ++c) {
    const float* const result = off ? f.dry[c] : f.wet[c];
    const float peak = frames_peak(result, n);
    memcpy(out[c], result, n * sizeof(float));
    engine->meters.peak[c] = fmaxf(engine->meters.peak[c], peak);
    finite = finite && isfinite(peak);
  }
  return finite;
}

/** Whether frames of zeros can be left out. */
static bool
can_sleep(const Engine* engine)
{
  return engine->is_silent && !engine->is_restless &&
         !morpher_changes_poles(&engine->morpher) &&
         !mixer_hears_outside(&engine->mixer) &&
         crossfeed_stage_rests(&engine->crossfeed);
}

static void
sleep(Engine* engine, float* const out[2], uint32_t n)
{
  memset(out[LEFT], 0, n * sizeof(float));
  memset(out[RIGHT], 0, n * sizeof(float));
  crossfeed_stage_skip(&engine->crossfeed, n);
  resonators_skip(&engine->morpher.bank.active->bank, n);
}

bool
engine_play(Engine* engine,
            const float* const in[2],
            const float* const outside[2],
            float* const out[2],
            uint32_t n)
{
  if (engine->is_silent) {
    match_skip(&engine->match, n);
  } else {
    match_hear(&engine->match, in, n);
  }
  if (can_sleep(engine)) {
    sleep(engine, out, n);
    return true;
  }
  return engine_is_plain(engine) ? play_plain(engine, in, out, n)
                                 : play_mixed(engine, in, outside, out, n);
}
