// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the plugin is told of the type of a measured file, keeps of it, and
   tells of its fit. */

#include "tests/abuse/hoststate.h"
#include "tests/support/fitted.h"
#include "tests/support/simulated.h"
#include "tests/support/suite.h"

/* A type that was told stays with the file, in a state too, and a host without
   a worker hears the circuit at once. */
START_TEST(a_state_keeps_the_type)
{
  static const HostWorker workers[] = { WORKER_ABSENT, WORKER_LATER };
  const Headphone* const headphone = headphone_named("HD 25");
  Host* const host = open_host(WORKER_LATER);
  Host* const again = open_host(workers[_i]);
  HostState state;
  double first[PROBE_GRID];
  double second[PROBE_GRID];
  Heard heard = nothing;
  write_file(path, headphone, 20.0);
  load_told(host, path, headphone);
  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  const StateItem* const item = state_item(&state, EARCUP__type_a);
  int32_t number = -1;
  ck_assert_ptr_nonnull(item);
  ck_assert_uint_eq(item->size, sizeof(number));
  memcpy(&number, item->data, sizeof(number));
  ck_assert_int_eq(number, CLOSED);
  ck_assert_int_eq(state_restore(&state, again), 0);
  run_block(again, &heard);
  ck_assert_int_eq(heard.told, CLOSED);
  ck_assert_int_eq(heard.housing, HOUSING_CLOSED);
  ck_assert_ptr_nonnull(strstr(heard.note, "closed-back as you say"));
  loose_db(host, first);
  loose_db(again, second);
  ck_assert_double_le(distance(first, second, PROBE_GRID).max, AGAIN_DB);
  host_free(host);
  host_free(again);
}
END_TEST

START_TEST(a_type_is_told_of_one_file)
{
  Host* const host = open_host(WORKER_LATER);
  HostState state;
  Heard heard;
  write_file(path, headphone_named("HD 600"), 20.0);
  write_file(other, headphone_named("DT 770"), 20.0);
  heard = load(host, path);
  ck_assert_ptr_nonnull(strstr(heard.note, ", open-back ("));
  ck_assert_int_eq(heard.told, GUESS);
  ck_assert_float_lt(heard.certainty, 1.0F);
  send_type(host, CLOSED);
  settle(host, &heard);
  ck_assert_int_eq(heard.housing, HOUSING_CLOSED);
  heard = load(host, path); // once more: it is still the same one
  ck_assert_int_eq(heard.housing, HOUSING_CLOSED);
  ck_assert_int_eq(heard.told, CLOSED);
  heard = load(host, other);
  ck_assert_ptr_nonnull(strstr(heard.note, ", closed-back ("));
  ck_assert_int_eq(heard.told, GUESS);
  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  ck_assert_ptr_null(state_item(&state, EARCUP__type_a));
  send_type(host, CLOSED);
  settle(host, &heard);
  send_type(host, GUESS);
  settle(host, &heard);
  ck_assert_int_eq(heard.told, GUESS);
  host_free(host);
}
END_TEST

START_TEST(what_is_no_type_is_ignored)
{
  const int32_t numbers[] = { 4, -1, INT32_MIN };
  const float number = 3.0F;
  const double wide = 3.0;
  Host* const host = open_host(WORKER_LATER);
  write_file(path, headphone_named("HD 600"), 20.0);
  Heard heard = load(host, path);
  for (size_t i = 0; i < 3; ++i) {
    send_type(host, numbers[i]);
    settle(host, &heard);
  }
  send_value(host, LV2_ATOM__String, "abc", 4);
  settle(host, &heard);
  send_value(host, LV2_ATOM__Double, &wide, sizeof(wide));
  settle(host, &heard);
  ck_assert_int_eq(heard.told, GUESS);
  ck_assert_int_eq(heard.housing, HOUSING_OPEN);
  send_value(host, LV2_ATOM__Float, &number, sizeof(number));
  settle(host, &heard);
  ck_assert_int_eq(heard.told, CLOSED);
  ck_assert_int_eq(heard.housing, HOUSING_CLOSED);

  HostState state;
  const int32_t bad = 99;
  state_init(&state, &world);
  ck_assert_int_eq(state_save(&state, host), 0);
  state_put(&state, EARCUP__type_a, LV2_ATOM__Int, &bad, sizeof(bad));
  ck_assert_int_eq(state_restore(&state, host), 0);
  settle(host, &heard);
  ck_assert_int_eq(heard.housing, HOUSING_OPEN); // guessed anew
  host_free(host);
}
END_TEST

/* A comb that no poles follow: that is told with the circuit. */
START_TEST(what_the_filter_leaves_is_told)
{
  Host* const host = open_host(WORKER_LATER);
  FILE* const file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  probe_set(host, "headphone_a", 1); // else what is heard instead is said too
  probe_set(host, "headphone_b", 3);
  fputs("# earcup: relative\n", file);
  for (int i = 0; i < 120; ++i) {
    fprintf(file, "%.3f\t%d\n", 20.0 * exp2(i / 12.0), i % 2 ? 12 : -12);
  }
  ck_assert_int_eq(fclose(file), 0);
  const Heard heard = load(host, path);
  ck_assert_int_ge(heard.housing, 0);
  ck_assert_ptr_nonnull(strstr(heard.note, "certain); followed to within"));
  host_free(host);
}
END_TEST

/* Another file cannot be read while the first is being fitted: that stays to be
   read. */
START_TEST(a_circuit_hides_no_problem)
{
  Host* const host = open_host(WORKER_LATER);
  Heard heard = nothing;
  write_file(path, headphone_named("HD 600"), 20.0);
  host_send_path(host, EARCUP__file_a, path);
  run_block(host, &heard);
  host_work(host);
  host_send_path(host, EARCUP__file_b, "/nowhere.txt");
  settle(host, &heard);
  ck_assert_int_eq(heard.housing, HOUSING_OPEN);
  ck_assert_ptr_nonnull(strstr(heard.note, "open-back"));
  ck_assert_ptr_nonnull(strstr(heard.problem, "nowhere.txt: no such file"));
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin types");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, begin, end);
  tcase_add_loop_test(tcase, a_state_keeps_the_type, 0, 2);
  tcase_add_test(tcase, a_type_is_told_of_one_file);
  tcase_add_test(tcase, what_is_no_type_is_ignored);
  tcase_add_test(tcase, a_circuit_hides_no_problem);
  tcase_add_test(tcase, what_the_filter_leaves_is_told);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
