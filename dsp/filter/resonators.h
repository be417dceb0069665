// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RESONATORS_H
#define EARCUP_RESONATORS_H

#include "dsp/filter/poles.h"

#include <stdbool.h>
#include <stdint.h>

/** Frames that are computed from one state of the resonators. */
#define STEP_FRAMES 8

/** What is beyond is no signal: +300 dBFS. */
#define SIGNAL_MAX 1e15f

/** Frames a change of weights or of level takes; a multiple of STEP_FRAMES. */
#define RAMP_FRAMES 64

/** What makes the bank a headphone: H(z) = direct + sum Re(w / (1 - p/z)). */
typedef struct {
  float re[SECTIONS_MAX]; ///< 0 beyond the poles there are
  float im[SECTIONS_MAX];
  float direct;
} Weights;

/** The instruction sets there are kernels for. The last three give the same
    bits. */
typedef enum {
  SIMD_SCALAR,  ///< plain C: what the others are tested against
  SIMD_GENERIC, ///< four lanes: SSE2 on x86-64, NEON on arm64
  SIMD_AVX2,    ///< eight lanes, with FMA
  SIMD_AVX512,  ///< eight lanes, AVX-512VL's 32 registers
  SIMD_WIDE,    ///< sixteen lanes: AVX-512
  SIMD_BEST     ///< the fastest that this machine has
} Simd;

enum { LEFT, RIGHT, CHANNELS };

enum { GROUPS_MAX = SECTIONS_MAX / SECTIONS_GROUP };

/** Values of a group of sections, side by side. */
typedef struct {
  float re[SECTIONS_GROUP];
  float im[SECTIONS_GROUP];
} GroupRow;

/** States of a group for both channels. */
typedef struct {
  float re[CHANNELS][SECTIONS_GROUP];
  float im[CHANNELS][SECTIONS_GROUP];
} GroupState;

/** Memory for a group of sections. */
typedef struct {
  _Alignas(64) GroupState state;
  GroupRow rows[3][STEP_FRAMES];
} ResonatorGroup;

/** What the input gives in a step: x_j in y_k at row[j][k]. */
typedef struct {
  float row[STEP_FRAMES][STEP_FRAMES];
} Feedthrough;

/** Memory for weights of the right ear's own. */
typedef struct {
  _Alignas(64) Feedthrough d[2];
  GroupRow c[2][GROUPS_MAX][STEP_FRAMES];
} ResonatorRight;

/**
   A bank of resonators with fixed poles and, as a rule, the same weights for
   two channels, in block form: y_k = Re sum w p^(k+1) s + sum d_jk x_j for the
   STEP_FRAMES frames of a step, then s <- p^8 s + sum p^(7-j) x_j.

   Steps are counted from the last reset, so that the result does not depend
   on how the frames are parted into calls, not by a single bit.
*/
typedef struct {
  /* In the caller's memory, in the order in which kernels read it. The output
     matrices C are weights spread over the frames of a step. */
  GroupState* state;
  GroupRow (*c[4])[STEP_FRAMES];  ///< conj(w p^(k+1)); from 2 on the right's
  GroupRow (*power)[STEP_FRAMES]; ///< p^(k+1)
  _Alignas(64) Feedthrough d[2];  ///< D of both matrices
  _Alignas(64) float zero_input[2][CHANNELS][STEP_FRAMES]; ///< of the open step
  _Alignas(64) float pending[CHANNELS][STEP_FRAMES];       ///< its input so far
  unsigned groups;
  unsigned current;    ///< which of the two output matrices is heard
  unsigned right[2];   ///< c that the right ear has: the same, or 2 more
  ResonatorRight* own; ///< of the right, or NULL
  unsigned filled;     ///< frames of the open step already done
  unsigned ramp_left;  ///< frames until the other matrix is current, or 0
  const struct ResonatorKernel* kernel;
} Resonators;

/** A factor on the output that goes from `from` to `to` within RAMP_FRAMES
    frames, of which so many have gone by. Frame i of a call is at
    from + (to - from) (done + i + 1) / RAMP_FRAMES. */
typedef struct {
  float from;
  float to;
  unsigned done;
} LevelRamp;

/** The kernel that a machine gets for a wish: what it lacks falls back, and
    SIMD_BEST is the fastest, as far as sixteen lanes go by a race of some
    0.2 ms. Thread: any but rt. */
Simd resonators_pick(Simd wish);

/** Name of a kernel, for people. Thread: any. */
const char* resonators_kernel_name(Simd simd);

/**
   Prepare a bank; state zero, weights zero.

   @param group one for each SECTIONS_GROUP of the poles; they belong to the
   bank
   @param simd as resonators_pick() gives it
   Thread: any. Cannot fail.
*/
void resonators_init(Resonators* bank,
                     ResonatorGroup* group,
                     const Poles* poles,
                     Simd simd);

/** Go on in another bank with memory of its own, as many groups.
    Thread: any. */
void resonators_copy(Resonators* to,
                     ResonatorGroup* group,
                     const Resonators* from);

/** State to zero, the target of a running ramp at once. Thread: any. */
void resonators_reset(Resonators* bank);

/** Set the weights at once; only right after resonators_reset(). Thread: rt. */
void resonators_set(Resonators* bank, const Weights* weights);

/** Memory with which ears may have weights of their own, or NULL to take it
   back, which only is allowed where both have the same. Thread: rt. */
void resonators_give_right(Resonators* bank, ResonatorRight* right);

/** Ears that the weights are of: 2 while left and right differ, also in a ramp
    to or from that. Thread: any. */
static inline unsigned
resonators_ears(const Resonators* bank)
{
  const unsigned now = bank->current;
  return bank->right[now] != now ||
             (bank->ramp_left && bank->right[!now] != !now)
           ? 2
           : 1;
}

/** As resonators_set(), for each ear; needs the memory for that. Thread: rt. */
void resonators_set_ears(Resonators* bank,
                         const Weights* left,
                         const Weights* right);

/** As resonators_ramp(), for each ear; needs the memory for that. Thread: rt.
 */
void resonators_ramp_ears(Resonators* bank,
                          const Weights* left,
                          const Weights* right);

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
   @param out n frames each, no negative zeros; in == out is allowed channel by
   channel
   Thread: rt.
*/
void resonators_process(Resonators* bank,
                        const float* const in[CHANNELS],
                        float* const out[CHANNELS],
                        uint32_t n);

/**
   The same with a level, from any input.

   @param clean true if what is beyond SIGNAL_MAX or not finite counts as 0
   @param level with `done` frames since a multiple of RAMP_FRAMES; it stays
   within its RAMP_FRAMES frames unless it is constant
   @param peak raised to the largest magnitude of each output, which is not
   finite if any of it is not
   Thread: rt.
*/
void resonators_play(Resonators* bank,
                     const LevelRamp* level,
                     const float* const in[CHANNELS],
                     float* const out[CHANNELS],
                     uint32_t n,
                     bool clean,
                     float peak[CHANNELS]);

/** What counts as silence in a state, -200 dBFS: if all weights of a bank added
    up, -140 dBFS would come out. */
#define SILENT_STATE 1e-10f

/** True if all states are silent; they are exactly zero then. Only where no
    frame of a step is open. Thread: rt. */
bool resonators_settle(Resonators* bank);

/** Go on by n frames of silence, after resonators_settle() and nothing else but
    silence: as resonators_process() does, which would give zeros.
    Thread: rt. */
void resonators_skip(Resonators* bank, uint32_t n);

#endif
