// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_CROSSFEED_H
#define EARCUP_CROSSFEED_H

#include <complex.h>

typedef enum {
  CROSSFEED_OFF,
  CROSSFEED_NATURAL, ///< a spherical head, mono left alone
  CROSSFEED_BAUER,   ///< bs2b: 700 Hz, 4.5 dB
  CROSSFEED_CHU_MOY, ///< bs2b: 700 Hz, 6 dB
  CROSSFEED_MEIER    ///< bs2b: 650 Hz, 9.5 dB
} CrossfeedMode;

typedef struct {
  CrossfeedMode mode;
  double amount;    ///< 0 none .. 1 all of it
  double angle_deg; ///< between the speakers, 20..150; Natural only
} Crossfeed;

/** A symmetric pair of paths is diagonal in Mid = (L+R)/2, Side = (L-R)/2. */
typedef struct {
  double complex mid;
  double complex side;
} MidSide;

/**
   Far-to-near ratio of Natural, r(f), before `amount` scales it.

   A rigid sphere after C. P. Brown and R. O. Duda, "A structural model for
   binaural sound synthesis", IEEE TSAP 6, 1998, with Woodworth's delay;
   softened to 0.9 / (1 + jf / 1500 Hz), for above 1 kHz it would only colour
   hard-panned sound.

   @param frequency_hz > 0
   Thread: any. Cannot fail.
*/
double complex crossfeed_ratio(double angle_deg, double frequency_hz);

/**
   Mid and Side response.

   Natural leaves Mid alone and filters Side by (1 - r) / (1 + r), so that the
   ratio of the ears is exactly r. Bauer, Chu Moy and Meier are the bs2b
   circuits of B. Bauer (1961), Chu Moy and J. Meier as digital one-poles; a
   part amount is a mix with the unchanged signal.

   @param frequency_hz > 0, below half of rate_hz
   Thread: any. Cannot fail.
*/
MidSide crossfeed_response(const Crossfeed* crossfeed,
                           double frequency_hz,
                           double rate_hz);

/**
   How far the crossfeed bends mono: highest minus lowest level of Mid from
   20 Hz to 20 kHz (or 0.45 times the rate), in dB.
   Thread: any. Cannot fail.
*/
double crossfeed_mono_error_db(const Crossfeed* crossfeed, double rate_hz);

#endif
