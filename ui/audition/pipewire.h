// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_PIPEWIRE_H
#define EARCUP_AUDITION_PIPEWIRE_H

/* A client of the user's PipeWire daemon: which sinks there are, which one is
   the default, and the control values of a filter. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct PipeWire PipeWire;

/** A node that takes sound, as a sound card's output does. */
typedef struct {
  uint32_t id;
  char* name;
  char* description; ///< what desktops show
} PipeSink;

/** Connect and learn what is there. NULL, with a message, if no daemon answers
    within `patience_s`. */
PipeWire* pipewire_open(double patience_s);

/** Disconnect; NULL is fine. */
void pipewire_close(PipeWire* pipewire);

/** The i-th sink, NULL past the last one. */
const PipeSink* pipewire_sink(const PipeWire* pipewire, size_t i);

/** The sink of that node name, NULL if there is none. */
const PipeSink* pipewire_find_sink(const PipeWire* pipewire, const char* name);

/** Wait until that sink is there (or, with `there` false, until it is gone),
    for at most so many seconds. */
bool pipewire_wait(PipeWire* pipewire,
                   const char* name,
                   bool there,
                   double seconds);

/** Node name of the sink that the user has chosen as default, NULL if none was
    chosen. */
const char* pipewire_chosen_default(const PipeWire* pipewire);

/** Node name of the sink that plays what names no other; NULL if unknown. */
const char* pipewire_default(const PipeWire* pipewire);

/** Choose the default sink; NULL takes the choice back. False, with a message,
    if no session manager keeps one. */
bool pipewire_choose_default(PipeWire* pipewire, const char* name);

/** Does the session manager insert filters before a sink by itself
    (WirePlumber's smart filters)? */
bool pipewire_inserts_filters(const PipeWire* pipewire);

/** Can the daemon's filter-chain hand files to an LV2 plugin (from 1.5.81)? */
bool pipewire_takes_files(const PipeWire* pipewire);

/** Version of the daemon. */
const char* pipewire_version(const PipeWire* pipewire);

/** Set n controls "FILTER:symbol" of a running filter-chain by its sink.
    False, with a message, if that fails. */
bool pipewire_set_controls(PipeWire* pipewire,
                           const PipeSink* sink,
                           const char* filter,
                           const char* const symbols[],
                           const float values[],
                           size_t n);

#endif
