// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Equalisers of OPRA's database in a library of one's own.

#include "plugin/measurement/measurement_file.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/shared/library.h"
#include "ui/shared/opra.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char database[] =
  "{\"type\":\"vendor\",\"id\":\"acme\",\"data\":{\"name\":\"Acme\"}}\n"
  "{\"type\":\"product\",\"id\":\"acme::gale\",\"data\":{\"name\":\"Gale / X\","
  "\"vendor_id\":\"acme\",\"subtype\":\"over_the_ear\"}}\n"
  "no JSON at all\n[]\n{\"type\":\"eq\"}\n"
  "{\"type\":\"eq\",\"id\":\"acme:gale::one\",\"data\":{\"author\":\"Me\","
  "\"details\":\"my\\ttarget\",\"type\":\"parametric_eq\",\"parameters\":{"
  "\"gain_db\":-6.25,\"bands\":["
  "{\"type\":\"peak_dip\",\"frequency\":105,\"gain_db\":-3.1,\"q\":0.7},"
  "{\"type\":\"low_shelf\",\"frequency\":105.5,\"gain_db\":5,\"q\":0.71},"
  "{\"type\":\"high_shelf\",\"frequency\":10000,\"gain_db\":1,\"q\":0.71},"
  "{\"type\":\"unheard_of\",\"frequency\":1}]},"
  "\"product_id\":\"acme::gale\"}}\n"
  "{\"type\":\"eq\",\"id\":\"acme:gale::graphic\",\"data\":{\"type\":\"other\","
  "\"product_id\":\"acme::gale\"}}\n"
  "{\"type\":\"eq\",\"id\":\"acme:none::two\",\"data\":{\"type\":"
  "\"parametric_eq\",\"product_id\":\"acme::none\"}}\n";

/* An equaliser of OPRA is in the library, and a file once it is chosen, which
   the plugin takes as any other that corrects a headphone. */
START_TEST(equalisers_of_opra)
{
  static const char written[] =
    "# Acme Gale / X\n# OPRA, Me, my target, CC BY-SA 4.0\n"
    "Preamp: -6.250 dB\n"
    "Filter: ON PK Fc 105.000 Hz Gain -3.100 dB Q 0.700\n"
    "Filter: ON LSC Fc 105.500 Hz Gain 5.000 dB Q 0.710\n"
    "Filter: ON HSC Fc 10000.000 Hz Gain 1.000 dB Q 0.710\n";
  const struct timespec then[2] = { { 1000000000, 7 }, { 1000000000, 7 } };
  const atomic_bool stop = false;
  char path[USERFILE_PATH];
  char expected[USERFILE_PATH];
  user_file("opra/dist/database_v1.jsonl", database);
  user_path("opra/dist", path);
  ck_assert_int_eq(utimensat(AT_FDCWD, path, then, 0), 0);
  user_path("opra", path);
  setenv("EARCUP_LIBRARY", path, 1);
  for (int again = 0; again < 2; ++again) { // and from the index
    Library* const library = library_read(&stop);
    ck_assert_uint_eq(library->n, 1);
    ck_assert_uint_eq(library->n_read, again ? 1 : 2); // the new one above it
    ck_assert_str_eq(library->file[0].name, "Acme Gale / X");
    ck_assert_str_eq(library->file[0].source, "OPRA, Me, my target");
    ck_assert(opra_resolve(library->file[0].path, path));
    library_free(library);
  }
  user_path(".local/share/earcup/opra/Acme Gale - X (OPRA, Me, my target).txt",
            expected);
  ck_assert_str_eq(path, expected);
  char* const text = userfile_read(path, 10000);
  ck_assert_str_eq(text, written);
  free(text);
  Measurement measurement;
  ck_assert_int_eq((int)measurement_load(path, &measurement), MEASUREMENT_OK);
  ck_assert_int_eq((int)measurement.meaning, MEASUREMENT_CORRECTION);
  ck_assert_uint_eq(measurement.rows, 3);
  ck_assert(opra_resolve("/any/other.csv", path));
  ck_assert_str_eq(path, "/any/other.csv");
  user_path("opra/dist/database_v1.jsonl#acme:none::two", path);
  ck_assert(!opra_resolve(path, expected));
  ck_assert(!opra_resolve("/none.jsonl#x", expected));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui opra");
  TCase* const tests = tcase_create("opra");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, equalisers_of_opra);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
