// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measured_files.h"

#include "plugin/file_fits.h"
#include "plugin/measurement/measurement_file.h"
#include "plugin/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLLOWED_DB 1.0 // closer than that need not be said

void
files_init(Files* files, double rate_hz)
{
  memset(files, 0, sizeof(*files));
  files->rate_hz = rate_hz;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    files->told[slot] = EARCUP_NO_HOUSING;
  }
  pthread_mutex_init(&files->making, NULL);
  pthread_mutex_init(&files->naming, NULL);
}

void
files_cleanup(Files* files)
{
  earcup_free_files(atomic_load(&files->incoming));
  earcup_free_files(atomic_load(&files->outgoing));
  earcup_free_files(files->fitting.files);
  pthread_mutex_destroy(&files->making);
  pthread_mutex_destroy(&files->naming);
}

unsigned
files_ticket(Files* files)
{
  return atomic_fetch_add(&files->tickets, 1U) + 1U;
}

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

void
files_add_message(char* message, const char* sentence)
{
  char all[3 * FILES_MESSAGE_SIZE];
  snprintf(all, sizeof(all), "%s%s%s", message, *message ? "; " : "", sentence);
  utf8_copy(message, FILES_MESSAGE_SIZE, all, sizeof(all));
}

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

void
files_look_for_fits(Files* files)
{
  EarcupFileSlot slot;
  atomic_store(&files->is_fit_wanted, file_fits_next(files, &slot));
}

void
files_publish(Files* files, EarcupFiles* set)
{
  ++files->serial;
  pthread_mutex_lock(&files->naming);
  files->latest = set;
  earcup_free_files(atomic_exchange(&files->incoming, set));
  earcup_free_files(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->naming);
  files_look_for_fits(files);
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

void
files_visit(Files* files, FilesVisitor* visit, void* handle)
{
  pthread_mutex_lock(&files->naming);
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    const EarcupFile file = earcup_file(files->latest, (EarcupFileSlot)slot);
    visit(handle, (EarcupFileSlot)slot, file.name, files->told[slot]);
  }
  pthread_mutex_unlock(&files->naming);
}

void
files_collect(Files* files)
{
  pthread_mutex_lock(&files->naming);
  earcup_free_files(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->naming);
}

bool
files_follow(Files* files, Earcup* earcup, bool* taken)
{
  *taken = false;
  if (files->is_retiring) {
    EarcupFiles* const retired =
      atomic_load(&files->outgoing) ? NULL : earcup_retired_files(earcup);
    if (retired) {
      atomic_store(&files->outgoing, retired);
      files->is_retiring = false;
    }
    return retired != NULL;
  }
  /* To look is cheap, to exchange is not. */
  EarcupFiles* const set = atomic_load(&files->incoming)
                             ? atomic_exchange(&files->incoming, NULL)
                             : NULL;
  if (set) {
    files->is_retiring = earcup_files(earcup) != NULL;
    earcup_use_files(earcup, set);
    *taken = true;
  }
  return false;
}
