// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_HOST_H
#define EARCUP_AUDITION_HOST_H

/* A plugin as lilv describes it: ports with their ranges and choices, presets
   with their banks. */

#include "ui/audition/report.h"
#include "ui/audition/urid.h"

#include <lilv/lilv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  HOST_OTHER, ///< unknown: connected to nothing
  HOST_AUDIO_IN,
  HOST_AUDIO_OUT,
  HOST_CV_IN,
  HOST_CV_OUT,
  HOST_CONTROL_IN,
  HOST_CONTROL_OUT,
  HOST_ATOM_IN,
  HOST_ATOM_OUT
} HostKind;

typedef struct {
  float value;
  char* label;
} HostChoice;

typedef struct {
  const LilvPort* lilv;
  char* symbol;
  char* name;
  char* unit; ///< "" if there is none
  HostKind kind;
  float dflt;
  float min; ///< -INFINITY if the plugin does not say
  float max; ///< INFINITY if the plugin does not say
  bool toggle;
  bool whole;      ///< whole numbers only
  bool listed;     ///< only the values of its choices
  bool optional;   ///< may be left unconnected
  bool sidechain;  ///< an audio input beside the programme
  bool times_rate; ///< range and default are fractions of the sample rate
  HostChoice* choices;
  size_t n_choices;
} HostPort;

typedef struct {
  const LilvNode* uri;
  char* label;
  char* slug;    ///< label in lower case with dashes, for file names
  char* full;    ///< label as the bundle has it, bank and all
  char* former;  ///< another name it is found by, "" if there is none
  char* bank;    ///< "" if it is in none
  char* comment; ///< "" if there is none
} HostPreset;

typedef struct {
  LilvWorld* world;
  const LilvPlugin* plugin;
  char* name;
  HostPort* ports;
  uint32_t n_ports;
  LilvNodes* preset_uris;
  HostPreset* presets; ///< by bank, then by label
  size_t n_presets;
  UriMap urids;
  Said said; ///< what the plugin has logged, shown once each
} Host;

enum { HOST_NONE = -1 };

/** Load the LV2 world and describe one plugin. Looks in LV2_PATH or, if that
    is not set, beside the executable and then where the system has plugins.
    False, with a message, if it is not there. */
bool host_open(Host* host, const char* plugin_uri);

/** Free everything; fine after a failed host_open(). */
void host_close(Host* host);

/** Index of the port with that symbol or HOST_NONE. */
int host_find_port(const Host* host, const char* symbol);

/** Index of the control that can be set by that symbol; HOST_NONE, with a
    message, if there is none. */
int host_find_control(const Host* host, const char* symbol);

/** Index of the port with that designation URI or HOST_NONE. */
int host_designated(const Host* host, const char* port_class, const char* uri);

/** The preset of that slug or URI, or of the label that names_find() takes it
    for; NULL, with a message, if there is none. */
const HostPreset* host_find_preset(const Host* host, const char* name);

/** True for a control that is a setting: an input that no host drives. */
bool host_is_setting(const Host* host, uint32_t port);

/** Does the plugin declare this URI as patch:writable? */
bool host_has_parameter(const Host* host, const char* uri);

/** New string: lower case letters, digits and single dashes. */
char* host_slug(const char* text);

#endif
