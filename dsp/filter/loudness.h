// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LOUDNESS_H
#define EARCUP_LOUDNESS_H

/**
   K weighting of ITU-R BS.1770-4, annex 1, as a power factor.

   The two filters of the standard, evaluated at its 48 kHz; held above
   20 kHz.

   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
double loudness_k_power(double frequency_hz);

/**
   Power per octave of typical music in Mid and in Side, the programme that
   loudness is matched for; relative, see the source for what it rests on.

   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
typedef struct {
  double mid;
  double side;
} ProgrammePower;

ProgrammePower loudness_programme(double frequency_hz);

#endif
