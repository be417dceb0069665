// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/file_set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const FileFacts file_facts_none = { .told = HOUSING_NONE };

FileSet*
file_set_like(const FileSet* other)
{
  FileSet* const set = calloc(1, sizeof(*set));
  bool complete = set != NULL;
  for (int slot = 0; complete && slot < FILE_SLOTS; ++slot) {
    set->facts[slot] = other ? other->facts[slot] : file_facts_none;
    complete =
      !other || file_set_rename(set, (FileSlot)slot, other->path[slot]);
  }
  if (!complete) {
    file_set_free(set);
    return NULL;
  }
  return set;
}

void
file_set_free(FileSet* set)
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
file_set_files(const FileSet* set, MeasuredFiles* files)
{
  if (set && set->loaded) {
    *files = *engine_measured_files(set->loaded);
  } else {
    memset(files, 0, sizeof(*files));
  }
}

bool
file_set_rename(FileSet* set, FileSlot slot, const char* path)
{
  char* const copy = path ? strdup(path) : NULL;
  free(set->path[slot]);
  set->path[slot] = copy;
  return copy || !path;
}

void
file_facts_set(FileFacts* facts,
               FileSlot slot,
               const Measurement* measurement,
               const char* note)
{
  const MeasuredResponse response =
    measurement_response(measurement, HOUSING_NONE);
  *facts = file_facts_none;
  facts->first_hz = response.first_hz;
  facts->last_hz = response.last_hz;
  facts->is_limited = response.is_limited;
  facts->is_possible =
    slot < CIRCUIT_SLOTS && circuit_fit_is_possible(&response);
  snprintf(facts->note, sizeof(facts->note), "%s", note);
}

MeasuredResponse
file_facts_response(const FileFacts* facts,
                    const Curve* curve,
                    HousingType told)
{
  return (MeasuredResponse){
    *curve, facts->first_hz, facts->last_hz, facts->is_limited, told
  };
}

void
file_facts_take(FileFacts* facts,
                HousingType told,
                const CircuitFound* found,
                FileSlot slot,
                MeasuredFiles* files)
{
  facts->told = told;
  measured_files_set_circuit(
    files, slot, &found->housing, found->type, found->certainty);
}

void
file_facts_describe(const FileFacts* facts,
                    const MeasuredFiles* files,
                    FileSlot slot,
                    char text[FILE_NOTE_SIZE])
{
  static const char* const types[] = { [HOUSING_OPEN] = "open-back",
                                       [HOUSING_SEMI_OPEN] = "semi-open",
                                       [HOUSING_CLOSED] = "closed-back" };
  const char* const type = types[files->headphone[slot].type];
  if (slot >= CIRCUIT_SLOTS) {
    snprintf(text, FILE_NOTE_SIZE, "%s", facts->note);
  } else if (!facts->is_possible) {
    snprintf(text,
             FILE_NOTE_SIZE,
             "%s, without a cup (that takes 100 Hz to 8 kHz)",
             facts->note);
  } else if (!files->has_circuit[slot]) {
    snprintf(text, FILE_NOTE_SIZE, "%s", facts->note);
  } else if (facts->told != HOUSING_NONE) {
    snprintf(text, FILE_NOTE_SIZE, "%s, %s as you say", facts->note, type);
  } else {
    snprintf(text,
             FILE_NOTE_SIZE,
             "%s, %s (%.0f %% certain)",
             facts->note,
             type,
             100.0 * files->certainty[slot]);
  }
}
