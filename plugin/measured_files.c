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
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    files->told[slot] = HOUSING_NONE;
  }
  pthread_mutex_init(&files->making, NULL);
  pthread_mutex_init(&files->naming, NULL);
}

void
files_cleanup(Files* files)
{
  file_set_free(atomic_load(&files->incoming));
  file_set_free(atomic_load(&files->outgoing));
  file_set_free(files->current);
  file_set_free(files->retired);
  free(files->fitting);
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
  bool chosen[FILE_SLOTS];
  const char* path[FILE_SLOTS]; ///< NULL for none
  HousingType told[FILE_SLOTS]; ///< where restoring
  FileFacts facts[FILE_SLOTS];
  MeasuredFiles read;
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

/** Read a file and, where restoring, fit its circuit. */
static void
read_file(Choice* choice, FileSlot slot, FilesReport* report)
{
  const char* const path = choice->path[slot];
  FileFacts* const facts = &choice->facts[slot];
  Measurement measurement;
  const MeasurementStatus status = measurement_load(path, &measurement);
  choice->read.present[slot] = status == MEASUREMENT_OK;
  if (status) {
    report_problem(path, status, &measurement, choice->restoring, report);
    choice->chosen[slot] = choice->restoring;
    return;
  }
  char note[MEASUREMENT_MESSAGE_SIZE];
  measurement_message(status, &measurement, path, note, sizeof(note));
  choice->read.curve[slot] = measurement.curve;
  file_facts_set(facts, slot, &measurement, note);
  if (choice->restoring && facts->is_possible) {
    file_fit_whole(facts, choice->told[slot], slot, &choice->read);
  }
  /* A file that is still to be fitted is described when that is done. */
  if (choice->restoring || !facts->is_possible) {
    char text[FILE_NOTE_SIZE];
    file_facts_describe(facts, &choice->read, slot, text);
    files_add_message(report->note, text);
  }
}

/** Read all that is chosen. What cannot be read is given up, or chosen as a
    file without a curve where restoring. Holds no lock. */
static void
read_choice(Choice* choice, FilesReport* report)
{
  report->problem[0] = '\0';
  report->note[0] = '\0';
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const char* const path = choice->path[slot];
    choice->facts[slot] = file_facts_none;
    if (!choice->chosen[slot] || !path || !*path) {
      choice->path[slot] = NULL;
    } else {
      read_file(choice, (FileSlot)slot, report);
    }
  }
}

/** Put what is chosen for a slot into a set and its files. False when out of
    memory. */
static bool
take_chosen(const Choice* choice,
            FileSlot slot,
            FileSet* set,
            MeasuredFiles* files)
{
  files->present[slot] = choice->read.present[slot];
  files->curve[slot] = choice->read.curve[slot];
  files->has_circuit[slot] = choice->read.has_circuit[slot];
  files->headphone[slot] = choice->read.headphone[slot];
  files->certainty[slot] = choice->read.certainty[slot];
  files->rest[slot] = choice->read.rest[slot];
  set->facts[slot] = choice->facts[slot];
  return file_set_rename(set, slot, choice->path[slot]);
}

/** A set like the latest with what is chosen. NULL when out of memory. */
static FileSet*
make_set(const Files* files, const Choice* choice)
{
  FileSet* const set = file_set_like(files->latest);
  MeasuredFiles* const measured = calloc(1, sizeof(*measured));
  bool complete = set && measured;
  if (complete) {
    file_set_files(files->latest, measured);
  }
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    if (choice->chosen[slot]) {
      complete = complete && take_chosen(choice, (FileSlot)slot, set, measured);
    }
  }
  complete =
    complete && engine_load_files(files->rate_hz, measured, &set->loaded);
  free(measured);
  if (!complete) {
    file_set_free(set);
    return NULL;
  }
  return set;
}

/** Forget choices that have been overtaken; whether any is left. */
static bool
still_counts(const Files* files, Choice* choice)
{
  bool any = false;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const unsigned ahead = choice->ticket - files->applied[slot];
    choice->chosen[slot] = choice->chosen[slot] && (int)ahead > 0;
    any = any || choice->chosen[slot];
  }
  return any;
}

void
files_report_error(const FileSet* set, FilesReport* report)
{
  const double db = set->loaded ? engine_files_error_db(set->loaded) : 0.0;
  if (db > FOLLOWED_DB) {
    char sentence[64];
    snprintf(sentence, sizeof(sentence), "followed to within %.1f dB only", db);
    files_add_message(report->note, sentence);
  }
}

void
files_look_for_fits(Files* files)
{
  FileSlot slot;
  atomic_store(&files->is_fit_wanted, file_fits_next(files, &slot));
}

void
files_publish(Files* files, FileSet* set)
{
  set->serial = ++files->serials;
  pthread_mutex_lock(&files->naming);
  files->latest = set;
  file_set_free(atomic_exchange(&files->incoming, set));
  file_set_free(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->naming);
  files_look_for_fits(files);
}

/** The types that hold for what is chosen: as restored, or as told before of
    the same file. */
static void
settle_types(Files* files, const Choice* choice)
{
  pthread_mutex_lock(&files->naming);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const char* const path = choice->path[slot];
    const char* const before = files->latest ? files->latest->path[slot] : NULL;
    const bool is_same = path && before && !strcmp(path, before);
    if (choice->chosen[slot] && choice->restoring) {
      files->told[slot] = choice->told[slot];
    } else if (choice->chosen[slot] && !is_same) {
      files->told[slot] = HOUSING_NONE;
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
    FileSet* const set = make_set(files, choice);
    complete = set != NULL;
    if (complete) {
      files_report_error(set, report);
      settle_types(files, choice);
      files_publish(files, set);
    }
    for (int slot = 0; complete && slot < FILE_SLOTS; ++slot) {
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
             FileSlot slot,
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
              const char* const path[FILE_SLOTS],
              const HousingType told[FILE_SLOTS],
              const bool chosen[FILE_SLOTS],
              FilesReport* report)
{
  Choice* const choice = calloc(1, sizeof(*choice));
  if (!choice) {
    return false;
  }
  choice->ticket = files_ticket(files);
  choice->restoring = true;
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
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
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const char* const path = files->latest ? files->latest->path[slot] : NULL;
    visit(handle, (FileSlot)slot, path, files->told[slot]);
  }
  pthread_mutex_unlock(&files->naming);
}

void
files_collect(Files* files)
{
  pthread_mutex_lock(&files->naming);
  file_set_free(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->naming);
}

bool
files_follow(Files* files, Engine* engine, bool* taken)
{
  *taken = false;
  if (files->retired) {
    files->retired_silent =
      files->retired_silent || !files->retired->loaded ||
      engine_retired_files(engine) == files->retired->loaded;
    if (files->retired_silent && !atomic_load(&files->outgoing)) {
      atomic_store(&files->outgoing, files->retired);
      files->retired = NULL;
      return true;
    }
    return false;
  }
  /* To look is cheap, to exchange is not. */
  FileSet* const set = atomic_load(&files->incoming)
                         ? atomic_exchange(&files->incoming, NULL)
                         : NULL;
  if (set) {
    engine_set_files(engine, set->loaded);
    files->retired = files->current;
    files->retired_silent = false;
    files->current = set;
    *taken = true;
  }
  return false;
}
