// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What sessions and windows tell the plugin about files, and what it keeps of
   that: the state is the whole truth, and nobody waits for a file. */

#include "tests/abuse/hoststate.h"
#include "tests/support/heard.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "dsp/model/simulation.h"
#include "plugin/ui_protocol.h"

#include <lv2/atom/forge.h>
#include <lv2/atom/util.h>
#include <lv2/patch/patch.h>

#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RATE_HZ 48000.0

enum { FRAMES = 4800 };

/* --- a disk that takes its time ------------------------------------------ */

static struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  bool slow;    ///< files called "slow" do not open
  bool waiting; ///< somebody tries to
} disk = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false };

/** In the place of the C library's; the plugin finds this one first. */
__attribute__((visibility("default"))) int
open(const char* path, int flags, ...)
{
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode =
    flags & O_CREAT ? (mode_t)va_arg(arguments, unsigned) : (mode_t)0;
  va_end(arguments);
  if (strstr(path, "slow")) {
    pthread_mutex_lock(&disk.lock);
    while (disk.slow) {
      disk.waiting = true;
      pthread_cond_broadcast(&disk.changed);
      pthread_cond_wait(&disk.changed, &disk.lock);
    }
    pthread_mutex_unlock(&disk.lock);
  }
  return openat(AT_FDCWD, path, flags, mode);
}

static void
disk_becomes(bool slow)
{
  pthread_mutex_lock(&disk.lock);
  disk.slow = slow;
  disk.waiting = false;
  pthread_cond_broadcast(&disk.changed);
  pthread_mutex_unlock(&disk.lock);
}

/** Until somebody hangs on the slow file. */
static void
disk_is_waited_for(void)
{
  pthread_mutex_lock(&disk.lock);
  while (!disk.waiting) {
    pthread_cond_wait(&disk.changed, &disk.lock);
  }
  pthread_mutex_unlock(&disk.lock);
}

/* --- files and sounds ---------------------------------------------------- */

static char folder[64];
static char good[128];    ///< a tilt downwards
static char other[128];   ///< a tilt upwards
static char missing[128]; ///< not there
static char slow[128];    ///< as good

static void
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

static void
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

static void
end(void)
{
  const char* const paths[] = { good, other, missing, slow };
  for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); ++i) {
    unlink(paths[i]);
  }
  rmdir(folder);
  probe_close_world();
}

static Host*
measured_host(HostWorker worker)
{
  Host* const host = probe_open_measured(RATE_HZ, worker);
  host_activate(host);
  return host;
}

static void
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
static Sound
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
static Sound
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

static double
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
static void
assert_heard(Host* host, const char* path)
{
  Sound now = hear(host);
  Sound expected = hear_file(path);
  ck_assert_double_lt(difference(&now, &expected), 1e-5);
  sound_free(&now);
  sound_free(&expected);
}

static const char*
saved_path(Host* host)
{
  static HostState state;
  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  const StateItem* const item = state_item(&state, EARCUP__file_a);
  return item ? (const char*)item->data : "";
}

static void
put_version(HostState* state, int32_t version)
{
  state_put(state, EARCUP__version, LV2_ATOM__Int, &version, sizeof(version));
}

static void
put_path(HostState* state, const char* path)
{
  state_put(state, EARCUP__file_a, LV2_ATOM__Path, path, strlen(path) + 1);
}

/* --- states -------------------------------------------------------------- */

/* With a file loaded before or without, by whatever kind of host. */
START_TEST(a_missing_file_is_missing)
{
  Host* const host = measured_host(_i & 1 ? WORKER_LATER : WORKER_ABSENT);
  HostState state;
  Heard heard = { .points = { 99 } };
  state_init(&state, &world);
  put_version(&state, 1);
  if (_i & 2) {
    put_path(&state, good);
    ck_assert_int_eq(state_restore(&state, host), 0);
    assert_heard(host, good);
  }
  const unsigned logged = world.n_logged;
  put_path(&state, missing);
  ck_assert_int_eq(state_restore(&state, host), 0);
  ck_assert_uint_gt(world.n_logged, logged);
  heard_listen(host, &heard);
  ck_assert_ptr_nonnull(strstr(heard.message, "missing.txt: "));
  ck_assert_str_eq(heard.path[FILE_A], missing);
  ck_assert_uint_eq(heard.points[FILE_A], 0);
  assert_heard(host, NULL);
  ck_assert_str_eq(saved_path(host), missing);

  write_tilt(missing, -1.0); // it has come back
  ck_assert_int_eq(state_restore(&state, host), 0);
  heard_listen(host, &heard);
  ck_assert_str_eq(heard.message, "");
  ck_assert_uint_gt(heard.points[FILE_A], 0);
  assert_heard(host, good);
  host_free(host);
}
END_TEST

