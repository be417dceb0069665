// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/file_fits.h"

#include <stdlib.h>
#include <string.h>

#define SLICE_STEPS 150 // of some 35 us

void
file_fit_whole(FileFacts* facts,
               HousingType told,
               FileSlot slot,
               MeasuredFiles* files)
{
  const MeasuredResponse response =
    file_facts_response(facts, &files->curve[slot], told);
  CircuitFit fit;
  circuit_fit_begin(&fit, &response);
  while (!circuit_fit_step(&fit)) {
  }
  const CircuitFound found = circuit_fit_found(&fit);
  file_facts_take(facts, told, &found, slot, files);
}

static bool
wants_fit(const Files* files, FileSlot slot)
{
  const FileSet* const set = files->latest;
  const MeasuredFiles* const measured =
    set && set->loaded ? engine_measured_files(set->loaded) : NULL;
  return measured && measured->present[slot] && set->facts[slot].is_possible &&
         (!measured->has_circuit[slot] ||
          set->facts[slot].told != files->told[slot]);
}

bool
file_fits_next(const Files* files, FileSlot* slot)
{
  for (*slot = FILE_A; *slot < FILE_SLOTS; ++*slot) {
    if (wants_fit(files, *slot)) {
      return true;
    }
  }
  return false;
}

void
files_tell_type(Files* files, FileSlot slot, HousingType type, unsigned ticket)
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
turn_to(Files* files, FileSlot slot)
{
  const FileSet* const set = files->latest;
  const bool is_new = !files->fitting;
  FileFit* const fitting = is_new ? malloc(sizeof(*fitting)) : files->fitting;
  files->fitting = fitting;
  if (fitting &&
      (is_new || fitting->serial != set->serial || fitting->slot != slot ||
       fitting->told != files->told[slot])) {
    const MeasuredResponse response =
      file_facts_response(&set->facts[slot],
                          &engine_measured_files(set->loaded)->curve[slot],
                          files->told[slot]);
    fitting->serial = set->serial;
    fitting->slot = slot;
    fitting->told = files->told[slot];
    circuit_fit_begin(&fitting->fit, &response);
  }
  return fitting != NULL;
}

/** Some steps of it; true if it is done. */
static bool
take_steps(FileFit* fitting)
{
  for (int i = 0; i < SLICE_STEPS; ++i) {
    if (circuit_fit_step(&fitting->fit)) {
      return true;
    }
  }
  return false;
}

/** Publish a set like the latest with the circuit that was found. False when
    out of memory. */
static bool
publish_circuit(Files* files, FilesReport* report)
{
  const FileFit* const fitting = files->fitting;
  const FileSlot slot = fitting->slot;
  const CircuitFound found = circuit_fit_found(&fitting->fit);
  FileSet* const set = file_set_like(files->latest);
  MeasuredFiles* const measured = malloc(sizeof(*measured));
  if (set && measured) {
    file_set_files(files->latest, measured);
    file_facts_take(&set->facts[slot], fitting->told, &found, slot, measured);
    set->loaded = engine_load_circuits(files->latest->loaded, measured);
  }
  const bool complete = set && set->loaded;
  if (complete) {
    char text[FILE_NOTE_SIZE];
    file_facts_describe(&set->facts[slot], measured, slot, text);
    files_add_message(report->note, text);
    files_report_error(set, report);
    files_publish(files, set);
  } else {
    file_set_free(set);
  }
  free(measured);
  return complete;
}

bool
files_fit(Files* files, FilesReport* report)
{
  FileSlot slot;
  bool complete = true;
  report->problem[0] = '\0';
  report->note[0] = '\0';
  pthread_mutex_lock(&files->making);
  if (file_fits_next(files, &slot)) {
    complete = turn_to(files, slot) &&
               (!take_steps(files->fitting) || publish_circuit(files, report));
  }
  if (!complete || !file_fits_next(files, &slot)) {
    /* Out of memory, nothing is tried again until something is chosen. */
    atomic_store(&files->is_fit_wanted, false);
    free(files->fitting);
    files->fitting = NULL;
  }
  pthread_mutex_unlock(&files->making);
  return complete;
}
