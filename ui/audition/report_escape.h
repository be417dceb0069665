// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_REPORT_ESCAPE_H
#define EARCUP_REPORT_ESCAPE_H

#include <stdio.h>

/** Write text as it is read, whatever bytes it is made of. */
void report_put_escaped(const char* text, FILE* out);

#endif
