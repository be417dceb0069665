// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PERCENTILE_H
#define EARCUP_PERCENTILE_H

#include <stddef.h>
#include <stdlib.h>

/** For qsort() of doubles, the smallest first. Thread: any. */
static inline int
percentile_compare(const void* a, const void* b)
{
  const double x = *(const double*)a;
  const double y = *(const double*)b;
  return (x > y) - (x < y);
}

/**
   The value below which a part of many values lies, linear between ranks (type
   7 of Hyndman and Fan, 1996).

   @param values n > 0 of them, which it sorts
   @param part 0..1
   Thread: any. Cannot fail.
*/
static inline double
percentile_of(double* values, size_t n, double part)
{
  qsort(values, n, sizeof(values[0]), percentile_compare);
  const double place = part * (double)(n - 1);
  const size_t i = (size_t)place;
  const double t = place - (double)i;
  return i + 1 < n ? values[i] + t * (values[i + 1] - values[i]) : values[i];
}

#endif
