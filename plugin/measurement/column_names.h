// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_COLUMN_NAMES_H
#define EARCUP_COLUMN_NAMES_H

#include "plugin/measurement/textlines.h"

/** What the title of a column says about it. */
typedef enum {
  NAME_OTHER, ///< perhaps a headphone's
  NAME_FREQUENCY,
  NAME_RAW,
  NAME_MEAN, ///< of several measurements
  NAME_LEFT,
  NAME_RIGHT,
  NAME_LEVEL, ///< "SPL", "dB"
  NAME_ERROR, ///< difference from a target
  NAME_TARGET,
  NAME_NO_LEVEL, ///< phase, distortion and what AutoEq computes
  NAME_N_KINDS
} NameKind;

/** Thread: any. */
NameKind column_name_kind(Span name);

#endif
