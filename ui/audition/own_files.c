// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/own_files.h"

#include "ui/audition/port.h"
#include "ui/audition/report.h"
#include "ui/audition/setup.h"
#include "ui/shared/library.h"
#include "ui/shared/opra.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOWN = 3 }; // files in a message

/** The library with the files that answer a query, best first. */
typedef struct {
  Library* library;
  SearchHit* hits;
  size_t n;
  size_t n_best; ///< how many of them are equally good
} Found;

static void
find(const char* query, Found* found)
{
  const atomic_bool never = false;
  *found = (Found){ .library = library_read(&never) };
  const size_t n = found->library ? found->library->n : 0;
  found->hits = n ? (SearchHit*)calloc(n, sizeof(SearchHit)) : NULL;
  if (found->hits) {
    found->n =
      search_list(query, n, library_searched, found->library, found->hits);
  }
  while (found->n_best < found->n &&
         found->hits[found->n_best].rank == found->hits[0].rank) {
    ++found->n_best;
  }
}

static void
forget(Found* found)
{
  library_free(found->library);
  free(found->hits);
}

static const LibraryFile*
file_of(const Found* found, size_t i)
{
  return &found->library->file[found->hits[i].index];
}

static bool
complain_of_many(const char* text, const Found* found)
{
  char some[1024] = "";
  for (size_t i = 0; i < found->n_best && i < SHOWN; ++i) {
    const LibraryFile* const file = file_of(found, i);
    const size_t used = strlen(some);
    snprintf(some + used,
             sizeof(some) - used,
             "%s'%s %s'",
             used ? ", " : "",
             file->name,
             file->source);
  }
  return complain("'%s' could be any of %zu files of your library, such as %s",
                  text,
                  found->n_best,
                  some);
}

/** The path of the one file that is meant; *path stays NULL if none answers
    better than `rank`. */
static bool
take(const char* text, SearchRank rank, char** path)
{
  Found found;
  bool good = true;
  find(text, &found);
  if (found.n && found.hits[0].rank > rank &&
      found.hits[0].rank > SEARCH_DOUBTFUL) {
    char file[USERFILE_PATH];
    good = found.n_best == 1 || complain_of_many(text, &found);
    good = good &&
           (opra_resolve(file_of(&found, 0)->path, file) ||
            complain("%s: cannot be kept as a file", file_of(&found, 0)->path));
    *path = good ? strdup(file) : NULL;
    good = good && (*path || complain("out of memory"));
  }
  forget(&found);
  return good;
}

/** Which file a control chooses, FILE_SLOTS if none. */
static int
file_of_symbol(const char* symbol)
{
  int file = 0;
  while (file < EARCUP_FILE_SLOTS &&
         strcmp(symbol, setup_file_symbol(file)) != 0) {
    ++file;
  }
  return file;
}

static bool
use(Options* options, int file, char* path)
{
  const char* const before = options->measured.path[file];
  if (before && strcmp(before, path) != 0) {
    complain("%s: %s and %s: one file is all it can have",
             setup_file_symbol(file),
             before,
             path);
    free(path);
    return false;
  }
  free(options->measured.own[file]);
  options->measured.own[file] = path;
  options->measured.path[file] = path;
  return true;
}

static bool
resolve_change(Options* options, const Host* host, Change* change)
{
  const int file = file_of_symbol(change->symbol);
  const int port = host_find_port(host, change->symbol);
  if (file == EARCUP_FILE_SLOTS || port == HOST_NONE) {
    return true;
  }
  const SearchRank rank = port_rank(&host->ports[port], change->text);
  char* path = NULL;
  if (rank == SEARCH_EXACT) {
    return true;
  }
  if (!take(change->text, rank, &path)) {
    return false;
  }
  if (!path) {
    return true;
  }
  char* const chosen = strdup(SETUP_MEASURED_FILE);
  if (!chosen) {
    free(path);
    return complain("out of memory");
  }
  free(change->text);
  change->text = chosen;
  return use(options, file, path);
}

bool
own_files_resolve(Options* options, const Host* host)
{
  for (int file = 0; file < EARCUP_FILE_SLOTS; ++file) {
    const char* const name = options->measured.path[file];
    char* path = NULL;
    if (name && access(name, F_OK)) {
      if (!take(name, SEARCH_NONE, &path)) {
        return false;
      }
      if (path) {
        options->measured.path[file] = NULL;
        use(options, file, path);
      }
    }
  }
  for (size_t i = 0; i < options->n_changes; ++i) {
    if (!resolve_change(options, host, &options->changes[i])) {
      return false;
    }
  }
  return true;
}

size_t
own_files_print(const char* query, SearchRank rank)
{
  Found found;
  find(query, &found);
  size_t n = 0;
  for (size_t i = 0; i < found.n; ++i) {
    if (found.hits[i].rank >= SEARCH_INSIDE || found.hits[i].rank >= rank) {
      const LibraryFile* const file = file_of(&found, i);
      printf("file  %s, %s\n      %s\n", file->name, file->source, file->path);
      ++n;
    }
  }
  forget(&found);
  return n;
}

void
own_files_print_summary(void)
{
  const atomic_bool never = false;
  Library* const library = library_read(&never);
  if (library && library->n_folders) {
    printf("\nYour library: %zu measured files in %zu folders, of which\n"
           "--list headphones WORD finds some\n",
           library->n,
           library->n_folders);
  }
  library_free(library);
}
