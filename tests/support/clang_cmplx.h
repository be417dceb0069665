// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CLANG_CMPLX_H
#define EARCUP_CLANG_CMPLX_H

/* glibc 2.36 gives CMPLX and CMPLXF to GCC alone; clang-tidy needs them. */

#ifdef __clang__
#define CMPLX(re, im) __builtin_complex((double)(re), (double)(im))
#define CMPLXF(re, im) __builtin_complex((float)(re), (float)(im))
#endif

#endif
