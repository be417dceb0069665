// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Messages from the host to the plugin, each an atom of its own. */

#include "tests/abuse/lv2host.h"

#include <lv2/atom/forge.h>
#include <lv2/patch/patch.h>
#include <string.h>

void
host_send(Host* host, const LV2_Atom* atom)
{
  const uint32_t bytes = (uint32_t)sizeof *atom + atom->size;
  if (bytes <= sizeof host->event) {
    memcpy(host->event, atom, bytes);
    host->event_bytes = bytes;
  }
}

/** An object under way to the plugin. */
typedef struct {
  union {
    LV2_Atom atom;
    uint8_t bytes[4096];
  } message;
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame frame;
} Letter;

static void
begin_letter(Letter* letter, Host* host, const char* object_uri)
{
  LV2_Atom_Forge* const forge = &letter->forge;
  lv2_atom_forge_init(forge, &host->world->map);
  lv2_atom_forge_set_buffer(
    forge, letter->message.bytes, sizeof letter->message);
  lv2_atom_forge_object(
    forge, &letter->frame, 0, host_map(host->world, object_uri));
}

static void
add_value(Letter* letter,
          Host* host,
          const char* key_uri,
          const char* type_uri,
          const void* data,
          uint32_t size)
{
  LV2_Atom_Forge* const forge = &letter->forge;
  lv2_atom_forge_key(forge, host_map(host->world, key_uri));
  lv2_atom_forge_atom(forge, size, host_map(host->world, type_uri));
  lv2_atom_forge_write(forge, data, size);
}

static void
send_letter(Letter* letter, Host* host)
{
  lv2_atom_forge_pop(&letter->forge, &letter->frame);
  host_send(host, &letter->message.atom);
}

void
host_send_object(Host* host,
                 const char* object_uri,
                 const char* key_uri,
                 const char* type_uri,
                 const void* data,
                 uint32_t size)
{
  Letter letter;
  begin_letter(&letter, host, object_uri);
  if (key_uri) {
    add_value(&letter, host, key_uri, type_uri, data, size);
  }
  send_letter(&letter, host);
}

void
host_send_value(Host* host,
                const char* property_uri,
                const char* type_uri,
                const void* data,
                uint32_t size)
{
  const LV2_URID property = host_map(host->world, property_uri);
  Letter letter;
  begin_letter(&letter, host, LV2_PATCH__Set);
  add_value(&letter,
            host,
            LV2_PATCH__property,
            LV2_ATOM__URID,
            &property,
            sizeof property);
  add_value(&letter, host, LV2_PATCH__value, type_uri, data, size);
  send_letter(&letter, host);
}

void
host_send_path(Host* host, const char* property_uri, const char* path)
{
  host_send_value(
    host, property_uri, LV2_ATOM__Path, path, (uint32_t)strlen(path) + 1);
}
