// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TARGET_H
#define EARCUP_TARGET_H

/** How somebody's neutral differs from that of most. */
typedef struct {
  double bass_db; ///< of a low shelf at 105 Hz, Q 0.7
  double tilt_db; ///< per octave, about 1 kHz
} Taste;

/**
   What taste adds to the neutral reference, dB: low shelf (analogue prototype
   of the audio EQ cookbook of R. Bristow-Johnson) and tilt.

   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
double target_taste_db(const Taste* taste, double frequency_hz);

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
