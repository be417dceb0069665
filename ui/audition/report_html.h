// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_HTML_H
#define EARCUP_AUDITION_REPORT_HTML_H

#include "ui/audition/report_summary.h"

#include <stdio.h>

/** Write the report as a page that needs nothing but itself.
    @param title heading, or NULL for its own */
void report_put_html(const Report* report, const char* title, FILE* out);

/** The tables of the page, see there. */
void report_put_types_table(const Report* report, FILE* out);
void report_put_balance_table(const Report* report, FILE* out);
void report_put_fits_table(const Report* report, FILE* out);
void report_put_outside_table(const Report* report, FILE* out);
void report_put_most_table(const Report* report, FILE* out);
void report_put_least_table(const Report* report, FILE* out);
void report_put_all_table(const Report* report, FILE* out);

#endif
