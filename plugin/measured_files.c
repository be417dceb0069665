// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/measured_files.h"

#include "plugin/measurement/measurement_file.h"
#include "plugin/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLLOWED_DB 1.0 // closer than that need not be said

static void
free_set(FileSet* set)
{
  if (set) {
    for (int slot = 0; slot < FILE_SLOTS; ++slot) {
      free(set->path[slot]);
    }
    engine_free_files(set->loaded);
    free(set);
  }
}

void
files_init(Files* files, double rate_hz)
{
  memset(files, 0, sizeof(*files));
  files->rate_hz = rate_hz;
  pthread_mutex_init(&files->making, NULL);
  pthread_mutex_init(&files->naming, NULL);
}

void
files_cleanup(Files* files)
{
  free_set(atomic_load(&files->incoming));
  free_set(atomic_load(&files->outgoing));
  free_set(files->current);
  free_set(files->retired);
  pthread_mutex_destroy(&files->making);
  pthread_mutex_destroy(&files->naming);
}

unsigned
files_ticket(Files* files)
{
  return atomic_fetch_add(&files->tickets, 1u) + 1u;
}

/** What somebody wants, slot by slot, as far as it could be read. */
typedef struct {
  unsigned ticket;
  bool chosen[FILE_SLOTS];
  const char* path[FILE_SLOTS]; ///< NULL for none
  MeasuredFiles read;
} Choice;

void
files_add_message(char* message, const char* sentence)
{
  char all[3 * FILES_MESSAGE_SIZE];
  snprintf(all, sizeof(all), "%s%s%s", message, *message ? "; " : "", sentence);
  utf8_copy(message, FILES_MESSAGE_SIZE, all, sizeof(all));
}

/** Add to a report what was understood of a file or why it was not. */
static void
report_file(const char* path,
            MeasurementStatus status,
            const Measurement* measurement,
            bool restoring,
            FilesReport* report)
{
  static const char kept[] = "; heard as neutral, its place is kept";
  char sentence[MEASUREMENT_MESSAGE_SIZE + sizeof(kept)];
  measurement_message(
    status, measurement, path, sentence, MEASUREMENT_MESSAGE_SIZE);
  if (status && restoring) {
    strcat(sentence, kept);
  }
  files_add_message(status ? report->problem : report->note, sentence);
}

/** Read all that is chosen. What cannot be read is given up, or chosen as a
    file without a curve where `restoring`. Holds no lock. */
static void
read_choice(Choice* choice, bool restoring, FilesReport* report)
{
  report->problem[0] = '\0';
  report->note[0] = '\0';
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const char* const path = choice->path[slot];
    if (!choice->chosen[slot] || !path || !*path) {
      choice->path[slot] = NULL;
      continue;
    }
    Measurement measurement;
    const MeasurementStatus status = measurement_load(path, &measurement);
    choice->read.present[slot] = status == MEASUREMENT_OK;
    if (status == MEASUREMENT_OK) {
      choice->read.curve[slot] = measurement.curve;
    } else {
      choice->chosen[slot] = restoring;
    }
    report_file(path, status, &measurement, restoring, report);
  }
}

/** A set like the latest with what is chosen. NULL when out of memory. */
static FileSet*
make_set(const Files* files, const Choice* choice)
{
  const FileSet* const latest = files->latest;
  FileSet* const set = calloc(1, sizeof(*set));
  MeasuredFiles* const curves = calloc(1, sizeof(*curves));
  bool complete = set && curves;
  if (complete && latest && latest->loaded) {
    *curves = *engine_measured_files(latest->loaded);
  }
  for (int slot = 0; complete && slot < FILE_SLOTS; ++slot) {
    const bool is_new = choice->chosen[slot];
    const char* const path = is_new   ? choice->path[slot]
                             : latest ? latest->path[slot]
                                      : NULL;
    if (is_new) {
      curves->present[slot] = choice->read.present[slot];
      curves->curve[slot] = choice->read.curve[slot];
    }
    if (path) {
      set->path[slot] = strdup(path);
      complete = set->path[slot] != NULL;
    }
  }
  if (complete) {
    complete = engine_load_files(files->rate_hz, curves, &set->loaded);
  }
  free(curves);
  if (!complete) {
    free_set(set);
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

/** Say so where no filter can follow. */
static void
report_error(const FileSet* set, FilesReport* report)
{
  const double db = set->loaded ? engine_files_error_db(set->loaded) : 0.0;
  if (db > FOLLOWED_DB) {
    char sentence[64];
    snprintf(sentence, sizeof(sentence), "followed to within %.1f dB only", db);
    files_add_message(report->note, sentence);
  }
}

static void
publish(Files* files, const Choice* choice, FileSet* set)
{
  pthread_mutex_lock(&files->naming);
  files->latest = set;
  free_set(atomic_exchange(&files->incoming, set));
  free_set(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->naming);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    if (choice->chosen[slot]) {
      files->applied[slot] = choice->ticket;
    }
  }
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
      report_error(set, report);
      publish(files, choice, set);
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
  read_choice(choice, false, report);
  const bool complete = apply(files, choice, report);
  free(choice);
  return complete;
}

bool
files_restore(Files* files,
              const char* const path[FILE_SLOTS],
              const bool chosen[FILE_SLOTS],
              FilesReport* report)
{
  Choice* const choice = calloc(1, sizeof(*choice));
  if (!choice) {
    return false;
  }
  choice->ticket = files_ticket(files);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    choice->chosen[slot] = chosen[slot];
    choice->path[slot] = path[slot];
  }
  read_choice(choice, true, report);
  const bool complete = apply(files, choice, report);
  free(choice);
  return complete;
}

void
files_visit(Files* files,
            void (*visit)(void* handle, FileSlot slot, const char* path),
            void* handle)
{
  pthread_mutex_lock(&files->naming);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    visit(
      handle, (FileSlot)slot, files->latest ? files->latest->path[slot] : NULL);
  }
  pthread_mutex_unlock(&files->naming);
}

void
files_collect(Files* files)
{
  pthread_mutex_lock(&files->naming);
  free_set(atomic_exchange(&files->outgoing, NULL));
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
