// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Three places for measured files, at A, at B and on the listener's head: each
   is loaded, told, saved, restored and heard by itself. */

#include "dsp/model/response.h"
#include "tests/abuse/hoststate.h"
#include "tests/support/heard.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "dsp/model/simulation.h"
#include "plugin/ui_protocol.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RATE_HZ 48000.0

enum { MEASURED_FILE = 142, AT_500_HZ = 56, AT_2_KHZ = AT_500_HZ + 24 };

static const char* const names[FILE_SLOTS] = { "a.txt", "b.txt", "worn.txt" };

/** What the files of two folders say: dB per octave, none like another. */
enum { FOLDERS = 2 };
static const double tilt[FOLDERS][FILE_SLOTS] = { { -1.0, 1.5, 0.3 },
                                                  { 0.7, -0.4, -0.9 } };
static char folder[FOLDERS][64];
static char path[FOLDERS][FILE_SLOTS][96];

static void
write_tilt(const char* to, double db_per_octave)
{
  FILE* const file = fopen(to, "w");
  ck_assert_ptr_nonnull(file);
  fputs("# earcup: relative\n", file);
  for (double hz = 20.0; hz < 20000.0; hz *= 1.1) {
    fprintf(file, "%.3f\t%.4f\n", hz, db_per_octave * log2(hz / 950.0));
  }
  ck_assert_int_eq(fclose(file), 0);
}

static void
begin(void)
{
  probe_open_world();
  for (int f = 0; f < FOLDERS; ++f) {
    strcpy(folder[f], "/tmp/earcup-places-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder[f]));
    for (int slot = 0; slot < FILE_SLOTS; ++slot) {
      snprintf(
        path[f][slot], sizeof(path[f][slot]), "%s/%s", folder[f], names[slot]);
      write_tilt(path[f][slot], tilt[f][slot]);
    }
  }
}

static void
end(void)
{
  for (int f = 0; f < FOLDERS; ++f) {
    for (int slot = 0; slot < FILE_SLOTS; ++slot) {
      unlink(path[f][slot]);
    }
    rmdir(folder[f]);
  }
  probe_close_world();
}

static Host*
open_host(HostWorker worker)
{
  const HostSetup setup = {
    .urid = true, .log = true, .worker = worker, .max_block = 1U << 20
  };
  Host* const host =
    host_new(&world, host_find(&world, EARCUP_URI), RATE_HZ, &setup);
  ck_assert_ptr_nonnull(host);
  probe_set(host, "headphone_a", MEASURED_FILE);
  probe_set(host, "headphone_b", MEASURED_FILE);
  probe_set(host, "match", 0);
  return host;
}

/** Some blocks of a session, and what a window hears in them. */
static void
listen(Host* host, Heard* heard)
{
  host_activate(host);
  heard_listen(host, heard);
  host_deactivate(host);
}

static void
send_file(Host* host, int slot, const char* name)
{
  static Heard unheard;
  host_send_path(host, heard_keys[slot], name);
  listen(host, &unheard);
}

static void
send_all(Host* host, int f)
{
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    send_file(host, slot, path[f][slot]);
  }
}

/* --- what is heard ------------------------------------------------------- */

/** dB per octave of what comes out, with what is worn or without. */
static double
heard_tilt(Host* host, double morph, bool worn)
{
  double db[PROBE_GRID];
  probe_set(host, "morph", morph);
  probe_set(host, "wearing", worn ? MEASURED_FILE : 0);
  probe_mono_db(host, RATE_HZ, AT_2_KHZ + 1, db);
  return 0.5 * (db[AT_2_KHZ] - db[AT_500_HZ]);
}

/** A is heard at A, B at B, and what is worn is taken off both. */
static void
assert_heard(Host* host, double a, double b, double worn)
{
  ck_assert_double_eq_tol(heard_tilt(host, 0.0, false), a, 0.02);
  ck_assert_double_eq_tol(heard_tilt(host, 1.0, false), b, 0.02);
  ck_assert_double_eq_tol(heard_tilt(host, 0.0, true), a - worn, 0.02);
  ck_assert_double_eq_tol(heard_tilt(host, 1.0, true), b - worn, 0.02);
}

static void
assert_heard_folder(Host* host, int f)
{
  assert_heard(host, tilt[f][FILE_A], tilt[f][FILE_B], tilt[f][FILE_WEARING]);
}

