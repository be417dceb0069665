// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_HOSTSTATE_H
#define EARCUP_HOSTSTATE_H

/* A plugin's saved state as a list that tests can read, bend and hand back. */

#include "tests/abuse/lv2host.h"

enum { STATE_MAX_ITEMS = 64, STATE_MAX_BYTES = 4096 };

typedef struct {
  LV2_URID key;
  LV2_URID type;
  uint32_t flags;
  size_t size;
  uint8_t data[STATE_MAX_BYTES];
  bool is_null; ///< retrieve answers NULL, with that size and type
} StateItem;

typedef struct {
  HostWorld* world;
  bool paths;         ///< offer state:mapPath, makePath and freePath
  const char* folder; ///< paths in it are saved without it; NULL: as they are
  StateItem items[STATE_MAX_ITEMS];
  unsigned n;
} HostState;

/** An empty state. */
void state_init(HostState* state, HostWorld* world);

/** Adds or replaces an item; too large or too many are ignored. */
void state_put(HostState* state,
               const char* key,
               const char* type,
               const void* data,
               size_t size);

/** The item with that key, NULL if there is none. */
StateItem* state_item(HostState* state, const char* key);

/** Lets the plugin save. Returns its status, -1 without a state interface. */
int state_save(HostState* state, Host* host);

/** Lets the plugin restore. Returns its status, -1 without a state interface.
 */
int state_restore(HostState* state, Host* host);

#endif
