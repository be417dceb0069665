// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/report_summary.h"

#include "ui/shared/percentile.h"

const char* const report_group_name[REPORT_GROUPS] = {
  [REPORT_ALL] = "All",
  [REPORT_OPEN] = "Open",
  [REPORT_OPEN_OVER_EAR] = "Open over-ear",
  [REPORT_OPEN_ON_EAR] = "Open on-ear",
  [REPORT_SEMI_OPEN] = "Semi-open",
  [REPORT_CLOSED] = "Closed",
  [REPORT_CLOSED_OVER_EAR] = "Closed over-ear",
  [REPORT_CLOSED_ON_EAR] = "Closed on-ear",
};

/** HOUSING_NONE: any. */
static const struct {
  EarcupHousing type;
  bool over_ear;
  bool on_ear;
} groups[REPORT_GROUPS] = {
  [REPORT_ALL] = { EARCUP_NO_HOUSING, true, true },
  [REPORT_OPEN] = { EARCUP_OPEN, true, true },
  [REPORT_OPEN_OVER_EAR] = { EARCUP_OPEN, true, false },
  [REPORT_OPEN_ON_EAR] = { EARCUP_OPEN, false, true },
  [REPORT_SEMI_OPEN] = { EARCUP_SEMI_OPEN, true, true },
  [REPORT_CLOSED] = { EARCUP_CLOSED, true, true },
  [REPORT_CLOSED_OVER_EAR] = { EARCUP_CLOSED, true, false },
  [REPORT_CLOSED_ON_EAR] = { EARCUP_CLOSED, false, true },
};

bool
report_is_in(const EarcupHeadphone* h, ReportGroup group)
{
  return (groups[group].type == EARCUP_NO_HOUSING ||
          groups[group].type == h->type) &&
         (h->coupling == EARCUP_ON_EAR ? groups[group].on_ear
                                       : groups[group].over_ear);
}

bool
report_value(const ReportCell cells[REPORT_FITS],
             ReportValue value,
             ReportFit fit,
             int which,
             double* x)
{
  const ReportCell* const cell = &cells[fit];
  switch (value) {
    case REPORT_OCTAVE:
      *x = cell->octave_db[which];
      return cell->known;
    case REPORT_RANGE:
      *x = cell->range_db[which];
      return cell->known;
    case REPORT_CHANGE:
      *x = cell->change_db;
      return cell->known;
    case REPORT_MARGIN:
      *x = cell->margin_db[which];
      return cell->has_outside;
    case REPORT_OUTSIDE:
      *x = cell->outside_db[which];
      return cell->has_outside;
    case REPORT_SUM:
      *x = cell->sum_db[which];
      return cell->has_outside;
    case REPORT_COST:
      *x = cell->octave_db[which] - cells[REPORT_NEW].octave_db[which];
      return cell->known;
    case REPORT_BALANCE:
      *x = cell->range_db[which] - cell->range_db[1];
      return cell->known;
  }
  return false;
}

/** The values of a group into the report's room for them; how many. */
static size_t
collect(const Report* report,
        ReportGroup group,
        ReportValue value,
        ReportFit fit,
        int which)
{
  size_t n = 0;
  for (size_t i = 0; i < earcup_n_headphones(); ++i) {
    double x = 0.0;
    if (report_is_in(earcup_headphone(i), group) &&
        report_value(report->cells[i], value, fit, which, &x)) {
      report->values[n++] = x;
    }
  }
  return n;
}

size_t
report_count(const Report* report,
             ReportGroup group,
             ReportValue value,
             ReportFit fit)
{
  return collect(report, group, value, fit, 0);
}

ReportSpread
report_central(const Report* report,
               ReportGroup group,
               ReportValue value,
               ReportFit fit,
               int which,
               double part)
{
  double* const values = report->values;
  const size_t n = collect(report, group, value, fit, which);
  if (n == 0) {
    return (ReportSpread){ 0.0, 0.0, 0.0 };
  }
  return (ReportSpread){ percentile_of(values, n, 0.5 - 0.5 * part),
                         percentile_of(values, n, 0.5),
                         percentile_of(values, n, 0.5 + 0.5 * part) };
}

ReportSpread
report_spread(const Report* report,
              ReportGroup group,
              ReportValue value,
              ReportFit fit,
              int which)
{
  return report_central(report, group, value, fit, which, 0.8);
}

double
report_share_above(const Report* report,
                   ReportGroup group,
                   ReportValue value,
                   ReportFit fit,
                   int which,
                   double limit)
{
  double* const values = report->values;
  const size_t n = collect(report, group, value, fit, which);
  size_t above = 0;
  for (size_t i = 0; i < n; ++i) {
    above += values[i] > limit;
  }
  return n ? (double)above / (double)n : 0.0;
}

void
report_sort(Report* report)
{
  for (size_t i = 0; i < earcup_n_headphones(); ++i) {
    const double change = report->cells[i][REPORT_NEW].change_db;
    size_t at = i;
    for (; at > 0; --at) {
      const size_t before = report->order[at - 1];
      if (report->cells[before][REPORT_NEW].change_db >= change) {
        break;
      }
      report->order[at] = before;
    }
    report->order[at] = i;
  }
}