static double
curve_tilt(const float* db)
{
  size_t low = 0;
  while (grid_hz(low) < 500.0) {
    ++low;
  }
  size_t high = low;
  while (grid_hz(high) < 4000.0) {
    ++high;
  }
  return (double)(db[high] - db[low]) / log2(grid_hz(high) / grid_hz(low));
}

static void
assert_told(const Heard* heard, int f)
{
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    ck_assert_str_eq(heard->path[slot], path[f][slot]);
    ck_assert_uint_eq(heard->points[slot], GRID_POINTS);
    ck_assert_double_eq_tol(
      curve_tilt(heard->curve[slot]), tilt[f][slot], 0.01);
  }
}

static void
put_version(HostState* state)
{
  const int32_t version = 1;
  state_put(state, EARCUP__version, LV2_ATOM__Int, &version, sizeof(version));
}

/* --- tests --------------------------------------------------------------- */

START_TEST(each_place_has_a_file)
{
  static HostState state;
  static Heard heard;
  Host* const host = open_host(WORKER_AT_ONCE);
  Host* const next = open_host(WORKER_AT_ONCE);
  memset(&heard, 0, sizeof(heard));
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    host_send_path(host, heard_keys[slot], path[0][slot]);
    listen(host, &heard);
  }
  assert_told(&heard, 0);
  assert_heard_folder(host, 0);

  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const StateItem* const item = state_item(&state, heard_keys[slot]);
    ck_assert_ptr_nonnull(item);
    ck_assert_str_eq((const char*)item->data, path[0][slot]);
    ck_assert_uint_eq(item->type, host_map(&world, LV2_ATOM__Path));
  }
  ck_assert_int_eq(state_restore(&state, next), 0);
  memset(&heard, 0, sizeof(heard));
  listen(next, &heard);
  assert_told(&heard, 0);
  assert_heard_folder(next, 0);
  host_free(host);
  host_free(next);
}
END_TEST

/* Another file for one place leaves those of the others where they are; so do
   none, and one that cannot be read. */
START_TEST(places_do_not_touch_each_other)
{
  const int slot = _i;
  double now[FILE_SLOTS];
  Host* const host = open_host(WORKER_AT_ONCE);
  memcpy(now, tilt[0], sizeof(now));
  send_all(host, 0);
  send_file(host, slot, path[1][slot]);
  now[slot] = tilt[1][slot];
  assert_heard(host, now[FILE_A], now[FILE_B], now[FILE_WEARING]);
  send_file(host, slot, "/nowhere/at/all.txt");
  assert_heard(host, now[FILE_A], now[FILE_B], now[FILE_WEARING]);
  send_file(host, slot, "");
  now[slot] = 0.0;
  assert_heard(host, now[FILE_A], now[FILE_B], now[FILE_WEARING]);
  host_free(host);
}
END_TEST

/* What a host saves beside its session is what it finds there again, on a
   machine where that lies elsewhere. */
START_TEST(a_session_moves_with_its_files)
{
  static HostState state;
  Host* const host = open_host(WORKER_AT_ONCE);
  Host* const next = open_host(WORKER_AT_ONCE);
  send_all(host, 0);
  state_init(&state, &world);
  state.folder = folder[0];
  ck_assert_int_eq(state_save(&state, host), 0);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const StateItem* const item = state_item(&state, heard_keys[slot]);
    ck_assert_ptr_nonnull(item);
    ck_assert_str_eq((const char*)item->data, names[slot]);
  }
  for (unsigned i = 0; i < state.n; ++i) {
    ck_assert_uint_eq(state.items[i].flags,
                      LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
  }
  state.folder = folder[1];
  ck_assert_int_eq(state_restore(&state, next), 0);
  assert_heard_folder(next, 1);
  host_free(host);
  host_free(next);
}
END_TEST

/* What somebody wrote by hand is no session: it leaves alone what it does not
   mention. */
START_TEST(a_preset_changes_what_it_mentions)
{
  static HostState state;
  const int slot = _i;
  double now[FILE_SLOTS];
  Host* const host = open_host(WORKER_AT_ONCE);
  memcpy(now, tilt[0], sizeof(now));
  now[slot] = tilt[1][slot];
  send_all(host, 0);
  state_init(&state, &world);
  state_put(&state,
            heard_keys[slot],
            LV2_ATOM__Path,
            path[1][slot],
            strlen(path[1][slot]) + 1);
  ck_assert_int_eq(state_restore(&state, host), 0);
  assert_heard(host, now[FILE_A], now[FILE_B], now[FILE_WEARING]);
  host_free(host);
}
END_TEST

