// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Which kernels a machine has. */

#include "dsp/filter/resonator_kernel.h"

#if defined(__x86_64__)
static bool
has_avx512(void)
{
  return __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw");
}
#endif

Simd
resonator_available(Simd wish)
{
#if defined(__x86_64__)
  if (wish >= SIMD_AVX512 && has_avx512()) {
    return wish == SIMD_AVX512 ? SIMD_AVX512 : SIMD_WIDE;
  }
  if (wish >= SIMD_AVX2 && __builtin_cpu_supports("avx2") &&
      __builtin_cpu_supports("fma")) {
    return SIMD_AVX2;
  }
#endif
#if defined(__x86_64__) || defined(__aarch64__)
  return wish >= SIMD_GENERIC ? SIMD_GENERIC : SIMD_SCALAR;
#else
  (void)wish;
  return SIMD_SCALAR;
#endif
}

const ResonatorKernel*
resonator_kernel(Simd simd)
{
  switch (resonator_available(simd)) {
#if defined(__x86_64__)
    case SIMD_WIDE:
      return &resonator_kernel_wide;
    case SIMD_AVX512:
      return &resonator_kernel_avx512;
    case SIMD_AVX2:
      return &resonator_kernel_avx2;
#endif
    case SIMD_GENERIC:
      return &resonator_kernel_generic;
    default:
      return &resonator_kernel_scalar;
  }
}

const char*
resonators_kernel_name(Simd simd)
{
  switch (resonator_available(simd)) {
    case SIMD_WIDE:
      return "AVX-512, 512 bit";
    case SIMD_AVX512:
      return "AVX-512, 256 bit";
    case SIMD_AVX2:
      return "AVX2";
    case SIMD_GENERIC:
#if defined(__aarch64__)
      return "NEON";
#else
      return "SSE2";
#endif
    default:
      return "scalar";
  }
}
