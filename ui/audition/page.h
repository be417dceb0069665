// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_PAGE_H
#define EARCUP_AUDITION_PAGE_H

/* A web page that needs nothing but itself: the same seconds of a mix as they
   are and through the presets, to switch between and to hear blind. */

#include "ui/audition/setup.h"

/** Rate of a page's sounds: that of Opus. */
#define PAGE_RATE_HZ 48000.0

/** Write the page for the options' first input and presets (without any: a few
    that tell most). False, with a message and nothing left behind, if that
    fails. */
bool page_write(const Setup* setup, const char* mix, const char* path);

#endif
