// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/library_state.h"

#include "ui/shared/opra.h"
#include "ui/shared/search.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define SETTLED_S 2 ///< a folder that changed later may change unseen
#define SIZE_MIN 16
#define SIZE_MAX_BYTES ((off_t)64 << 20)

typedef struct {
  Library* library;
  size_t room; ///< for files
  LibraryIndex index;
  LibraryDraft draft;
  const atomic_bool* stop;
  size_t top; ///< length of the library's folder in paths
  bool failed;
} Scan;

static bool
is_over(const Scan* scan)
{
  return scan->failed || atomic_load(scan->stop);
}

/* --- names --------------------------------------------------------------- */

static bool
ends_with(const char* text, size_t length, const char* end)
{
  const size_t n = strlen(end);
  return length > n && !strncasecmp(text + length - n, end, n);
}

/** Equalisers of AutoEq say so in their names. */
static const char* const kinds[] = { " ParametricEQ",
                                     " FixedBandEQ",
                                     " GraphicEQ" };

/** Length of a headphone's name in that of its file. */
static size_t
stem_length(const char* name)
{
  const char* const dot = strrchr(name, '.');
  size_t length = dot ? (size_t)(dot - name) : strlen(name);
  for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); ++i) {
    if (ends_with(name, length, kinds[i])) {
      length -= strlen(kinds[i]);
    }
  }
  return length;
}

/** An equaliser that was made from a curve beside it says nothing more. */
static bool
is_made_from_curve(const NameList* names, const char* name)
{
  char curve[USERFILE_PATH];
  const size_t stem = stem_length(name);
  snprintf(curve, sizeof(curve), "%.*s.csv", (int)stem, name);
  return name[stem] == ' ' && name_list_has(names, curve);
}

/* --- files --------------------------------------------------------------- */

static bool
grow(Scan* scan)
{
  Library* const library = scan->library;
  if (library->n < scan->room) {
    return true;
  }
  const size_t room = scan->room ? 2 * scan->room : 1024;
  LibraryFile* const more = realloc(library->file, room * sizeof(*more));
  if (more) {
    library->file = more;
    scan->room = room;
  }
  return more != NULL;
}

/** Where it stands below the library's folder, which names it if it is right
    there; a folder for one headphone is left out. */
static const char*
keep_source(Scan* scan, const char* folder, const char* name, size_t stem)
{
  size_t length = strlen(folder);
  const char* const last = strrchr(folder, '/') + 1;
  if (length > scan->top && strlen(last) == stem &&
      !strncmp(last, name, stem)) {
    length = (size_t)(last - folder) - 1;
  }
  const char* from = folder + scan->top + (length > scan->top);
  if (length <= scan->top) {
    from = folder + scan->top;
    while (from > folder && from[-1] != '/') {
      --from;
    }
    length = scan->top;
  }
  return library_keep(
    &scan->library->text, from, (size_t)(folder + length - from));
}

static void
keep_file(Scan* scan, LibraryFile file)
{
  if (!file.path || !file.name || !file.source || !grow(scan)) {
    scan->failed = true;
  } else {
    scan->library->file[scan->library->n++] = file;
  }
}

static void
take_file(Scan* scan, const char* folder, const char* name)
{
  char path[USERFILE_PATH];
  const int length = snprintf(path, sizeof(path), "%s/%s", folder, name);
  if (length >= (int)sizeof(path) || scan->library->n == LIBRARY_FILES) {
    return;
  }
  LibraryText** const text = &scan->library->text;
  const size_t stem = stem_length(name);
  const LibraryFile file = { library_keep(text, path, (size_t)length),
                             library_keep(text, name, stem),
                             keep_source(scan, folder, name, stem) };
  keep_file(scan, file);
  library_draft_name(&scan->draft, 'f', name);
}

