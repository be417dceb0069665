// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUTOCORRELATION_H
#define EARCUP_AUTOCORRELATION_H

/* Autocorrelation of Mid and Side at rates an octave apart. By the theorem of
   Wiener and Khinchin each value is an integral over the power spectrum, known
   exactly: no frame is left out, and a click counts as much as its energy.
   Together they tell the spectrum with six values an octave, and do not depend
   on the poles of any filter. */

#include "dsp/filter/resonators.h"

#include <stdbool.h>
#include <stdint.h>

enum { MID, SIDE };

/** Rates: each level has half the rate of the one before. */
#define AUTO_LEVELS_MAX 12

/** Values of a level: lags 0, 1 ... of its own frames. */
#define AUTO_LAGS 6

/** Room for them, in whole vectors. */
#define AUTO_SUMS 8

/** Of all levels; those above 6.5 kHz have fewer lags. */
#define AUTO_VALUES_MAX 54

/** Frames that are taken in at once: of the first levels, and of the last. */
#define AUTO_BLOCK 64
#define AUTO_LAST_BLOCK 16

/** Frames before them that are kept. */
#define AUTO_BEFORE 8

typedef struct {
  float* x[2];             ///< AUTO_BEFORE frames, then those of the block
  float sum[2][AUTO_SUMS]; ///< of x[n] x[n - lag] in this cycle
  unsigned lags;
  unsigned block;  ///< frames of a block
  unsigned filled; ///< that are there
} AutoLevel;

typedef struct Autocorrelation Autocorrelation;

/** Number of levels at a rate. Thread: any. */
unsigned autocorrelation_levels(double rate_hz);

/** Number of values of a level. Thread: any. */
unsigned autocorrelation_lags(double rate_hz, unsigned level);

/**
   How values see a frequency: what a sine of mean square 1 gives each of them,
   on average per frame.

   @param frequency_hz 0 to half the rate
   @param value receives up to AUTO_VALUES_MAX, level by level
   @return how many there are
   Thread: any.
*/
unsigned autocorrelation_response(double rate_hz,
                                  double frequency_hz,
                                  double value[AUTO_VALUES_MAX]);

/**
   @param rate_hz 8000 to 384000
   @param simd as resonators_pick() gives it
   Thread: worker. Returns NULL when out of memory. 5 KB.
*/
Autocorrelation* autocorrelation_new(double rate_hz, Simd simd);

/** Thread: worker. NULL is fine. */
void autocorrelation_free(Autocorrelation* a);

/** Begin anew with silence. Thread: any (rt). Cannot fail. */
void autocorrelation_reset(Autocorrelation* a);

/**
   Take in frames.

   @param left n frames; what is not finite, or beyond SIGNAL_MAX, is silence
   @param right the same
   Thread: rt. About 1.2 ns a frame with AVX2, 1.7 with SSE2.
*/
void autocorrelation_hear(Autocorrelation* a,
                          const float* left,
                          const float* right,
                          uint32_t n);

/** Take in n frames of silence, to the same bits: once all has died out, they
    are but counted. Thread: rt. */
void autocorrelation_skip(Autocorrelation* a, uint32_t n);

/**
   The values of Mid and Side since the last call, as soon as there is a cycle
   of some 90 ms: then all levels have taken in the same time.

   @return how many frames they are of; 0 if there is nothing yet
   Thread: rt.
*/
uint32_t autocorrelation_take(Autocorrelation* a,
                              float value[2][AUTO_VALUES_MAX]);

/* --- inner loops, for each instruction set -------------------------------- */

typedef struct {
  /** Mid and Side of n frames. */
  void (*split)(const float* left,
                const float* right,
                float* mid,
                float* side,
                uint32_t n);

  /** Take in a whole block of a level. Every second frame of it, behind
      (1 + 3/z + 3/z^2 + 1/z^3) / 8, goes to the next level, which has room.
      Returns its energy. */
  float (*block)(AutoLevel* level, AutoLevel* next);
} AutoKernel;

extern const AutoKernel autocorrelation_generic;
#if defined(__x86_64__)
extern const AutoKernel autocorrelation_avx2;
#endif

#endif
