// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define KERNEL autocorrelation_generic
#define LANES 4
#include "dsp/engine/autocorrelation_block.inc"
