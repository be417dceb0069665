// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define _XOPEN_SOURCE 700 // realpath()

/* Equalisers and curves like those people load, through the built plugin: heard
   as NAME.expected has it, chosen while it plays and with it from the start, in
   real time and in an export. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "tests/data/cases"
#define FILE_A_URI "urn:earcup:file_a"
#define MAX_DB 0.5
#define LAST_OF_RATE 0.42

enum { CASES_MAX = 64, ROWS_MAX = 512, NAME_SIZE = 256, CASES_LEAST = 15 };

typedef struct {
  char path[2 * NAME_SIZE];
  size_t n;
  double hz[ROWS_MAX];
  double db[ROWS_MAX];
} Case;

static Case cases[CASES_MAX];
static int n_cases;

static void
read_rows(Case* c, const char* path)
{
  char line[1024];
  FILE* const file = fopen(path, "r");
  if (!file) {
    return;
  }
  while (fgets(line, sizeof(line), file)) {
    double hz = 0.0;
    double db = 0.0;
    if (sscanf(line, "%lf,%lf", &hz, &db) == 2 && hz <= 20000.0 &&
        c->n < ROWS_MAX) {
      c->hz[c->n] = hz;
      c->db[c->n++] = db;
    }
  }
  fclose(file);
}

/** All that have a curve, and not a refusal. */
static void
find_cases(void)
{
  DIR* const dir = opendir(FOLDER);
  const struct dirent* entry = NULL;
  while (dir && (entry = readdir(dir)) && n_cases < CASES_MAX) {
    Case* const c = &cases[n_cases];
    const char* const end = strstr(entry->d_name, ".expected");
    char expected[2 * NAME_SIZE];
    if (!end) {
      continue;
    }
    const int length = (int)(end - entry->d_name);
    memset(c, 0, sizeof(*c));
    snprintf(expected, sizeof(expected), FOLDER "/%.255s", entry->d_name);
    snprintf(
      c->path, sizeof(c->path), FOLDER "/%.*s.txt", length, entry->d_name);
    if (access(c->path, R_OK)) {
      snprintf(
        c->path, sizeof(c->path), FOLDER "/%.*s.csv", length, entry->d_name);
    }
    read_rows(c, expected);
    n_cases += c->n > 0;
  }
  if (dir) {
    closedir(dir);
  }
}

static void
check(Host* host, const Case* c, double rate_hz, const char* when)
{
  double complex h[ROWS_MAX];
  Sound impulse = sound_new(probe_frames(rate_hz));
  probe_impulse(host, true, true, &impulse);
  probe_spectrum(impulse.channel[0], impulse.n, rate_hz, c->hz, c->n, h);
  for (size_t i = 0; i < c->n; ++i) {
    const double db = to_db(h[i]);
    ck_assert_msg(c->hz[i] > LAST_OF_RATE * rate_hz ||
                    fabs(db - c->db[i]) <= MAX_DB,
                  "%s, %s, %g Hz: %.2f dB at %g Hz, not %.2f",
                  c->path,
                  when,
                  rate_hz,
                  db,
                  c->hz[i],
                  c->db[i]);
  }
  sound_free(&impulse);
}

static Host*
open_host(double rate_hz)
{
  Host* const host = probe_open(rate_hz, WORKER_AT_ONCE);
  probe_set(host, "match", 0);
  return host;
}

/* What goes in is noise: nothing may rise above what it is to sound like. */
START_TEST(files_are_heard_as_they_are_meant)
{
  static const double rates[] = { 44100.0, 48000.0, 192000.0 };
  const Case* const c = &cases[_i];
  char path[PATH_MAX];
  ck_assert_ptr_nonnull(realpath(c->path, path));
  for (size_t r = 0; r < sizeof(rates) / sizeof(rates[0]); ++r) {
    Host* const host = open_host(rates[r]);
    Sound noise = sound_noise((uint32_t)rates[r]);
    Sound out = sound_new(noise.n);
    /* While it plays, the file and then the choice of it. */
    probe_play(host, &noise, &out);
    host_activate(host);
    host_send_path(host, FILE_A_URI, path);
    probe_run(host, &noise, &out, 0, noise.n);
    probe_set(host, "headphone_a", 142);
    probe_run(host, &noise, &out, 0, noise.n);
    for (uint32_t i = 0; i < out.n; ++i) {
      ck_assert(fabsf(out.channel[0][i]) < 64.0F);
    }
    host_deactivate(host);
    check(host, c, rates[r], "live");
    /* As B, worn, at another strength: finite at least. */
    probe_set(host, "headphone_a", 1);
    probe_set(host, "headphone_b", 142);
    probe_set(host, "morph", 0.0);
    probe_play(host, &noise, &out);
    probe_set(host, "headphone_a", 142);
    probe_set(host, "strength", 0.0);
    probe_play(host, &noise, &out);
    for (uint32_t i = 0; i < out.n; ++i) {
      ck_assert(fabsf(out.channel[0][i]) < 64.0F);
    }
    probe_set(host, "strength", 100.0);
    check(host, c, rates[r], "again");
    sound_free(&out);
    sound_free(&noise);
    host_free(host);
  }
}
END_TEST

int
main(void)
{
  find_cases();
  if (n_cases < CASES_LEAST) {
    fprintf(stderr, "%s: only %d cases\n", FOLDER, n_cases);
    return 1;
  }
  Suite* const suite = suite_create("plugin cases");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_loop_test(tcase, files_are_heard_as_they_are_meant, 0, n_cases);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