/** An equaliser of OPRA, "file TAB id TAB name TAB source". */
static void
take_equaliser(Scan* scan, const char* folder, const char* row)
{
  char path[USERFILE_PATH];
  const size_t file = strcspn(row, "\t");
  const char* const id = row + file + (row[file] == '\t');
  const size_t id_length = strcspn(id, "\t");
  const char* const name = id + id_length + (id[id_length] == '\t');
  const size_t name_length = strcspn(name, "\t");
  const char* const source = name + name_length + (name[name_length] == '\t');
  const int length = snprintf(path,
                              sizeof(path),
                              "%s/%.*s#%.*s",
                              folder,
                              (int)file,
                              row,
                              (int)id_length,
                              id);
  if (length < (int)sizeof(path) && scan->library->n < LIBRARY_FILES) {
    LibraryText** const text = &scan->library->text;
    keep_file(scan,
              (LibraryFile){ library_keep(text, path, (size_t)length),
                             library_keep(text, name, name_length),
                             library_keep(text, source, strlen(source)) });
    library_draft_name(&scan->draft, 'o', row);
  }
}

/* --- folders ------------------------------------------------------------- */

/** What a folder holds. */
typedef struct {
  NameList files;
  NameList folders;
  NameList equalisers; ///< of OPRA, see take_equaliser()
} Content;

static void
clear_content(Content* content)
{
  name_list_clear(&content->files);
  name_list_clear(&content->folders);
  name_list_clear(&content->equalisers);
}

/** All of a database of OPRA. */
static void
add_equalisers(const char* path, const char* name, NameList* equalisers)
{
  NameList rows = { NULL, 0, 0 };
  opra_list(path, &rows);
  for (size_t i = 0; i < rows.n; ++i) {
    char row[4 * USERFILE_PATH];
    snprintf(row, sizeof(row), "%s\t%s", name, rows.name[i]);
    name_list_add(equalisers, row, strlen(row));
  }
  name_list_clear(&rows);
}

/** Sort an entry of a folder in. */
static void
sort_in(const char* folder, const char* name, Content* content)
{
  char path[USERFILE_PATH];
  struct stat status;
  const size_t n = strlen(name);
  const int length = snprintf(path, sizeof(path), "%s/%s", folder, name);
  if (*name == '.' || strpbrk(name, "\n\t") || length >= (int)sizeof(path) ||
      lstat(path, &status)) {
    return;
  }
  if (S_ISDIR(status.st_mode)) {
    name_list_add(&content->folders, name, n);
    return;
  }
  if (stat(path, &status) || !S_ISREG(status.st_mode) ||
      status.st_size < SIZE_MIN || status.st_size > SIZE_MAX_BYTES) {
    return;
  }
  if (ends_with(name, n, ".jsonl")) {
    add_equalisers(path, name, &content->equalisers);
  } else if ((ends_with(name, n, ".csv") || ends_with(name, n, ".txt")) &&
             library_sniff(path)) {
    name_list_add(&content->files, name, n);
  }
}

static void
read_folder(const Scan* scan, const char* path, Content* content)
{
  DIR* const folder = opendir(path);
  if (!folder) {
    return;
  }
  for (const struct dirent* e = readdir(folder); e && !is_over(scan);
       e = readdir(folder)) {
    sort_in(path, e->d_name, content);
  }
  closedir(folder);
}

/** What the index says of a folder that has not changed. */
static void
recall_folder(const char* lines, Content* content)
{
  for (; *lines && lines[1] == ' '; lines += *lines == '\n') {
    NameList* const list = *lines == 'f'   ? &content->files
                           : *lines == 's' ? &content->folders
                           : *lines == 'o' ? &content->equalisers
                                           : NULL;
    const char* const name = lines + 2;
    const size_t length = strcspn(name, "\n");
    if (!list) {
      break;
    }
    name_list_add(list, name, length);
    lines = name + length;
  }
}

/** What a folder holds, sorted; tells when it changed as the index is to keep
    it. */
