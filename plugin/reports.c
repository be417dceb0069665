// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What happened to files is told to the log and to the window.

#include "plugin/plugin.h"

#include <string.h>

static void
put_message(Plugin* plugin, const char* problem, const char* note)
{
  char both[sizeof(FilesReport)];
  const size_t n_problem = strlen(problem) + 1;
  const size_t n_note = strlen(note) + 1;
  memcpy(both, problem, n_problem);
  memcpy(both + n_problem, note, n_note);
  mailbox_put(&plugin->messages.message, both, (uint32_t)(n_problem + n_note));
}

void
reports_tell(Plugin* plugin, const FilesReport* report)
{
  if (report->problem[0]) {
    lv2_log_error(&plugin->host.logger, "earcup: %s\n", report->problem);
  }
  if (report->note[0]) {
    lv2_log_note(&plugin->host.logger, "earcup: %s\n", report->note);
  }
  put_message(plugin, report->problem, report->note);
}

void
reports_add_note(Plugin* plugin, const char* note)
{
  char last[MAILBOX_SIZE + 1] = "";
  uint32_t size = 0;
  unsigned stamp = 0;
  lv2_log_note(&plugin->host.logger, "earcup: %s\n", note);
  if (mailbox_get(&plugin->messages.message, last, &size, &stamp)) {
    last[size] = '\0';
    put_message(plugin, last, note);
  }
}
