// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_FILE_SET_H
#define EARCUP_FILE_SET_H

#include "dsp/engine/engine.h"
#include "dsp/model/circuit_fit.h"
#include "plugin/measurement/measurement.h"

/** A type as hosts and states have it: 0 to guess it, 1 open, 2 semi-open, 3
    closed. Thread: any. */
static inline int32_t
file_type_number(HousingType told)
{
  return told == HOUSING_NONE ? 0 : (int32_t)told + 1;
}

/** The other way round. Thread: any. False if there is none of that number. */
static inline bool
file_type_from(int32_t number, HousingType* told)
{
  if (number < 0 || number > (int32_t)HOUSING_NONE) {
    return false;
  }
  *told = number > 0 ? (HousingType)(number - 1) : HOUSING_NONE;
  return true;
}

/** Holds a message about a file and about its circuit. */
#define FILE_NOTE_SIZE (MEASUREMENT_MESSAGE_SIZE + 96)

/** What is known of a file beside its curve. */
typedef struct {
  double first_hz;
  double last_hz;
  bool is_limited;  ///< see MeasuredResponse
  bool is_possible; ///< it can be fitted, and is for A or B
  HousingType told; ///< what its circuit was fitted as, HOUSING_NONE: guessed
  char note[MEASUREMENT_MESSAGE_SIZE]; ///< what was understood of it
} FileFacts;

/** What is known of no file. */
extern const FileFacts file_facts_none;

/** The measured files in use and what the engine needs of them. Never changes
    once others can see it. */
typedef struct {
  char* path[FILE_SLOTS]; ///< as chosen, NULL if none was; one that could not
                          ///< be read when it was restored is kept as well
  FileFacts facts[FILE_SLOTS];
  LoadedFiles* loaded; ///< NULL if no file could be read
  unsigned serial;     ///< no two sets have the same
} FileSet;

/** A set like another one (NULL for one without files), still without what the
    engine needs. Thread: any but rt. NULL when out of memory. */
FileSet* file_set_like(const FileSet* other);

/** Thread: any but rt. NULL is fine. */
void file_set_free(FileSet* set);

/** Its files, or none. @param files written. Thread: any. */
void file_set_files(const FileSet* set, MeasuredFiles* files);

/** Another path for a slot, NULL for none. Thread: any but rt. False when out
    of memory. */
bool file_set_rename(FileSet* set, FileSlot slot, const char* path);

/** Note what was read for a slot. Thread: any. */
void file_facts_set(FileFacts* facts,
                    FileSlot slot,
                    const Measurement* measurement,
                    const char* note);

/** What is to be fitted of it. Thread: any. */
MeasuredResponse file_facts_response(const FileFacts* facts,
                                     const Curve* curve,
                                     HousingType told);

/** Give a file the circuit that was found. Thread: any. */
void file_facts_take(FileFacts* facts,
                     HousingType told,
                     const CircuitFound* found,
                     FileSlot slot,
                     MeasuredFiles* files);

/** What is known of the file in a slot and of its circuit, one line: "hd25.csv:
    10 filters, inverted, closed-back (95 % certain)".
    @param text receives UTF-8. Thread: any. */
void file_facts_describe(const FileFacts* facts,
                         const MeasuredFiles* files,
                         FileSlot slot,
                         char text[FILE_NOTE_SIZE]);

#endif