#define UNDERSTOOD "difference from neutral, 60 rows, 20 Hz to 17.8 kHz"
#define CLOSED ", closed-back (95 % certain)"
#define OPEN ", open-back (67 % certain)"

START_TEST(a_refused_file_changes_nothing)
{
  Host* const host = measured_host(WORKER_LATER);
  Heard heard = { .points = { 0 } };
  host_send_path(host, EARCUP__file_a, good);
  heard_listen(host, &heard);
  ck_assert_uint_gt(heard.points[FILE_A], 0);
  ck_assert_str_eq(heard.message, "");
  ck_assert_str_eq(heard.note, "good.txt: " UNDERSTOOD CLOSED);
  ck_assert_str_eq(world.noted, "earcup: good.txt: " UNDERSTOOD CLOSED "\n");
  host_send_path(host, EARCUP__file_a, missing);
  heard_listen(host, &heard);
  ck_assert_str_eq(heard.message, "missing.txt: no such file; choose it again");
  ck_assert_str_eq(heard.note, "");
  ck_assert_str_eq(heard.path[FILE_A], good);
  assert_heard(host, good);
  ck_assert_str_eq(saved_path(host), good);
  host_free(host);
}
END_TEST

/* What is said about three files of the longest names stays whole. */
START_TEST(all_files_of_a_state_are_described)
{
  Host* const host = measured_host(WORKER_LATER);
  HostState state;
  Heard heard = { .points = { 0 } };
  state_init(&state, &world);
  put_version(&state, 1);
  put_path(&state, good);
  state_put(&state, EARCUP__file_b, LV2_ATOM__Path, other, strlen(other) + 1);
  state_put(
    &state, EARCUP__file_wearing, LV2_ATOM__Path, missing, strlen(missing) + 1);
  ck_assert_int_eq(state_restore(&state, host), 0);
  heard_listen(host, &heard);
  ck_assert_str_eq(heard.message,
                   "missing.txt: no such file; choose it again; heard as "
                   "neutral, its place is kept");
  ck_assert_str_eq(
    heard.note, "good.txt: " UNDERSTOOD CLOSED "; other.txt: " UNDERSTOOD OPEN);
  host_free(host);
}
END_TEST

START_TEST(a_newer_state_is_taken_as_far_as_it_is_known)
{
  Host* const host = measured_host(WORKER_LATER);
  HostState state;
  Heard heard = { .points = { 0 } };
  const unsigned logged = world.n_logged;
  state_init(&state, &world);
  put_version(&state, 1000);
  put_path(&state, good);
  state_put(&state, EARCUP_PREFIX "new_thing", LV2_ATOM__String, "x", 2);
  ck_assert_int_eq(state_restore(&state, host), 0);
  ck_assert_uint_gt(world.n_logged, logged);
  heard_listen(host, &heard);
  ck_assert_ptr_nonnull(strstr(heard.message, "newer Earcup"));
  assert_heard(host, good);
  host_free(host);
}
END_TEST

/* Zero and less is no version, a float no number of one. */
START_TEST(a_damaged_version_leaves_all_as_it_was)
{
  Host* const host = measured_host(WORKER_AT_ONCE);
  HostState state;
  Heard heard = { .points = { 0 } };
  host_send_path(host, EARCUP__file_a, good);
  heard_listen(host, &heard);
  state_init(&state, &world);
  put_path(&state, other);
  if (_i < 2) {
    put_version(&state, _i == 0 ? 0 : -1);
  } else {
    const float version = 1.0F;
    state_put(
      &state, EARCUP__version, LV2_ATOM__Float, &version, sizeof(version));
  }
  ck_assert_int_ne(state_restore(&state, host), 0);
  heard_listen(host, &heard);
  ck_assert_ptr_nonnull(strstr(heard.message, "damaged"));
  assert_heard(host, good);
  ck_assert_str_eq(saved_path(host), good);
  host_free(host);
}
END_TEST

/* A preset of controls mentions no file and changes none; a filter chain of
   PipeWire gives a path without a version, a type or a final zero. */
