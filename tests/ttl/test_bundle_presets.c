// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* The presets of the built bundle are complete, differ, and hold decimals. */

#include "plugin/uris.h"
#include "tests/support/loaded.h"
#include "tests/support/suite.h"

static bool
same_values(const Loaded* a, const Loaded* b)
{
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    if (a->value[i] < b->value[i] || a->value[i] > b->value[i] ||
        isnan(a->value[i]) != isnan(b->value[i])) {
      return false;
    }
  }
  return true;
}

static const Loaded*
by_label(const Loaded* list, size_t n, const char* label)
{
  for (size_t i = 0; i < n; ++i) {
    if (!strcmp(list[i].label, label)) {
      return &list[i];
    }
  }
  ck_abort_msg("no preset %s", label);
}

static void
check_values_copied_by_hand(const Loaded* list, size_t n)
{
  const Loaded* const hd_650 = by_label(list, n, "Studio: HD 650");
  ck_assert_float_eq_tol(hd_650->value[PORT_HEADPHONE_A], 14, 1e-6F);
  ck_assert_float_eq_tol(hd_650->value[PORT_HEADPHONE_B], 143, 1e-6F);
  ck_assert_float_eq_tol(hd_650->value[PORT_STRENGTH], 100, 1e-6F);
}

START_TEST(presets_are_complete_and_differ)
{
  static Loaded list[MAX_PRESETS];
  static const char* const uris[] = { EARCUP_URI, EARCUP_OUTSIDE_URI };
  const size_t n = load_all(uris[_i], list);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < i; ++j) {
      ck_assert_str_ne(list[j].label, list[i].label);
      ck_assert_msg(!same_values(&list[j], &list[i]),
                    "%s = %s",
                    list[j].label,
                    list[i].label);
    }
  }
  ck_assert_uint_ge(n, 66 + 20);
  check_values_copied_by_hand(list, n);
}
END_TEST

/* lilv reads on where a value is none, and would hide it. */
START_TEST(values_are_decimals)
{
  static Loaded list[MAX_PRESETS];
  const char* const folder = getenv("EARCUP_BUNDLE_DIR");
  char path[4096];
  char line[4096];
  size_t n_values = 0;
  const size_t n = load_all(EARCUP_URI, list);
  for (size_t i = 0; i < n; ++i) {
    for (unsigned p = 0; p < PORT_COUNT; ++p) {
      n_values += isnan(list[i].value[p]) ? 0 : 1;
    }
  }
  snprintf(path,
           sizeof(path),
           "%s/earcup.lv2/presets.ttl",
           folder ? folder : "build/lv2");
  FILE* const file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  while (fgets(line, sizeof(line), file)) {
    const char* const value = strstr(line, "pset:value ");
    if (value) {
      const char* const at = value + strlen("pset:value ");
      const size_t length = strcspn(at, " \n");
      ck_assert_msg(length > 2 && strspn(at, "-0123456789.") == length &&
                      memchr(at, '.', length),
                    "%s",
                    line);
      --n_values;
    }
  }
  fclose(file);
  ck_assert_uint_eq(n_values, 0);
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("presets");
  tcase_add_unchecked_fixture(tests, probe_open_world, probe_close_world);
  tcase_set_timeout(tests, 0); // no slow machine fails
  tcase_add_loop_test(tests, presets_are_complete_and_differ, 0, 2);
  tcase_add_test(tests, values_are_decimals);
  Suite* const suite = suite_create("bundle presets");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
