// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RESONATOR_KERNEL_H
#define EARCUP_RESONATOR_KERNEL_H

#include "dsp/filter/resonators.h"

#include <math.h>
#include <string.h>

/** Whole steps, where from and where to. */
typedef struct {
  const float* in[CHANNELS];
  float* out[CHANNELS];
  uint32_t frames;
  int32_t limit; ///< magnitude_bits() of input beyond which it counts as 0
  float level;   ///< frame i goes out at level + (first + i + 1) slope
  float slope;
  int first;
  float peak[CHANNELS]; ///< raised to the largest magnitude of the output
} Pass;

/** The bits of a float without its sign. Magnitudes are ordered as they are,
    and what is not a number comes last. */
static inline int32_t
magnitude_bits(float x)
{
  int32_t bits;
  memcpy(&bits, &x, sizeof(bits));
  return bits & INT32_MAX;
}

/** The larger magnitude, or what is not a number. */
static inline float
larger_magnitude(float a, float b)
{
  return fabsf(magnitude_bits(a) > magnitude_bits(b) ? a : b);
}

/** Feedthrough D that belongs to an output matrix. */
static inline const Feedthrough*
feedthrough_of(const Resonators* bank, unsigned set)
{
  return set < 2 ? &bank->d[set] : &bank->own->d[set - 2];
}

/** The inner loops, one set of functions for each instruction set. */
typedef struct ResonatorKernel {
  /** Spread weights over the frames of a step: output matrix 0 or 1, or the
      right ear's 2 or 3. */
  void (*expand)(Resonators*, const Weights*, unsigned set);

  /** Whole steps with the current weights. */
  void (*steps)(Resonators*, Pass*);

  /** Whole steps within a ramp, of which ramp_left frames are to come. */
  void (*ramp)(Resonators*, Pass*);

  /** Open a step: zero_input[] of both matrices from the state. */
  void (*open)(Resonators*);

  /** Output of the open step, pending[] holding what has come in; `in` and
      `frames` of the pass do not count. */
  void (*peek)(const Resonators*, Pass*);

  /** Close the step: the state takes in pending[]. */
  void (*close)(Resonators*);
} ResonatorKernel;

/** The best instruction set up to a wish that the machine has. Thread: any. */
Simd resonator_available(Simd wish);

/** The kernel for an instruction set, or for the best below that the machine
    has. Thread: any. */
const ResonatorKernel* resonator_kernel(Simd simd);

extern const ResonatorKernel resonator_kernel_scalar;
extern const ResonatorKernel resonator_kernel_generic;
#if defined(__x86_64__)
extern const ResonatorKernel resonator_kernel_avx2;
extern const ResonatorKernel resonator_kernel_avx512;
extern const ResonatorKernel resonator_kernel_wide;
#endif

#endif
