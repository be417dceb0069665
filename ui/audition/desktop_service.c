// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/desktop_service.h"

#include "ui/audition/draft.h"
#include "ui/audition/report.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char unit_name[] = "earcup-desktop.service";

static void
pause_ms(long ms)
{
  const struct timespec time = { ms / 1000, ms % 1000 * 1000000 };
  nanosleep(&time, NULL);
}

bool
service_make_folders(const char* file)
{
  char path[PATH_MAX];
  snprintf(path, sizeof(path), "%s", file);
  for (char* slash = strchr(path + 1, '/'); slash;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
      return complain("%s: %s", path, strerror(errno));
    }
    *slash = '/';
  }
  return true;
}

static bool
write_file(const char* path, const char* text)
{
  return service_make_folders(path) && draft_write_text(path, text);
}

static bool
remove_file(const char* path)
{
  return unlink(path) == 0 || errno == ENOENT ||
         complain("%s: %s", path, strerror(errno));
}

static bool
own_program(char program[PATH_MAX])
{
  const ssize_t n = readlink("/proc/self/exe", program, PATH_MAX - 1);
  program[n > 0 ? n : 0] = '\0';
  return n > 0 || complain("/proc/self/exe: %s", strerror(errno));
}

// --- systemd ---------------------------------------------------------------
static bool
has_systemd(const ServicePaths* paths)
{
  char socket[PATH_MAX];
  snprintf(socket, sizeof(socket), "%s/systemd/private", paths->runtime);
  return access(socket, F_OK) == 0;
}

/** systemctl --user with up to two words; true if it succeeds. */
static bool
systemctl(const char* verb, const char* option, const char* unit)
{
  const char* argv[6] = { "systemctl", "--user", verb };
  int n = 3;
  if (option) {
    argv[n++] = option;
  }
  if (unit) {
    argv[n++] = unit;
  }
  pid_t pid = 0;
  int status = 0;
  return posix_spawnp(&pid, argv[0], NULL, NULL, (char* const*)argv, environ) ==
           0 &&
         waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

/** In a unit file a value in quotes keeps its blanks; % and $ are doubled. */
static void
quote_for_unit(const char* text, char* quoted, size_t size)
{
  size_t n = 0;
  for (; *text && n + 4 < size; ++text) {
    if (*text == '"' || *text == '\\') {
      quoted[n++] = '\\';
    } else if (*text == '%' || *text == '$') {
      quoted[n++] = *text;
    }
    quoted[n++] = *text;
  }
  quoted[n] = '\0';
}

static bool
start_unit(const ServicePaths* paths, const char* bundles)
{
  char config[2 * PATH_MAX];
  char where[2 * PATH_MAX];
  char log[2 * PATH_MAX];
  char text[8 * PATH_MAX];
  quote_for_unit(paths->config, config, sizeof(config));
  quote_for_unit(bundles, where, sizeof(where));
  quote_for_unit(paths->log, log, sizeof(log));
  snprintf(text,
           sizeof(text),
           "# Written by earcup-audition --desktop on\n"
           "[Unit]\nDescription=Earcup for the whole desktop\n"
           "After=pipewire.service\nBindsTo=pipewire.service\n\n"
           "[Service]\nExecStart=pipewire -c \"%s\"\n"
           "Environment=\"LV2_PATH=%s\"\nStandardError=truncate:%s\n"
           "Restart=on-failure\nRestartSec=1\n\n"
           "[Install]\nWantedBy=pipewire.service\n",
           config,
           where,
           log);
  return write_file(paths->unit, text) &&
         ((systemctl("daemon-reload", NULL, NULL) &&
           systemctl("enable", "--quiet", unit_name) &&
           systemctl("restart", NULL, unit_name)) ||
          complain("systemd does not start %s: see systemctl --user status %s",
                   unit_name,
                   unit_name));
}

// --- without systemd -------------------------------------------------------
/** The process that holds the supervisor's lock, 0 if none does. */
static pid_t
supervisor(const ServicePaths* paths)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  const int fd = open(paths->lock, O_RDWR | O_CLOEXEC);
  const bool held =
    fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  if (fd >= 0) {
    close(fd);
  }
  return held ? lock.l_pid : 0;
}

static bool
end_supervisor(const ServicePaths* paths)
{
  const pid_t pid = supervisor(paths);
  if (pid == 0) {
    return true;
  }
  kill(pid, SIGTERM);
  for (int i = 0; i < 100 && supervisor(paths) == pid; ++i) {
    pause_ms(20);
  }
  return supervisor(paths) != pid || complain("process %d does not end", pid);
}

