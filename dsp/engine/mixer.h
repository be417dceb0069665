// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MIXER_H
#define EARCUP_MIXER_H

/* Monitor matrix, gain, balance and bypass: what becomes of left and right
   behind the filters. Knows nothing of headphones. */

#include "dsp/engine/slew.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
  MONITOR_STEREO,
  MONITOR_MONO,
  MONITOR_SIDE,
  MONITOR_LEFT,
  MONITOR_RIGHT,
  MONITOR_DIFFERENCE, ///< simulated minus original at the same loudness
  MONITOR_ORIGINAL    ///< the original with the result's gain
} Monitor;

/** Where it should go. */
typedef struct {
  bool enabled;     ///< false: the input, bit by bit
  bool match;       ///< keep the loudness
  float gain;       ///< factor on the result
  float balance[2]; ///< factors on what is heard left and right
  bool swap;        ///< exchange left and right, before balance
  Monitor monitor;
} MixerControls;

/** Values that move within a sub-block, frame by frame. */
typedef enum {
  MIX_L_MID, ///< left output from Mid
  MIX_L_SIDE,
  MIX_R_MID,
  MIX_R_SIDE,
  MIX_DRY,     ///< of the original, for Difference
  MIX_OUTSIDE, ///< of the sound outside
  MIX_WET,     ///< on or off
  MIX_L_L,     ///< of what is heard: left output from left
  MIX_L_R,
  MIX_R_L,
  MIX_R_R,
  MIX_VALUES
} MixValue;

/** Written by mixer.c alone; others may read. */
typedef struct {
  unsigned fade_subblocks;
  Slew value[MIX_VALUES];
  Slew gain;
  Slew matching;    ///< 1 where loudness is matched
  Slew level;       ///< what follows from gain and match
  Slew unmatch;     ///< brings the original to the simulation, before level
  Slew side;        ///< factor on Side: 0 at the microphone
  bool is_stereo;   ///< in this sub-block, the input needs but a level
  bool is_straight; ///< and no balance
  bool is_plain;    ///< both, and nothing is added or faded
} Mixer;

/** What the rest of the path has to say about a sub-block. */
typedef struct {
  float outside; ///< factor on the sound outside, 0 for none
  float match;   ///< factor that keeps the loudness, > 0
  float side;    ///< factor on Side
} MixerInput;

/** @param fade_subblocks that every change takes. Thread: any. */
void mixer_init(Mixer* mixer, unsigned fade_subblocks);

/** Be there in the next sub-block. Thread: any. Cannot fail. */
void mixer_jump(Mixer* mixer,
                const MixerControls* controls,
                const MixerInput* input);

/** Go on by a sub-block. Thread: any. Cannot fail. */
void mixer_step(Mixer* mixer,
                const MixerControls* controls,
                const MixerInput* input);

/** True if nothing moves, nor will before controls change. Thread: any. */
bool mixer_rests(const Mixer* mixer);

/** True if controls are the same. Thread: any. */
bool mixer_controls_same(const MixerControls* a, const MixerControls* b);

/** True if the input goes out bit by bit. Thread: any. */
bool mixer_is_off(const Mixer* mixer);

/** True if sound outside is heard. Thread: any. */
bool mixer_hears_outside(const Mixer* mixer);

/* The following take frames of a sub-block from frame `first` on.
   n <= SUBBLOCK_FRAMES - first. Thread: any. Cannot fail. */

/** Mid and Side to what the monitor hears of them, with its level. */
void mixer_monitor(const Mixer* mixer,
                   unsigned first,
                   const float* const dry[2],
                   float* const wet[2],
                   uint32_t n);

/** Balance and exchange of sides. */
void mixer_place_sides(const Mixer* mixer,
                       unsigned first,
                       float* const wet[2],
                       uint32_t n);

/** The original instead, as far as it is bypassed. */
void mixer_bypass(const Mixer* mixer,
                  unsigned first,
                  const float* const dry[2],
                  float* const wet[2],
                  uint32_t n);

#endif
