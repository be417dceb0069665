/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */
#ifndef EARCUP_DOOR_LINKAGE_H
#define EARCUP_DOOR_LINKAGE_H

/* Declarations between these are C also in C++, and seen outside a library. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define EARCUP_EXTERN_C extern "C" {
#define EARCUP_EXTERN_END }
#else
#define EARCUP_EXTERN_C
#define EARCUP_EXTERN_END
#endif

#if defined(__GNUC__)
#define EARCUP_BEGIN _Pragma("GCC visibility push(default)") EARCUP_EXTERN_C
#define EARCUP_END EARCUP_EXTERN_END _Pragma("GCC visibility pop")
#else
#define EARCUP_BEGIN EARCUP_EXTERN_C
#define EARCUP_END EARCUP_EXTERN_END
#endif

#endif
