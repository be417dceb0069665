// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CATALOGUE_POLES_H
#define EARCUP_CATALOGUE_POLES_H

#include "dsp/filter/poles.h"

/* Made by ttl/fit_poles.py (make poles) from the responses of
   presets/headphones.tsv: the poles that serve all of them best together. */

/** Frequency and bandwidth (both Hz) of each complex pole. */
static const double catalogue_poles[CATALOGUE_SECTIONS][2] = {
  { 12, 19.9486 },      { 19.0572, 11 },      { 22, 11 },
  { 35.6524, 13.1124 }, { 54.0377, 24.4875 }, { 56.816, 115.264 },
  { 78.1962, 28.3909 }, { 92.4335, 55.5694 }, { 119.188, 145.124 },
  { 183.02, 90.4167 },  { 277.822, 144.796 }, { 369.676, 292.327 },
  { 500.838, 470.204 }, { 534.93, 141.871 },  { 948.901, 764.303 },
  { 961.302, 325.221 }, { 1405.24, 746.304 }, { 1618.24, 532.398 },
  { 1933.87, 1043.66 }, { 2157.44, 480.335 }, { 2510.11, 560.109 },
  { 2976.54, 1140.19 }, { 3300.65, 633.564 }, { 3877.01, 1112.93 },
  { 4353.64, 1277.78 }, { 5133.39, 1171.26 }, { 5623.01, 744.904 },
  { 6193.52, 669.47 },  { 6308, 1296.61 },    { 7087.99, 706.097 },
  { 7715.15, 946.629 }, { 8200.55, 1274.57 }, { 8687.75, 653.712 },
  { 9249.85, 1383.51 }, { 9998.91, 1316.46 }, { 10344.8, 442.847 },
  { 11108.7, 810.142 }, { 12500, 5539.86 },   { 15500, 10351.2 },
  { 18500, 30000 },
};

#endif
