// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_MAPPED_H
#define EARCUP_TEST_MAPPED_H

/* A map of URIs, and the window's atoms with it. */

#include "dsp/model/simulation.h"
#include "tests/support/user.h"
#include "ui/window/ui_atoms.h"

#include <check.h>
#include <stdio.h>

enum { MAX_URIS = 128 };

static char uris[MAX_URIS][96];
static unsigned n_uris;

static inline LV2_URID
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

static inline void
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

static inline void
begin(void)
{
  user_comes();
  ui_atoms_init(&atoms, &mapper, on_write, &sent);
  n_sent = 0;
  scale = -1.0;
}

#endif
