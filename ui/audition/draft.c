// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/draft.h"

#include "ui/audition/report.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char prefix[] = ".earcup-";
enum { SUFFIX = 8, COPY_BYTES = 65536 };

/** Where the file really goes: a link is followed, so that it stays a link. */
static char*
resolve(Draft* draft, const char* target)
{
  struct stat link;
  draft->replaces = stat(target, &draft->like) == 0;
  if (draft->replaces) {
    if (!S_ISREG(draft->like.st_mode)) {
      complain("%s: is not a regular file", target);
      return NULL;
    }
    char* const path =
      access(target, W_OK) == 0 ? realpath(target, NULL) : NULL;
    if (!path) {
      complain("%s: %s", target, strerror(errno));
    }
    return path;
  }
  if (lstat(target, &link) == 0) {
    complain("%s: is a link that leads nowhere", target);
    return NULL;
  }
  return strdup(target);
}

/** A new string: the target's folder and a name to be completed. */
static char*
hidden_beside(const char* target, const char* end)
{
  const char* const slash = strrchr(target, '/');
  const size_t folder = slash ? (size_t)(slash - target) + 1 : 0;
  const size_t size = folder + sizeof(prefix) + SUFFIX;
  char* const path = (char*)malloc(size);
  if (path) {
    snprintf(path, size, "%.*s%s%s", (int)folder, target, prefix, end);
  }
  return path;
}

static void
hold_signals(sigset_t* before)
{
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, before);
}

/** A file that had a name for a moment only, for file systems without
    O_TMPFILE. */
static int
open_unlinked(const char* target)
{
  char* const path = hidden_beside(target, "XXXXXX");
  sigset_t before;
  hold_signals(&before);
  const int fd = path ? mkostemp(path, O_CLOEXEC) : -1;
  const int error = errno;
  if (fd >= 0) {
    unlink(path);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  free(path);
  errno = error;
  return fd;
}

static int
open_nameless(const char* target)
{
  char* const folder = strdup(target);
  char* const slash = folder ? strrchr(folder, '/') : NULL;
  if (slash) {
    slash[slash == folder] = '\0';
  }
  const int fd = folder ? open(slash ? folder : ".",
                               O_TMPFILE | O_RDWR | O_CLOEXEC,
                               S_IRUSR | S_IWUSR)
                        : -1;
  free(folder);
  return fd >= 0 ? fd : open_unlinked(target);
}

bool
draft_open(Draft* draft, const char* target)
{
  *draft = (Draft){ .fd = -1 };
  draft->target = resolve(draft, target);
  if (!draft->target) {
    return false;
  }
  draft->fd = open_nameless(draft->target);
  if (draft->fd < 0) {
    complain("%s: cannot be written: %s", target, strerror(errno));
    draft_drop(draft);
    return false;
  }
  return true;
}

size_t
draft_write(Draft* draft, const void* bytes, size_t n)
{
  size_t done = 0;
  while (done < n) {
    const ssize_t written =
      write(draft->fd, (const char*)bytes + done, n - done);
    if (written > 0) {
      done += (size_t)written;
    } else if (written == 0 || errno != EINTR) {
      draft->error = draft->error ? draft->error : written ? errno : ENOSPC;
      break;
    }
  }
  return done;
}

/** Mode, and if possible owner, of what the file replaces; for a new one what
    the umask leaves. */
static void
take_mode(const Draft* draft, int fd)
{
  const mode_t mask = umask(0);
  umask(mask);
  if (draft->replaces) {
    const bool owned = fchown(fd, draft->like.st_uid, draft->like.st_gid) == 0;
    (void)owned; // only root may give a file away
  }
  fchmod(fd, draft->replaces ? draft->like.st_mode & 0777 : 0666 & ~mask);
}

/** Give the nameless file a hidden name; NULL if it cannot have one. */
static char*
link_hidden(const Draft* draft)
{
  char self[64];
  snprintf(self, sizeof(self), "/proc/self/fd/%d", draft->fd);
  for (int try = 0; try < 100; ++try) {
    char end[SUFFIX + 1];
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    const unsigned salt = (unsigned)now.tv_nsec ^ (unsigned)getpid() << 12;
    snprintf(end, sizeof(end), "%08x", salt);
    char* const path = hidden_beside(draft->target, end);
    if (!path ||
        linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0) {
      return path;
    }
    free(path);
    if (errno != EEXIST) {
      break;
    }
  }
  return NULL;
}

static bool
wanted_to_end(void)
{
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGINT) == 1 ||
         sigismember(&pending, SIGTERM) == 1 ||
         sigismember(&pending, SIGHUP) == 1 ||
         sigismember(&pending, SIGQUIT) == 1;
}

/** Copy the nameless file into one with a hidden name, which becomes the
    draft's; NULL, and errno, if that fails. */
static char*
copy_hidden(Draft* draft)
{
  char* const path = hidden_beside(draft->target, "XXXXXX");
  const int from = draft->fd;
  const int to = path ? mkostemp(path, O_CLOEXEC) : -1;
  if (to < 0) {
    free(path);
    return NULL;
  }
  char bytes[COPY_BYTES];
  ssize_t n = 0;
  draft->fd = to;
  for (off_t at = 0; (n = pread(from, bytes, sizeof(bytes), at)) > 0; at += n) {
    if (wanted_to_end() || draft_write(draft, bytes, (size_t)n) < (size_t)n) {
      n = -1;
      break;
    }
  }
  close(from);
  if (n < 0) {
    unlink(path);
    free(path);
    errno = draft->error ? draft->error : EINTR;
    return NULL;
  }
  return path;
}

/** With all signals held back: hidden name, mode, then the name. */
static bool
publish(Draft* draft)
{
  char* hidden = link_hidden(draft);
  hidden = hidden ? hidden : copy_hidden(draft);
  if (!hidden) {
    return false;
  }
  take_mode(draft, draft->fd);
  const int fd = draft->fd;
  draft->fd = -1;
  const bool good = close(fd) == 0 && rename(hidden, draft->target) == 0;
  const int error = errno;
  if (!good) {
    unlink(hidden);
  }
  free(hidden);
  errno = error;
  return good;
}

bool
draft_keep(Draft* draft)
{
  bool good = draft->error == 0;
  if (good) {
    sigset_t before;
    hold_signals(&before);
    good = publish(draft);
    const int error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    draft->error = error;
  }
  if (!good) {
    complain(
      "%s: cannot be written: %s", draft->target, strerror(draft->error));
  }
  draft_drop(draft);
  return good;
}

void
draft_drop(Draft* draft)
{
  if (draft->fd >= 0) {
    close(draft->fd);
    draft->fd = -1;
  }
  free(draft->target);
  draft->target = NULL;
}

bool
draft_write_text(const char* path, const char* text)
{
  Draft draft;
  if (!draft_open(&draft, path)) {
    return false;
  }
  draft_write(&draft, text, strlen(text));
  return draft_keep(&draft);
}
