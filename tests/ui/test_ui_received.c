// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the window takes from the plugin. */

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/mapped.h"
#include "tests/support/suite.h"
#include "ui/window/view_hints.h"

#include <lv2/patch/patch.h>
#include <math.h>

/* --- of the plugin ------------------------------------------------------- */

static LV2_Atom_Forge forge;
static LV2_Atom_Forge_Frame frame;

/** A message of the plugin begins. */
static void
forge_begin(const char* type)
{
  lv2_atom_forge_init(&forge, &mapper);
  lv2_atom_forge_set_buffer(&forge, sent.bytes, sizeof(sent));
  lv2_atom_forge_object(&forge, &frame, 0, map(NULL, type));
}

static void
forge_text(const char* key, const char* text)
{
  lv2_atom_forge_key(&forge, map(NULL, key));
  lv2_atom_forge_string(&forge, text, (uint32_t)strlen(text));
}

static void
forge_floats(const char* key, const float* values, uint32_t n)
{
  lv2_atom_forge_key(&forge, map(NULL, key));
  lv2_atom_forge_vector(
    &forge, sizeof(float), map(NULL, LV2_ATOM__Float), n, values);
}

static bool
receive(void)
{
  lv2_atom_forge_pop(&forge, &frame);
  return ui_atoms_receive(&atoms, &sent.object.atom, view, &scale);
}

START_TEST(files_are_received_at_their_place)
{
  const int slot = _i;
  float db[GRID_POINTS];
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    db[i] = 0.01F * (float)i;
  }
  forge_begin(LV2_PATCH__Set);
  lv2_atom_forge_key(&forge, map(NULL, LV2_PATCH__property));
  lv2_atom_forge_urid(&forge, map(NULL, file_keys[slot]));
  lv2_atom_forge_key(&forge, map(NULL, LV2_PATCH__value));
  lv2_atom_forge_path(&forge, "/my.csv", 7);
  ck_assert(receive());
  for (int round = 0; round < 2; ++round) {
    forge_begin("urn:earcup:curve");
    lv2_atom_forge_key(&forge, map(NULL, "urn:earcup:slot"));
    lv2_atom_forge_int(&forge, slot);
    forge_floats("urn:earcup:values", db, round ? 0 : GRID_POINTS);
    ck_assert(receive());
    for (int k = 0; k < FILE_SLOTS; ++k) {
      ck_assert_str_eq(view->files.path[k], k == slot ? "/my.csv" : "");
      const EarcupFile file = earcup_file(view->files.measured, k);
      ck_assert_int_eq(file.response != NULL, k == slot && round == 0);
      ck_assert(!file.response ||
                fabs(file.response->relative.db[100] - 1.0) < 1e-6);
    }
  }
}
END_TEST

/** The plugin sends a file's curve, with that circuit if there is one. */
static bool
receive_circuit(int slot, int32_t housing, const float* circuit, uint32_t n)
{
  const float db[GRID_POINTS] = { 0.0F };
  forge_begin("urn:earcup:curve");
  lv2_atom_forge_key(&forge, map(NULL, "urn:earcup:slot"));
  lv2_atom_forge_int(&forge, slot);
  forge_floats("urn:earcup:values", db, GRID_POINTS);
  if (circuit) {
    forge_floats("urn:earcup:circuit", circuit, n);
    lv2_atom_forge_key(&forge, map(NULL, "urn:earcup:housing"));
    lv2_atom_forge_int(&forge, housing);
    lv2_atom_forge_key(&forge, map(NULL, "urn:earcup:certainty"));
    lv2_atom_forge_float(&forge, 0.75F);
  }
  return receive();
}

