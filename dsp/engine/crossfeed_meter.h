// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CROSSFEED_METER_H
#define EARCUP_CROSSFEED_METER_H

/* What the crossfeed does to mono and hard-panned sound, found a little at a
   time while sound goes on. */

#include "dsp/engine/crossfeed.h"

/** Written by crossfeed_meter.c alone; others may read. */
typedef struct {
  double rate_hz;
  CrossfeedErrors errors; ///< of the last setting that is known
  Crossfeed of;           ///< what they will be of
  bool is_scanning;
  unsigned subblock;
  CrossfeedScan scan;
} CrossfeedMeter;

/** Know the errors of a setting at once. Thread: any (some 20 us). */
void crossfeed_meter_start(CrossfeedMeter* meter,
                           const Crossfeed* crossfeed,
                           double rate_hz);

/** Go on by a sub-block. Thread: rt. */
void crossfeed_meter_step(CrossfeedMeter* meter, const Crossfeed* crossfeed);

/** True if its errors are those of a setting. Thread: any. */
bool crossfeed_meter_rests(const CrossfeedMeter* meter,
                           const Crossfeed* crossfeed);

#endif
