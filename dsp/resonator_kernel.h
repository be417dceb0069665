// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_RESONATOR_KERNEL_H
#define EARCUP_RESONATOR_KERNEL_H

#include "resonators.h"

/** The inner loops, one set of functions for each instruction set. */
typedef struct ResonatorKernel {
  /** Spread weights over the frames of a step. */
  void (*fill)(const Resonators*, const Weights*, Readout*);

  /** Whole steps with the current weights. */
  void (*steps)(Resonators*, const float* in[], float* out[], uint32_t steps);

  /** Whole steps within a ramp, of which ramp_left frames are to come. */
  void (*ramp)(Resonators*, const float* in[], float* out[], uint32_t steps);

  /** Open a step: natural[] of both readouts from the state. */
  void (*open)(Resonators*);

  /** Output of the open step, pending[] holding what has come in. */
  void (*peek)(const Resonators*, float out[CHANNELS][STEP_FRAMES]);

  /** Close the step: the state takes in pending[]. */
  void (*close)(Resonators*);
} ResonatorKernel;

extern const ResonatorKernel resonator_kernel_generic;
#if defined(__x86_64__)
extern const ResonatorKernel resonator_kernel_avx2;
extern const ResonatorKernel resonator_kernel_avx512;
#endif

#endif
