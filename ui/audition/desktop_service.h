// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_DESKTOP_SERVICE_H
#define EARCUP_AUDITION_DESKTOP_SERVICE_H

/* The process that carries Earcup for the desktop: PipeWire's own program with
   our configuration, as a systemd user unit where the user has such a manager,
   else supervised by this command. The daemon itself is never touched. */

#include <stdbool.h>

/** Where things are, after the XDG base directories. */
typedef struct {
  char* folder;    ///< of the configuration
  char* config;    ///< what PipeWire reads
  char* unit;      ///< systemd's
  char* autostart; ///< for desktops without systemd
  char* runtime;   ///< folder of sockets and locks
  char* lock;      ///< held by the supervisor while it lives
  char* log;       ///< what the process says
} ServicePaths;

/** Find the paths. False, with a message, if HOME or XDG_RUNTIME_DIR is not
    set or memory is out. */
bool service_paths(ServicePaths* paths);

/** Free the paths. */
void service_paths_clear(ServicePaths* paths);

/** Make the folders above a file, as far as they are missing. */
bool service_make_folders(const char* file);

/** Let one command at a time change things; the lock lasts until
    service_unlock(). -1, with a message, if that fails. */
int service_lock(const ServicePaths* paths);

void service_unlock(int lock);

/** Start the process, or start it anew, and have it start with each login.
    @param bundles folder of plugin bundles it is to look into
    False, with a message, if that fails. */
bool service_start(const ServicePaths* paths, const char* bundles);

/** Stop the process and take away all but the configuration. Does nothing if
    there is none. False, with a message, if something stays. */
bool service_stop(const ServicePaths* paths);

/** Print what the process complained of, and what to do about it. */
void service_explain(const ServicePaths* paths);

/** Be the supervisor until a signal ends it: run the process, again when it
    ends or when another daemon has come. False, with a message, if there is
    one already or the process ends at once each time. */
bool service_supervise(const ServicePaths* paths);

#endif
