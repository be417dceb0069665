// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/mixer.h"

#include <string.h>

void
mixer_init(Mixer* mixer, unsigned fade_subblocks)
{
  memset(mixer, 0, sizeof(*mixer));
  mixer->fade_subblocks = fade_subblocks;
}

static void
monitor_matrix(Monitor monitor, float value[MIX_VALUES])
{
  static const float matrix[][4] = {
    [MONITOR_STEREO] = { 1, 1, 1, -1 }, [MONITOR_MONO] = { 1, 0, 1, 0 },
    [MONITOR_SIDE] = { 0, 1, 0, 1 },    [MONITOR_LEFT] = { 1, 1, 1, 1 },
    [MONITOR_RIGHT] = { 1, -1, 1, -1 }, [MONITOR_DIFFERENCE] = { 1, 1, 1, -1 },
    [MONITOR_ORIGINAL] = { 0, 0, 0, 0 }
  };
  memcpy(value, matrix[monitor], sizeof(matrix[0]));
  value[MIX_DRY] = monitor == MONITOR_DIFFERENCE ? -1.0F
                   : monitor == MONITOR_ORIGINAL ? 1.0F
                                                 : 0.0F;
}

static void
aim(Mixer* mixer, const MixerControls* controls, float outside)
{
  float value[MIX_VALUES];
  const unsigned fade = mixer->fade_subblocks;
  const float* const balance = controls->balance;
  monitor_matrix(controls->monitor, value);
  value[MIX_OUTSIDE] = outside * controls->gain;
  value[MIX_WET] = controls->enabled ? 1.0F : 0.0F;
  value[MIX_L_L] = controls->swap ? 0.0F : balance[0];
  value[MIX_L_R] = controls->swap ? balance[0] : 0.0F;
  value[MIX_R_L] = controls->swap ? balance[1] : 0.0F;
  value[MIX_R_R] = controls->swap ? 0.0F : balance[1];
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_to(&mixer->value[i], value[i], fade);
  }
  slew_to(&mixer->gain, controls->gain, fade);
  slew_to(&mixer->matching, controls->match ? 1.0F : 0.0F, fade);
}

/** The level at the end of the sub-block; it follows the match closely. */
static float
next_level(const Mixer* mixer, float match)
{
  return mixer->gain.next * (1.0F + mixer->matching.next * (match - 1.0F));
}

static bool
is_at(const Slew* slew, float value)
{
  return slew->now == value && slew->next == value;
}

/** What need not be done in this sub-block. */
static void
find_shortcuts(Mixer* mixer)
{
  const Slew* const value = mixer->value;
  mixer->is_stereo =
    is_at(&mixer->side, 1.0F) && is_at(&value[MIX_L_MID], 1.0F) &&
    is_at(&value[MIX_R_MID], 1.0F) && is_at(&value[MIX_L_SIDE], 1.0F) &&
    is_at(&value[MIX_R_SIDE], -1.0F) && is_at(&value[MIX_DRY], 0.0F);
  mixer->is_straight =
    is_at(&value[MIX_L_L], 1.0F) && is_at(&value[MIX_L_R], 0.0F) &&
    is_at(&value[MIX_R_L], 0.0F) && is_at(&value[MIX_R_R], 1.0F);
  mixer->is_plain = mixer->is_stereo && mixer->is_straight &&
                    is_at(&value[MIX_OUTSIDE], 0.0F) &&
                    is_at(&value[MIX_WET], 1.0F);
}

void
mixer_jump(Mixer* mixer, const MixerControls* controls, const MixerInput* input)
{
  aim(mixer, controls, input->outside);
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_jump(&mixer->value[i], mixer->value[i].target);
  }
  slew_jump(&mixer->gain, mixer->gain.target);
  slew_jump(&mixer->matching, mixer->matching.target);
  slew_jump(&mixer->level, next_level(mixer, input->match));
  slew_jump(&mixer->unmatch, 1.0F / input->match);
  slew_jump(&mixer->side, input->side);
  find_shortcuts(mixer);
}

