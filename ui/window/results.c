// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/results.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER 4096

/** $name if it is an absolute path, else a folder below $HOME; false if there
    is neither. */
static bool
base_folder(const char* name, const char* below_home, char folder[FOLDER])
{
  const char* const set = getenv(name);
  const char* const home = getenv("HOME");
  int length = -1;
  if (set && *set == '/') {
    length = snprintf(folder, FOLDER, "%s", set);
  } else if (home && *home == '/') {
    length = snprintf(folder, FOLDER, "%s/%s", home, below_home);
  }
  return length > 0 && length < FOLDER;
}

static bool
is_folder(const char* path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/** The folder of a line XDG_DOCUMENTS_DIR="$HOME/Documents". */
static bool
documents_of(const char* line, char folder[FOLDER])
{
  static const char key[] = "XDG_DOCUMENTS_DIR=\"";
  static const char home_word[] = "$HOME";
  const char* const home = getenv("HOME");
  if (strncmp(line, key, sizeof(key) - 1) != 0) {
    return false;
  }
  const char* at = line + sizeof(key) - 1;
  const bool below_home = !strncmp(at, home_word, sizeof(home_word) - 1);
  at += below_home ? sizeof(home_word) - 1 : 0;
  const int n = (int)strcspn(at, "\"\n");
  const int length =
    snprintf(folder, FOLDER, "%s%.*s", below_home && home ? home : "", n, at);
  return length > 0 && length < FOLDER && *folder == '/';
}

/** The user's folder for documents, if there is one. */
static bool
documents_folder(char folder[FOLDER])
{
  char config[FOLDER];
  char path[FOLDER + 32];
  char line[FOLDER];
  if (!base_folder("XDG_CONFIG_HOME", ".config", config)) {
    return false;
  }
  snprintf(path, sizeof(path), "%s/user-dirs.dirs", config);
  FILE* const file = fopen(path, "r");
  bool found = false;
  while (file && !found && fgets(line, sizeof(line), file)) {
    found = documents_of(line, folder);
  }
  if (file) {
    fclose(file);
  }
  return found && is_folder(folder);
}

void
results_place(const char* name,
              const char* ending,
              time_t when,
              char* path,
              size_t size)
{
  char folder[FOLDER];
  char time_text[32] = "";
  struct tm local;
  *path = '\0';
  if (!documents_folder(folder)) {
    char data[FOLDER];
    if (!base_folder("XDG_DATA_HOME", ".local/share", data) ||
        snprintf(folder, sizeof(folder), "%.4000s/earcup", data) < 0) {
      return;
    }
  }
  if (localtime_r(&when, &local)) {
    strftime(time_text, sizeof(time_text), "%Y-%m-%d %H.%M.%S", &local);
  }
  const int length =
    snprintf(path, size, "%s/%s %s%s", folder, name, time_text, ending);
  if (length < 0 || (size_t)length >= size) {
    *path = '\0';
  }
}

/** Make the folder that a path is in, and those around it; what fails shows
    when the file is opened. */
static void
make_folders(const char* path)
{
  char part[FOLDER];
  if (strlen(path) >= sizeof(part)) {
    return;
  }
  strcpy(part, path);
  for (char* slash = strchr(part + 1, '/'); slash;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(part, 0777);
    *slash = '/';
  }
}

bool
results_save(const char* path, const char* text, char* why, size_t size)
{
  *why = '\0';
  if (*path != '/') {
    snprintf(why, size, "Please give a whole path, from / or ~ on.");
    return false;
  }
  make_folders(path);
  const int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
  if (file < 0 && errno == EEXIST) {
    snprintf(why, size, "There is such a file already: another name?");
    return false;
  }
  if (file < 0) {
    snprintf(why, size, "It cannot be written: %s.", strerror(errno));
    return false;
  }
  const size_t length = strlen(text);
  size_t done = 0;
  while (done < length) {
    const ssize_t n = write(file, text + done, length - done);
    if (n < 0 && errno != EINTR) {
      break;
    }
    done += n > 0 ? (size_t)n : 0;
  }
  const bool written = done == length;
  const int problem = errno;
  if (close(file) != 0 || !written) {
    snprintf(why,
             size,
             "It could not be written: %s.",
             strerror(written ? errno : problem));
    unlink(path);
    return false;
  }
  return true;
}