START_TEST(states_that_were_written_by_hand)
{
  Host* const host = measured_host(WORKER_ABSENT);
  HostState state;
  state_init(&state, &world);
  switch (_i) {
    case 0:
      state_put(&state, EARCUP__file_a, "", good, strlen(good));
      state_item(&state, EARCUP__file_a)->type = 0;
      memset(state_item(&state, EARCUP__file_a)->data + strlen(good), 'x', 9);
      break;
    case 1:
      state_put(
        &state, EARCUP__file_a, LV2_ATOM__String, good, strlen(good) + 1);
      break;
    default:
      state_put(&state, EARCUP__file_a, LV2_ATOM__Path, good, strlen(good));
      break;
  }
  ck_assert_int_eq(state_restore(&state, host), 0);
  ck_assert_str_eq(saved_path(host), good);
  state_init(&state, &world);
  ck_assert_int_eq(state_restore(&state, host), 0);
  ck_assert_str_eq(saved_path(host), good);
  assert_heard(host, good);
  put_version(&state, 1); // a session without files
  ck_assert_int_eq(state_restore(&state, host), 0);
  assert_heard(host, NULL);
  host_free(host);
}
END_TEST

START_TEST(paths_come_in_messages_of_every_kind)
{
  static const char* const types[] = { LV2_ATOM__Path, LV2_ATOM__String };
  Host* const host = measured_host(WORKER_AT_ONCE);
  Heard heard = { .points = { 0 } };
  char text[200];
  memset(text, 'x', sizeof(text));
  memcpy(text, good, strlen(good) + 1);
  const uint32_t size = (uint32_t)strlen(good) + (_i & 1 ? 1 : 0);
  host_send_value(host, EARCUP__file_a, types[_i / 2], text, size);
  heard_listen(host, &heard);
  ck_assert_str_eq(heard.path[FILE_A], good);
  ck_assert_str_eq(saved_path(host), good);
  host_free(host);
}
END_TEST

/* --- the window's memory -------------------------------------------------- */

static void
send_memory(Host* host, const char* text)
{
  host_send_object(host,
                   EARCUP__window,
                   EARCUP__window_memory,
                   LV2_ATOM__String,
                   text,
                   (uint32_t)strlen(text) + 1);
}

/* For the next window, and for the next session; a host without a worker does
   as well. */
START_TEST(the_window_is_remembered)
{
  Host* const host = measured_host(WORKER_ABSENT);
  Host* const next = measured_host(WORKER_ABSENT);
  Heard heard = { .windows = 0 };
  HostState state;
  send_memory(host, "view decay\nslot 2\n");
  heard_listen(host, &heard);
  ck_assert_uint_eq(heard.windows, 0); // no echo
  heard_ask(host);
  heard_listen(host, &heard);
  ck_assert_uint_eq(heard.windows, 1);
  ck_assert_str_eq(heard.memory, "view decay\nslot 2\n");

  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  ck_assert_int_eq(state_restore(&state, next), 0);
  memset(&heard, 0, sizeof(heard));
  heard_listen(next, &heard); // its window may be open
  ck_assert_str_eq(heard.memory, "view decay\nslot 2\n");
  state_init(&state, &world);
  put_version(&state, 1);
  ck_assert_int_eq(state_restore(&state, next), 0);
  heard_listen(next, &heard);
  ck_assert_uint_eq(heard.windows, 2);
  ck_assert_str_eq(heard.memory, "");
  host_free(host);
  host_free(next);
}
END_TEST

/* --- slow files ---------------------------------------------------------- */

static void*
work(void* argument)
{
  host_work(argument);
  return NULL;
}

/* Saving, sound and window go on while a file is read; what comes of it is
   taken once it is there. */
