// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_DATA_H
#define EARCUP_AUDITION_REPORT_DATA_H

#include "ui/audition/report_summary.h"

#include <stdio.h>

/** A row for each headphone, fit and place, as RFC 4180 has it; what is not
    known is empty. */
void report_put_csv(const Report* report, FILE* out);

/** Mix, words, summary of each type, and all headphones; what is not known is
    null. */
void report_put_json(const Report* report, FILE* out);

#endif
