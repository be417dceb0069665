// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* The search of the window's menus and of the command. */

#include "ui/shared/search.h"

#include "tests/support/suite.h"

#include <stdio.h>
#include <string.h>

START_TEST(search_finds_headphones)
{
  const char* const name = "Sennheiser HD 650";
  static const char* const found[] = { "",        "650",    "hd6",
                                       "hd 650",  "HD-650", "senn 650",
                                       "650 sen", "  hd  ", "heiser" };
  static const char* const missed[] = { "661", "hd6 akg", "sennheiserxy" };
  for (size_t i = 0; i < sizeof(found) / sizeof(*found); ++i) {
    ck_assert_msg(search_rank(found[i], name) >= SEARCH_INSIDE, "%s", found[i]);
  }
  for (size_t i = 0; i < sizeof(missed) / sizeof(*missed); ++i) {
    ck_assert_msg(search_rank(missed[i], name) == SEARCH_NONE, "%s", missed[i]);
  }
  char endless[2000];
  memset(endless, 'a', sizeof(endless) - 1);
  endless[sizeof(endless) - 1] = '\0';
  ck_assert_int_eq((int)search_rank(endless, name), SEARCH_NONE);
  ck_assert_int_ge((int)search_rank("aaa", endless), SEARCH_INSIDE);
}
END_TEST

START_TEST(names_are_ranked)
{
  static const struct {
    const char* query;
    const char* name;
    SearchRank rank;
  } cases[] = {
    { "hd25", "Sennheiser HD 25", SEARCH_EXACT },
    { "HD 25", "Sennheiser HD-25", SEARCH_EXACT },
    { "sennheiser hd 25", "Sennheiser HD 25", SEARCH_EXACT },
    { "hd25", "Sennheiser HD 250 II", SEARCH_PHRASE },
    { "t1", "Beyerdynamic T1", SEARCH_EXACT },
    { "t1", "Beyerdynamic DT 1990", SEARCH_INSIDE },
    { "xm5", "Sony WH-1000XM5", SEARCH_EXACT },
    { "dt770", "Beyerdynamic DT 770", SEARCH_EXACT },
    { "hd6xx", "Sennheiser HD 6XX", SEARCH_EXACT },
    { "hd6xx", "Sennheiser HD 650", SEARCH_CLOSE },
    { "hd6xx", "Sennheiser HD 58X", SEARCH_NONE },
    { "50", "Sennheiser HD 650", SEARCH_INSIDE },
    { "650 senn", "Sennheiser HD 650", SEARCH_START },
    { "senn hd", "Sennheiser HD 650", SEARCH_START },
    { "sennheiser hd", "Sennheiser HD 650", SEARCH_PHRASE },
    { "sennheisser", "Sennheiser HD 650", SEARCH_CLOSE }, // one too many
    { "senheiser hd650", "Sennheiser HD 650", SEARCH_CLOSE },
    { "sennhieser", "Sennheiser HD 650", SEARCH_CLOSE }, // swapped
    { "sannheiser", "Sennheiser HD 650", SEARCH_CLOSE }, // another one
    { "sanheiser", "Sennheiser HD 650", SEARCH_NONE },
    { "hd660", "Sennheiser HD 650", SEARCH_DOUBTFUL },
    { "hd65o", "Sennheiser HD 650", SEARCH_DOUBTFUL },
    { "kos", "Sennheiser HD 650", SEARCH_NONE },
    { "eiserr", "Sennheiser HD 650", SEARCH_NONE }, // close to no word's start
    { "open 2003", "Sennheiser HD 650\nopen over-ear 2003", SEARCH_INSIDE },
    { "open senn", "Sennheiser HD 650\nopen over-ear 2003", SEARCH_INSIDE },
    { "openn", "Sennheiser HD 650\nopen over-ear 2003", SEARCH_NONE },
    { "hd650", "Sennheiser HD 650\nopen over-ear 2003", SEARCH_EXACT },
    { "-", "Sennheiser HD 650", SEARCH_EXACT },
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); ++i) {
    const SearchRank rank = search_rank(cases[i].query, cases[i].name);
    ck_assert_msg(rank == cases[i].rank,
                  "'%s' in '%s': %d",
                  cases[i].query,
                  cases[i].name,
                  (int)rank);
  }
}
END_TEST

static bool
name_of(const void* list, size_t i, char* text)
{
  const char* const name = ((const char* const*)list)[i];
  snprintf(text, SEARCH_TEXT, "%s", name ? name : "");
  return name != NULL;
}

START_TEST(the_best_names_come_first)
{
  static const char* const names[] = {
    "Beyerdynamic DT 1990", "Beyerdynamic T1",      NULL, "Sony T1 Mark",
    "Sennheiser HD 25",     "Sennheiser HD 250 II", "T1"
  };
  SearchHit hits[7];
  ck_assert_uint_eq(search_list("t1", 7, name_of, names, hits), 4);
  ck_assert_uint_eq(hits[0].index, 1); // exact ones in their order
  ck_assert_uint_eq(hits[1].index, 6);
  ck_assert_uint_eq(hits[2].index, 3); // then the start of a word
  ck_assert_uint_eq(hits[3].index, 0); // then inside
  ck_assert_uint_eq(search_list("", 7, name_of, names, hits), 6);
  ck_assert_uint_eq(hits[5].index, 6);
  // Close ones if there is no better one, doubtful ones if there are no others.
  ck_assert_uint_eq(search_list("hd250", 7, name_of, names, hits), 1);
  ck_assert_uint_eq(hits[0].index, 5);
  ck_assert_uint_eq(search_list("hd2x", 7, name_of, names, hits), 2);
  ck_assert_int_eq((int)hits[0].rank, SEARCH_CLOSE);
  ck_assert_uint_eq(search_list("hd251", 7, name_of, names, hits), 2);
  ck_assert_int_eq((int)hits[1].rank, SEARCH_DOUBTFUL);
  ck_assert_uint_eq(search_list("walkman", 7, name_of, names, hits), 0);
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
  tcase_add_test(search, names_are_ranked);
  tcase_add_test(search, the_best_names_come_first);
  tcase_add_test(search, distances_count_slips);
  suite_add_tcase(suite, search);
  return suite_run(suite);
}
