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

/** Holds what is to be said about all files and a state whole. */
#define FILES_MESSAGE_SIZE 1024

/** What is to be said about files or a state; either may be "". */
typedef struct {
  char problem[FILES_MESSAGE_SIZE]; ///< what went wrong and what to do
  char note[FILES_MESSAGE_SIZE];    ///< what was understood
} FilesReport;

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

/** Note where no filter can follow the files. Thread: any but rt. */
void files_report_error(const EarcupFiles* set, FilesReport* report);

/** Add to a message of FILES_MESSAGE_SIZE bytes, as far as there is room.
    Thread: any but rt. */
void files_add_message(char* message, const char* sentence);

/** Thread: any but rt. */
void files_init(Files* files, double rate_hz);

/** Free all but what the engine has. Thread: any but rt, nothing else
    running. */
void files_cleanup(Files* files);

/** The place of a choice in the order of all choices: however long each takes
    to read, the last one wins. Thread: any, rt too. */
unsigned files_ticket(Files* files);

/**
   Choose a file for one slot and keep the others. One that cannot be read
   changes nothing.

   @param path NULL or empty for no file
   @param ticket from files_ticket(), when this was asked for
   @param report receives why not, or what was understood
   Thread: worker. False when out of memory: all stays.
*/
bool files_choose(Files* files,
                  EarcupFileSlot slot,
                  const char* path,
                  unsigned ticket,
                  FilesReport* report);

/**
   Say what type of headphone the file of a slot is of, EARCUP_NO_HOUSING to
   have it guessed. It holds until another file is chosen.

   @param ticket from files_ticket(), when this was asked for
   Thread: worker. Cannot fail; files_fit() follows.
*/
void files_tell_type(Files* files,
                     EarcupFileSlot slot,
                     EarcupHousing type,
                     unsigned ticket);

/** Whether files_fit() has something to do. Thread: any (rt). */
bool files_want_fit(const Files* files);

/**
   Go on with the fit of a circuit for a file, for about 5 ms; a file that has
   got one becomes a headphone like any other.

   @param report receives what was found; both "" as long as nothing was
   Thread: worker. False when out of memory: the file stays without.
*/
bool files_fit(Files* files, FilesReport* report);

/**
   Choose files as a state has them, whatever was there. One that cannot be
   read is heard as neutral, keeps its path, and leaves a message.

   @param path EARCUP_FILE_SLOTS, NULL or empty for no file
   @param told EARCUP_FILE_SLOTS, types of the headphones as files_tell_type()
   takes them
   @param chosen EARCUP_FILE_SLOTS, false where the state says nothing: that one
   stays
   @param report as files_choose()
   Thread: any but rt, as restoring. False when out of memory: all stays.
*/
bool files_restore(Files* files,
                   const char* const path[EARCUP_FILE_SLOTS],
                   const EarcupHousing told[EARCUP_FILE_SLOTS],
                   const bool chosen[EARCUP_FILE_SLOTS],
                   FilesReport* report);

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
