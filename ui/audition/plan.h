// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_PLAN_H
#define EARCUP_AUDITION_PLAN_H

/* What there is to do: each input with each preset, checked before any of it
   is done. */

#include "ui/audition/setup.h"

typedef struct {
  const char* path;
  const Setup* setup; ///< NULL: it cannot be used, which has been said
  uint64_t n_frames;  ///< of its results
} Input;

typedef struct {
  const Input* input;
  const HostPreset* preset; ///< NULL: the defaults
  char* out;                ///< file to write, or NULL
  char* name;               ///< what to call it: the file, or what is heard
} Task;

typedef struct {
  const Options* options;
  Host* host;
  Setup* setups; ///< one for each rate
  bool* broken;  ///< the plugin cannot do what one of them asks
  size_t n_setups;
  Input* inputs; ///< one for each of the options' inputs
  Task* tasks;   ///< by input, then by preset
  size_t n_tasks;
  int width;      ///< of the longest name
  char** reports; ///< files to write, by input, then as in the options
} Plan;

/** Open all inputs, resolve settings and name the results. An input that cannot
    be used gets a message and no setup; false, with a message, if nothing can
    be done at all. Call plan_close() in any case. */
bool plan_open(Plan* plan, Host* host, const Options* options);

/** The setup to measure responses with: that of the first usable input, or at
    48 kHz if there are no inputs; NULL if no input can be used. */
const Setup* plan_setup(const Plan* plan);

/** Say how many of several results failed; whether none did. */
bool plan_count_failed(size_t n_failed, size_t n);

/** Free all. */
void plan_close(Plan* plan);

#endif
