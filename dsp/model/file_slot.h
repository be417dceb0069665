// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_SLOT_H
#define EARCUP_FILE_SLOT_H

/** Which of the three places a measured file is for. */
typedef enum { FILE_A, FILE_B, FILE_WEARING, FILE_SLOTS } FileSlot;

/** The slots whose files get circuits: FILE_A and FILE_B. */
#define CIRCUIT_SLOTS 2

#endif
