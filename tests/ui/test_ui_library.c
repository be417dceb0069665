// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// A library of one's own: which files it has, and what its index is worth.

#include "plugin/measurement/measurement_file.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/shared/library.h"
#include "ui/shared/search.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SOURCES 3
#define MODELS 2000

static const char* const sources[SOURCES] = { "oratory1990/over-ear",
                                              "crinacle/GRAS 43AG-7 over-ear",
                                              "squig" };
static const char curve[] =
  "frequency,raw\n20,-3.0\n40,-1.0\n80,0.2\n160,0.5\n300,0.1\n500,0.0\n1000,0."
  "0\n"
  "1500,1.1\n2000,3.5\n3000,8.2\n5000,4.4\n8000,1.0\n10000,-4.0\n20000,-12\n";
static atomic_bool stop;

/** As if nothing had changed for years. */
static void
age(const char* name)
{
  char path[USERFILE_PATH];
  const struct timespec then[2] = { { 1000000000, 7 }, { 1000000000, 7 } };
  user_path(name, path);
  ck_assert_int_eq(utimensat(AT_FDCWD, path, then, 0), 0);
}

static void
name_model(int source, int model, char* folder, char* name)
{
  snprintf(name, 64, "Maker%d M-%04d", model % 40, model);
  if (source == 2) { // all in one folder, as squig.link exports them
    snprintf(folder, 256, "lib/%s", sources[source]);
  } else {
    snprintf(folder, 256, "lib/%s/%s", sources[source], name);
  }
}

static void
write_models(void)
{
  char folder[256];
  char name[64];
  char path[512];
  for (int source = 0; source < SOURCES; ++source) {
    for (int model = 0; model < MODELS; ++model) {
      name_model(source, model, folder, name);
      snprintf(path,
               sizeof(path),
               "%s/%s.%s",
               folder,
               name,
               source == 2 ? "txt" : "csv");
      user_file(path, curve);
      age(folder);
    }
  }
  for (int source = 0; source < SOURCES; ++source) {
    snprintf(path, sizeof(path), "lib/%s", sources[source]);
    age(path);
    if (strchr(sources[source], '/')) {
      *strrchr(path, '/') = '\0';
      age(path);
    }
  }
  age("lib");
}

static void
use_folder(const char* name)
{
  char path[USERFILE_PATH];
  user_path(name, path);
  setenv("EARCUP_LIBRARY", path, 1);
}

static Library*
read_timed(const char* what)
{
  struct timespec before;
  struct timespec after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  Library* const library = library_read(&stop);
  clock_gettime(CLOCK_MONOTONIC, &after);
  ck_assert_ptr_nonnull(library);
  printf("%s: %.0f ms for %zu files in %zu folders, %zu read\n",
         what,
         1e3 * (double)(after.tv_sec - before.tv_sec) +
           1e-6 * (double)(after.tv_nsec - before.tv_nsec),
         library->n,
         library->n_folders,
         library->n_read);
  return library;
}

static void
same_files(const Library* a, const Library* b)
{
  ck_assert_uint_eq(a->n, b->n);
  for (size_t i = 0; i < a->n; ++i) {
    ck_assert_str_eq(a->file[i].path, b->file[i].path);
    ck_assert_str_eq(a->file[i].name, b->file[i].name);
    ck_assert_str_eq(a->file[i].source, b->file[i].source);
  }
}

/** Each file is there, once, and is found by its name and where it is. */
static void
holds_all(const Library* library)
{
  static SearchHit hits[SOURCES * MODELS];
  char folder[256];
  char name[64];
  char query[400];
  char path[USERFILE_PATH];
  ck_assert_uint_eq(library->n, (size_t)SOURCES * MODELS);
  for (int model = 0; model < MODELS; model += 333) {
    for (int source = 0; source < SOURCES; ++source) {
      name_model(source, model, folder, name);
      const size_t n =
        search_list(name, library->n, library_searched, library, hits);
      ck_assert_uint_eq(n, SOURCES);
      ck_assert_int_eq((int)hits[2].rank, SEARCH_EXACT);
      snprintf(query, sizeof(query), "%s %s", name, sources[source]);
      ck_assert_uint_eq(
        search_list(query, library->n, library_searched, library, hits), 1);
      const LibraryFile* const file = &library->file[hits[0].index];
      ck_assert_str_eq(file->name, name);
      ck_assert_str_eq(file->source, sources[source]);
      user_path(folder, path);
      ck_assert_int_eq(strncmp(file->path, path, strlen(path)), 0);
      ck_assert_int_eq(access(file->path, R_OK), 0);
    }
  }
}

