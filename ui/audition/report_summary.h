// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_SUMMARY_H
#define EARCUP_AUDITION_REPORT_SUMMARY_H

/* What many headphones have in common: medians, 10 and 90 %, shares, order. */

#include "ui/audition/report_cells.h"

/** Those of a type, or of a type on or around the ear. */
typedef enum {
  REPORT_ALL,
  REPORT_OPEN,
  REPORT_OPEN_OVER_EAR,
  REPORT_OPEN_ON_EAR,
  REPORT_SEMI_OPEN,
  REPORT_CLOSED,
  REPORT_CLOSED_OVER_EAR,
  REPORT_CLOSED_ON_EAR,
  REPORT_GROUPS
} ReportGroup;

extern const char* const report_group_name[REPORT_GROUPS];

/** Median and two other percentiles of many values, linear between ranks: 10
   and 90 % unless it is said otherwise. */
typedef struct {
  double low;
  double middle;
  double high;
} ReportSpread;

/** A mix heard by all headphones. */
typedef struct {
  const char* name; ///< of its file, without folder
  ReportMix mix;
  ReportPlace place;
  ReportCell (*cells)[REPORT_FITS]; ///< of all headphones
  size_t* order;                    ///< new ones, the strongest change first
  double* values;                   ///< room for one of each headphone
} Report;

/** What is told of a headphone. */
typedef enum {
  REPORT_OCTAVE,  ///< of an octave: its change, dB
  REPORT_RANGE,   ///< of a range, the same
  REPORT_CHANGE,  ///< one number for all of it
  REPORT_MARGIN,  ///< of an octave: how far the mix is above the outside
  REPORT_OUTSIDE, ///< of an octave: what comes in
  REPORT_SUM,     ///< of an octave: with the outside
  REPORT_COST,    ///< of an octave: what a fit adds to that of the new one
  REPORT_BALANCE  ///< of a range: against the middle one
} ReportValue;

/** One value of a headphone; false if it has none.
    @param which of several such values: an octave, a range */
bool report_value(const ReportCell cells[REPORT_FITS],
                  ReportValue value,
                  ReportFit fit,
                  int which,
                  double* x);

/** Is a headphone in a group? */
bool report_is_in(const EarcupHeadphone* headphone, ReportGroup group);

/** How many of a group have a value. */
size_t report_count(const Report* report,
                    ReportGroup group,
                    ReportValue value,
                    ReportFit fit);

/** Spread of a value over those of a group that have it; zeros if none has. */
ReportSpread report_spread(const Report* report,
                           ReportGroup group,
                           ReportValue value,
                           ReportFit fit,
                           int which);

/** The same with that part of them between low and high, 0..1. */
ReportSpread report_central(const Report* report,
                            ReportGroup group,
                            ReportValue value,
                            ReportFit fit,
                            int which,
                            double part);

/** Which part of those that have the value have more than a limit, 0..1. */
double report_share_above(const Report* report,
                          ReportGroup group,
                          ReportValue value,
                          ReportFit fit,
                          int which,
                          double limit);

/** Put the headphones in order, strongest change first. */
void report_sort(Report* report);

#endif
