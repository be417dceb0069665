// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_NATIVE_H
#define EARCUP_NATIVE_H

/* Contenders that are no plugins: libraries, parts of Earcup, a copy. */

#include "tests/bench/contender.h"

/** As contender_init() does it for what has no URI. */
int native_init(Contender* c, uint32_t block);

/** Bytes that the benchmark itself took for it. */
double native_harness_bytes(const Contender* c);

#endif
