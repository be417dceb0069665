// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/crossfeed_meter.h"

#define SCAN_SUBBLOCKS 4 // for a step: meters need no hurry

void
crossfeed_meter_start(CrossfeedMeter* meter,
                      const Crossfeed* crossfeed,
                      double rate_hz)
{
  meter->rate_hz = rate_hz;
  meter->is_scanning = false;
  meter->of = *crossfeed;
  meter->errors = crossfeed_errors(crossfeed, rate_hz);
}

void
crossfeed_meter_step(CrossfeedMeter* meter, const Crossfeed* crossfeed)
{
  if (meter->is_scanning) {
    if (++meter->subblock % SCAN_SUBBLOCKS == 0) {
      meter->is_scanning = !crossfeed_scan_step(&meter->scan, &meter->errors);
    }
  } else if (!crossfeed_same(&meter->of, crossfeed)) {
    crossfeed_scan_begin(&meter->scan, crossfeed, meter->rate_hz);
    meter->of = *crossfeed;
    meter->is_scanning = true;
  }
}

bool
crossfeed_meter_rests(const CrossfeedMeter* meter, const Crossfeed* crossfeed)
{
  return !meter->is_scanning && crossfeed_same(&meter->of, crossfeed);
}
