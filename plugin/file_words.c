// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/file_words.h"

#include "plugin/text/utf8.h"

#include <stdio.h>

#define FOLLOWED_DB 1.0 // closer than that need not be said

void
files_add_message(char* message, const char* sentence)
{
  char all[3 * FILES_MESSAGE_SIZE];
  snprintf(all, sizeof(all), "%s%s%s", message, *message ? "; " : "", sentence);
  utf8_copy(message, FILES_MESSAGE_SIZE, all, sizeof(all));
}

void
file_describe(const EarcupFiles* files,
              EarcupFileSlot slot,
              char text[FILE_NOTE_SIZE])
{
  static const char* const types[] = { [EARCUP_OPEN] = "open-back",
                                       [EARCUP_SEMI_OPEN] = "semi-open",
                                       [EARCUP_CLOSED] = "closed-back" };
  const EarcupFile file = earcup_file(files, slot);
  if (slot >= EARCUP_CIRCUIT_SLOTS ||
      (file.can_have_circuit && !file.circuit)) {
    snprintf(text, FILE_NOTE_SIZE, "%s", file.note);
  } else if (!file.can_have_circuit) {
    snprintf(text,
             FILE_NOTE_SIZE,
             "%s, without a cup (that takes 100 Hz to 8 kHz)",
             file.note);
  } else if (file.response->type != EARCUP_NO_HOUSING) {
    snprintf(text,
             FILE_NOTE_SIZE,
             "%s, %s as you say",
             file.note,
             types[file.housing]);
  } else {
    snprintf(text,
             FILE_NOTE_SIZE,
             "%s, %s (%.0f %% certain)",
             file.note,
             types[file.housing],
             100.0 * file.certainty);
  }
}

void
files_report_error(const EarcupFiles* set, FilesReport* report)
{
  const double db = earcup_files_error_db(set);
  if (db > FOLLOWED_DB) {
    char sentence[64];
    snprintf(sentence, sizeof(sentence), "followed to within %.1f dB only", db);
    files_add_message(report->note, sentence);
  }
}
