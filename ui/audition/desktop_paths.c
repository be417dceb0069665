// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/desktop_service.h"

#include "ui/audition/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static char*
join(const char* folder, const char* name)
{
  const size_t size = strlen(folder) + strlen(name) + 2;
  char* const path = (char*)malloc(size);
  if (path) {
    snprintf(path, size, "%s/%s", folder, name);
  }
  return path;
}

/** $XDG_CONFIG_HOME or ~/.config. */
static char*
config_home(void)
{
  const char* const given = getenv("XDG_CONFIG_HOME");
  const char* const home = getenv("HOME");
  if (given && *given == '/') {
    return strdup(given);
  }
  if (!home || *home != '/') {
    complain("HOME is not set");
    return NULL;
  }
  return join(home, ".config");
}

/** The folder of PipeWire's socket, which only this user can enter. */
static const char*
runtime_folder(void)
{
  static const char* const names[] = { "PIPEWIRE_RUNTIME_DIR",
                                       "XDG_RUNTIME_DIR" };
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); ++i) {
    const char* const folder = getenv(names[i]);
    if (folder && *folder == '/') {
      return folder;
    }
  }
  complain("XDG_RUNTIME_DIR is not set: run this in your desktop session");
  return NULL;
}

bool
service_paths(ServicePaths* paths)
{
  memset(paths, 0, sizeof(*paths));
  char* const home = config_home();
  const char* const runtime = home ? runtime_folder() : NULL;
  if (runtime) {
    paths->folder = join(home, "earcup");
    paths->config = join(home, "earcup/desktop.conf");
    paths->unit = join(home, "systemd/user/earcup-desktop.service");
    paths->autostart = join(home, "autostart/earcup-desktop.desktop");
    paths->runtime = strdup(runtime);
    paths->lock = join(runtime, "earcup-desktop.lock");
    paths->log = join(runtime, "earcup-desktop.log");
  }
  free(home);
  const bool complete = paths->folder && paths->config && paths->unit &&
                        paths->autostart && paths->runtime && paths->lock &&
                        paths->log;
  return complete || (runtime && complain("out of memory"));
}

void
service_paths_clear(ServicePaths* paths)
{
  free(paths->folder);
  free(paths->config);
  free(paths->unit);
  free(paths->autostart);
  free(paths->runtime);
  free(paths->lock);
  free(paths->log);
  memset(paths, 0, sizeof(*paths));
}

int
service_lock(const ServicePaths* paths)
{
  /* The folder itself: nothing is left behind. */
  const int fd = open(paths->runtime, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || flock(fd, LOCK_EX) != 0) {
    complain("%s: %s", paths->runtime, strerror(errno));
    service_unlock(fd);
    return -1;
  }
  return fd;
}

void
service_unlock(int lock)
{
  if (lock >= 0) {
    close(lock);
  }
}