static void
go_to(Slew* slew, float next)
{
  slew->now = slew->next;
  slew->next = next;
}

void
mixer_step(Mixer* mixer, const MixerControls* controls, const MixerInput* input)
{
  aim(mixer, controls, input->outside);
  for (int i = 0; i < MIX_VALUES; ++i) {
    slew_step(&mixer->value[i]);
  }
  slew_step(&mixer->gain);
  slew_step(&mixer->matching);
  go_to(&mixer->level, next_level(mixer, input->match));
  go_to(&mixer->unmatch, 1.0F / input->match);
  go_to(&mixer->side, input->side);
  find_shortcuts(mixer);
}

bool
mixer_rests(const Mixer* mixer)
{
  bool still = slew_is_still(&mixer->gain) && slew_is_still(&mixer->matching) &&
               !slew_moves(&mixer->level) && !slew_moves(&mixer->unmatch) &&
               !slew_moves(&mixer->side);
  for (int i = 0; i < MIX_VALUES; ++i) {
    still = still && slew_is_still(&mixer->value[i]);
  }
  return still;
}

bool
mixer_controls_same(const MixerControls* a, const MixerControls* b)
{
  return a->enabled == b->enabled && a->match == b->match &&
         a->gain == b->gain && a->balance[0] == b->balance[0] &&
         a->balance[1] == b->balance[1] && a->swap == b->swap &&
         a->monitor == b->monitor;
}

bool
mixer_is_off(const Mixer* mixer)
{
  return is_at(&mixer->value[MIX_WET], 0.0F);
}

bool
mixer_hears_outside(const Mixer* mixer)
{
  return !is_at(&mixer->value[MIX_OUTSIDE], 0.0F);
}

void
mixer_monitor(const Mixer* mixer,
              unsigned first,
              const float* const dry[2],
              float* const wet[2],
              uint32_t n)
{
  const Slew* const m = mixer->value;
  for (uint32_t i = 0; i < n; ++i) {
    const float l = wet[0][i];
    const float r = wet[1][i];
    const float mid = 0.5F * l + 0.5F * r;
    const float side = slew_at(&mixer->side, first, i) * (0.5F * l - 0.5F * r);
    const float level = slew_at(&mixer->level, first, i);
    const float original =
      slew_at(&m[MIX_DRY], first, i) * slew_at(&mixer->unmatch, first, i);
    wet[0][i] =
      level * (slew_at(&m[MIX_L_MID], first, i) * mid +
               slew_at(&m[MIX_L_SIDE], first, i) * side + original * dry[0][i]);
    wet[1][i] =
      level * (slew_at(&m[MIX_R_MID], first, i) * mid +
               slew_at(&m[MIX_R_SIDE], first, i) * side + original * dry[1][i]);
  }
}

void
mixer_place_sides(const Mixer* mixer,
                  unsigned first,
                  float* const wet[2],
                  uint32_t n)
{
  const Slew* const m = mixer->value;
  for (uint32_t i = 0; i < n; ++i) {
    const float l = wet[0][i];
    const float r = wet[1][i];
    wet[0][i] =
      slew_at(&m[MIX_L_L], first, i) * l + slew_at(&m[MIX_L_R], first, i) * r;
    wet[1][i] =
      slew_at(&m[MIX_R_L], first, i) * l + slew_at(&m[MIX_R_R], first, i) * r;
  }
}

void
mixer_bypass(const Mixer* mixer,
             unsigned first,
             const float* const dry[2],
             float* const wet[2],
             uint32_t n)
{
  const Slew* const value = &mixer->value[MIX_WET];
  if (is_at(value, 1.0F)) {
    return;
  }
  for (int c = 0; c < 2; ++c) {
    for (uint32_t i = 0; i < n; ++i) {
      const float way = slew_at(value, first, i);
      wet[c][i] = dry[c][i] + way * (wet[c][i] - dry[c][i]);
    }
  }
}
