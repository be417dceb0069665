// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_MIX_H
#define EARCUP_AUDITION_REPORT_MIX_H

/* A mix as far as a linear and equal response of both ears is concerned: its
   long-term power spectrum and its loudness. */

#include "dsp/earcup.h"

#include <stdbool.h>
#include <stdint.h>

/** Octaves 31.5 Hz .. 16 kHz, and low, middle and high. */
enum { REPORT_OCTAVES = 10, REPORT_RANGES = 3 };

/** Where low gives way to middle, and middle to high, in Hz. */
extern const double report_range_hz[REPORT_RANGES - 1];

/** Centre of an octave in Hz: 31.25 .. 16000. */
double report_octave_hz(int octave);

/** Which octave a frequency is in; -1 for none. */
int report_octave_of(double frequency_hz);

/** Power on the grid: what is left of it behind a response is the sum of each
    point's power times the response's there. */
typedef struct {
  double power[EARCUP_GRID_POINTS];
} ReportPower;

typedef struct {
  double rate_hz;
  double length_s;
  double loudness_lufs;                  ///< integrated, ITU-R BS.1770
  ReportPower octave[REPORT_OCTAVES];    ///< mean square, left plus right
  ReportPower range[REPORT_RANGES];      ///< the same K-weighted
  double octave_power[REPORT_OCTAVES];   ///< the sums over the grid
  double side_share[REPORT_OCTAVES];     ///< of Side in it, 0..1
  double loudness_share[REPORT_OCTAVES]; ///< of its loudness; they add to 1
  bool there[REPORT_OCTAVES]; ///< false: the mix has nothing there to change
} ReportMix;

/** Add power at a frequency, shared between the grid's points around it. */
void report_add_power(ReportPower* sum, double frequency_hz, double power);

/** What is left behind a response, given as factors on power at the grid. */
double report_power_behind(const ReportPower* power,
                           const double response[EARCUP_GRID_POINTS]);

/** Read the whole file once, at its own rate or that one. False, with a
    message, if it cannot be read or is too soft to tell anything. */
bool report_mix_read(ReportMix* mix, const char* path, double rate_hz);

#endif
