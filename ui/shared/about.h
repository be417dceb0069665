// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_ABOUT_H
#define EARCUP_ABOUT_H

/* What is known of a headphone of the catalogue, in words: for the window and
   for earcup-audition alike. */

#include "dsp/earcup.h"

#define ABOUT_TEXT 256

/**
   How true it is, in a few words: by how much it misses its data and by how
   much laboratories disagree, dB rms; that an active one is a response only.

   @param text ABOUT_TEXT bytes, plain ASCII
   Thread: any. Cannot fail.
*/
void about_short(const EarcupHeadphone* headphone, char* text);

/** The same in sentences, with kind, coupling and year. Thread: any. */
void about_long(const EarcupHeadphone* headphone, char* text);

#endif