START_TEST(six_thousand_files)
{
  write_models();
  use_folder("lib");
  Library* const first = read_timed("the first time");
  holds_all(first);
  ck_assert_uint_eq(first->n_read, first->n_folders);
  Library* const again = read_timed("from the index");
  ck_assert_uint_eq(again->n_read, 0);
  same_files(first, again);

  // What came, what went, and nothing else, is read anew.
  char path[USERFILE_PATH];
  user_file("lib/oratory1990/over-ear/Maker1 M-0001/Another.csv", curve);
  user_path("lib/squig/Maker0 M-0000.txt", path);
  ck_assert_int_eq(unlink(path), 0);
  Library* const changed = read_timed("after two changes");
  ck_assert_uint_eq(changed->n, first->n);
  ck_assert_uint_eq(changed->n_read, 2);
  bool another = false;
  for (size_t i = 0; i < changed->n; ++i) {
    another = another || !strcmp(changed->file[i].name, "Another");
    ck_assert_str_ne(changed->file[i].path, path);
  }
  ck_assert(another);
  library_free(first);
  library_free(again);
  library_free(changed);
}
END_TEST

/* What the plugin can read is taken, whoever wrote it; other texts are not. */
START_TEST(files_are_told_from_others)
{
  static const char* const folders[] = { "measured", "cases", "kinds" };
  char here[2048];
  char path[4096];
  ck_assert_ptr_nonnull(getcwd(here, sizeof(here)));
  snprintf(path, sizeof(path), "%s/tests/data", here);
  setenv("EARCUP_LIBRARY", path, 1);
  Library* const library = library_read(&stop);
  unsigned readable = 0;
  for (size_t i = 0; i < 3; ++i) {
    snprintf(path, sizeof(path), "tests/data/%s", folders[i]);
    DIR* const folder = opendir(path);
    ck_assert_ptr_nonnull(folder);
    for (struct dirent* e = readdir(folder); e; e = readdir(folder)) {
      Measurement measurement;
      const char* const dot = strrchr(e->d_name, '.');
      snprintf(
        path, sizeof(path), "%s/tests/data/%s/%s", here, folders[i], e->d_name);
      if (!dot || (strcmp(dot, ".csv") != 0 && strcmp(dot, ".txt") != 0) ||
          measurement_load(path, &measurement)) {
        continue;
      }
      bool found = false;
      for (size_t f = 0; f < library->n && !found; ++f) {
        found = !strcmp(library->file[f].path, path);
      }
      ck_assert_msg(found, "%s", path);
      ++readable;
    }
    closedir(folder);
  }
  ck_assert_uint_gt(readable, 80);
  library_free(library);

  user_file("odd/read me.txt", "Curves of mine,\nmeasured in 2024.\nEnjoy!\n");
  user_file("odd/list.csv", "name,price\nHD 650,400\nDT 770,120\nK701,200\n");
  user_file("odd/empty.csv", "");
  user_file("odd/noise.csv", "\x01 20,1\n30,1\n40,1\n50,2\n60,2\n70,1\n");
  user_file("odd/picture.png", curve);
  user_file("odd/.hidden.csv", curve);
  user_file("odd/Good.CSV", curve);
  user_file("odd/Good ParametricEQ.txt", "Filter 1: ON PK Fc 100 Hz\n");
  user_file("odd/Made/X.csv", curve);
  user_file("odd/Made/X ParametricEQ.txt", "Filter 1: ON PK Fc 100 Hz\n");
  user_file("odd/Made/X GraphicEQ.txt", "GraphicEQ: 20 1; 30 2\n");
  user_path("odd/pipe.csv", path);
  ck_assert_int_eq(mkfifo(path, 0600), 0);
  user_path("odd/again", path);
  ck_assert_int_eq(symlink("..", path), 0); // round and round
  use_folder("odd");
  Library* const odd = library_read(&stop);
  ck_assert_uint_eq(odd->n, 4);
  ck_assert_str_eq(odd->file[0].name, "Good");
  ck_assert_str_eq(odd->file[0].source, "odd");
  ck_assert_str_eq(odd->file[1].name, "Good");
  ck_assert_str_eq(odd->file[2].name, "noise"); // the plugin says why not
  ck_assert_str_eq(odd->file[3].name, "X");
  ck_assert_str_eq(odd->file[3].source, "Made");
  library_free(odd);
}
END_TEST

