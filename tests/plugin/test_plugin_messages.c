// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What windows tell the plugin about files and want to be told; nobody waits
   for a file. */

#include "tests/support/heard.h"
#include "tests/support/session.h"
#include "tests/support/suite.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>

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
disk_becomes(bool is_slow)
{
  pthread_mutex_lock(&disk.lock);
  disk.slow = is_slow;
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
  Suite* const suite = suite_create("plugin messages");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 300); // for what hangs
  tcase_add_checked_fixture(tcase, begin, end);
  tcase_add_loop_test(tcase, paths_come_in_messages_of_every_kind, 0, 4);
  tcase_add_test(tcase, the_window_is_remembered);
  tcase_add_test(tcase, nobody_waits_for_a_slow_file);
  tcase_add_test(tcase, the_last_choice_wins);
  tcase_add_test(tcase, only_declared_properties_are_set);
  tcase_add_test(tcase, the_window_gets_the_curve);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
