// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HEADPHONE_IDS_H
#define EARCUP_HEADPHONE_IDS_H

/* Permanent ids with a meaning of their own; all others are rows of
   presets/headphones.tsv. As numbers that also texts can be made of. */

#define HEADPHONE_NEUTRAL 0
#define HEADPHONE_OPEN_REFERENCE 1
#define HEADPHONE_SEMI_OPEN_REFERENCE 2
#define HEADPHONE_CLOSED_REFERENCE 3
#define HEADPHONE_MEASURED_FILE 142
#define HEADPHONE_OPPOSITE 143

#endif
