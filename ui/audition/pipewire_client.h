// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_PIPEWIRE_CLIENT_H
#define EARCUP_AUDITION_PIPEWIRE_CLIENT_H

/* The inside of a PipeWire: pipewire.c asks the daemon, pipewire_events.c
   listens to it. */

#include "ui/audition/pipewire.h"

#include <pipewire/pipewire.h>

/** Metadata in which a session manager keeps the sink that the user chose. */
#define PIPEWIRE_CHOSEN_KEY "default.configured.audio.sink"

struct PipeWire {
  struct pw_main_loop* loop;
  struct pw_context* context;
  struct pw_core* core;
  struct pw_registry* registry;
  struct pw_metadata* metadata;
  struct spa_hook core_hook;
  struct spa_hook registry_hook;
  struct spa_hook metadata_hook;
  int pending;
  int answered;
  bool lost;
  bool inserts_filters;
  char version[32];
  char* chosen;
  char* current;
  PipeSink* sinks;
  size_t n_sinks;
};

/** Listen to the core, then to the registry, of a client that is connected.
    What comes is kept in it while the loop is iterated. */
void pipewire_listen(PipeWire* pipewire);

#endif
