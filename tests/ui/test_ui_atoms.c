// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the window sends to the plugin. */

#include "tests/support/mapped.h"
#include "tests/support/suite.h"

#include <lv2/patch/patch.h>

static const LV2_Atom*
property(const char* key)
{
  const LV2_Atom* value = NULL;
  lv2_atom_object_get(&sent.object, map(NULL, key), &value, 0);
  ck_assert_msg(value != NULL, "no %s", key);
  return value;
}

static void
assert_sent(const char* type)
{
  ck_assert_uint_eq(n_sent, 1);
  ck_assert_uint_eq(sent.object.atom.type, map(NULL, LV2_ATOM__Object));
  ck_assert_uint_eq(sent.object.body.otype, map(NULL, type));
}

static void
assert_text(const LV2_Atom* atom, const char* type, const char* text)
{
  ck_assert_uint_eq(atom->type, map(NULL, type));
  ck_assert_str_eq((const char*)(atom + 1), text);
  ck_assert_uint_eq(atom->size, strlen(text) + 1);
}

/* --- to the plugin ------------------------------------------------------- */

START_TEST(files_are_sent_to_their_place)
{
  ui_atoms_send_file(&atoms, (FileSlot)_i, "/some/where.csv");
  assert_sent(LV2_PATCH__Set);
  const LV2_Atom* const key = property(LV2_PATCH__property);
  ck_assert_uint_eq(key->type, map(NULL, LV2_ATOM__URID));
  ck_assert_uint_eq(((const LV2_Atom_URID*)(const void*)key)->body,
                    map(NULL, file_keys[_i]));
  assert_text(property(LV2_PATCH__value), LV2_ATOM__Path, "/some/where.csv");
}
END_TEST

START_TEST(types_are_sent_to_their_place)
{
  ui_atoms_send_type(&atoms, (FileSlot)_i, 3);
  assert_sent(LV2_PATCH__Set);
  const LV2_Atom* const key = property(LV2_PATCH__property);
  const LV2_Atom* const value = property(LV2_PATCH__value);
  ck_assert_uint_eq(
    ((const LV2_Atom_URID*)(const void*)key)->body,
    map(NULL, _i == FILE_A ? "urn:earcup:type_a" : "urn:earcup:type_b"));
  ck_assert_uint_eq(value->type, map(NULL, LV2_ATOM__Int));
  ck_assert_int_eq(((const LV2_Atom_Int*)(const void*)value)->body, 3);
}
END_TEST

START_TEST(coming_and_going_is_said)
{
  static const NotifySpectrum spectra[] = { NOTIFY_SPECTRUM_OFF,
                                            NOTIFY_SPECTRUM_PRE,
                                            NOTIFY_SPECTRUM_POST };
  for (int i = 0; i < 3; ++i) {
    n_sent = 0;
    ui_atoms_send_on(&atoms, spectra[i]);
    assert_sent("urn:earcup:ui_on");
    const LV2_Atom* const wish = property("urn:earcup:spectrum");
    ck_assert_uint_eq(wish->type, map(NULL, LV2_ATOM__Int));
    ck_assert_int_eq(((const LV2_Atom_Int*)(const void*)wish)->body, i);
  }
  n_sent = 0;
  ui_atoms_send_off(&atoms);
  assert_sent("urn:earcup:ui_off");
  n_sent = 0;
  ui_atoms_send_get(&atoms);
  assert_sent(LV2_PATCH__Get);
}
END_TEST

START_TEST(what_is_to_be_heard_is_sent)
{
  ListeningWish wish = { true, 250.0F, 1000.0F, 0.0F };
  const LV2_Atom* gain = NULL;
  ui_atoms_send_listening(&atoms, &wish);
  assert_sent("urn:earcup:listening");
  const LV2_Atom* const band = property("urn:earcup:band");
  const LV2_Atom_Vector* const vector =
    (const LV2_Atom_Vector*)(const void*)band;
  const float* const edges = (const float*)(const void*)(vector + 1);
  ck_assert_uint_eq(band->type, map(NULL, LV2_ATOM__Vector));
  ck_assert_uint_eq(band->size,
                    sizeof(LV2_Atom_Vector_Body) + 2 * sizeof(float));
  ck_assert_uint_eq(vector->body.child_type, map(NULL, LV2_ATOM__Float));
  ck_assert_uint_eq(vector->body.child_size, sizeof(float));
  ck_assert_float_eq(edges[0], 250.0F);
  ck_assert_float_eq(edges[1], 1000.0F);
  lv2_atom_object_get(&sent.object, map(NULL, "urn:earcup:gain"), &gain, 0);
  ck_assert_ptr_null(gain);
  wish = (ListeningWish){ .gain_db = 30.0F };
  n_sent = 0;
  ui_atoms_send_listening(&atoms, &wish);
  assert_sent("urn:earcup:listening");
  gain = property("urn:earcup:gain");
  ck_assert_uint_eq(gain->type, map(NULL, LV2_ATOM__Float));
  ck_assert_float_eq(((const LV2_Atom_Float*)(const void*)gain)->body, 30.0F);
}
END_TEST

START_TEST(scale_and_memory_are_sent)
{
  ui_atoms_send_scale(&atoms, 1.25);
  assert_sent("urn:earcup:window");
  const LV2_Atom* const of = property("urn:earcup:window_scale");
  ck_assert_uint_eq(of->type, map(NULL, LV2_ATOM__Float));
  ck_assert_float_eq(((const LV2_Atom_Float*)(const void*)of)->body, 1.25F);
  n_sent = 0;
  ui_atoms_send_memory(&atoms, "view decay\n");
  assert_sent("urn:earcup:window");
  assert_text(
    property("urn:earcup:window_memory"), LV2_ATOM__String, "view decay\n");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui atoms");
  TCase* const tests = tcase_create("atoms");
  tcase_add_checked_fixture(tests, begin, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, files_are_sent_to_their_place, 0, FILE_SLOTS);
  tcase_add_loop_test(tests, types_are_sent_to_their_place, 0, 2);
  tcase_add_test(tests, coming_and_going_is_said);
  tcase_add_test(tests, what_is_to_be_heard_is_sent);
  tcase_add_test(tests, scale_and_memory_are_sent);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
