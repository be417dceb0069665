// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define KERNEL resonator_kernel_generic
#define LANES 4
#define WIDE 0
#define READ 4
#define TOGETHER 2
#define FUSED 0
#include "dsp/filter/resonator_kernel.inc"
