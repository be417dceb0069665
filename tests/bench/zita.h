// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ZITA_H
#define EARCUP_ZITA_H

/* zita-convolver from C: two channels, one impulse response, zero latency. All
   partition levels run inline in the caller, so that the time measured is the
   work done. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** quantum: block length, a power of two from 16 to 8192. NULL on failure. */
void* zita_new(uint32_t quantum, const float* taps, uint32_t n_taps);

void zita_free(void* zita);

/** Convolves one quantum; in and out hold two buffers each. */
void zita_process(void* zita, float* const* in, float* const* out, uint32_t n);

#ifdef __cplusplus
}
#endif

#endif
