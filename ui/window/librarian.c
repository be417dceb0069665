// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/librarian.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct Librarian {
  pthread_t thread;
  bool running; ///< the thread has to be joined
  bool again;   ///< and started once more
  atomic_bool stop;
  atomic_bool done; ///< it has left what it read
  Library* library; ///< the thread's until it is done
};

static void*
work(void* handle)
{
  Librarian* const librarian = handle;
  librarian->library = library_read(&librarian->stop);
  atomic_store(&librarian->done, true);
  return NULL;
}

/** Signals are for the host's own threads. */
static bool
start(Librarian* librarian)
{
  sigset_t all;
  sigset_t before;
  atomic_store(&librarian->done, false);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  librarian->running =
    !pthread_create(&librarian->thread, NULL, work, librarian);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return librarian->running;
}

Librarian*
librarian_new(void)
{
  Librarian* const librarian = calloc(1, sizeof(*librarian));
  if (librarian && !start(librarian)) {
    free(librarian);
    return NULL;
  }
  return librarian;
}

Library*
librarian_take(Librarian* librarian)
{
  if (!librarian || !librarian->running || !atomic_load(&librarian->done)) {
    return NULL;
  }
  pthread_join(librarian->thread, NULL);
  librarian->running = false;
  Library* const library = librarian->library;
  librarian->library = NULL;
  if (librarian->again) {
    librarian->again = false;
    start(librarian);
  }
  return library;
}

void
librarian_again(Librarian* librarian)
{
  if (librarian && librarian->running) {
    librarian->again = true;
  } else if (librarian) {
    start(librarian);
  }
}

void
librarian_free(Librarian* librarian)
{
  if (!librarian) {
    return;
  }
  atomic_store(&librarian->stop, true);
  if (librarian->running) {
    pthread_join(librarian->thread, NULL);
  }
  library_free(librarian->library);
  free(librarian);
}
