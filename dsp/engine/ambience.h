// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_AMBIENCE_H
#define EARCUP_AMBIENCE_H

#include "dsp/filter/resonators.h"

#include <stdint.h>

/** The sounds of surroundings, in the order of the port's choices. */
typedef enum {
  AMBIENCE_STREET,   ///< urban traffic, spectrum 2 of ISO 717-1, 70 dBA
  AMBIENCE_TRAIN,    ///< constructed: shape of recordings, 70 dBA
  AMBIENCE_OFFICE,   ///< Hoth room noise (IEEE 269), 54 dBA
  AMBIENCE_AIRCRAFT, ///< constructed: shape of recordings, 73 dBA
  AMBIENCE_PINK,     ///< same level in every octave, 70 dBA
  AMBIENCE_SCENES
} AmbienceScene;

#define AMBIENCE_OCTAVES 10 ///< 31.5 Hz .. 16 kHz
#define AMBIENCE_SECTIONS AMBIENCE_OCTAVES

/** One for each pair of complex poles and each real pole, in whole groups. */
#define AMBIENCE_RESONATORS 16

/** What makes a scene's spectrum out of white noise. */
typedef struct {
  unsigned sections; ///< resonators, a multiple of SECTIONS_GROUP
  double complex pole[AMBIENCE_RESONATORS];
  float re[AMBIENCE_RESONATORS]; ///< their weights
  float im[AMBIENCE_RESONATORS];
  float direct;
} AmbienceFilter;

/** One filter in motion. */
typedef struct {
  AmbienceScene scene;
  Resonators bank;
  ResonatorGroup group[AMBIENCE_RESONATORS / SECTIONS_GROUP];
} AmbienceVoice;

/** Stereo noise of a place; everything the rt thread needs. */
typedef struct {
  AmbienceFilter filter[AMBIENCE_SCENES];
  AmbienceVoice voice[2]; ///< what is heard, and what fades out
  AmbienceScene wanted;
  Simd simd;
  uint32_t fade_frames;
  uint32_t fade_left; ///< frames until the change of scene is complete
  uint64_t random;
} Ambience;

/**
   Design the filters of all scenes for a sample rate and start one of them.

   Levels keep their true proportion to the programme: 80 dB SPL are -18 LUFS,
   hence X dB SPL are X - 101 dB mean square re full scale in each channel.
   Every octave from 31.5 Hz that the rate can carry is within 0.1 dB; 16 kHz
   and what tables lack below it continue their neighbours' slope.

   @param rate_hz 8 kHz .. 384 kHz
   @param seed any; the same seed gives the same noise
   @param simd as resonators_pick() gives it
   Thread: any but rt (takes some milliseconds). Cannot fail.
*/
void ambience_init(Ambience* ambience,
                   double rate_hz,
                   AmbienceScene scene,
                   uint64_t seed,
                   Simd simd);

/** From the beginning, as after ambience_init(). Thread: rt. */
void ambience_restart(Ambience* ambience, AmbienceScene scene, uint64_t seed);

/**
   Change the scene by a cross-fade of 0.3 s. During a fade the latest wish
   waits for its end.
   Thread: rt.
*/
void ambience_set_scene(Ambience* ambience, AmbienceScene scene);

/**
   Write the next n frames; the result does not depend on how frames are
   grouped into calls. The channels are independent.

   @param left, right n samples each, written
   Thread: rt.
*/
void ambience_process(Ambience* ambience,
                      float* left,
                      float* right,
                      uint32_t n);

#endif
