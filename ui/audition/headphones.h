// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_HEADPHONES_H
#define EARCUP_AUDITION_HEADPHONES_H

#include <stdbool.h>

/**
   Print the headphones of the catalogue whose maker, model, type, coupling and
   year hold all words, with the error of each beside the spread of the
   laboratories, and how it feels on the head.

   @param words n of them, in any order; none lists all
   @return false, with a message, if no headphone holds them
*/
bool headphones_print(char* const* words, int n);

#endif
