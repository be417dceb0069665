// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What sessions tell the plugin about files, and what it keeps of that: the
   state is the whole truth. */

#include "tests/support/heard.h"
#include "tests/support/session.h"
#include "tests/support/suite.h"

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
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