static bool
start_supervisor(const ServicePaths* paths, const char* bundles)
{
  char program[PATH_MAX];
  char entry[3 * PATH_MAX];
  if (!own_program(program)) {
    return false;
  }
  snprintf(entry,
           sizeof(entry),
           "[Desktop Entry]\nType=Application\nName=Earcup\n"
           "Comment=Earcup for the whole desktop\n"
           "Exec=\"%s\" --desktop login\nNoDisplay=true\n",
           program);
  if (!write_file(paths->autostart, entry) || !end_supervisor(paths)) {
    return false;
  }
  setenv("LV2_PATH", bundles, 1);
  char* const argv[] = { program, "--desktop", "supervise", NULL };
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(
    &files, 1, paths->log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t pid = 0;
  const int error =
    posix_spawn(&pid, program, &files, &attributes, argv, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error == 0 || complain("%s: %s", program, strerror(error));
}

bool
service_start(const ServicePaths* paths, const char* bundles)
{
  return has_systemd(paths) ? start_unit(paths, bundles)
                            : start_supervisor(paths, bundles);
}

bool
service_stop(const ServicePaths* paths)
{
  bool good = end_supervisor(paths);
  if (access(paths->unit, F_OK) == 0) {
    systemctl("disable", "--now", unit_name);
    good = remove_file(paths->unit) && good;
    systemctl("daemon-reload", NULL, NULL);
  }
  return remove_file(paths->autostart) && remove_file(paths->lock) &&
         remove_file(paths->log) && good;
}

void
service_explain(const ServicePaths* paths)
{
  FILE* const log = fopen(paths->log, "re");
  char line[512];
  char last[512] = "";
  bool no_lv2 = false;
  while (log && fgets(line, sizeof(line), log)) {
    line[strcspn(line, "\n")] = '\0';
    snprintf(last, sizeof(last), "%s", line);
    no_lv2 = no_lv2 || strcasestr(line, "lv2");
  }
  if (log) {
    fclose(log);
  }
  if (*last) {
    complain("PipeWire said: %s", last);
  }
  if (no_lv2) {
    complain("this PipeWire's filter-chain cannot load LV2 plugins: install "
             "the part of PipeWire that can (Debian: libpipewire-0.3-modules), "
             "or a PipeWire built with lilv");
  }
}

// --- the supervisor --------------------------------------------------------
/** Which daemon there is: another one has another socket. */
static struct timespec
socket_time(const ServicePaths* paths)
{
  const char* const remote = getenv("PIPEWIRE_REMOTE");
  char path[PATH_MAX];
  struct stat st = { .st_size = 0 };
  snprintf(path,
           sizeof(path),
           "%s/%s",
           paths->runtime,
           remote && *remote ? remote : "pipewire-0");
  stat(path, &st);
  return st.st_ctim;
}

/** The filter ends with its supervisor, however that ends. */
static pid_t
start_filter(const ServicePaths* paths, const sigset_t* mask)
{
  const pid_t own = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    sigprocmask(SIG_SETMASK, mask, NULL);
    if (getppid() == own) {
      execlp("pipewire", "pipewire", "-c", paths->config, (char*)NULL);
      complain("pipewire: %s", strerror(errno));
    }
    _exit(1);
  }
  return pid;
}

static void
end_filter(pid_t pid)
{
  if (pid > 0) {
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
  }
}

/** True if the supervisor has to end; else something about the filter or the
    daemon may have changed. */
static bool
wait_for_signal(const sigset_t* held)
{
  const struct timespec patience = { 2, 0 };
  const int signal = sigtimedwait(held, NULL, &patience);
  return signal > 0 && signal != SIGCHLD;
}

/** Run the filter until a signal ends it; false if it ends at once each
    time. */
static bool
run_filter(const ServicePaths* paths,
           const sigset_t* held,
           const sigset_t* mask)
{
  enum { PATIENCE = 5 };
  struct timespec daemon = socket_time(paths);
  double started_s = now_s();
  int failures = 0;
  pid_t pid = start_filter(paths, mask);
  while (!wait_for_signal(held)) {
    const struct timespec now = socket_time(paths);
    const bool other = now.tv_sec && (now.tv_sec != daemon.tv_sec ||
                                      now.tv_nsec != daemon.tv_nsec);
    const bool ended = pid <= 0 || waitpid(pid, NULL, WNOHANG) == pid;
    if (!ended && !other) {
      continue;
    }
    failures = now_s() - started_s < 3.0 ? failures + 1 : 0;
    if (failures == PATIENCE) {
      return complain("the filter ends at once each time");
    }
    end_filter(ended ? 0 : pid);
    pause_ms(ended ? 1000 : 0);
    daemon = now;
    started_s = now_s();
    pid = start_filter(paths, mask);
  }
  end_filter(pid);
  return true;
}

bool
service_supervise(const ServicePaths* paths)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  sigset_t held;
  sigset_t mask;
  sigemptyset(&held);
  sigaddset(&held, SIGTERM);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGHUP);
  sigaddset(&held, SIGCHLD);
  sigprocmask(SIG_BLOCK, &held, &mask);
  const int fd = open(paths->lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || fcntl(fd, F_SETLK, &lock) != 0) {
    if (fd >= 0) {
      close(fd);
    }
    return complain("Earcup is on already");
  }
  const bool good = run_filter(paths, &held, &mask);
  unlink(paths->lock);
  close(fd);
  return good;
}
