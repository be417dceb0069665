// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_SETUP_H
#define EARCUP_AUDITION_SETUP_H

/* What the user asked for, resolved against the plugin's ports. */

#include "dsp/earcup.h"
#include "ui/audition/options.h"
#include "ui/audition/player.h"
#include "ui/audition/source.h"

/** The permanent id of measured files as a headphone, as a text. */
#define SETUP_TEXT_OF(x) #x
#define SETUP_TEXT(x) SETUP_TEXT_OF(x)
#define SETUP_MEASURED_FILE SETUP_TEXT(EARCUP_MEASURED_FILE)

/** A control takes a value at a frame. */
typedef struct {
  int port;
  float value;
  uint64_t frame;
  bool silent; ///< not part of a label
} Event;

typedef struct {
  Host* host;
  const Options* options;
  const HostPreset** presets; ///< one for each of the options' presets
  Event* events;              ///< by time
  size_t n_events;
  double rate_hz;
} Setup;

/** Look up presets, ports and values. False, with a message, if one of them is
    not known or out of range. */
bool setup_open(Setup* setup,
                Host* host,
                const Options* options,
                double rate_hz);

/** Free all; fine after a failed setup_open(). */
void setup_close(Setup* setup);

/** Open a player with a preset (NULL: defaults), the files and the settings of
    time 0, ready for its first frame. Call player_close() in any case. */
bool setup_player(const Setup* setup, Player* player, const HostPreset* preset);

/** Symbol of the control that chooses a file (FILE_A, ...). */
const char* setup_file_symbol(int file);

/** Open what the result is to be compared with. False, with a message, if it
    cannot be used; call source_close() in any case. */
bool setup_open_reference(const Setup* setup, Source* source);

/** Can the plugin run at the rate, and has the reference it? False, with a
    message, if not. */
bool setup_suits(const Setup* setup);

/** Does the plugin take all presets and files? False, with a message, if not.
 */
bool setup_loads(const Setup* setup);

/** Do the options set anything from the start? */
bool setup_has_settings(const Setup* setup);

/** A short name for the sound of a preset with these options; free() it. */
char* setup_label(const Setup* setup, const HostPreset* preset);

#endif
