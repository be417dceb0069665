// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_MEASURED_FILES_H
#define EARCUP_MEASURED_FILES_H

#include "dsp/earcup.h"

#include <pthread.h>
#include <stdatomic.h>

/** A type as hosts and states have it: 0 to guess it, 1 open, 2 semi-open, 3
    closed. Thread: any. */
static inline int32_t
file_type_number(EarcupHousing told)
{
  return told == EARCUP_NO_HOUSING ? 0 : (int32_t)told + 1;
}

/** The other way round. Thread: any. False if there is none of that number. */
static inline bool
file_type_from(int32_t number, EarcupHousing* told)
{
  if (number < 0 || number > (int32_t)EARCUP_NO_HOUSING) {
    return false;
  }
  *told = number > 0 ? (EarcupHousing)(number - 1) : EARCUP_NO_HOUSING;
  return true;
}

/** A fit of a file's circuit under way. */
typedef struct {
  EarcupFiles* files; ///< like the latest, with that circuit to come, or NULL
  unsigned serial;    ///< of those that they are like
  EarcupFileSlot slot;
  EarcupHousing told;
} PendingFit;

/**
   Hands measured files to the audio thread and takes old ones back.

   An EarcupFiles is what the files of all places are, with names and filters.
   It never changes once it is published. Then the engine has it, until that
   says that it is no longer heard, and the worker frees it. Its names are paths
   as they were chosen: one that could not be read when it was restored is kept
   as well.

   Files are read without any lock. Whoever has read some makes an EarcupFiles
   of them and of those that stay (`making`, some milliseconds), then publishes
   it (`naming`, a few instructions: all that files_visit() may wait for). The
   audio thread only exchanges pointers. A file's circuit follows with an
   EarcupFiles of its own.
*/
typedef struct {
  double rate_hz;
  pthread_mutex_t making;                ///< orders those who make
  pthread_mutex_t naming;                ///< guards latest and told
  atomic_uint tickets;                   ///< handed out so far
  unsigned applied[EARCUP_FILE_SLOTS];   ///< ticket of the choice in the latest
  const EarcupFiles* latest;             ///< the last ones published
  unsigned serial;                       ///< of these
  EarcupHousing told[EARCUP_FILE_SLOTS]; ///< by the user; EARCUP_NO_HOUSING: to
                                         ///< be guessed
  PendingFit fitting;
  atomic_bool is_fit_wanted;      ///< some file has not the circuit it should
  _Atomic(EarcupFiles*) incoming; ///< made, not yet seen by run()
  _Atomic(EarcupFiles*) outgoing; ///< seen off by run()
  bool is_retiring;               ///< run()'s: some may still be heard
} Files;

/** Let the audio thread have files, and look what is to be fitted now. `making`
    is held. Thread: any but rt. */
void files_publish(Files* files, EarcupFiles* set);

/** Note whether some file has not the circuit it should. `making` is held.
    Thread: any but rt. */
void files_look_for_fits(Files* files);

/** The first of the latest files that has not the circuit it should. False if
    there is none. `making` is held. Thread: any but rt. */
bool files_next_fit(const Files* files, EarcupFileSlot* slot);

/** Thread: any but rt. */
void files_init(Files* files, double rate_hz);

/** Free all but what the engine has. Thread: any but rt, nothing else
    running. */
void files_cleanup(Files* files);

/** The place of a choice in the order of all choices: however long each takes
    to read, the last one wins. Thread: any, rt too. */
unsigned files_ticket(Files* files);

/** What is called with a path, NULL if none was chosen, and the type that was
    told. */
typedef void FilesVisitor(void* handle,
                          EarcupFileSlot slot,
                          const char* path,
                          EarcupHousing told);

/** Call for each slot while no other thread changes anything; waits for no
    file. Thread: any but rt. */
void files_visit(Files* files, FilesVisitor* visit, void* handle);

/** Free what run() has seen off. Thread: worker. */
void files_collect(Files* files);

/**
   Let the engine use what has come in, and see off what it no longer needs.

   @param taken true if the files in use have changed
   Returns true if there is something for files_collect(). Thread: rt.
*/
bool files_follow(Files* files, Earcup* earcup, bool* taken);

#endif
