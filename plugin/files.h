// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_FILES_H
#define EARCUP_FILES_H

#include "../dsp/engine.h"

#include <pthread.h>
#include <stdatomic.h>

#define FILES_MESSAGE_SIZE 256

/** The measured files in use and what the engine needs of them. Never changes
    once it is made. */
typedef struct {
  char* path[FILE_SLOTS];           ///< absolute, NULL if none was chosen
  LoadedFiles* loaded;              ///< NULL if no file could be read
  char message[FILES_MESSAGE_SIZE]; ///< why one could not, or empty
} FileSet;

/**
   Hands sets of files to the audio thread and takes old ones back.

   The mutex orders worker, state and cleanup among each other; the audio
   thread only exchanges pointers.
*/
typedef struct {
  double rate_hz;
  pthread_mutex_t mutex;
  FileSet* latest;            ///< the last one made
  _Atomic(FileSet*) incoming; ///< made, not yet seen by run()
  _Atomic(FileSet*) outgoing; ///< seen off by run()
  FileSet* current;           ///< run()'s own
  FileSet* retired;           ///< run()'s own, perhaps still heard
  bool retired_silent;        ///< no longer heard
} Files;

/** Thread: any but rt. */
void files_init(Files* files, double rate_hz);

/** Free all sets; the engine must be gone. Thread: any but rt. */
void files_cleanup(Files* files);

/**
   Choose a file for one slot and keep the others, or choose all three.

   What cannot be read keeps the curve that was there and leaves a message.

   @param path NULL or empty for no file
   @param message receives why not, FILES_MESSAGE_SIZE bytes, or ""
   Thread: worker, or state restoring. False when out of memory: all stays.
*/
bool files_choose(Files* files, FileSlot slot, const char* path, char* message);

bool files_choose_all(Files* files,
                      const char* const path[FILE_SLOTS],
                      char* message);

/** Call with the path last chosen for each slot, NULL if none, while no other
    thread changes them. Thread: any but rt. */
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
