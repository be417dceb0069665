// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* What the window says to the plugin and understands of it, atom by atom, as
   plugin/ui_protocol.h has it. */

#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/window/ui_atoms.h"
#include "ui/window/view_hints.h"

#include <lv2/atom/util.h>
#include <lv2/patch/patch.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_URIS = 128 };

static char uris[MAX_URIS][96];
static unsigned n_uris;

static LV2_URID
map(LV2_URID_Map_Handle handle, const char* uri)
{
  (void)handle;
  for (unsigned i = 0; i < n_uris; ++i) {
    if (!strcmp(uris[i], uri)) {
      return i + 1;
    }
  }
  ck_assert_uint_lt(n_uris, MAX_URIS);
  snprintf(uris[n_uris], sizeof(uris[n_uris]), "%s", uri);
  return ++n_uris;
}

static const char* const file_keys[FILE_SLOTS] = { "urn:earcup:file_a",
                                                   "urn:earcup:file_b",
                                                   "urn:earcup:file_wearing" };

/** The last atom that was written. */
static union {
  LV2_Atom_Object object;
  uint8_t bytes[8192];
} sent;
static unsigned n_sent;

static void
on_write(LV2UI_Controller controller,
         uint32_t port,
         uint32_t size,
         uint32_t protocol,
         const void* buffer)
{
  ck_assert_ptr_eq(controller, &sent);
  ck_assert_uint_eq(port, PORT_CONTROL);
  ck_assert_uint_eq(protocol, map(NULL, LV2_ATOM__eventTransfer));
  ck_assert_uint_le(size, sizeof(sent));
  memcpy(&sent, buffer, size);
  ck_assert_uint_eq(size, lv2_atom_total_size(&sent.object.atom));
  ++n_sent;
}

static LV2_URID_Map mapper = { NULL, map };
static UiAtoms atoms;
static double scale;

static void
begin(void)
{
  user_comes();
  ui_atoms_init(&atoms, &mapper, on_write, &sent);
  n_sent = 0;
  scale = -1.0;
}

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
      ck_assert_int_eq(view->files.measured.file[k].present,
                       k == slot && round == 0);
    }
    ck_assert_double_eq_tol(
      view->files.measured.file[slot].response.relative.db[100], 1.0, 1e-6);
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
  ck_assert(!view->files.measured.file[FILE_A].has_circuit);
  ck_assert(view->files.measured.file[FILE_B].has_circuit);
  ck_assert_int_eq(view->files.measured.file[FILE_B].headphone.type,
                   HOUSING_CLOSED);
  ck_assert_double_eq(view->files.measured.file[FILE_B].certainty, 0.75);
  view_value(view, PORT_HEADPHONE_B, HEADPHONE_MEASURED_FILE);
  view_value(view, PORT_SEAL, 50.0F);
  curves_update(
    &view->curves, view->settings.value, &view->files.measured, true);
  ck_assert(view->curves.b.has_cup);
  ck_assert_double_lt(curve_at(&view->curves.b.response, 40.0), -5.0);
  /* Without one, or with one that is none, it is but a curve. */
  ck_assert(receive_circuit(FILE_B, 0, NULL, 0));
  ck_assert(!view->files.measured.file[FILE_B].has_circuit);
  ck_assert(receive_circuit(FILE_B, HOUSING_NONE, circuit, HOUSING_PARAMETERS));
  ck_assert(!view->files.measured.file[FILE_B].has_circuit);
  ck_assert(receive_circuit(FILE_B, 0, circuit, HOUSING_PARAMETERS - 1));
  ck_assert(!view->files.measured.file[FILE_B].has_circuit);
  circuit[3] = NAN;
  ck_assert(receive_circuit(FILE_B, 0, circuit, HOUSING_PARAMETERS));
  ck_assert(!view->files.measured.file[FILE_B].has_circuit);
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
  Suite* const suite = suite_create("ui atoms");
  TCase* const tests = tcase_create("atoms");
  tcase_add_checked_fixture(tests, begin, user_goes);
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, files_are_sent_to_their_place, 0, FILE_SLOTS);
  tcase_add_loop_test(tests, types_are_sent_to_their_place, 0, 2);
  tcase_add_test(tests, coming_and_going_is_said);
  tcase_add_test(tests, what_is_to_be_heard_is_sent);
  tcase_add_test(tests, scale_and_memory_are_sent);
  tcase_add_loop_test(tests, files_are_received_at_their_place, 0, FILE_SLOTS);
  tcase_add_test(tests, circuits_are_received);
  tcase_add_test(tests, messages_come_before_notes);
  tcase_add_test(tests, scale_and_memory_are_received);
  tcase_add_test(tests, frames_are_received);
  tcase_add_test(tests, what_is_not_ours_is_left_alone);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
