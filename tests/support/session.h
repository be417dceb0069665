// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_SESSION_H
#define EARCUP_TEST_SESSION_H

/* Sessions of the built plugin with files of known tilts. */

#include "plugin/ui_protocol.h"
#include "tests/abuse/hoststate.h"
#include "tests/support/probe.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#define RATE_HZ 48000.0

enum { FRAMES = 4800 };

/* --- files and sounds ---------------------------------------------------- */

static char folder[64];
static char good[128];    ///< a tilt downwards
static char other[128];   ///< a tilt upwards
static char missing[128]; ///< not there
static char slow[128];    ///< as good

static inline void
write_tilt(const char* path, double db_per_octave)
{
  FILE* const file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs("# earcup: relative\n", file);
  double hz = 20.0;
  for (int i = 0; i < 60; ++i, hz *= 1.122) {
    fprintf(file, "%.2f\t%.3f\n", hz, db_per_octave * 0.166 * (i - 30));
  }
  ck_assert_int_eq(fclose(file), 0);
}

static inline void
begin(void)
{
  probe_open_world();
  strcpy(folder, "/tmp/earcup-state-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(good, sizeof(good), "%s/good.txt", folder);
  snprintf(other, sizeof(other), "%s/other.txt", folder);
  snprintf(missing, sizeof(missing), "%s/missing.txt", folder);
  snprintf(slow, sizeof(slow), "%s/slow.txt", folder);
  write_tilt(good, -1.0);
  write_tilt(other, 1.5);
  write_tilt(slow, -1.0);
}

static inline void
end(void)
{
  const char* const paths[] = { good, other, missing, slow };
  for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); ++i) {
    unlink(paths[i]);
  }
  rmdir(folder);
  probe_close_world();
}

static inline Host*
measured_host(HostWorker worker)
{
  Host* const host = probe_open_measured(RATE_HZ, worker);
  host_activate(host);
  return host;
}

static inline void
settle(Host* host)
{
  Sound in = sound_new(FRAMES);
  Sound out = sound_new(FRAMES);
  for (int i = 0; i < 20; ++i) {
    host_run(host, in.channel, out.channel, FRAMES);
    host_work(host);
  }
  sound_free(&in);
  sound_free(&out);
}

/** What the host's plugin does to noise. */
static inline Sound
hear(Host* host)
{
  Sound in = sound_noise(FRAMES);
  Sound out = sound_new(FRAMES);
  settle(host);
  host_run(host, in.channel, out.channel, FRAMES);
  sound_free(&in);
  return out;
}

/** What a plugin of its own does that was sent that file, NULL for none. */
static inline Sound
hear_file(const char* path)
{
  Host* const host = measured_host(WORKER_AT_ONCE);
  if (path) {
    host_send_path(host, EARCUP__file_a, path);
  }
  Sound sound = hear(host);
  host_free(host);
  return sound;
}

static inline double
difference(const Sound* a, const Sound* b)
{
  double most = 0.0;
  for (uint32_t i = 0; i < a->n; ++i) {
    const double d = (double)a->channel[0][i] - (double)b->channel[0][i];
    most = d > most ? d : -d > most ? -d : most;
  }
  return most;
}

/** It sounds as with that file, NULL for none. */
static inline void
assert_heard(Host* host, const char* path)
{
  Sound now = hear(host);
  Sound expected = hear_file(path);
  ck_assert_double_lt(difference(&now, &expected), 1e-5);
  sound_free(&now);
  sound_free(&expected);
}

static inline const char*
saved_path(Host* host)
{
  static HostState state;
  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  const StateItem* const item = state_item(&state, EARCUP__file_a);
  return item ? (const char*)item->data : "";
}

static inline void
put_version(HostState* state, int32_t version)
{
  state_put(state, EARCUP__version, LV2_ATOM__Int, &version, sizeof(version));
}

static inline void
put_path(HostState* state, const char* path)
{
  state_put(state, EARCUP__file_a, LV2_ATOM__Path, path, strlen(path) + 1);
}

#endif
