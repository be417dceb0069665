// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Texts and values as Turtle has them. The writer belongs to host tools and has
// no object of its own here.

#include "tests/support/suite.h"
#include "ttl/turtle.c"

#include <stdlib.h>

/** What was written since open_memstream(). */
static char* written;
static size_t n_written;

static FILE*
begin(void)
{
  FILE* const out = open_memstream(&written, &n_written);
  ck_assert_ptr_nonnull(out);
  return out;
}

static void
assert_written(FILE* out, const char* expected)
{
  ck_assert_int_eq(fclose(out), 0);
  ck_assert_str_eq(written, expected);
  free(written);
}

/* Turtle 1.1, 2.5.1: quotes and backslashes are escaped. */
START_TEST(texts_are_quoted)
{
  FILE* const out = begin();
  write_quoted(out, "\"Ear\" \\ cup");
  assert_written(out, "\"\\\"Ear\\\" \\\\ cup\"");
}
END_TEST

/* Decimals, whole ones too. */
START_TEST(values_are_decimals)
{
  static const struct {
    float value;
    const char* text;
  } cases[] = { { 0.0F, "0.0" },      { 143.0F, "143.0" },
                { -60.0F, "-60.0" },  { 0.75F, "0.75" },
                { 0.125F, "0.125" },  { 1000.0F, "1000.0" },
                { 0.0001F, "0.0001" } };
  FILE* const out = begin();
  turtle_value(out, cases[_i].value);
  assert_written(out, cases[_i].text);
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("turtle");
  tcase_add_test(tests, texts_are_quoted);
  tcase_add_loop_test(tests, values_are_decimals, 0, 7);
  Suite* const suite = suite_create("turtle");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
