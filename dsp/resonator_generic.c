// SPDX-License-Identifier: GPL-3.0-or-later
#define LANES 4
#define KERNEL resonator_kernel_generic
#include "resonator_kernel.inc"
