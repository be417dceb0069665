// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measurement/resample.h"

#include "dsp/maths.h"

#include <math.h>
#include <stdlib.h>

#define MERGE_PER_OCTAVE 384.0

static int
compare_rows(const void* a, const void* b)
{
  const double x = ((const Row*)a)->hz;
  const double y = ((const Row*)b)->hz;
  return (x > y) - (x < y);
}

static bool
is_sorted(const Rows* rows)
{
  for (size_t i = 1; i < rows->n; ++i) {
    if (rows->row[i].hz < rows->row[i - 1].hz) {
      return false;
    }
  }
  return true;
}

void
rows_merge(Rows* rows)
{
  if (!is_sorted(rows)) {
    qsort(rows->row, rows->n, sizeof(Row), compare_rows);
  }
  const double width = pow(2.0, 1.0 / MERGE_PER_OCTAVE);
  size_t n = 0;
  for (size_t i = 0; i < rows->n;) {
    const double end_hz = rows->row[i].hz * width;
    Row sum = { 0.0, 0.0 };
    double count = 0.0;
    do {
      sum.hz += rows->row[i].hz;
      sum.db += rows->row[i].db;
      count += 1.0;
    } while (++i < rows->n && rows->row[i].hz < end_hz);
    rows->row[n++] = (Row){ sum.hz / count, sum.db / count };
  }
  rows->n = n;
}

/* The last of at least two rows whose interval holds the frequency. */
static size_t
find_interval(const Rows* rows, double frequency_hz)
{
  size_t low = 0;
  size_t high = rows->n - 1;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (rows->row[middle].hz <= frequency_hz) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

double
rows_at(const Rows* rows, double frequency_hz)
{
  const Row* const first = rows->row;
  const Row* const last = first + rows->n - 1;
  if (frequency_hz <= first->hz) {
    return first->db;
  }
  if (frequency_hz >= last->hz) {
    return last->db;
  }
  const Row* const a = first + find_interval(rows, frequency_hz);
  const double t = log(frequency_hz / a[0].hz) / log(a[1].hz / a[0].hz);
  return a[0].db + t * (a[1].db - a[0].db);
}

/* Slope of interval i in dB per octave; beyond the ends slopes go on changing
   as they did last. */
static double
interval_slope(const Rows* rows, long i)
{
  const long last = (long)rows->n - 2;
  if (i < 0) {
    return interval_slope(rows, 0) +
           (double)i * (interval_slope(rows, 1) - interval_slope(rows, 0));
  }
  if (i > last) {
    return interval_slope(rows, last) +
           (double)(i - last) *
             (interval_slope(rows, last) - interval_slope(rows, last - 1));
  }
  const Row* const a = rows->row + i;
  return (a[1].db - a[0].db) / log2(a[1].hz / a[0].hz);
}

/* Akima's slope at a row: of the intervals beside it, the one whose own
   neighbour goes on straighter counts more. */
static double
row_slope(const Rows* rows, size_t row)
{
  const long i = (long)row;
  const double before = interval_slope(rows, i - 1);
  const double after = interval_slope(rows, i);
  const double w_before = fabs(interval_slope(rows, i + 1) - after);
  const double w_after = fabs(before - interval_slope(rows, i - 2));
  const double sum = w_before + w_after;
  return sum > 0.0 ? (w_before * before + w_after * after) / sum
                   : 0.5 * (before + after);
}

static double
akima_at(const Rows* rows, double frequency_hz)
{
  if (frequency_hz <= rows->row[0].hz ||
      frequency_hz >= rows->row[rows->n - 1].hz) {
    return rows_at(rows, frequency_hz);
  }
  const size_t i = find_interval(rows, frequency_hz);
  const Row* const a = rows->row + i;
  const double width = log2(a[1].hz / a[0].hz);
  return cubic_between(a[0].db,
                       a[1].db,
                       width * row_slope(rows, i),
                       width * row_slope(rows, i + 1),
                       log2(frequency_hz / a[0].hz) / width);
}

void
rows_to_curve(const Rows* rows, EarcupCurve* curve)
{
  for (size_t i = 0; i < EARCUP_GRID_POINTS; ++i) {
    curve->db[i] = akima_at(rows, earcup_grid_hz(i));
  }
}
