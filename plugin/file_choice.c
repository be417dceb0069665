// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/file_choice.h"

#include "plugin/file_words.h"
#include "plugin/measurement/measurement_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** What somebody wants, slot by slot, as far as it could be read. */
typedef struct {
  unsigned ticket;
  bool restoring;
  bool chosen[EARCUP_FILE_SLOTS];
  const char* path[EARCUP_FILE_SLOTS];   ///< NULL for none
  EarcupHousing told[EARCUP_FILE_SLOTS]; ///< where restoring
  bool is_read[EARCUP_FILE_SLOTS];
  EarcupMeasurement response[EARCUP_FILE_SLOTS];
  char note[EARCUP_FILE_SLOTS][EARCUP_NOTE_SIZE]; ///< what was understood
} Choice;

/** Say of a file why it was not understood. */
static void
report_problem(const char* path,
               MeasurementStatus status,
               const Measurement* measurement,
               bool restoring,
               FilesReport* report)
{
  static const char kept[] = "; heard as neutral, its place is kept";
  char sentence[MEASUREMENT_MESSAGE_SIZE + sizeof(kept)];
  measurement_message(
    status, measurement, path, sentence, MEASUREMENT_MESSAGE_SIZE);
  if (restoring) {
    strcat(sentence, kept);
  }
  files_add_message(report->problem, sentence);
}

static void
read_file(Choice* choice, EarcupFileSlot slot, FilesReport* report)
{
  const char* const path = choice->path[slot];
  Measurement measurement;
  const MeasurementStatus status = measurement_load(path, &measurement);
  choice->is_read[slot] = status == MEASUREMENT_OK;
  if (status) {
    report_problem(path, status, &measurement, choice->restoring, report);
    choice->chosen[slot] = choice->restoring;
    return;
  }
  choice->response[slot] = measurement_response(&measurement);
  measurement_message(
    status, &measurement, path, choice->note[slot], EARCUP_NOTE_SIZE);
}

/** Read all that is chosen. What cannot be read is given up, or chosen as a
    file without a curve where restoring. Holds no lock. */
static void
read_choice(Choice* choice, FilesReport* report)
{
  report->problem[0] = '\0';
  report->note[0] = '\0';
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    const char* const path = choice->path[slot];
    if (!choice->chosen[slot] || !path || !*path) {
      choice->path[slot] = NULL;
    } else {
      read_file(choice, (EarcupFileSlot)slot, report);
    }
  }
}

/** Put what is chosen for a slot among the files; where restoring with its
    circuit, else that follows, and the file is described then. False when out
    of memory. */
static bool
take_chosen(const Choice* choice,
            EarcupFileSlot slot,
            EarcupFiles* set,
            FilesReport* report)
{
  const bool is_read = choice->is_read[slot];
  bool complete = earcup_put_file(set,
                                  slot,
                                  is_read ? &choice->response[slot] : NULL,
                                  choice->path[slot],
                                  choice->note[slot]);
  const bool can_have_circuit = earcup_file(set, slot).can_have_circuit;
  if (complete && choice->restoring && can_have_circuit) {
    bool is_done = false;
    complete = !earcup_fit_file(set, slot, choice->told[slot], 0, &is_done);
  }
  if (is_read && (choice->restoring || !can_have_circuit)) {
    char text[FILE_NOTE_SIZE];
    file_describe(set, slot, text);
    files_add_message(report->note, text);
  }
  return complete;
}

/** Files like the latest with what is chosen. NULL when out of memory. */
static EarcupFiles*
make_set(const Files* files, const Choice* choice, FilesReport* report)
{
  EarcupFiles* const set = earcup_copy_files(files->latest, false);
  bool complete = set != NULL;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    if (choice->chosen[slot]) {
      complete =
        complete && take_chosen(choice, (EarcupFileSlot)slot, set, report);
    }
  }
  if (!complete || earcup_design_files(set, files->rate_hz)) {
    earcup_free_files(set);
    return NULL;
  }
  return set;
}

/** Forget choices that have been overtaken; whether any is left. */
static bool
still_counts(const Files* files, Choice* choice)
{
  bool any = false;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    const unsigned ahead = choice->ticket - files->applied[slot];
    choice->chosen[slot] = choice->chosen[slot] && (int)ahead > 0;
    any = any || choice->chosen[slot];
  }
  return any;
}

/** The types that hold for what is chosen: as restored, or as told before of
    the same file. */
static void
settle_types(Files* files, const Choice* choice)
{
  pthread_mutex_lock(&files->naming);
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    const char* const path = choice->path[slot];
    const char* const before =
      earcup_file(files->latest, (EarcupFileSlot)slot).name;
    const bool is_same = path && before && !strcmp(path, before);
    if (choice->chosen[slot] && choice->restoring) {
      files->told[slot] = choice->told[slot];
    } else if (choice->chosen[slot] && !is_same) {
      files->told[slot] = EARCUP_NO_HOUSING;
    }
  }
  pthread_mutex_unlock(&files->naming);
}

static bool
apply(Files* files, Choice* choice, FilesReport* report)
{
  bool complete = true;
  pthread_mutex_lock(&files->making);
  if (still_counts(files, choice)) {
    EarcupFiles* const set = make_set(files, choice, report);
    complete = set != NULL;
    if (complete) {
      files_report_error(set, report);
      settle_types(files, choice);
      files_publish(files, set);
    }
    for (int slot = 0; complete && slot < EARCUP_FILE_SLOTS; ++slot) {
      if (choice->chosen[slot]) {
        files->applied[slot] = choice->ticket;
      }
    }
  }
  pthread_mutex_unlock(&files->making);
  return complete;
}

bool
files_choose(Files* files,
             EarcupFileSlot slot,
             const char* path,
             unsigned ticket,
             FilesReport* report)
{
  Choice* const choice = calloc(1, sizeof(*choice));
  if (!choice) {
    return false;
  }
  choice->ticket = ticket;
  choice->chosen[slot] = true;
  choice->path[slot] = path;
  read_choice(choice, report);
  const bool complete = apply(files, choice, report);
  free(choice);
  return complete;
}

bool
files_restore(Files* files,
              const char* const path[EARCUP_FILE_SLOTS],
              const EarcupHousing told[EARCUP_FILE_SLOTS],
              const bool chosen[EARCUP_FILE_SLOTS],
              FilesReport* report)
{
  Choice* const choice = calloc(1, sizeof(*choice));
  if (!choice) {
    return false;
  }
  choice->ticket = files_ticket(files);
  choice->restoring = true;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    choice->chosen[slot] = chosen[slot];
    choice->path[slot] = path[slot];
    choice->told[slot] = told[slot];
  }
  read_choice(choice, report);
  const bool complete = apply(files, choice, report);
  free(choice);
  return complete;
}
