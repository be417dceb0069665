// SPDX-License-Identifier: GPL-3.0-or-later
#include "files.h"

#include "measurement_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
  pthread_mutex_init(&files->mutex, NULL);
}

void
files_cleanup(Files* files)
{
  free_set(atomic_load(&files->incoming));
  free_set(atomic_load(&files->outgoing));
  free_set(files->current);
  free_set(files->retired);
  pthread_mutex_destroy(&files->mutex);
}

/** Read one file into its slot; on failure say why and keep what is there. */
static void
read_slot(MeasuredFiles* curves,
          FileSlot slot,
          const char* path,
          char message[FILES_MESSAGE_SIZE])
{
  Measurement measurement;
  const MeasurementStatus status = measurement_load(path, &measurement);
  if (status == MEASUREMENT_OK) {
    curves->curve[slot] = measurement.curve;
    curves->present[slot] = true;
    return;
  }
  char why[FILES_MESSAGE_SIZE / 2];
  const char* const name = strrchr(path, '/');
  measurement_explain(status, &measurement, why, sizeof(why));
  snprintf(
    message, FILES_MESSAGE_SIZE, "%.100s: %s", name ? name + 1 : path, why);
}

/** A set like the latest with some slots chosen anew. */
static FileSet*
make_set(const Files* files,
         const char* const path[FILE_SLOTS],
         const bool chosen[FILE_SLOTS])
{
  const FileSet* const latest = files->latest;
  FileSet* const set = calloc(1, sizeof(*set));
  MeasuredFiles* const curves = calloc(1, sizeof(*curves));
  bool complete = set && curves;
  if (complete && latest && latest->loaded) {
    *curves = *engine_measured_files(latest->loaded);
  }
  for (int slot = 0; complete && slot < FILE_SLOTS; ++slot) {
    const char* const wanted = chosen[slot] ? path[slot]
                               : latest     ? latest->path[slot]
                                            : NULL;
    if (wanted && *wanted) {
      set->path[slot] = strdup(wanted);
      complete = set->path[slot] != NULL;
    } else {
      curves->present[slot] = false;
    }
    if (chosen[slot] && complete && set->path[slot]) {
      read_slot(curves, (FileSlot)slot, set->path[slot], set->message);
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

static bool
choose(Files* files,
       const char* const path[FILE_SLOTS],
       const bool chosen[FILE_SLOTS],
       char* message)
{
  pthread_mutex_lock(&files->mutex);
  FileSet* const set = make_set(files, path, chosen);
  if (set) {
    files->latest = set;
    memcpy(message, set->message, FILES_MESSAGE_SIZE);
    free_set(atomic_exchange(&files->incoming, set));
  }
  free_set(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->mutex);
  return set != NULL;
}

bool
files_choose(Files* files, FileSlot slot, const char* path, char* message)
{
  const char* paths[FILE_SLOTS] = { NULL };
  bool chosen[FILE_SLOTS] = { false };
  paths[slot] = path;
  chosen[slot] = true;
  return choose(files, paths, chosen, message);
}

bool
files_choose_all(Files* files,
                 const char* const path[FILE_SLOTS],
                 char* message)
{
  const bool chosen[FILE_SLOTS] = { true, true, true };
  return choose(files, path, chosen, message);
}

void
files_visit(Files* files,
            void (*visit)(void* handle, FileSlot slot, const char* path),
            void* handle)
{
  pthread_mutex_lock(&files->mutex);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    visit(
      handle, (FileSlot)slot, files->latest ? files->latest->path[slot] : NULL);
  }
  pthread_mutex_unlock(&files->mutex);
}

void
files_collect(Files* files)
{
  pthread_mutex_lock(&files->mutex);
  free_set(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->mutex);
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
  FileSet* const set = atomic_exchange(&files->incoming, NULL);
  if (set) {
    engine_set_files(engine, set->loaded);
    files->retired = files->current;
    files->retired_silent = false;
    files->current = set;
    *taken = true;
  }
  return false;
}
