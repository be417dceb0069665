// SPDX-License-Identifier: GPL-3.0-or-later
#include "resonators.h"

#include "resonator_kernel.h"

#include <string.h>

_Static_assert(RAMP_FRAMES % STEP_FRAMES == 0, "a ramp is whole steps");
_Static_assert(SECTIONS_GROUP % STEP_FRAMES == 0, "sections fill eight lanes");

static const ResonatorKernel*
pick_kernel(Simd simd)
{
#if defined(__x86_64__)
  if (simd >= SIMD_AVX512 && __builtin_cpu_supports("avx512vl")) {
    return &resonator_kernel_avx512;
  }
  if (simd >= SIMD_AVX2 && __builtin_cpu_supports("avx2") &&
      __builtin_cpu_supports("fma")) {
    return &resonator_kernel_avx2;
  }
#else
  (void)simd;
#endif
  return &resonator_kernel_generic;
}

void
resonators_init(Resonators* bank, const Poles* poles, Simd simd)
{
  memset(bank, 0, sizeof(*bank));
  bank->kernel = pick_kernel(simd);
  bank->sections = poles->sections;
  for (unsigned i = 0; i < poles->sections; ++i) {
    double complex power = 1.0;
    for (int k = 0; k <= STEP_FRAMES; ++k) {
      bank->power_re[k][i] = (float)creal(power);
      bank->power_im[k][i] = (float)cimag(power);
      power *= poles->pole[i];
    }
  }
}

static void
finish_ramp(Resonators* bank)
{
  bank->current = !bank->current;
  bank->ramp_left = 0;
}

void
resonators_reset(Resonators* bank)
{
  if (bank->ramp_left) {
    finish_ramp(bank);
  }
  memset(bank->state_re, 0, sizeof(bank->state_re));
  memset(bank->state_im, 0, sizeof(bank->state_im));
  memset(bank->pending, 0, sizeof(bank->pending));
  bank->filled = 0;
}

void
resonators_set(Resonators* bank, const Weights* weights)
{
  bank->kernel->fill(bank, weights, &bank->readout[bank->current]);
}

bool
resonators_at_step(const Resonators* bank)
{
  return bank->filled == 0 && bank->ramp_left == 0;
}

void
resonators_ramp(Resonators* bank, const Weights* weights)
{
  bank->kernel->fill(bank, weights, &bank->readout[!bank->current]);
  bank->ramp_left = RAMP_FRAMES;
}

/** Up to one step frame by frame; returns the frames done. */
static uint32_t
part_of_step(Resonators* bank,
             const float* in[CHANNELS],
             float* out[CHANNELS],
             uint32_t n)
{
  if (bank->filled == 0) {
    bank->kernel->open(bank);
  }
  const unsigned room = STEP_FRAMES - bank->filled;
  const uint32_t take = n < room ? n : room;
  float y[CHANNELS][STEP_FRAMES];
  for (int c = 0; c < CHANNELS; ++c) {
    memcpy(bank->pending[c] + bank->filled, in[c], take * sizeof(float));
  }
  bank->kernel->peek(bank, y);
  for (int c = 0; c < CHANNELS; ++c) {
    memcpy(out[c], y[c] + bank->filled, take * sizeof(float));
  }
  bank->filled += take;
  if (bank->filled == STEP_FRAMES) {
    bank->kernel->close(bank);
    memset(bank->pending, 0, sizeof(bank->pending));
    bank->filled = 0;
    if (bank->ramp_left) {
      bank->ramp_left -= STEP_FRAMES;
      if (!bank->ramp_left) {
        finish_ramp(bank);
      }
    }
  }
  return take;
}

/** As many whole steps as fit; returns the frames done. */
static uint32_t
whole_steps(Resonators* bank,
            const float* in[CHANNELS],
            float* out[CHANNELS],
            uint32_t n)
{
  uint32_t frames = n - n % STEP_FRAMES;
  if (!bank->ramp_left) {
    bank->kernel->steps(bank, in, out, frames / STEP_FRAMES);
    return frames;
  }
  frames = frames < bank->ramp_left ? frames : bank->ramp_left;
  bank->kernel->ramp(bank, in, out, frames / STEP_FRAMES);
  bank->ramp_left -= frames;
  if (!bank->ramp_left) {
    finish_ramp(bank);
  }
  return frames;
}

void
resonators_process(Resonators* bank,
                   const float* in[CHANNELS],
                   float* out[CHANNELS],
                   uint32_t n)
{
  const float* source[CHANNELS] = { in[LEFT], in[RIGHT] };
  float* sink[CHANNELS] = { out[LEFT], out[RIGHT] };
  while (n) {
    const uint32_t done = (bank->filled || n < STEP_FRAMES)
                            ? part_of_step(bank, source, sink, n)
                            : whole_steps(bank, source, sink, n);
    for (int c = 0; c < CHANNELS; ++c) {
      source[c] += done;
      sink[c] += done;
    }
    n -= done;
  }
}
