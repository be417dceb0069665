// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HEADPHONE_IDS_H
#define EARCUP_HEADPHONE_IDS_H

/* Permanent ids with a meaning of their own, as the door has them; all others
   are rows of presets/headphones.tsv. */

#include "dsp/door/catalogue.h"

#define HEADPHONE_NEUTRAL EARCUP_NEUTRAL
#define HEADPHONE_OPEN_REFERENCE EARCUP_OPEN_REFERENCE
#define HEADPHONE_SEMI_OPEN_REFERENCE EARCUP_SEMI_OPEN_REFERENCE
#define HEADPHONE_CLOSED_REFERENCE EARCUP_CLOSED_REFERENCE
#define HEADPHONE_MEASURED_FILE EARCUP_MEASURED_FILE
#define HEADPHONE_OPPOSITE EARCUP_OPPOSITE

#endif
