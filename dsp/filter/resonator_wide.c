// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define KERNEL resonator_kernel_wide
#define LANES 8
#define WIDE 1
#define READ 8
#define TOGETHER 4
#define FUSED 2
#include "dsp/filter/resonator_kernel.inc"
