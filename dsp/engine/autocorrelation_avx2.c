// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define KERNEL autocorrelation_avx2
#define LANES 8
#include "dsp/engine/autocorrelation_block.inc"
