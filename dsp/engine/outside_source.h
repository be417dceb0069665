// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_OUTSIDE_SOURCE_H
#define EARCUP_OUTSIDE_SOURCE_H

#include "dsp/filter/resonators.h"

#include <stdint.h>

/** Sounds outside, in the order of the port's choices. */
typedef enum {
  OUTSIDE_STREET,   ///< urban traffic, spectrum 2 of ISO 717-1, 70 dBA
  OUTSIDE_TRAIN,    ///< constructed: shape of recordings, 70 dBA
  OUTSIDE_OFFICE,   ///< Hoth room noise (IEEE 269), 54 dBA
  OUTSIDE_AIRCRAFT, ///< constructed: shape of recordings, 73 dBA
  OUTSIDE_PINK,     ///< same level in every octave, 70 dBA
  OUTSIDE_SOUNDS
} OutsideSound;

#define OUTSIDE_OCTAVES 10 ///< 31.5 Hz .. 16 kHz
#define OUTSIDE_SECTIONS OUTSIDE_OCTAVES

/** One for each pair of complex poles and each real pole, and the same in whole
    groups. */
#define OUTSIDE_POLES (OUTSIDE_SECTIONS + 1)
#define OUTSIDE_RESONATORS 16

/** What makes a sound's spectrum out of white noise. */
typedef struct {
  unsigned sections; ///< resonators, a multiple of SECTIONS_GROUP
  float direct;
  double complex pole[OUTSIDE_POLES];
  float re[OUTSIDE_POLES]; ///< their weights
  float im[OUTSIDE_POLES];
} OutsideFilter;

/** One filter in motion. */
typedef struct {
  OutsideSound sound;
  Resonators bank;
  ResonatorGroup group[OUTSIDE_RESONATORS / SECTIONS_GROUP];
} OutsideSlot;

/** Stereo noise of a place; everything the rt thread needs. */
typedef struct {
  OutsideFilter filter[OUTSIDE_SOUNDS];
  OutsideSlot slot[2]; ///< what is heard, and what fades out
  OutsideSound wanted;
  Simd simd;
  uint32_t fade_frames;
  uint32_t fade_left; ///< frames until the change of sound is complete
  uint64_t random;
} OutsideSource;

/**
   Design the filters of all sounds for a sample rate and start one of them.

   Levels keep their true proportion to the programme: 80 dB SPL are -18 LUFS,
   hence X dB SPL are X - 101 dB mean square re full scale in each channel.
   Every octave from 31.5 Hz that the rate can carry is within 0.1 dB; 16 kHz
   and what tables lack below it continue their neighbours' slope.

   @param rate_hz 8 kHz .. 384 kHz
   @param seed any; the same seed gives the same noise
   @param simd as resonators_pick() gives it
   Thread: any but rt (takes some milliseconds). Cannot fail.
*/
void outside_source_init(OutsideSource* source,
                         double rate_hz,
                         OutsideSound sound,
                         uint64_t seed,
                         Simd simd);

/**
   What a sound is made of: mean square re full scale per Hz in each channel,
   as outside_source_process() gives it at that sample rate.

   @param rate_hz 8 kHz .. 384 kHz
   @param frequency_hz n of them, > 0; above half the rate there is nothing
   @param power_per_hz n results
   Thread: any but rt (0.1 ms). Cannot fail.
*/
void outside_source_spectrum(OutsideSound sound,
                             double rate_hz,
                             const double frequency_hz[],
                             size_t n,
                             double power_per_hz[]);

/** From the beginning, as after outside_source_init(). Thread: rt. */
void outside_source_restart(OutsideSource* source,
                            OutsideSound sound,
                            uint64_t seed);

/**
   Change the sound by a cross-fade of 0.3 s. During a fade the latest wish
   waits for its end.
   Thread: rt.
*/
void outside_source_set(OutsideSource* source, OutsideSound sound);

/**
   Write the next n frames; the result does not depend on how frames are
   grouped into calls. The channels are independent.

   @param left, right n samples each, written
   Thread: rt.
*/
void outside_source_process(OutsideSource* source,
                            float* left,
                            float* right,
                            uint32_t n);

#endif
