// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_TARGET_H
#define EARCUP_TARGET_H

/**
   Neutral reference at the drum reference point in dB, re 1 kHz.

   Monotone cubic (Fritsch and Carlson 1980) through the published
   third-octave values of the Harman over-ear target of 2018 over log
   frequency; held below 20 Hz and above 20 kHz.

   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
double target_db(double frequency_hz);

#endif
