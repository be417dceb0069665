// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_NUMBERS_H
#define EARCUP_NUMBERS_H

/* Numbers whose digits may be grouped: 12500.3 is written 12,500.3 or
   12.500,3 or 12 500,3 or 12'500.3 as the country has it. Which mark begins
   the decimals is a matter of the whole file: "1.150" alone does not tell. */

#include "plugin/measurement/textlines.h"

/** How a file writes its numbers. */
typedef struct {
  bool point;  ///< points have been seen to begin decimals
  bool comma;  ///< commas have
  bool blanks; ///< a blank between two digits groups them
} NumberStyle;

/**
   Learn from one number which mark begins its decimals.

   @param number anything; what is no number teaches nothing
   @param grouped whether its digits may be grouped at all: those of
   frequencies may, those of Q never are
   Thread: any.
*/
void numbers_note(Span number, bool grouped, NumberStyle* style);

/**
   Take a number off the front of a span, its digits grouped or not.

   A lone mark before three digits groups them if the file shows the other one
   to begin decimals; if the file shows neither, it begins decimals itself.

   @param span moved behind the number on success
   @param value finite
   @return false if there is no number, its groups are not of three digits or
   it is too large for a double
   Thread: any.
*/
bool numbers_take(Span* span, NumberStyle style, double* value);

#endif
