// SPDX-License-Identifier: GPL-3.0-or-later
#define LANES 8
#define KERNEL resonator_kernel_avx512
#include "resonator_kernel.inc"
