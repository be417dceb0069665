// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_FITTED_H
#define EARCUP_TEST_FITTED_H

/* Measured files whose circuits are fitted, in the built plugin. */

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "plugin/ui_protocol.h"
#include "tests/support/probe.h"

#include <check.h>
#include <lv2/atom/util.h>
#include <lv2/patch/patch.h>
#include <stdlib.h>
#include <unistd.h>

#define RATE_HZ 48000.0

#define AGAIN_DB 1e-3

enum { BLOCK = 512, OPPOSITE = 143, GUESS = 0, CLOSED = 3 };

static char folder[64];
static char path[128];
static char other[128];

/** What somebody may have measured of it, from a frequency on. */
static inline void
write_file(const char* to, const Headphone* headphone, double first_hz)
{
  Curve curve;
  FILE* const file = fopen(to, "w");
  ck_assert_ptr_nonnull(file);
  response_of_housing(&headphone->housing, headphone->air_db, &curve);
  fputs("# earcup: relative\n", file);
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    if (grid_hz(i) >= first_hz && grid_hz(i) <= 20000.0) {
      fprintf(file, "%.3f\t%.4f\n", grid_hz(i), curve.db[i]);
    }
  }
  ck_assert_int_eq(fclose(file), 0);
}

static inline void
begin(void)
{
  probe_open_world();
  strcpy(folder, "/tmp/earcup-circuits-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof(path), "%s/file.txt", folder);
  snprintf(other, sizeof(other), "%s/other.txt", folder);
}

static inline void
end(void)
{
  unlink(path);
  unlink(other);
  rmdir(folder);
  probe_close_world();
}

static inline Host*
open_host(HostWorker worker)
{
  Host* const host = probe_open_measured(RATE_HZ, worker);
  probe_set(host, "headphone_b", OPPOSITE);
  host_activate(host);
  return host;
}

/** patch:Set of a type, as an atom of some other type if need be. */
static inline void
send_value(Host* host, const char* type, const void* data, uint32_t size)
{
  host_send_value(host, EARCUP__type_a, type, data, size);
}

static inline void
send_type(Host* host, int32_t number)
{
  send_value(host, LV2_ATOM__Int, &number, sizeof(number));
}

/** What a window hears of file A. */
typedef struct {
  char problem[512];
  char note[512];
  int32_t told;      ///< -1: nothing was said
  int32_t housing;   ///< -1: without a circuit
  float certainty;   ///< of that
  unsigned n_values; ///< of the circuit
  float value[HOUSING_PARAMETERS];
  bool has_curve;
} Heard;

static inline void
hear_object(const LV2_Atom_Object* object, Heard* heard)
{
  const LV2_Atom* a = NULL;
  const LV2_Atom* b = NULL;
  const LV2_Atom* c = NULL;
  const LV2_Atom* d = NULL;
  if (object->body.otype == host_map(&world, LV2_PATCH__Set)) {
    lv2_atom_object_get(object,
                        host_map(&world, LV2_PATCH__property),
                        &a,
                        host_map(&world, LV2_PATCH__value),
                        &b,
                        0);
    if (((const LV2_Atom_URID*)a)->body == host_map(&world, EARCUP__type_a)) {
      heard->told = ((const LV2_Atom_Int*)b)->body;
    }
  } else if (object->body.otype == host_map(&world, EARCUP__message)) {
    lv2_atom_object_get(object,
                        host_map(&world, EARCUP__note),
                        &a,
                        host_map(&world, EARCUP__text),
                        &b,
                        0);
    snprintf(
      heard->problem, sizeof(heard->problem), "%s", (const char*)(b + 1));
    snprintf(
      heard->note, sizeof(heard->note), "%s", a ? (const char*)(a + 1) : "");
  } else if (object->body.otype == host_map(&world, EARCUP__curve)) {
    lv2_atom_object_get(object,
                        host_map(&world, EARCUP__slot),
                        &a,
                        host_map(&world, EARCUP__circuit),
                        &b,
                        host_map(&world, EARCUP__housing),
                        &c,
                        host_map(&world, EARCUP__certainty),
                        &d,
                        0);
    if (((const LV2_Atom_Int*)a)->body == FILE_A) {
      heard->has_curve = true;
      heard->n_values =
        b ? (unsigned)((b->size - sizeof(LV2_Atom_Vector_Body)) / sizeof(float))
          : 0;
      if (heard->n_values == HOUSING_PARAMETERS) {
        memcpy(
          heard->value, (const LV2_Atom_Vector*)b + 1, sizeof(heard->value));
      }
      heard->housing = c ? ((const LV2_Atom_Int*)c)->body : -1;
      heard->certainty = d ? ((const LV2_Atom_Float*)d)->body : 0.0F;
    }
  }
}

/** A block, and what is said in it. */
static inline void
run_block(Host* host, Heard* heard)
{
  Sound in = sound_new(BLOCK);
  Sound out = sound_new(BLOCK);
  host_run(host, in.channel, out.channel, in.n);
  const LV2_Atom_Sequence* const notify =
    (const LV2_Atom_Sequence*)host->atoms[host_port(host, "notify")];
  LV2_ATOM_SEQUENCE_FOREACH(notify, event)
  {
    hear_object((const LV2_Atom_Object*)&event->body, heard);
  }
  sound_free(&in);
  sound_free(&out);
}

/** Blocks with the worker at work until nothing is left to do, nor fades. */
static inline void
settle(Host* host, Heard* heard)
{
  for (unsigned quiet = 0, i = 0; quiet < 30; ++i) {
    ck_assert_uint_lt(i, 2000);
    run_block(host, heard);
    quiet = host_work(host) ? 0 : quiet + 1;
  }
}

static const Heard nothing = { .told = -1, .housing = -1 };

static inline Heard
load(Host* host, const char* file)
{
  Heard heard = nothing;
  host_send_path(host, EARCUP__file_a, file);
  settle(host, &heard);
  return heard;
}

/** As a user would: say what it is where it measures as something else. */
static inline void
load_told(Host* host, const char* file, const Headphone* headphone)
{
  Heard heard = load(host, file);
  if (heard.housing != (int32_t)headphone->type) {
    send_type(host, (int32_t)headphone->type + 1);
    settle(host, &heard);
    ck_assert_int_eq(heard.told, (int32_t)headphone->type + 1);
    ck_assert_float_eq(heard.certainty, 1.0F);
  }
  ck_assert_int_eq(heard.housing, (int32_t)headphone->type);
}

/** What is heard with half a seal. */
static inline void
loose_db(Host* host, double db[PROBE_GRID])
{
  probe_set(host, "seal", 50);
  probe_mono_db(host, RATE_HZ, PROBE_GRID, db);
  host_activate(host);
}

#endif
