// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PORTS_H
#define EARCUP_PORTS_H

/* ports.def read as an enumeration and as a table; see there. PORT_COUNT_PLAIN
   ports belong to urn:earcup:stereo, all PORT_COUNT to
   urn:earcup:stereo-outside. */

#include "dsp/earcup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PORTS_OUTSIDE

typedef enum {
#define PORT(id, ...) PORT_##id,
#include "plugin/ports.def"
#undef PORT
  PORT_COUNT,
  PORT_COUNT_PLAIN = PORT_OUTSIDE_L,
  PORT_FIRST_CONTROL = PORT_ENABLED,
  PORT_LAST_CONTROL = PORT_SIDE_ERROR ///< of controls and meters together
} PortIndex;

typedef enum {
  KIND_AUDIO_IN,
  KIND_AUDIO_OUT,
  KIND_ATOM_IN,
  KIND_ATOM_OUT,
  KIND_CONTROL_IN,
  KIND_CONTROL_OUT
} PortKind;

typedef enum { UNIT_NONE, UNIT_PERCENT, UNIT_DB, UNIT_DEGREE } PortUnit;

typedef enum {
  GROUP_NONE,
  GROUP_INPUT,
  GROUP_OUTPUT,
  GROUP_OUTSIDE,
  GROUP_HEADPHONES,
  GROUP_FIT,
  GROUP_CROSSFEED,
  GROUP_LISTEN,
  GROUP_TARGET,
  GROUP_METERS
} PortGroup;

typedef enum {
  SCALE_NONE,
  SCALE_HEADPHONE_A,
  SCALE_HEADPHONE_B,
  SCALE_WEARING,
  SCALE_LISTEN_AT,
  SCALE_OUTSIDE_SOUND,
  SCALE_CROSSFEED,
  SCALE_MONITOR
} PortScale;

enum {
  FLAG_TOGGLE = 1,     ///< 0 or 1
  FLAG_ENUM = 2,       ///< one of the scale's values
  FLAG_HIDDEN = 4,     ///< not for a generic user interface
  FLAG_METER = 8,      ///< an output for the eye
  FLAG_SIDECHAIN = 16, ///< an audio input beside the programme
  FLAG_INTEGER = 32    ///< whole numbers
};

typedef struct {
  const char* symbol;
  const char* name;
  PortKind kind;
  float dflt;
  float min;
  float max;
  PortUnit unit;
  unsigned flags;
  PortGroup group;
  PortScale scale;
  const char* help;
} PortInfo;

/** One choice of an enumeration. */
typedef struct {
  float value;
  const char* label;
} PortChoice;

extern const PortInfo ports[PORT_COUNT];

/** The port with that symbol, PORT_COUNT if there is none. Thread: any. */
PortIndex ports_find(const char* symbol);

/**
   A usable value whatever the host wrote: NaN gives the default, the range is
   enforced, enumerations and toggles are rounded; a number that is no
   headphone's gives the default. Thread: any.
*/
float ports_clamp(PortIndex port, float value);

/** True if the port chooses a headphone. Thread: any. */
bool ports_lists_headphones(PortIndex port);

/** The measured file among the choices of a port, EARCUP_FILE_SLOTS if it
   chooses no headphone. Thread: any. */
EarcupFileSlot ports_file_slot(PortIndex port);

/** The port that can choose a measured file. Thread: any. */
PortIndex ports_of_file(EarcupFileSlot slot);

/** True if the values of all ports choose that measured file. Thread: any. */
bool ports_choose_file(const float value[PORT_COUNT], EarcupFileSlot slot);

/** Number of choices of an enumeration port, 0 for any other. Thread: any. */
size_t ports_n_choices(PortIndex port);

/** Choice i < ports_n_choices() in the order of a menu: headphones by type,
    maker and model. Labels are unique. Thread: any. */
PortChoice ports_choice(PortIndex port, size_t i);

#endif
