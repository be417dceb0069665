// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_WORDS_H
#define EARCUP_FILE_WORDS_H

/* What is said about measured files. */

#include "dsp/earcup.h"

/** Holds what is to be said about all files and a state whole. */
#define FILES_MESSAGE_SIZE 1024

/** What is to be said about files or a state; either may be "". */
typedef struct {
  char problem[FILES_MESSAGE_SIZE]; ///< what went wrong and what to do
  char note[FILES_MESSAGE_SIZE];    ///< what was understood
} FilesReport;

/** Holds a message about a file and about its circuit. */
#define FILE_NOTE_SIZE (EARCUP_NOTE_SIZE + 96)

/** What is known of the file in a slot and of its circuit, one line: "hd25.csv:
    10 filters, inverted, closed-back (95 % certain)".
    @param text receives UTF-8. Thread: any but rt. */
void file_describe(const EarcupFiles* files,
                   EarcupFileSlot slot,
                   char text[FILE_NOTE_SIZE]);

/** Note where no filter can follow the files. Thread: any but rt. */
void files_report_error(const EarcupFiles* set, FilesReport* report);

/** Add to a message of FILES_MESSAGE_SIZE bytes, as far as there is room.
    Thread: any but rt. */
void files_add_message(char* message, const char* sentence);

#endif
