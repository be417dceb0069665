// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Which of the kernels that a machine has it gets. */

#include "dsp/filter/resonator_kernel.h"

#include <string.h>
#include <time.h>

/* --- 512 bit or 256 ------------------------------------------------------- */

/* Half of the processors that know sixteen lanes have two units for them; no
   identification tells which, least of all in a virtual machine. Both kernels
   give the same bits, so that a race may decide: what comes out does not depend
   on its outcome. */

enum { RACE_BLOCKS = 16, RACE_ROUNDS = 12 };

static int64_t
now_ns(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/** Time of some blocks. */
static int64_t
run(Resonators* bank, Simd simd, float x[CHANNELS][RAMP_FRAMES])
{
  float* const both[CHANNELS] = { x[LEFT], x[RIGHT] };
  const float* const in[CHANNELS] = { x[LEFT], x[RIGHT] };
  bank->kernel = resonator_kernel(simd);
  const int64_t begin = now_ns();
  for (int i = 0; i < RACE_BLOCKS; ++i) {
    resonators_process(bank, in, both, RAMP_FRAMES);
  }
  return now_ns() - begin;
}

/** The bank at a usual size, with weights that keep signals as they are. */
static void
prepare(Resonators* bank, ResonatorGroup* group)
{
  Poles poles = { .sections = CATALOGUE_SECTIONS };
  Weights weights = { .direct = 1.0F };
  for (int i = 0; i < CATALOGUE_SECTIONS; ++i) {
    poles.pole[i] = 0.5;
  }
  resonators_init(bank, group, &poles, SIMD_AVX512);
  resonators_set(bank, &weights);
}

/** Whether sixteen lanes are clearly faster: in doubt the narrow units, which
    leave the clock alone. */
static bool
wide_wins(void)
{
  Resonators bank;
  ResonatorGroup group[CATALOGUE_SECTIONS / SECTIONS_GROUP];
  float x[CHANNELS][RAMP_FRAMES];
  int64_t least[2] = { INT64_MAX, INT64_MAX };
  prepare(&bank, group);
  for (int i = 0; i < RAMP_FRAMES; ++i) {
    x[LEFT][i] = x[RIGHT][i] = i % 2 ? 0.5F : -0.5F;
  }
  for (int round = 0; round < 2 * RACE_ROUNDS; ++round) {
    const int wide = round % 2;
    const int64_t ns = run(&bank, wide ? SIMD_WIDE : SIMD_AVX512, x);
    least[wide] = ns < least[wide] ? ns : least[wide];
  }
  return least[1] * 20 < least[0] * 19;
}

Simd
resonators_pick(Simd wish)
{
  const Simd simd = resonator_available(wish);
  if (simd == SIMD_WIDE && wish == SIMD_BEST && !wide_wins()) {
    return SIMD_AVX512;
  }
  return simd;
}
