// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_PLAYER_H
#define EARCUP_AUDITION_PLAYER_H

/* A running instance of the plugin as a stereo in, stereo out box. A mono
   plugin runs twice. */

#include "ui/audition/atoms.h"
#include "ui/audition/features.h"
#include "ui/audition/host.h"
#include "ui/audition/worker.h"

#include <lilv/lilv.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  LilvInstance* instance;
  Worker worker;
  LV2_Feature schedule;
  const LV2_Feature* features[FEATURES_MAX + 2];
} Voice;

typedef struct {
  Host* host;
  Features features;
  uint32_t max_block;
  Atoms atoms;
  float* values;    ///< one per port
  float* silence;   ///< for inputs nobody feeds
  float* dump;      ///< for outputs nobody hears
  float* in[2];     ///< what player_run() reads
  float* out[2];    ///< what player_run() gives
  int n_ins;        ///< programme inputs in use: 1 or 2
  int n_outs;       ///< outputs in use: 1 or 2
  int latency_port; ///< or HOST_NONE
  int n_voices;
  bool active;
  Voice voices[2];
  double busy_s; ///< time spent in the plugin
} Player;

/** Make an instance with all controls at their defaults, not active yet. False,
    with a message, if this host cannot run the plugin. */
bool player_open(Player* player,
                 Host* host,
                 double rate_hz,
                 uint32_t max_block);

/** Deactivate and free; fine after a failed player_open(). */
void player_close(Player* player);

/** Set a control port. */
void player_set(Player* player, int port, float value);

/** Restore a preset; false, with a message, if it cannot be loaded. */
bool player_load(Player* player, const HostPreset* preset);

/** Hand the plugin a file for a parameter and let it load it, before
    player_start(). False, with a message, if there is no such parameter or the
    plugin logs that it cannot use the file. */
bool player_take_file(Player* player,
                      const char* parameter_uri,
                      const char* path);

/** The same with a number for a parameter. */
bool player_take_number(Player* player,
                        const char* parameter_uri,
                        int32_t number);

/** Activate, so that the sound starts afresh, and let the plugin finish what it
    has to do first. */
void player_start(Player* player);

/** Let a plugin with a worker see changed controls, and finish the work that
    follows, before the next frame. */
void player_settle(Player* player);

/** Run n_frames <= max_block from in to out. */
void player_run(Player* player, uint32_t n_frames);

/** Frames by which the output is late; valid after a run. */
uint32_t player_latency_frames(const Player* player);

#endif