START_TEST(nobody_waits_for_a_slow_file)
{
  Host* const host = measured_host(WORKER_LATER);
  Heard heard = { .points = { 0 } };
  pthread_t worker;
  Sound in = sound_new(64);
  Sound out = sound_new(64);
  host_send_path(host, EARCUP__file_a, good);
  heard_listen(host, &heard);
  disk_becomes(true);
  host_send_path(host, EARCUP__file_a, slow);
  host_run(host, in.channel, out.channel, in.n);
  pthread_create(&worker, NULL, work, host);
  disk_is_waited_for();

  ck_assert_str_eq(saved_path(host), good);
  memset(&heard, 0, sizeof(heard));
  heard_ask(host);
  for (int i = 0; i < 4; ++i) {
    host_run(host, in.channel, out.channel, in.n);
    heard_read(host, &heard);
  }
  ck_assert_str_eq(heard.path[FILE_A], good);
  ck_assert_uint_gt(heard.points[FILE_A], 0);

  disk_becomes(false);
  pthread_join(worker, NULL);
  heard_listen(host, &heard);
  ck_assert_str_eq(heard.path[FILE_A], slow);
  ck_assert_str_eq(saved_path(host), slow);
  sound_free(&in);
  sound_free(&out);
  host_free(host);
}
END_TEST

/* A session is loaded while a file chosen before that is still being read. */
START_TEST(the_last_choice_wins)
{
  Host* const host = measured_host(WORKER_LATER);
  HostState state;
  pthread_t worker;
  Sound in = sound_new(64);
  Sound out = sound_new(64);
  disk_becomes(true);
  host_send_path(host, EARCUP__file_a, slow);
  host_run(host, in.channel, out.channel, in.n);
  pthread_create(&worker, NULL, work, host);
  disk_is_waited_for();
  state_init(&state, &world);
  put_version(&state, 1);
  put_path(&state, other);
  ck_assert_int_eq(state_restore(&state, host), 0);
  disk_becomes(false);
  pthread_join(worker, NULL);
  ck_assert_str_eq(saved_path(host), other);
  assert_heard(host, other);
  sound_free(&in);
  sound_free(&out);
  host_free(host);
}
END_TEST

/* --- messages ------------------------------------------------------------ */

/* Hosts know what the plugin may set from its description alone. */
START_TEST(only_declared_properties_are_set)
{
  Host* const host = measured_host(WORKER_LATER);
  Heard heard = { .points = { 0 } };
  heard_ask(host);
  heard_listen(host, &heard);
  host_send_path(host, EARCUP__file_a, good);
  heard_listen(host, &heard);
  host_send_path(host, EARCUP__file_a, missing);
  heard_listen(host, &heard);
  ck_assert_str_ne(heard.message, "");
  ck_assert_str_eq(heard.path[FILE_A], good);
  ck_assert_uint_eq(heard.undeclared, 0);
  host_free(host);
}
END_TEST

/* The window draws what the sound has: the file is read once. */
START_TEST(the_window_gets_the_curve)
{
  Host* const host = measured_host(WORKER_LATER);
  Heard heard = { .points = { 0 } };
  host_send_path(host, EARCUP__file_a, good);
  heard_listen(host, &heard);
  ck_assert_uint_eq(heard.points[FILE_A], GRID_POINTS);
  // A tilt of -1 dB an octave: from 20 Hz on the grid as in the file.
  const double from = grid_hz(GRID_POINTS / 4);
  const double to = grid_hz(GRID_POINTS / 2);
  ck_assert_double_eq_tol((double)heard.curve[FILE_A][GRID_POINTS / 2] -
                            (double)heard.curve[FILE_A][GRID_POINTS / 4],
                          -log2(to / from),
                          0.02);
  host_send_path(host, EARCUP__file_a, "");
  heard_listen(host, &heard);
  ck_assert_uint_eq(heard.points[FILE_A], 0);
  ck_assert_str_eq(heard.path[FILE_A], "");
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin state");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 300); // for what hangs
  tcase_add_checked_fixture(tcase, begin, end);
  tcase_add_loop_test(tcase, a_missing_file_is_missing, 0, 4);
  tcase_add_test(tcase, a_refused_file_changes_nothing);
  tcase_add_test(tcase, all_files_of_a_state_are_described);
  tcase_add_test(tcase, a_newer_state_is_taken_as_far_as_it_is_known);
  tcase_add_loop_test(tcase, a_damaged_version_leaves_all_as_it_was, 0, 3);
  tcase_add_loop_test(tcase, states_that_were_written_by_hand, 0, 3);
  tcase_add_loop_test(tcase, paths_come_in_messages_of_every_kind, 0, 4);
  tcase_add_test(tcase, the_window_is_remembered);
  tcase_add_test(tcase, nobody_waits_for_a_slow_file);
  tcase_add_test(tcase, the_last_choice_wins);
  tcase_add_test(tcase, only_declared_properties_are_set);
  tcase_add_test(tcase, the_window_gets_the_curve);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
