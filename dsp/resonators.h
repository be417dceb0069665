// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_RESONATORS_H
#define EARCUP_RESONATORS_H

#include "poles.h"

#include <stdbool.h>
#include <stdint.h>

/** Frames that are computed from one state of the resonators. */
#define STEP_FRAMES 8

/** Frames a change of weights takes; a multiple of STEP_FRAMES. */
#define RAMP_FRAMES 64

/** What makes the bank a headphone: H(z) = direct + sum Re(w / (1 - p/z)). */
typedef struct {
  float re[SECTIONS_MAX]; ///< 0 beyond the poles there are
  float im[SECTIONS_MAX];
  float direct;
} Weights;

/** The instruction sets there are variants for. */
typedef enum {
  SIMD_GENERIC, ///< four lanes: SSE2 on x86-64, NEON on arm64
  SIMD_AVX2,    ///< eight lanes, with FMA
  SIMD_AVX512,  ///< eight lanes, AVX-512VL's 32 registers
  SIMD_BEST     ///< the best this machine has
} Simd;

/* The rows below are read by the kernels; lanes are sections. A Readout is a
   set of weights spread over the frames of a step. */
typedef struct {
  _Alignas(64) float re[STEP_FRAMES][SECTIONS_MAX];     ///< Re(w p^(k+1))
  _Alignas(64) float neg_im[STEP_FRAMES][SECTIONS_MAX]; ///< -Im(w p^(k+1))
  _Alignas(64) float head[STEP_FRAMES][STEP_FRAMES];    ///< [j][k]: x_j in y_k
} Readout;

enum { LEFT, RIGHT, CHANNELS };

/**
   A bank of resonators with fixed poles and one set of weights for two
   channels, in block form: y_k = Re sum w p^(k+1) s + (h * x)_k for the
   STEP_FRAMES frames of a step, then s <- p^8 s + sum p^(7-j) x_j.

   Steps are counted from the last reset, so that the result does not depend
   on how the frames are parted into calls, not by a single bit.
*/
typedef struct {
  _Alignas(64) float power_re[STEP_FRAMES + 1][SECTIONS_MAX]; ///< Re(p^k)
  _Alignas(64) float power_im[STEP_FRAMES + 1][SECTIONS_MAX];
  _Alignas(64) float state_re[CHANNELS][SECTIONS_MAX];
  _Alignas(64) float state_im[CHANNELS][SECTIONS_MAX];
  Readout readout[2];
  _Alignas(64) float natural[2][CHANNELS][STEP_FRAMES]; ///< of the open step
  _Alignas(64) float pending[CHANNELS][STEP_FRAMES];    ///< its input so far
  unsigned sections;
  unsigned current;   ///< which of the two readouts is heard
  unsigned filled;    ///< frames of the open step already done
  unsigned ramp_left; ///< frames until the other readout is current, or 0
  const struct ResonatorKernel* kernel;
} Resonators;

/**
   Prepare a bank; state zero, weights zero.

   @param simd which variant; one that this machine lacks falls back
   Thread: any. Cannot fail.
*/
void resonators_init(Resonators* bank, const Poles* poles, Simd simd);

/** State to zero, the target of a running ramp at once. Thread: any. */
void resonators_reset(Resonators* bank);

/** Set the weights at once; only right after resonators_reset(). Thread: rt. */
void resonators_set(Resonators* bank, const Weights* weights);

/** True where resonators_ramp() may be called: no frame of a step is open and
    no ramp runs. Thread: rt. */
bool resonators_at_step(const Resonators* bank);

/**
   Change the weights linearly over the next RAMP_FRAMES frames, which is
   exact: poles and states are common to both.

   Only when resonators_at_step(). Thread: rt.
*/
void resonators_ramp(Resonators* bank, const Weights* weights);

/**
   Filter frames.

   @param in left and right, finite
   @param out n frames each; in == out is allowed channel by channel
   Thread: rt.
*/
void resonators_process(Resonators* bank,
                        const float* in[CHANNELS],
                        float* out[CHANNELS],
                        uint32_t n);

#endif
