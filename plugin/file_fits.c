// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/file_fits.h"

#include "plugin/file_words.h"

#define SLICE_STEPS 150 // of some 35 us

void
files_tell_type(Files* files,
                EarcupFileSlot slot,
                EarcupHousing type,
                unsigned ticket)
{
  pthread_mutex_lock(&files->making);
  if ((int)(ticket - files->applied[slot]) > 0) {
    pthread_mutex_lock(&files->naming);
    files->told[slot] = type;
    pthread_mutex_unlock(&files->naming);
    files_look_for_fits(files);
  }
  pthread_mutex_unlock(&files->making);
}

bool
files_want_fit(const Files* files)
{
  return atomic_load(&files->is_fit_wanted);
}

/** The fit for a slot, begun anew if the last one was for another file or type.
    False when out of memory. */
static bool
turn_to(Files* files, EarcupFileSlot slot)
{
  PendingFit* const fitting = &files->fitting;
  if (fitting->serial != files->serial || fitting->slot != slot ||
      fitting->told != files->told[slot]) {
    earcup_free_files(fitting->files);
    fitting->files = NULL;
  }
  if (!fitting->files) {
    fitting->files = earcup_copy_files(files->latest, true);
    fitting->serial = files->serial;
    fitting->slot = slot;
    fitting->told = files->told[slot];
  }
  return fitting->files != NULL;
}

/** Publish the files with the circuit that was found. */
static void
publish_circuit(Files* files, FilesReport* report)
{
  EarcupFiles* const set = files->fitting.files;
  char text[FILE_NOTE_SIZE];
  file_describe(set, files->fitting.slot, text);
  files_add_message(report->note, text);
  files_report_error(set, report);
  files->fitting.files = NULL;
  files_publish(files, set);
}

/** A slice of the fit for a slot. False when out of memory. */
static bool
go_on(Files* files, EarcupFileSlot slot, FilesReport* report)
{
  bool is_done = false;
  const bool complete =
    turn_to(files, slot) &&
    !earcup_fit_file(
      files->fitting.files, slot, files->told[slot], SLICE_STEPS, &is_done);
  if (is_done) {
    publish_circuit(files, report);
  }
  return complete;
}

bool
files_fit(Files* files, FilesReport* report)
{
  EarcupFileSlot slot;
  bool complete = true;
  report->problem[0] = '\0';
  report->note[0] = '\0';
  pthread_mutex_lock(&files->making);
  if (files_next_fit(files, &slot)) {
    complete = go_on(files, slot, report);
  }
  if (!complete || !files_next_fit(files, &slot)) {
    /* Out of memory, nothing is tried again until something is chosen. */
    atomic_store(&files->is_fit_wanted, false);
    earcup_free_files(files->fitting.files);
    files->fitting.files = NULL;
  }
  pthread_mutex_unlock(&files->making);
  return complete;
}
