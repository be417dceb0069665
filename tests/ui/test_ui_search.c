// SPDX-License-Identifier: GPL-3.0-or-later
/* The search of the window's menus and of the command. */

#include "ui/shared/search.h"

#include "tests/support/suite.h"

#include <string.h>

START_TEST(search_finds_headphones)
{
  const char* const name = "Sennheiser HD 650";
  static const char* const found[] = { "",        "650",    "hd6",
                                       "hd 650",  "HD-650", "senn 650",
                                       "650 sen", "  hd  ", "heiser" };
  static const char* const missed[] = { "660", "hd6 akg", "sennheiserx" };
  for (size_t i = 0; i < sizeof(found) / sizeof(*found); ++i) {
    ck_assert_msg(search_matches(found[i], name), "%s", found[i]);
  }
  for (size_t i = 0; i < sizeof(missed) / sizeof(*missed); ++i) {
    ck_assert_msg(!search_matches(missed[i], name), "%s", missed[i]);
  }
  char endless[2000];
  memset(endless, 'a', sizeof(endless) - 1);
  endless[sizeof(endless) - 1] = '\0';
  ck_assert(!search_matches(endless, name));
  ck_assert(search_matches("aaa", endless));
}
END_TEST

START_TEST(a_whole_model_is_told_from_longer_ones)
{
  ck_assert(search_ends("hd25", "Sennheiser HD 25"));
  ck_assert(search_ends("HD 25", "Sennheiser HD-25"));
  ck_assert(search_ends("sennheiser hd 25", "Sennheiser HD 25"));
  ck_assert(!search_ends("hd25", "Sennheiser HD 250 II"));
  ck_assert(!search_ends("", "Sennheiser HD 25"));
  ck_assert(!search_ends("-", "Sennheiser HD 25"));
  ck_assert(!search_ends("Old Sennheiser HD 25", "Sennheiser HD 25"));
}
END_TEST

START_TEST(distances_count_slips)
{
  const char* const name = "Sennheiser HD 650";
  ck_assert_uint_eq(search_distance("HD-650", name), 0);
  ck_assert_uint_eq(search_distance("", name), 0);
  ck_assert_uint_eq(search_distance("HD65O", name), 1);   // another letter
  ck_assert_uint_eq(search_distance("HD 6550", name), 1); // one more
  ck_assert_uint_eq(search_distance("Senheiser", name), 1);
  ck_assert_uint_eq(search_distance("Senhieser", name), 3); // 1 + a swap
  ck_assert_uint_eq(search_distance("xyz", name), 3);
  ck_assert_uint_eq(search_distance("xyz", ""), 3);
}
END_TEST

int
main(void)
{
  Suite* suite = suite_create("ui search");
  TCase* search = tcase_create("search");
  tcase_add_test(search, search_finds_headphones);
  tcase_add_test(search, a_whole_model_is_told_from_longer_ones);
  tcase_add_test(search, distances_count_slips);
  suite_add_tcase(suite, search);
  return suite_run(suite);
}
