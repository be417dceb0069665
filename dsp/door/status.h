/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */
#ifndef EARCUP_DOOR_STATUS_H
#define EARCUP_DOOR_STATUS_H

/* How things went. */

#include "dsp/door/linkage.h"

EARCUP_BEGIN

typedef enum {
  EARCUP_OK,
  EARCUP_NO_MEMORY,
  EARCUP_BAD_RATE,       /* beyond 8 to 384 kHz */
  EARCUP_BAD_SETTING,    /* a value out of its range */
  EARCUP_BAD_MEASUREMENT /* a text that holds no response */
} EarcupStatus;

/** What a status means, in one short sentence. Thread: any. */
const char* earcup_strerror(EarcupStatus status);

EARCUP_END

#endif
