// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The reader of presets/NAME.preset: what it takes and what it refuses. It
// belongs to host tools and has no object of its own here.

#include "tests/support/suite.h"
#include "ttl/presets.c"

#include <unistd.h>

static char folder[] = "/tmp/earcup-presets-XXXXXX";
static PresetList list;

static void
setup(void)
{
  ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void
teardown(void)
{
  ck_assert_int_eq(rmdir(folder), 0);
}

/** Write texts to a.preset, b.preset ... and read them back as one list. */
static bool
read_texts(const char* const* texts, size_t n)
{
  char paths[4][64];
  char* pointers[4];
  ck_assert_uint_le(n, 4);
  for (size_t i = 0; i < n; ++i) {
    snprintf(
      paths[i], sizeof(paths[i]), "%s/%c.preset", folder, (char)('a' + i));
    pointers[i] = paths[i];
    FILE* const file = fopen(paths[i], "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(texts[i], file), 0);
    ck_assert_int_eq(fclose(file), 0);
  }
  const bool ok = presets_read(&list, pointers, n);
  for (size_t i = 0; i < n; ++i) {
    unlink(paths[i]);
  }
  return ok;
}

#define HEAD "name: A\nbank: Studio\ncomment: What to listen for.\n"

static bool
takes(const char* lines)
{
  char text[4096];
  snprintf(text, sizeof(text), HEAD "%s", lines);
  const char* const texts[] = { text };
  return read_texts(texts, 1);
}

static float
value(PortIndex port)
{
  return list.preset[0].value[port];
}

START_TEST(test_values)
{
  ck_assert(takes("# remark\n\n"
                  "headphone_a = Sennheiser HD 650\n"
                  "headphone_b=Opposite housing of A\n"
                  "  wearing =  Closed: Beyerdynamic DT 770  \n"
                  "crossfeed = Chu Moy\r\n"
                  "monitor = 4\n"
                  "morph = 0.25\n"));
  ck_assert_str_eq(list.preset[0].slug, "a");
  ck_assert_str_eq(list.preset[0].name, "A");
  ck_assert_str_eq(list.preset[0].bank, "Studio");
  ck_assert_float_eq_tol(value(PORT_HEADPHONE_A), 14, 1e-6F);
  ck_assert_float_eq_tol(value(PORT_HEADPHONE_B), 143, 1e-6F);
  ck_assert_float_eq_tol(value(PORT_WEARING), 88, 1e-6F);
  ck_assert_float_eq_tol(value(PORT_CROSSFEED), 3, 1e-6F);
  ck_assert_float_eq_tol(value(PORT_MONITOR), 4, 1e-6F);
  ck_assert_float_eq_tol(value(PORT_MORPH), 0.25F, 1e-6F);
  // left out
  ck_assert_float_eq_tol(value(PORT_STRENGTH), 100, 1e-6F);
  ck_assert_float_eq_tol(value(PORT_OUTSIDE_LEVEL), -60, 1e-6F);
  ck_assert(takes("morph = 1")); // no newline at the end
  ck_assert_float_eq_tol(value(PORT_MORPH), 1, 1e-6F);
}
END_TEST

START_TEST(test_refused_lines)
{
  static const char* const lines[] = { "nonsense = 1\n",
                                       "morph = 2\n",
                                       "morph = -0.1\n",
                                       "morph = nan\n",
                                       "morph = 0.5 %\n",
                                       "morph =\n",
                                       "morph = 0\nmorph=1\n",
                                       "crossfeed = Haas\n",
                                       "crossfeed = 1.5\n",
                                       "headphone_a = 143\n",
                                       "headphone_a = HD 650\n",
                                       "headphone_a = 558\n",
                                       "enabled = 0\n",
                                       "freewheel = 1\n",
                                       "bypass_on_export = 1\n",
                                       "match_gain = 1\n",
                                       "in_l = 0\n",
                                       "morph 1\n",
                                       "author: me\n",
                                       "name: B\n" };
  for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); ++i) {
    ck_assert_msg(!takes(lines[i]), "took %s", lines[i]);
  }
}
END_TEST

