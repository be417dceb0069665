// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BADPLUGIN_H
#define EARCUP_BADPLUGIN_H

/** What the bad plugin does in run(), by the value of its port. */
typedef enum {
  BAD_NOTHING,
  BAD_MALLOC,
  BAD_FREE,
  BAD_LOCK,
  BAD_OPEN,
  BAD_PRINT,
  BAD_SLEEP,
  BAD_SYSCALL, ///< without the C library's wrapper of that call
  BAD_COUNT
} BadSin;

#endif
