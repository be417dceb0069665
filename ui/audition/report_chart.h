// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_CHART_H
#define EARCUP_AUDITION_REPORT_CHART_H

#include "ui/audition/report_summary.h"

#include <stdio.h>

enum { CHART_PLACES = REPORT_OCTAVES, CHART_SERIES = 4 };

/** A row of spreads, drawn as bars from 10 to 90 % with the median across. */
typedef struct {
  const char* name;
  const char* style; ///< class of the style sheet: open, closed, all, ...
  bool is_line;      ///< medians alone, joined
  ReportSpread at[CHART_PLACES];
} ChartSeries;

typedef struct {
  const char* title; ///< for who cannot see it
  const char* unit;
  const char* const* places; ///< labels of the horizontal axis
  const bool* there;         ///< NULL: all of them
  int n_places;
  int n_series;
  ChartSeries series[CHART_SERIES];
} Chart;

/** Write it as an inline SVG, which gets its colours from the page. */
void chart_put(const Chart* chart, FILE* out);

#endif