START_TEST(test_missing_texts)
{
  static const char* const texts[] = { "bank: Studio\ncomment: c\n",
                                       "name: A\ncomment: c\n",
                                       "name: A\nbank: Studio\n",
                                       "name: A\nbank: Nowhere\ncomment: c\n",
                                       "name:\nbank: Studio\ncomment: c\n" };
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); ++i) {
    ck_assert_msg(!read_texts(&texts[i], 1), "took %s", texts[i]);
  }
}
END_TEST

START_TEST(test_too_long)
{
  char line[1024];
  memset(line, 'x', sizeof(line));
  memcpy(line, "name: ", 6);
  line[300] = '\n';
  line[301] = '\0';
  const char* const texts[] = { line };
  ck_assert(!read_texts(texts, 1));
  line[300] = 'x';
  line[301] = 'x';
  line[1023] = '\0';
  ck_assert(!read_texts(texts, 1));
}
END_TEST

START_TEST(test_alike)
{
  static const char* const same_name[] = { HEAD, HEAD "morph = 1\n" };
  static const char* const same_values[] = {
    HEAD "morph = 1\n", "name: B\nbank: Crossfeed\ncomment: c\nmorph = 1.0\n"
  };
  ck_assert(!read_texts(same_name, 2));
  ck_assert(!read_texts(same_values, 2));
}
END_TEST

START_TEST(test_order_of_banks)
{
  static const char* const texts[] = {
    "name: 1\nbank: Crossfeed\ncomment: c\nmorph = 1\n",
    "name: 2\nbank: Reference\ncomment: c\nmorph = 0.5\n",
    "name: 3\nbank: History\ncomment: c\n",
    "name: 4\nbank: Reference\ncomment: c\nmorph = 0.7\n"
  };
  ck_assert(read_texts(texts, 4));
  static const char* const order[] = { "2", "4", "3", "1" };
  for (size_t i = 0; i < 4; ++i) {
    ck_assert_str_eq(list.preset[i].name, order[i]);
  }
  ck_assert(presets_first_of_bank(&list, 0));
  ck_assert(!presets_first_of_bank(&list, 1));
  ck_assert(presets_first_of_bank(&list, 2));
  ck_assert(presets_first_of_bank(&list, 3));
}
END_TEST

/* As the window's menu and presets/README.md have them. */
START_TEST(test_menu_of_banks)
{
  static const char* const order[] = { "Reference",        "Studio",
                                       "Everyday",         "History",
                                       "Translation",      "Crossfeed",
                                       "Outside and bleed" };
  char text[2][256];
  for (size_t k = 0; k + 1 < sizeof(order) / sizeof(order[0]); ++k) {
    for (size_t i = 0; i < 2; ++i) { // the later one first
      snprintf(text[i],
               sizeof(text[i]),
               "name: %zu\nbank: %s\ncomment: c\nmorph = 0.%zu\n",
               i,
               order[k + 1 - i],
               i + 1);
    }
    const char* const texts[] = { text[0], text[1] };
    ck_assert(read_texts(texts, 2));
    ck_assert_str_eq(list.preset[0].bank, order[k]);
    ck_assert_str_eq(list.preset[1].bank, order[k + 1]);
  }
}
END_TEST

START_TEST(test_names_of_files)
{
  char missing[] = "no/such/file.preset";
  char* paths[] = { missing };
  ck_assert(!presets_read(&list, paths, 1));
  char wrong[] = "presets/headphones.tsv";
  paths[0] = wrong;
  ck_assert(!presets_read(&list, paths, 1));
  ck_assert(presets_read(&list, paths, 0));
  ck_assert_uint_eq(list.n, 0);
}
END_TEST

int
main(void)
{
  TCase* const tests = tcase_create("presets");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, test_values);
  tcase_add_test(tests, test_refused_lines);
  tcase_add_test(tests, test_missing_texts);
  tcase_add_test(tests, test_too_long);
  tcase_add_test(tests, test_alike);
  tcase_add_test(tests, test_order_of_banks);
  tcase_add_test(tests, test_menu_of_banks);
  tcase_add_test(tests, test_names_of_files);
  Suite* const suite = suite_create("presets");
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
