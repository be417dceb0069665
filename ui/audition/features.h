// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_FEATURES_H
#define EARCUP_AUDITION_FEATURES_H

/* The LV2 features this host offers, worker aside: URIDs, options, block
   length and log. */

#include "ui/audition/report.h"
#include "ui/audition/urid.h"

#include <lilv/lilv.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/options/options.h>
#include <stdbool.h>

enum { FEATURES_MAX = 8, FEATURES_OPTIONS = 6 };

typedef struct {
  UriMap* urids;
  Said* said; ///< what plugins have logged
  LV2_URID log_error;
  LV2_URID log_warning;
  LV2_URID log_trace;
  unsigned n_complaints; ///< errors and warnings logged so far
  int32_t min_block;
  int32_t max_block;
  int32_t sequence_size;
  float rate_hz;
  LV2_Log_Log log;
  LV2_Options_Option options[FEATURES_OPTIONS];
  LV2_Feature data[FEATURES_MAX];
  const LV2_Feature* list[FEATURES_MAX + 1]; ///< ends with NULL
} Features;

/** Set up; the struct must not move afterwards. Each line that is logged is
    shown once among all that share `said`. */
void features_init(Features* features,
                   UriMap* urids,
                   Said* said,
                   double rate_hz,
                   uint32_t max_block,
                   uint32_t sequence_size);

/** Can this host give all that the plugin requires? False, with a message, if
    not. */
bool features_suffice(const LilvPlugin* plugin);

#endif
