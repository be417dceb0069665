// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_DENORMALS_H
#define EARCUP_DENORMALS_H

/* Numbers too small to be heard cost a hundred times as much; while sound is
   processed they count as zero. */

#include <stdint.h>

#if defined(__SSE2__)
#include <xmmintrin.h>

#define FLUSH_TO_ZERO 0x8040u

/** Switch flushing on; returns what to give back. Thread: any. */
static inline uint64_t
denormals_flush(void)
{
  const unsigned before = _mm_getcsr();
  if ((before & FLUSH_TO_ZERO) != FLUSH_TO_ZERO) { // most hosts have set it
    _mm_setcsr(before | FLUSH_TO_ZERO);
  }
  return before;
}

/** Back to how the thread was. Thread: any. */
static inline void
denormals_restore(uint64_t before)
{
  if ((before & FLUSH_TO_ZERO) != FLUSH_TO_ZERO) {
    _mm_setcsr((unsigned)before);
  }
}

#elif defined(__aarch64__)

#define FLUSH_TO_ZERO (UINT64_C(1) << 24)

static inline uint64_t
denormals_flush(void)
{
  uint64_t before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"(before | FLUSH_TO_ZERO));
  return before;
}

static inline void
denormals_restore(uint64_t before)
{
  __asm__ volatile("msr fpcr, %0" : : "r"(before));
}

#else

static inline uint64_t
denormals_flush(void)
{
  return 0;
}

static inline void
denormals_restore(uint64_t before)
{
  (void)before;
}

#endif

#endif
