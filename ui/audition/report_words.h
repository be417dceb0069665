// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_REPORT_WORDS_H
#define EARCUP_AUDITION_REPORT_WORDS_H

#include "ui/audition/report_summary.h"

/** "63 Hz", "1 kHz": an octave by its nominal frequency. */
extern const char* const report_octave_name[REPORT_OCTAVES];

/** "In a train": where a sound is heard. */
extern const char* const report_where[EARCUP_OUTSIDE_SOUNDS];

/** "Sennheiser HD 650". @param text 128 bytes */
void report_headphone_name(const EarcupHeadphone* headphone, char text[128]);

/** "closed over-ear". @param text 32 bytes */
void report_headphone_kind(const EarcupHeadphone* headphone, char text[32]);

/** What to do about it: one paragraph from the numbers, plain text; free() it.
    NULL if memory is out. */
char* report_words_text(const Report* report);

#endif
