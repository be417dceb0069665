// SPDX-License-Identifier: GPL-3.0-or-later
#include "audition_draft.h"

#include "audition_report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char pattern[] = ".earcup-XXXXXX";

static sigset_t
ending_signals(void)
{
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  return set;
}

bool
draft_interrupted(void)
{
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGINT) == 1 ||
         sigismember(&pending, SIGTERM) == 1 ||
         sigismember(&pending, SIGHUP) == 1;
}

/** Where the file really goes: a link is followed, so that it stays a link. */
static char*
resolve(const char* target)
{
  struct stat st;
  if (stat(target, &st) == 0) {
    if (!S_ISREG(st.st_mode)) {
      complain("%s: is not a regular file", target);
      return NULL;
    }
    if (access(target, W_OK) != 0) {
      complain("%s: %s", target, strerror(errno));
      return NULL;
    }
    return realpath(target, NULL);
  }
  return strdup(target);
}

static char*
temporary_beside(const char* target)
{
  const char* const slash = strrchr(target, '/');
  const size_t folder = slash ? (size_t)(slash - target) + 1 : 0;
  char* const path = (char*)malloc(folder + sizeof(pattern));
  if (path) {
    memcpy(path, target, folder);
    memcpy(path + folder, pattern, sizeof(pattern));
  }
  return path;
}

static void
forget(Draft* draft)
{
  free(draft->target);
  free(draft->temporary);
  draft->target = NULL;
  draft->temporary = NULL;
  draft->fd = -1;
}

bool
draft_open(Draft* draft, const char* target)
{
  draft->fd = -1;
  draft->target = resolve(target);
  draft->temporary = draft->target ? temporary_beside(draft->target) : NULL;
  if (!draft->temporary) {
    forget(draft);
    return false;
  }
  const sigset_t held = ending_signals();
  sigprocmask(SIG_BLOCK, &held, &draft->old_mask);
  draft->fd = mkstemp(draft->temporary);
  if (draft->fd < 0) {
    complain("%s: cannot be written: %s", target, strerror(errno));
    sigprocmask(SIG_SETMASK, &draft->old_mask, NULL);
    forget(draft);
    return false;
  }
  const mode_t mask = umask(0);
  umask(mask);
  fchmod(draft->fd, 0666 & ~mask);
  return true;
}

bool
draft_keep(Draft* draft)
{
  if (close(draft->fd) != 0 || rename(draft->temporary, draft->target) != 0) {
    complain("%s: cannot be written: %s", draft->target, strerror(errno));
    unlink(draft->temporary);
    draft->fd = -1;
  }
  const bool kept = draft->fd >= 0;
  const sigset_t mask = draft->old_mask;
  forget(draft);
  sigprocmask(SIG_SETMASK, &mask, NULL);
  return kept;
}

void
draft_drop(Draft* draft)
{
  if (draft->fd < 0) {
    return;
  }
  close(draft->fd);
  unlink(draft->temporary);
  const sigset_t mask = draft->old_mask;
  forget(draft);
  sigprocmask(SIG_SETMASK, &mask, NULL);
}

bool
draft_write_text(const char* path, const char* text)
{
  Draft draft;
  if (!draft_open(&draft, path)) {
    return false;
  }
  const size_t size = strlen(text);
  if (write(draft.fd, text, size) != (ssize_t)size) {
    complain("%s: cannot be written: %s", path, strerror(errno));
    draft_drop(&draft);
    return false;
  }
  return draft_keep(&draft);
}
