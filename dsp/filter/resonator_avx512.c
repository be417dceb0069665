// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define KERNEL resonator_kernel_avx512
#define LANES 8
#define WIDE 0
#define READ 8
#define TOGETHER 4
#define FUSED 1
#include "dsp/filter/resonator_kernel.inc"