static void
list_folder(Scan* scan,
            const char* path,
            struct timespec* changed,
            Content* content)
{
  const LibraryFolder* const known = library_index_find(&scan->index, path);
  if (known && known->changed.tv_sec == changed->tv_sec &&
      known->changed.tv_nsec == changed->tv_nsec) {
    recall_folder(known->lines, content);
  } else {
    ++scan->library->n_read;
    read_folder(scan, path, content);
    if (time(NULL) - changed->tv_sec < SETTLED_S) {
      *changed = (struct timespec){ 0, 0 };
    }
  }
  name_list_sort(&content->files);
  name_list_sort(&content->folders);
}

static void
take_content(Scan* scan, const char* path, const Content* content)
{
  for (size_t i = 0; i < content->files.n && !scan->failed; ++i) {
    const char* const name = content->files.name[i];
    if (!is_made_from_curve(&content->files, name)) {
      take_file(scan, path, name);
    }
  }
  for (size_t i = 0; i < content->equalisers.n && !scan->failed; ++i) {
    take_equaliser(scan, path, content->equalisers.name[i]);
  }
}

static void
visit(Scan* scan, const char* path, unsigned depth)
{
  struct stat status;
  if (is_over(scan) || depth == LIBRARY_DEPTH || stat(path, &status) ||
      !S_ISDIR(status.st_mode)) {
    return;
  }
  Content content = { .files = { NULL, 0, 0 } };
  const NameList* const folders = &content.folders;
  struct timespec changed = status.st_mtim;
  ++scan->library->n_folders;
  list_folder(scan, path, &changed, &content);
  library_draft_folder(&scan->draft, path, changed);
  for (size_t i = 0; i < folders->n; ++i) {
    library_draft_name(&scan->draft, 's', folders->name[i]);
  }
  take_content(scan, path, &content);
  for (size_t i = 0; i < folders->n; ++i) {
    char below[USERFILE_PATH];
    if (snprintf(below, sizeof(below), "%s/%s", path, folders->name[i]) <
        (int)sizeof(below)) {
      visit(scan, below, depth + 1);
    }
  }
  clear_content(&content);
}

/* --- all ----------------------------------------------------------------- */

static int
compare_files(const void* a, const void* b)
{
  const LibraryFile* const x = a;
  const LibraryFile* const y = b;
  const int by_name = strcasecmp(x->name, y->name);
  return by_name ? by_name : strcmp(x->path, y->path);
}

Library*
library_read(const atomic_bool* stop)
{
  char(*folder)[USERFILE_PATH] = calloc(LIBRARY_FOLDERS, sizeof(*folder));
  Scan scan = { .library = calloc(1, sizeof(Library)), .stop = stop };
  if (!folder || !scan.library) {
    free(folder);
    free(scan.library);
    return NULL;
  }
  const size_t n = library_folders(folder);
  library_index_read(&scan.index);
  library_draft_begin(&scan.draft);
  for (size_t i = 0; i < n; ++i) {
    scan.top = strlen(folder[i]);
    visit(&scan, folder[i], 0);
  }
  const bool over = is_over(&scan);
  const bool changed =
    scan.library->n_read || scan.library->n_folders != scan.index.n;
  library_draft_end(&scan.draft, !over && changed);
  library_index_clear(&scan.index);
  free(folder);
  if (over) {
    library_free(scan.library);
    return NULL;
  }
  if (scan.library->n) {
    qsort(
      scan.library->file, scan.library->n, sizeof(LibraryFile), compare_files);
  }
  return scan.library;
}

void
library_free(Library* library)
{
  if (!library) {
    return;
  }
  for (LibraryText* text = library->text; text;) {
    LibraryText* const next = text->next;
    free(text);
    text = next;
  }
  free(library->file);
  free(library);
}

bool
library_searched(const void* library, size_t i, char* text)
{
  const LibraryFile* const file = &((const Library*)library)->file[i];
  snprintf(text, SEARCH_TEXT, "%s\n%s", file->name, file->source);
  return true;
}
