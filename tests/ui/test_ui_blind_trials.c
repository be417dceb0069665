// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The rules and the statistics of blind trials.

#include "tests/support/suite.h"

#include "ui/shared/blind_trials.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sums of binomial coefficients, by hand and from tables of the distribution
   (16: 1 + 16 + 120 + 560 + 1820 of 65536; 64: Python's math.comb). */
START_TEST(tails_are_those_of_the_tables)
{
  static const struct {
    unsigned count;
    unsigned n;
    double p;
  } known[] = {
    { 16, 16, 1.0 / 65536.0 },
    { 15, 16, 17.0 / 65536.0 },
    { 14, 16, 137.0 / 65536.0 },
    { 13, 16, 697.0 / 65536.0 },
    { 12, 16, 2517.0 / 65536.0 },
    { 8, 16, 39203.0 / 65536.0 },
    { 0, 16, 1.0 },
    { 7, 8, 9.0 / 256.0 },
    { 40, 64, 0.029970594783499616 },
    { 64, 64, 5.421010862427522e-20 },
  };
  for (size_t i = 0; i < sizeof(known) / sizeof(*known); ++i) {
    ck_assert_double_eq_tol(
      blind_tail(known[i].count, known[i].n) / known[i].p, 1.0, 1e-12);
  }
}
END_TEST

START_TEST(numbers_of_trials_have_limits)
{
  BlindTrials trials;
  ck_assert(!blind_trials_begin(&trials, BLIND_ABX, 7, 1));
  ck_assert(!blind_trials_begin(&trials, BLIND_ABX, 65, 1));
  ck_assert(blind_trials_begin(&trials, BLIND_ABX, 8, 1));
  ck_assert(blind_trials_begin(&trials, BLIND_ABX, 64, 1));
  ck_assert_double_eq(blind_trials_p(&trials), 1.0);
  for (int i = 0; i < 70; ++i) {
    blind_trials_answer(&trials, 1);
  }
  ck_assert_uint_eq(trials.done, 64);
}
END_TEST

/* The same seed gives the same order, another one another; both sides come
   equally often, and one says nothing of the next. */
START_TEST(the_order_is_fair)
{
  enum { SEEDS = 4000 };
  unsigned ones[64] = { 0 };
  unsigned same = 0;
  for (uint32_t seed = 0; seed < SEEDS; ++seed) {
    BlindTrials a;
    BlindTrials b;
    blind_trials_begin(&a, BLIND_ABX, 64, seed);
    blind_trials_begin(&b, BLIND_PREFERENCE, 64, seed);
    ck_assert_uint_eq(a.order, b.order);
    for (unsigned i = 0; i < 64; ++i) {
      ones[i] += blind_trials_order(&a, i);
      same +=
        i > 0 && blind_trials_order(&a, i) == blind_trials_order(&a, i - 1);
    }
  }
  for (int i = 0; i < 64; ++i) { // four and a half deviations
    ck_assert_double_lt(fabs(ones[i] / (double)SEEDS - 0.5),
                        4.5 * 0.5 / sqrt(SEEDS));
  }
  ck_assert_double_lt(fabs(same / (63.0 * SEEDS) - 0.5),
                      4.5 * 0.5 / sqrt(63.0 * SEEDS));
}
END_TEST

START_TEST(x_is_what_was_drawn)
{
  BlindTrials trials;
  blind_trials_begin(&trials, BLIND_ABX, 16, 7);
  for (unsigned i = 0; i < 16; ++i) {
    ck_assert_uint_eq(blind_trials_sound(&trials, 0), 0);
    ck_assert_uint_eq(blind_trials_sound(&trials, 1), 1);
    const unsigned x = blind_trials_sound(&trials, 2);
    blind_trials_answer(&trials, i < 12 ? x : !x);
  }
  ck_assert_uint_eq(blind_trials_count(&trials), 12);
  ck_assert_double_eq_tol(blind_trials_p(&trials), 2517.0 / 65536.0, 1e-12);
}
END_TEST

/* Whoever likes the second sound finds it at either place; whoever likes what
   comes first shows no preference. */
START_TEST(preferences_are_about_sounds_not_places)
{
  BlindTrials trials;
  blind_trials_begin(&trials, BLIND_PREFERENCE, 16, 7);
  for (unsigned i = 0; i < 16; ++i) {
    blind_trials_answer(&trials, blind_trials_sound(&trials, 1) == 1);
  }
  ck_assert_uint_eq(blind_trials_count(&trials), 0);
  ck_assert_double_eq_tol(blind_trials_p(&trials), 2.0 / 65536.0, 1e-12);
  unsigned first = 0;
  for (uint32_t seed = 0; seed < 100; ++seed) {
    blind_trials_begin(&trials, BLIND_PREFERENCE, 16, seed);
    while (trials.done < 16) {
      blind_trials_answer(&trials, 0);
    }
    first += blind_trials_count(&trials);
  }
  ck_assert_double_eq_tol(first / 1600.0, 0.5, 4.5 * 0.5 / 40.0);
  blind_trials_begin(&trials, BLIND_PREFERENCE, 8, 7);
  for (unsigned i = 0; i < 8; ++i) { // as often one as the other
    blind_trials_answer(&trials, blind_trials_sound(&trials, 1) == i % 2);
  }
  ck_assert_double_eq(blind_trials_p(&trials), 1.0);
}
END_TEST

/** What the words are for so many of 16 right. */
static void
words_of(BlindKind kind, unsigned right, char* words)
{
  static const char* const names[2] = { "Open", "Closed" };
  BlindTrials trials;
  blind_trials_begin(&trials, kind, 16, 3);
  for (unsigned i = 0; i < 16; ++i) {
    const unsigned drawn = blind_trials_order(&trials, i);
    blind_trials_answer(&trials, i < right ? drawn : !drawn);
  }
  blind_trials_say(&trials, names, words);
}

START_TEST(words_say_what_p_means)
{
  char words[BLIND_WORDS];
  words_of(BLIND_ABX, 14, words);
  ck_assert_str_eq(words,
                   "14 of 16 right, Open against Closed. Guessing gives that "
                   "many or more with p = 0.002: you hear the difference.");
  words_of(BLIND_ABX, 16, words);
  ck_assert_ptr_nonnull(strstr(words, "p = 1.5e-05: you hear"));
  words_of(BLIND_ABX, 13, words);
  ck_assert_ptr_nonnull(strstr(words, "p = 0.011: you probably hear"));
  words_of(BLIND_ABX, 11, words);
  ck_assert_ptr_nonnull(strstr(words, "p = 0.105: no difference shown"));
  words_of(BLIND_PREFERENCE, 2, words);
  ck_assert_ptr_nonnull(strstr(words, "Closed preferred 14 times of 16, Open"));
  ck_assert_ptr_nonnull(strstr(words, "p = 0.004: you prefer it."));
  words_of(BLIND_PREFERENCE, 10, words);
  ck_assert_ptr_nonnull(strstr(words, "Open preferred 10 times of 16"));
  ck_assert_ptr_nonnull(strstr(words, "no preference shown"));
}
END_TEST

/* The page of earcup-audition has rules and words of its own language: they
   must not drift apart. */
START_TEST(the_page_says_the_same)
{
  static const char* const shared[] = {
    "you hear the difference.",
    "you probably hear the difference.",
    "no difference shown; more trials may show a small one.",
    "Guessing gives that many or more with p =",
    "p <= 0.01 ?",
    "p <= 0.05 ?",
  };
  static char page[100000];
  FILE* const file = fopen("ui/audition/page.html", "r");
  ck_assert_ptr_nonnull(file);
  const size_t n = fread(page, 1, sizeof(page) - 1, file);
  fclose(file);
  page[n] = '\0';
  for (size_t i = 0; i < sizeof(shared) / sizeof(*shared); ++i) {
    ck_assert_msg(strstr(page, shared[i]), "%s", shared[i]);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui blind trials");
  TCase* const tests = tcase_create("trials");
  tcase_add_test(tests, tails_are_those_of_the_tables);
  tcase_add_test(tests, numbers_of_trials_have_limits);
  tcase_add_test(tests, the_order_is_fair);
  tcase_add_test(tests, x_is_what_was_drawn);
  tcase_add_test(tests, preferences_are_about_sounds_not_places);
  tcase_add_test(tests, words_say_what_p_means);
  tcase_add_test(tests, the_page_says_the_same);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
