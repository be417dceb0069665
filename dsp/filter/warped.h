// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_WARPED_H
#define EARCUP_WARPED_H

#include <stddef.h>

/** Points of the warped grid, 1/48 octave apart in tan(pi f / rate). */
#define WARPED_POINTS 960

/** Frequency in Hz of a point of a rate's warped grid, below half the rate.
    Thread: any. */
double warped_hz(double rate_hz, size_t i);

#endif
