// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Any bytes as text, against the C library's own converter, the example of The
   Unicode Standard and cairo itself. */

#include "tests/support/probe.h"
#include "tests/support/suite.h"

#include "plugin/text/utf8.h"

#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = 256 };

static iconv_t converter;

static void
open_converter(void)
{
  converter = iconv_open("UTF-32LE", "UTF-8");
  ck_assert(converter != (iconv_t)-1);
}

static void
close_converter(void)
{
  iconv_close(converter);
}

/** Characters of a text, or -1 if iconv does not take it as UTF-8. */
static int
characters(const char* text)
{
  char in[4 * ROOM];
  char out[16 * ROOM];
  char* from = in;
  char* to = out;
  size_t left = strlen(text);
  size_t room = sizeof(out);
  ck_assert_uint_lt(left, sizeof(in));
  memcpy(in, text, left);
  iconv(converter, NULL, NULL, NULL, NULL);
  if (iconv(converter, &from, &left, &to, &room) == (size_t)-1) {
    return -1;
  }
  return (int)((sizeof(out) - room) / 4);
}

/** Whether all of a text is characters for iconv and for cairo, which also
    refuses noncharacters. */
static bool
is_proper(const char* text)
{
  const unsigned char* s = (const unsigned char*)text;
  for (size_t i = 0; s[i]; ++i) {
    const bool fdd0 =
      s[i] == 0xEF && s[i + 1] == 0xB7 && s[i + 2] >= 0x90 && s[i + 2] <= 0xAF;
    const bool last =
      s[i] == 0xBF && (s[i + 1] == 0xBE || s[i + 1] == 0xBF) &&
      ((s[i - 1] == 0xEF && i > 0) ||
       (i > 1 && s[i - 2] >= 0xF0 && (s[i - 1] & 0x0F) == 0x0F));
    if (fdd0 || last) {
      return false;
    }
  }
  return characters(text) >= 0;
}

static void
check(const char* text)
{
  char copy[ROOM];
  ck_assert(!utf8_copy(copy, sizeof(copy), text, SIZE_MAX));
  ck_assert_msg(is_proper(copy), "%s", text);
  if (is_proper(text)) {
    ck_assert_str_eq(copy, text);
  } else {
    ck_assert_ptr_nonnull(strstr(copy, "\xEF\xBF\xBD"));
  }
}

/* All of one and two bytes, between letters; of three and four those at the
   edges of what is allowed. */
START_TEST(every_kind_of_byte)
{
  static const unsigned char edges[] = {
    0x01, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F, 0xA0, 0xAF, 0xB0,
    0xB7, 0xBD, 0xBE, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFE, 0xFF
  };
  enum { N = sizeof(edges) };
  for (unsigned a = 1; a < 256; ++a) {
    check((char[]){ 'x', (char)a, 'y', 0 });
    for (unsigned b = 1; b < 256; ++b) {
      check((char[]){ (char)a, (char)b, 0 });
      check((char[]){ 'x', (char)a, (char)b, 'y', 0 });
    }
  }
  for (unsigned i = 0; i < N * N * N; ++i) {
    const char a = (char)edges[i % N];
    const char b = (char)edges[i / N % N];
    const char c = (char)edges[i / N / N];
    check((char[]){ a, b, c, 0 });
    for (unsigned d = 0; d < N; ++d) {
      check((char[]){ a, b, c, (char)edges[d], 0 });
    }
  }
}
END_TEST

START_TEST(random_bytes)
{
  uint64_t seed = 17;
  for (int i = 0; i < 200000; ++i) {
    char text[21];
    const size_t n = (size_t)(20.0 * probe_random(&seed)) + 1;
    for (size_t k = 0; k < n; ++k) {
      text[k] = (char)(1 + (int)(255.0 * probe_random(&seed)));
    }
    text[n] = '\0';
    check(text);
  }
}
END_TEST

/* The Unicode Standard 15.0, section 3.9, table 3-8 and the text above it. */
START_TEST(ill_formed_parts_are_replaced_as_the_standard_advises)
{
  char copy[ROOM];
  utf8_copy(copy,
            sizeof(copy),
            "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
            SIZE_MAX);
  ck_assert_str_eq(copy,
                   "\x61\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\x62\xEF\xBF\xBD"
                   "\x63\xEF\xBF\xBD\xEF\xBF\xBD\x64");
  utf8_copy(
    copy, sizeof(copy), "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", SIZE_MAX);
  ck_assert_str_eq(copy,
                   "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF"
                   "\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\x41");
}
END_TEST

/* Into every size, from text of every kind of character. */
START_TEST(texts_are_cut_between_characters)
{
  static const char text[] = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x8E\xA7"
                             "b\xF0\x9F\x8E\xA7\xC3\xA4z";
  for (size_t size = 4; size <= sizeof(text) + 2; ++size) {
    char copy[ROOM];
    memset(copy, '#', sizeof(copy));
    const bool cut = utf8_copy(copy, size, text, SIZE_MAX);
    const size_t length = strlen(copy);
    ck_assert_uint_lt(length, size);
    ck_assert_int_eq(copy[size], '#');
    ck_assert_int_eq(cut, size < sizeof(text));
    ck_assert_int_ge(characters(copy), 0);
    if (cut) {
      ck_assert_str_eq(copy + length - 3, "\xE2\x80\xA6");
      ck_assert(!memcmp(copy, text, length - 3));
      ck_assert_uint_ge(length + 4, size - 1); // no more lost than has to be
    } else {
      ck_assert_str_eq(copy, text);
    }
  }
}
END_TEST

START_TEST(length_is_a_limit)
{
  char copy[ROOM];
  ck_assert(!utf8_copy(copy, sizeof(copy), "abc", 2));
  ck_assert_str_eq(copy, "ab");
  ck_assert(!utf8_copy(copy, sizeof(copy), "a\xC3\xA4", 2));
  ck_assert_str_eq(copy, "a\xEF\xBF\xBD");
  ck_assert_uint_eq(utf8_without_last("a\xE2\x82\xAC", 4), 1);
  ck_assert_uint_eq(utf8_without_last("\x80\x80\x80", 3), 0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("utf8");
  TCase* const tcase = tcase_create("copy");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, open_converter, close_converter);
  tcase_add_test(tcase, every_kind_of_byte);
  tcase_add_test(tcase, random_bytes);
  tcase_add_test(tcase, ill_formed_parts_are_replaced_as_the_standard_advises);
  tcase_add_test(tcase, texts_are_cut_between_characters);
  tcase_add_test(tcase, length_is_a_limit);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