/* One name that is none, or longer than any path: that is said, the place is
   empty, and the others are as they are. */
START_TEST(a_damaged_name_is_told)
{
  static HostState state;
  static Heard heard;
  static char text[STATE_MAX_BYTES];
  const int slot = _i % FILE_SLOTS;
  const bool is_long = _i >= FILE_SLOTS;
  double now[FILE_SLOTS];
  Host* const host = open_host(WORKER_AT_ONCE);
  memset(text, 'x', sizeof(text));
  *text = '/';
  memset(&heard, 0, sizeof(heard));
  memcpy(now, tilt[0], sizeof(now));
  now[slot] = 0.0;
  state_init(&state, &world);
  put_version(&state);
  for (int k = 0; k < FILE_SLOTS; ++k) {
    const char* const name = k == slot ? text : path[0][k];
    const size_t size = k != slot ? strlen(name) + 1
                        : is_long ? sizeof(text)
                                  : sizeof(float);
    state_put(&state,
              heard_keys[k],
              k == slot && !is_long ? LV2_ATOM__Float : LV2_ATOM__Path,
              name,
              size);
  }
  ck_assert_int_eq(state_restore(&state, host), 0);
  listen(host, &heard);
  ck_assert_ptr_nonnull(strstr(heard.message, "damaged name"));
  assert_heard(host, now[FILE_A], now[FILE_B], now[FILE_WEARING]);
  host_free(host);
}
END_TEST

/* No filter follows 24 dB up and down every twelfth of an octave, and that is
   said, heard or not; a tilt is followed. */
START_TEST(a_coarse_filter_is_told_of)
{
  static Heard heard;
  char rough[128];
  Host* const host = open_host(WORKER_AT_ONCE);
  probe_set(host, "headphone_a", 1); // else what is heard instead is said too
  probe_set(host, "headphone_b", 3);
  snprintf(rough, sizeof(rough), "%s/rough.txt", folder[0]);
  FILE* const file = fopen(rough, "w");
  ck_assert_ptr_nonnull(file);
  fputs("# earcup: relative\n", file);
  for (int i = 0; i < 120; ++i) {
    fprintf(file, "%.3f\t%d\n", 20.0 * exp2(i / 12.0), i % 2 ? 12 : -12);
  }
  ck_assert_int_eq(fclose(file), 0);
  host_send_path(host, heard_keys[_i], path[0][_i]);
  listen(host, &heard);
  ck_assert_ptr_nonnull(strstr(heard.note, names[_i]));
  ck_assert_ptr_null(strstr(heard.note, "followed to within"));
  host_send_path(host, heard_keys[_i], rough);
  listen(host, &heard);
  const char* const said = strstr(heard.note, "followed to within ");
  if (_i == FILE_WEARING) { // narrow notches are not filled: nothing is rough
    ck_assert_ptr_null(said);
  } else {
    ck_assert_ptr_nonnull(said);
    ck_assert_double_gt(strtod(said + strlen("followed to within "), NULL),
                        1.0);
  }
  unlink(rough);
  host_free(host);
}
END_TEST

/* --- hosts that cannot --------------------------------------------------- */

START_TEST(a_host_without_a_worker_is_told_of)
{
  static Heard heard;
  Host* const host = open_host(WORKER_ABSENT);
  memset(&heard, 0, sizeof(heard));
  host_send_path(host, heard_keys[_i], path[0][_i]);
  listen(host, &heard);
  ck_assert_ptr_nonnull(strstr(heard.message, "cannot load files"));
  assert_heard(host, 0.0, 0.0, 0.0);
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin places");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_checked_fixture(tcase, begin, end);
  tcase_add_test(tcase, each_place_has_a_file);
  tcase_add_loop_test(tcase, places_do_not_touch_each_other, 0, FILE_SLOTS);
  tcase_add_test(tcase, a_session_moves_with_its_files);
  tcase_add_loop_test(tcase, a_preset_changes_what_it_mentions, 0, FILE_SLOTS);
  tcase_add_loop_test(tcase, a_damaged_name_is_told, 0, 2 * FILE_SLOTS);
  tcase_add_loop_test(tcase, a_coarse_filter_is_told_of, 0, FILE_SLOTS);
  tcase_add_loop_test(tcase, a_host_without_a_worker_is_told_of, 0, FILE_SLOTS);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
