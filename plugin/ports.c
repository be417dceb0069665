// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/ports.h"

#include "dsp/earcup.h"

#define HEADPHONE(...)
#include "headphones_data.h"
#undef HEADPHONE

#include <math.h>
#include <string.h>

// The short words of ports.def
#define TOGGLE FLAG_TOGGLE
#define ENUM FLAG_ENUM
#define HIDDEN FLAG_HIDDEN
#define INTEGER FLAG_INTEGER
#define METER FLAG_METER
#define SIDECHAIN FLAG_SIDECHAIN

const PortInfo ports[PORT_COUNT] = {
#define PORT(                                                                  \
  id, symbol, name, kind, dflt, min, max, unit, flags, group, scale, help)     \
  [PORT_##id] = { symbol,      name,  KIND_##kind,   dflt,          min, max,  \
                  UNIT_##unit, flags, GROUP_##group, SCALE_##scale, help },
#include "plugin/ports.def"
#undef PORT
};

static const PortChoice listen_at_choices[] = { { EARCUP_LISTEN_AT_EAR, "Ear" },
                                                { EARCUP_LISTEN_AT_MIC,
                                                  "Vocal mic" } };
static const PortChoice outside_sound_choices[] = {
  { EARCUP_OUTSIDE_STREET, "Street" },
  { EARCUP_OUTSIDE_TRAIN, "Train" },
  { EARCUP_OUTSIDE_OFFICE, "Office" },
  { EARCUP_OUTSIDE_AIRCRAFT, "Aircraft" },
  { EARCUP_OUTSIDE_PINK, "Pink" }
};
static const PortChoice crossfeed_choices[] = {
  { EARCUP_CROSSFEED_OFF, "Off" },
  { EARCUP_CROSSFEED_NATURAL, "Natural" },
  { EARCUP_CROSSFEED_BAUER, "Bauer" },
  { EARCUP_CROSSFEED_CHU_MOY, "Chu Moy" },
  { EARCUP_CROSSFEED_MEIER, "Meier" }
};
static const PortChoice monitor_choices[] = {
  { EARCUP_MONITOR_STEREO, "Stereo" },
  { EARCUP_MONITOR_MONO, "Mono" },
  { EARCUP_MONITOR_SIDE, "Side" },
  { EARCUP_MONITOR_LEFT, "Left" },
  { EARCUP_MONITOR_RIGHT, "Right" },
  { EARCUP_MONITOR_DIFFERENCE, "Difference" }
};

typedef struct {
  const PortChoice* choices;
  size_t n;
} ChoiceList;

#define CHOICE_LIST(array)                                                     \
  {                                                                            \
    array, sizeof(array) / sizeof((array)[0])                                  \
  }

static const ChoiceList fixed_lists[] = {
  [SCALE_LISTEN_AT] = CHOICE_LIST(listen_at_choices),
  [SCALE_OUTSIDE_SOUND] = CHOICE_LIST(outside_sound_choices),
  [SCALE_CROSSFEED] = CHOICE_LIST(crossfeed_choices),
  [SCALE_MONITOR] = CHOICE_LIST(monitor_choices)
};

/** In the order of the catalogue. */
static const char* const headphone_labels[] = {
#define HEADPHONE(label, ...) label,
#include "headphones_data.h"
#undef HEADPHONE
};

static const PortChoice neutral = { EARCUP_NEUTRAL, "Neutral target" };
static const PortChoice opposite = { EARCUP_OPPOSITE, "Opposite housing of A" };
static const PortChoice measured = { EARCUP_MEASURED_FILE, "Measured file" };

static const PortScale file_scales[EARCUP_FILE_SLOTS] = {
  [EARCUP_FILE_A] = SCALE_HEADPHONE_A,
  [EARCUP_FILE_B] = SCALE_HEADPHONE_B,
  [EARCUP_FILE_WEARING] = SCALE_WEARING
};

EarcupFileSlot
ports_file_slot(PortIndex port)
{
  unsigned slot = 0;
  while (slot < EARCUP_FILE_SLOTS && file_scales[slot] != ports[port].scale) {
    ++slot;
  }
  return (EarcupFileSlot)slot;
}

PortIndex
ports_of_file(EarcupFileSlot slot)
{
  unsigned port = 0;
  while (ports[port].scale != file_scales[slot]) {
    ++port;
  }
  return (PortIndex)port;
}

bool
ports_lists_headphones(PortIndex port)
{
  return ports_file_slot(port) < EARCUP_FILE_SLOTS;
}

bool
ports_choose_file(const float value[PORT_COUNT], EarcupFileSlot slot)
{
  return (uint32_t)value[ports_of_file(slot)] == EARCUP_MEASURED_FILE;
}

/** Choices that come before the headphones. */
static size_t
n_before(PortIndex port)
{
  return ports[port].scale == SCALE_HEADPHONE_B ? 2 : 1;
}

PortIndex
ports_find(const char* symbol)
{
  unsigned i = 0;
  while (i < PORT_COUNT && strcmp(ports[i].symbol, symbol)) {
    ++i;
  }
  return (PortIndex)i;
}

/** Of ids, which are dense but for those with a meaning of their own. */
static bool
is_headphone_choice(PortIndex port, float id)
{
  const uint32_t i = (uint32_t)id;
  return earcup_can_choose(i) ||
         (i == EARCUP_OPPOSITE && ports[port].scale == SCALE_HEADPHONE_B);
}

float
ports_clamp(PortIndex port, float value)
{
  const PortInfo* const info = &ports[port];
  if (isnan(value)) {
    return info->dflt;
  }
  const float inside = fminf(fmaxf(value, info->min), info->max);
  if (!(info->flags & (FLAG_ENUM | FLAG_TOGGLE | FLAG_INTEGER))) {
    return inside;
  }
  const float choice = roundf(inside);
  return ports_lists_headphones(port) && !is_headphone_choice(port, choice)
           ? info->dflt
           : choice;
}

size_t
ports_n_choices(PortIndex port)
{
  return ports_lists_headphones(port)
           ? n_before(port) + earcup_n_headphones() + 1
           : fixed_lists[ports[port].scale].n;
}

PortChoice
ports_choice(PortIndex port, size_t i)
{
  if (!ports_lists_headphones(port)) {
    return fixed_lists[ports[port].scale].choices[i];
  }
  const size_t before = n_before(port);
  if (i < before) {
    return i == 0 ? neutral : opposite;
  }
  const EarcupHeadphone* const headphone = earcup_headphone(i - before);
  return headphone
           ? (PortChoice){ (float)headphone->id, headphone_labels[i - before] }
           : measured;
}
