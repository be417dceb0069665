// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_MEASURED_FILES_H
#define EARCUP_MEASURED_FILES_H

#include "dsp/engine/engine.h"

#include <pthread.h>
#include <stdatomic.h>

/** Holds what is to be said about all files and a state whole. */
#define FILES_MESSAGE_SIZE 1024

/** What is to be said about files or a state; either may be "". */
typedef struct {
  char problem[FILES_MESSAGE_SIZE]; ///< what went wrong and what to do
  char note[FILES_MESSAGE_SIZE];    ///< what was understood
} FilesReport;

/** The measured files in use and what the engine needs of them. Never changes
    once it is made. */
typedef struct {
  char* path[FILE_SLOTS]; ///< as chosen, NULL if none was; one that could not
                          ///< be read when it was restored is kept as well
  LoadedFiles* loaded;    ///< NULL if no file could be read
} FileSet;

/**
   Hands sets of files to the audio thread and takes old ones back.

   Files are read without any lock. Whoever has read some makes a set of them
   and of those that stay (`making`, some milliseconds), then publishes it
   (`naming`, a few instructions: all that files_visit() may wait for). The
   audio thread only exchanges pointers.
*/
typedef struct {
  double rate_hz;
  pthread_mutex_t making;       ///< orders those who make sets
  pthread_mutex_t naming;       ///< guards latest
  atomic_uint tickets;          ///< handed out so far
  unsigned applied[FILE_SLOTS]; ///< ticket of the choice in the latest set
  FileSet* latest;              ///< the last one made
  _Atomic(FileSet*) incoming;   ///< made, not yet seen by run()
  _Atomic(FileSet*) outgoing;   ///< seen off by run()
  FileSet* current;             ///< run()'s own
  FileSet* retired;             ///< run()'s own, perhaps still heard
  bool retired_silent;          ///< no longer heard
} Files;

/** Add to a message of FILES_MESSAGE_SIZE bytes, as far as there is room.
    Thread: any but rt. */
void files_add_message(char* message, const char* sentence);

/** Thread: any but rt. */
void files_init(Files* files, double rate_hz);

/** Free all sets; the engine must be gone. Thread: any but rt. */
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
                  FileSlot slot,
                  const char* path,
                  unsigned ticket,
                  FilesReport* report);

/**
   Choose files as a state has them, whatever was there. One that cannot be
   read is heard as neutral, keeps its path, and leaves a message.

   @param path FILE_SLOTS, NULL or empty for no file
   @param chosen FILE_SLOTS, false where the state says nothing: that one stays
   @param report as files_choose()
   Thread: any but rt, as restoring. False when out of memory: all stays.
*/
bool files_restore(Files* files,
                   const char* const path[FILE_SLOTS],
                   const bool chosen[FILE_SLOTS],
                   FilesReport* report);

/** Call with the path last chosen for each slot, NULL if none, while no other
    thread changes them; waits for no file. Thread: any but rt. */
void files_visit(Files* files,
                 void (*visit)(void* handle, FileSlot slot, const char* path),
                 void* handle);

/** Free what run() has seen off. Thread: worker. */
void files_collect(Files* files);

/**
   Let the engine use what has come in, and see off what it no longer needs.

   @param taken true if the set in use has changed
   Returns true if there is something for files_collect(). Thread: rt.
*/
bool files_follow(Files* files, Engine* engine, bool* taken);

#endif
