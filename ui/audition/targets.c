// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/targets.h"

#include "ui/audition/export.h"
#include "ui/audition/option_list.h"
#include "ui/audition/report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/** Which file a path means: itself, or a name in a folder if there is none. */
typedef struct {
  const char* path;
  const char* role; ///< what an input is given as
  dev_t device;
  ino_t inode;
  const char* name; ///< in the folder that is the inode; NULL: it is there
} File;

/** False if there cannot be such a file, which shows when it is opened. */
static bool
find(File* file, const char* path, const char* role)
{
  struct stat st;
  *file = (File){ .path = path, .role = role };
  if (stat(path, &st) != 0) {
    const char* const slash = strrchr(path, '/');
    char* const folder = strdup(path);
    if (folder && slash) {
      folder[slash == path ? 1 : slash - path] = '\0';
    }
    const bool found = folder && stat(slash ? folder : ".", &st) == 0;
    free(folder);
    if (!found) {
      return false;
    }
    file->name = slash ? slash + 1 : path;
  }
  file->device = st.st_dev;
  file->inode = st.st_ino;
  return true;
}

static bool
same(const File* a, const File* b)
{
  return a->device == b->device && a->inode == b->inode &&
         (a->name && b->name ? !strcmp(a->name, b->name) : a->name == b->name);
}

typedef struct {
  File* files;
  size_t n;
} Files;

static void
add(Files* files, const char* path, const char* role)
{
  if (path && find(&files->files[files->n], path, role)) {
    ++files->n;
  }
}

static void
add_stream(Files* files, int fd, const char* role)
{
  struct stat st;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
    files->files[files->n++] =
      (File){ .role = role, .device = st.st_dev, .inode = st.st_ino };
  }
}

static void
list_inputs(Files* files, const Options* options)
{
  for (size_t i = 0; i < options->n_ins; ++i) {
    add(files, options->ins[i], "-i");
  }
  for (int i = 0; i < EARCUP_FILE_SLOTS; ++i) {
    add(files, options->measured.path[i], option_list[OPTION_FILE_A + i].name);
  }
  add(files, options->null_reference, option_list[OPTION_NULL].name);
}

static bool
refuse(const File* target, const File* other)
{
  if (!other->path) {
    return complain("%s: is where %s goes", target->path, other->role);
  }
  if (other->role) {
    return complain("%s: is the same file as %s %s, which would be lost",
                    target->path,
                    other->role,
                    other->path);
  }
  return complain("%s: would be written twice", target->path);
}

/** Is no target any of the others, or another target? */
static bool
all_apart(const Files* targets, const Files* others)
{
  for (size_t t = 0; t < targets->n; ++t) {
    const File* const target = &targets->files[t];
    for (size_t i = 0; i < others->n; ++i) {
      if (same(target, &others->files[i])) {
        return refuse(target, &others->files[i]);
      }
    }
    for (size_t i = 0; i < t; ++i) {
      if (same(target, &targets->files[i])) {
        return refuse(target, &targets->files[i]);
      }
    }
  }
  return true;
}

/** What --export writes; false if memory is out. */
static bool
list_exports(const Options* options, char* paths[EXPORT_FILES])
{
  bool good = true;
  for (int file = 0; options->export_to && file < EXPORT_FILES; ++file) {
    paths[file] = export_path(options->export_to, (ExportFile)file);
    good = good && paths[file];
  }
  return good;
}

bool
targets_check(const Plan* plan)
{
  const Options* const options = plan->options;
  const size_t n_others = options->n_ins + EARCUP_FILE_SLOTS + 3;
  Files others = { .files = (File*)calloc(n_others, sizeof(File)) };
  const size_t n_reports = options->n_ins * options->n_reports;
  const size_t n_targets = plan->n_tasks + n_reports + 2 + EXPORT_FILES;
  Files targets = { .files = (File*)calloc(n_targets, sizeof(File)) };
  char* exports[EXPORT_FILES] = { NULL };
  bool good = others.files && targets.files && list_exports(options, exports);
  if (good) {
    list_inputs(&others, options);
    add_stream(&others, STDOUT_FILENO, "standard output");
    add_stream(&others, STDERR_FILENO, "standard error");
    for (size_t i = 0; i < plan->n_tasks; ++i) {
      add(&targets, plan->tasks[i].out, NULL);
    }
    for (size_t i = 0; i < n_reports; ++i) {
      add(&targets, plan->reports[i], NULL);
    }
    add(&targets, options->drawing.to, NULL);
    for (int file = 0; file < EXPORT_FILES; ++file) {
      add(&targets, exports[file], NULL);
    }
    add(&targets, options->page, NULL);
    good = all_apart(&targets, &others);
  } else {
    complain("out of memory");
  }
  for (int file = 0; file < EXPORT_FILES; ++file) {
    free(exports[file]);
  }
  free(others.files);
  free(targets.files);
  return good;
}
