// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_SLOT_H
#define EARCUP_FILE_SLOT_H

#include "dsp/door/files.h"

/** Which of the three places a measured file is for. */
typedef EarcupFileSlot FileSlot;
#define FILE_A EARCUP_FILE_A
#define FILE_B EARCUP_FILE_B
#define FILE_WEARING EARCUP_FILE_WEARING
#define FILE_SLOTS EARCUP_FILE_SLOTS

/** The slots whose files get circuits: FILE_A and FILE_B. */
#define CIRCUIT_SLOTS EARCUP_CIRCUIT_SLOTS

#endif
