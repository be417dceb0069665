// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_DESKTOP_CONFIG_H
#define EARCUP_AUDITION_DESKTOP_CONFIG_H

/* The configuration of the PipeWire process that carries the plugin. It is
   also where the settings are remembered: what is read is what was written. */

#include "ui/audition/host.h"
#include "ui/audition/options.h"

/** Node names of the filter: the sink it offers and the stream it plays; what
    its plugin is called in the graph. */
#define DESKTOP_SINK "earcup"
#define DESKTOP_STREAM "earcup.output"
#define DESKTOP_FILTER "earcup"

typedef struct {
  char* device;   ///< node name of the sink to play to; NULL: default
  char* previous; ///< default sink chosen before; NULL if none was
  char* files[EARCUP_FILE_SLOTS]; ///< measured files, absolute; NULL if there
                                  ///< is none
  float* values; ///< one per port; only those of controls count
} DesktopConfig;

/** Defaults of all controls, no device, no files. False when out of memory. */
bool desktop_config_init(DesktopConfig* config, const Host* host);

/** Free what it holds. */
void desktop_config_clear(DesktopConfig* config);

/** Read a file that desktop_config_write() wrote into an initialised config.
    False, without a message, if it is not such a file; `config` may then hold
    a part of it. */
bool desktop_config_read(DesktopConfig* config,
                         const Host* host,
                         const char* path);

/** Write the configuration, complete or not at all. False, with a message, if
    it cannot be written. */
bool desktop_config_write(const DesktopConfig* config,
                          const Host* host,
                          const char* path);

#endif