/* Then the window draws what seal and cup make of a file, as the plugin. */
START_TEST(circuits_are_received)
{
  const Headphone* const headphone = headphones_find(88); // DT 770
  float circuit[HOUSING_PARAMETERS];
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    circuit[i] = (float)headphone->housing.value[i];
  }
  ck_assert(
    receive_circuit(FILE_B, HOUSING_CLOSED, circuit, HOUSING_PARAMETERS));
  ck_assert(!earcup_file(view->files.measured, FILE_A).circuit);
  ck_assert(earcup_file(view->files.measured, FILE_B).circuit);
  ck_assert_int_eq(earcup_file(view->files.measured, FILE_B).housing,
                   HOUSING_CLOSED);
  ck_assert_double_eq(earcup_file(view->files.measured, FILE_B).certainty,
                      0.75);
  view_value(view, PORT_HEADPHONE_B, HEADPHONE_MEASURED_FILE);
  view_value(view, PORT_SEAL, 50.0F);
  curves_update(
    &view->curves, view->settings.value, view->files.measured, true);
  ck_assert(view->curves.b.has_cup);
  ck_assert_double_lt(curve_at(&view->curves.b.response, 40.0), -5.0);
  /* Without one, or with one that is none, it is but a curve. */
  ck_assert(receive_circuit(FILE_B, 0, NULL, 0));
  ck_assert(!earcup_file(view->files.measured, FILE_B).circuit);
  ck_assert(receive_circuit(FILE_B, HOUSING_NONE, circuit, HOUSING_PARAMETERS));
  ck_assert(!earcup_file(view->files.measured, FILE_B).circuit);
  ck_assert(receive_circuit(FILE_B, 0, circuit, HOUSING_PARAMETERS - 1));
  ck_assert(!earcup_file(view->files.measured, FILE_B).circuit);
  circuit[3] = NAN;
  ck_assert(receive_circuit(FILE_B, 0, circuit, HOUSING_PARAMETERS));
  ck_assert(!earcup_file(view->files.measured, FILE_B).circuit);
}
END_TEST

static void
assert_hint(const char* expected)
{
  char lead[256];
  char help[512];
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, expected);
}

/* What was wrong comes before what was understood of other files. */
START_TEST(messages_come_before_notes)
{
  forge_begin("urn:earcup:message");
  forge_text("urn:earcup:note", "a.csv: 480 rows");
  forge_text("urn:earcup:text", "b.csv: no such file");
  ck_assert(receive());
  assert_hint("b.csv: no such file");
  forge_begin("urn:earcup:message");
  forge_text("urn:earcup:note", "a.csv: 480 rows");
  forge_text("urn:earcup:text", "");
  ck_assert(receive());
  assert_hint("a.csv: 480 rows");
  forge_begin("urn:earcup:message");
  forge_text("urn:earcup:text", "");
  ck_assert(receive());
  assert_hint("");
}
END_TEST

START_TEST(scale_and_memory_are_received)
{
  forge_begin("urn:earcup:window");
  lv2_atom_forge_key(&forge, map(NULL, "urn:earcup:window_scale"));
  lv2_atom_forge_float(&forge, 1.75F);
  forge_text("urn:earcup:window_memory", "view decay\nrange 36000\n");
  ck_assert(receive());
  ck_assert_double_eq(scale, 1.75);
  ck_assert_int_eq((int)view->plot.view, (int)VIEW_DECAY);
  ck_assert_double_eq(view->plot.range_db, 36.0);
}
END_TEST

START_TEST(frames_are_received)
{
  float values[NOTIFY_FLOATS];
  for (unsigned i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = -60.0F;
  }
  values[NOTIFY_PEAK_R] = -6.0F;
  user_skips(0.1);
  for (uint32_t n = NOTIFY_FLOATS - 1; n <= NOTIFY_FLOATS; ++n) {
    forge_begin("urn:earcup:frame");
    forge_floats("urn:earcup:values", values, n);
    ck_assert_int_eq(receive(), n == NOTIFY_FLOATS); // a short one is none
  }
  ck_assert_double_eq_tol(view->readings.meter.peak_db[1], -6.0, 1e-6);
  ck_assert_double_lt(view->readings.meter.peak_db[0], -59.0);
}
END_TEST

START_TEST(what_is_not_ours_is_left_alone)
{
  forge_begin("urn:other:thing");
  forge_text("urn:earcup:text", "never said");
  ck_assert(!receive());
  forge_begin(LV2_PATCH__Set);
  lv2_atom_forge_key(&forge, map(NULL, LV2_PATCH__property));
  lv2_atom_forge_urid(&forge, map(NULL, "urn:other:file"));
  lv2_atom_forge_key(&forge, map(NULL, LV2_PATCH__value));
  lv2_atom_forge_path(&forge, "/x", 2);
  ck_assert(!receive());
  assert_hint("");
  ck_assert_str_eq(view->files.path[FILE_A], "");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui received");
  TCase* const tests = tcase_create("atoms");
  tcase_add_checked_fixture(tests, begin, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, files_are_received_at_their_place, 0, FILE_SLOTS);
  tcase_add_test(tests, circuits_are_received);
  tcase_add_test(tests, messages_come_before_notes);
  tcase_add_test(tests, scale_and_memory_are_received);
  tcase_add_test(tests, frames_are_received);
  tcase_add_test(tests, what_is_not_ours_is_left_alone);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