START_TEST(folders_are_given)
{
  char(*folder)[USERFILE_PATH] = calloc(LIBRARY_FOLDERS, sizeof(*folder));
  char path[USERFILE_PATH];
  unsetenv("EARCUP_LIBRARY");
  ck_assert_uint_eq(library_folders(folder), 0);
  user_file("a/b/X.csv", curve);
  user_path("a/b", path);
  ck_assert(library_toggle_folder(path));
  ck_assert_uint_eq(library_folders(folder), 1);
  ck_assert(library_has_folder(path));
  // A folder above it takes its place, one in it adds nothing.
  user_file(".config/earcup/library", "~/a/b/\n\nrelative\n~/a\n/nowhere\n");
  setenv("EARCUP_LIBRARY", "/elsewhere:/nowhere/in", 1);
  ck_assert_uint_eq(library_folders(folder), 3);
  user_path("a", path);
  ck_assert_str_eq(folder[0], path);
  ck_assert_str_eq(folder[1], "/nowhere");
  ck_assert_str_eq(folder[2], "/elsewhere");
  ck_assert(!library_toggle_folder("/elsewhere")); // the variable has it
  ck_assert(library_toggle_folder("/nowhere"));
  ck_assert(!library_has_folder("/nowhere"));
  Library* const library = library_read(&stop);
  ck_assert_uint_eq(library->n, 1);
  ck_assert_str_eq(library->file[0].source, "b");
  library_free(library);
  free(folder);
}
END_TEST

/* A spoilt index costs time and nothing else. */
START_TEST(a_spoilt_index_is_survived)
{
  char path[USERFILE_PATH];
  char name[64];
  for (int i = 0; i < 30; ++i) {
    snprintf(name, sizeof(name), "small/%d/Model %d.csv", i, i);
    user_file(name, curve);
    *strrchr(name, '/') = '\0';
    age(name);
  }
  age("small");
  use_folder("small");
  Library* const whole = library_read(&stop);
  ck_assert_uint_eq(whole->n, 30);
  user_path(".cache/earcup/library", path);
  char* const good = userfile_read(path, 1 << 20);
  ck_assert_ptr_nonnull(good);
  const size_t length = strlen(good);
  for (size_t n = 0; n < length; n += 37) {
    ck_assert(userfile_write(path, good, n));
    Library* const library = library_read(&stop);
    same_files(whole, library);
    library_free(library);
  }
  for (size_t n = 0; n < length; n += 11) {
    const char before = good[n];
    good[n] = (char)(before ^ (1 << n % 7));
    ck_assert(userfile_write(path, good, length));
    good[n] = before;
    Library* const library = library_read(&stop);
    same_files(whole, library);
    library_free(library);
  }
  ck_assert(userfile_write(path, "earcup library 9\n", 17));
  Library* const other = library_read(&stop);
  same_files(whole, other);
  library_free(other);
  atomic_store(&stop, true);
  ck_assert_ptr_null(library_read(&stop));
  library_free(whole);
  free(good);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui library");
  TCase* const tests = tcase_create("library");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, six_thousand_files);
  tcase_add_test(tests, files_are_told_from_others);
  tcase_add_test(tests, folders_are_given);
  tcase_add_test(tests, a_spoilt_index_is_survived);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
