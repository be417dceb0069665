// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CROSSFEED_H
#define EARCUP_CROSSFEED_H

/* What each ear hears of the other channel: filters, responses and what they
   do to mono and to a hard-panned sound. crossfeed_stage.h makes them sound. */

#include <complex.h>
#include <stdbool.h>

typedef enum {
  CROSSFEED_OFF,
  CROSSFEED_NATURAL, ///< two loudspeakers around a mean head, mono left alone
  CROSSFEED_BAUER,   ///< bs2b: 700 Hz, 4.5 dB
  CROSSFEED_CHU_MOY, ///< bs2b: 700 Hz, 6 dB
  CROSSFEED_MEIER    ///< bs2b: 650 Hz, 9.5 dB
} CrossfeedMode;

typedef struct {
  CrossfeedMode mode;
  double amount;    ///< 0 none .. 1 all of it
  double angle_deg; ///< between the speakers, 20..150; Natural only
} Crossfeed;

/** Whether two settings sound the same. Thread: any. */
bool crossfeed_same(const Crossfeed* a, const Crossfeed* b);

/** A symmetric pair of paths is diagonal in Mid = (L+R)/2, Side = (L-R)/2. */
typedef struct {
  double complex mid;
  double complex side;
} MidSide;

/** Frames of plain delay in a CrossfeedFilter at most: 384 kHz, 150 degrees. */
#define CROSSFEED_DELAY_MAX 256

/**
   A crossfeed as digital filters.

   Natural: far-to-near ratio r = shelf x allpass x delay. The shelf is
   (b0 + b1/z) / (1 - p/z), with the level in it; the allpass of Thiran (1971)
   has order 2 (order 1, a2 = 0, below 1.5 frames, where 2 is not stable).

   Circuits: near = direct - high / (1 - high_pole/z), far = low /
   (1 - low_pole/z).
*/
typedef struct {
  CrossfeedMode mode; ///< off also where the amount is 0
  double b0, b1, p;
  double a1, a2;
  unsigned order;
  unsigned delay; ///< frames, up to CROSSFEED_DELAY_MAX
  double direct;
  double high, high_pole;
  double low, low_pole;
} CrossfeedFilter;

/**
   Filters of a setting.

   Natural: angle of incidence th, Woodworth's delay (a/c)(th + sin th) with a =
   84 mm fitted to 43 people of the CIPIC database (Algazi, Duda, Thompson,
   Avendano, WASPAA 2001), and a shelf with its pole at 765 Hz and its zero
   ((1 + sin th)/(1 - sin th))^0.9 above it. Bilinear transform, not prewarped.
   Bauer, Chu Moy and Meier: one-poles of libbs2b; a part amount is a mix with
   the unchanged signal.

   Thread: any (rt). Cannot fail.
*/
CrossfeedFilter crossfeed_filter(const Crossfeed* crossfeed, double rate_hz);

/** Response of filters at an angular frequency, radians a frame, 0 to pi.
    Thread: any (rt). */
MidSide crossfeed_filter_response(const CrossfeedFilter* filter,
                                  double rad_per_frame);

typedef struct {
  double mid;
  double side;
} MidSidePower;

/** Powers of that response, without a division of complex numbers.
    Thread: any (rt). */
MidSidePower crossfeed_filter_power(const CrossfeedFilter* filter,
                                    double rad_per_frame);

/**
   Mid and Side response, exactly what the filters do.

   Natural leaves Mid alone and filters Side by (1 - r) / (1 + r), so that the
   ratio of the ears is exactly r.

   @param frequency_hz 0 to half of rate_hz
   Thread: any. Cannot fail.
*/
MidSide crossfeed_response(const Crossfeed* crossfeed,
                           double frequency_hz,
                           double rate_hz);

/**
   Far-to-near ratio of Natural at full amount, r(f), before it is made
   digital.

   @param frequency_hz >= 0
   Thread: any. Cannot fail.
*/
double complex crossfeed_ratio(double angle_deg, double frequency_hz);

/** How late the far ear hears low notes, in seconds: the interaural time
    difference of Natural towards 0 Hz. Thread: any. */
double crossfeed_delay_s(double angle_deg);

/** How far a crossfeed bends a response, highest minus lowest level in dB.
 */
typedef struct {
  double mono_db; ///< Mid, 20 Hz to 20 kHz (or 0.45 times the rate)
  double side_db; ///< a hard-panned sound in its own ear, averaged over the
                  ///< ear's bandwidth (ERB), 50 Hz to 16 kHz
} CrossfeedErrors;

/** Errors of a setting. Thread: any (some 20 us). Cannot fail. */
CrossfeedErrors crossfeed_errors(const Crossfeed* crossfeed, double rate_hz);

/** The same in small steps. */
typedef struct {
  CrossfeedFilter filter;
  double rate_hz;
  unsigned done;
  double lowest[2]; ///< powers, Mid and near ear
  double highest[2];
} CrossfeedScan;

/** Begin. Thread: any (rt). */
void crossfeed_scan_begin(CrossfeedScan* scan,
                          const Crossfeed* crossfeed,
                          double rate_hz);

/** Take a step; true, with the errors, after the last.
    Thread: any (rt: a third of a microsecond). */
bool crossfeed_scan_step(CrossfeedScan* scan, CrossfeedErrors* errors);

#endif
