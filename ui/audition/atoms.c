// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/atoms.h"

#include "ui/audition/report.h"

#include <lv2/atom/forge.h>
#include <lv2/patch/patch.h>
#include <lv2/resize-port/resize-port.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_CAPACITY = 65536 };

static uint32_t
capacity_for(const Host* host)
{
  uint32_t capacity = USUAL_CAPACITY;
  LilvNode* const uri = lilv_new_uri(host->world, LV2_RESIZE_PORT__minimumSize);
  for (uint32_t p = 0; p < host->n_ports; ++p) {
    LilvNode* const size =
      lilv_port_get(host->plugin, host->ports[p].lilv, uri);
    const int wanted =
      size && lilv_node_is_int(size) ? lilv_node_as_int(size) : 0;
    if (wanted > 0 && (uint32_t)wanted > capacity) {
      capacity = ((uint32_t)wanted + 7U) & ~7U;
    }
    lilv_node_free(size);
  }
  lilv_node_free(uri);
  return capacity;
}

bool
atoms_open(Atoms* atoms, Host* host)
{
  atoms->host = host;
  atoms->capacity = capacity_for(host);
  atoms->memory = (uint64_t*)calloc((size_t)ATOMS_VOICES * host->n_ports + 1,
                                    atoms->capacity);
  return atoms->memory || complain("out of memory");
}

void
atoms_free(Atoms* atoms)
{
  free(atoms->memory);
}

LV2_Atom_Sequence*
atoms_buffer(const Atoms* atoms, int voice, uint32_t port)
{
  const size_t index = (size_t)voice * atoms->host->n_ports + port;
  const size_t words = atoms->capacity / sizeof(uint64_t);
  return (LV2_Atom_Sequence*)(atoms->memory + index * words);
}

void
atoms_reset(const Atoms* atoms)
{
  UriMap* const urids = &atoms->host->urids;
  const LV2_URID sequence = uri_map_id(urids, LV2_ATOM__Sequence);
  const LV2_URID chunk = uri_map_id(urids, LV2_ATOM__Chunk);
  for (int v = 0; v < ATOMS_VOICES; ++v) {
    for (uint32_t p = 0; p < atoms->host->n_ports; ++p) {
      const HostKind kind = atoms->host->ports[p].kind;
      LV2_Atom_Sequence* const buffer = atoms_buffer(atoms, v, p);
      if (kind == HOST_ATOM_IN) {
        *buffer =
          (LV2_Atom_Sequence){ { sizeof(LV2_Atom_Sequence_Body), sequence },
                               { 0, 0 } };
      } else if (kind == HOST_ATOM_OUT) {
        const uint32_t room = atoms->capacity - (uint32_t)sizeof(LV2_Atom);
        buffer->atom = (LV2_Atom){ room, chunk };
      }
    }
  }
}

/** A patch:Set is being written. */
typedef struct {
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame sequence;
  LV2_Atom_Forge_Frame object;
} Writing;

/** Begin one, up to its value. */
static void
begin_set(Writing* writing,
          const Atoms* atoms,
          int voice,
          uint32_t port,
          const char* parameter_uri)
{
  UriMap* const urids = &atoms->host->urids;
  LV2_Atom_Sequence* const buffer = atoms_buffer(atoms, voice, port);
  LV2_Atom_Forge* const forge = &writing->forge;
  lv2_atom_forge_init(forge, &urids->map);
  lv2_atom_forge_set_buffer(forge, (uint8_t*)buffer, atoms->capacity);
  lv2_atom_forge_sequence_head(forge, &writing->sequence, 0);
  lv2_atom_forge_frame_time(forge, 0);
  lv2_atom_forge_object(
    forge, &writing->object, 0, uri_map_id(urids, LV2_PATCH__Set));
  lv2_atom_forge_key(forge, uri_map_id(urids, LV2_PATCH__property));
  lv2_atom_forge_urid(forge, uri_map_id(urids, parameter_uri));
  lv2_atom_forge_key(forge, uri_map_id(urids, LV2_PATCH__value));
}

static void
end_set(Writing* writing)
{
  lv2_atom_forge_pop(&writing->forge, &writing->object);
  lv2_atom_forge_pop(&writing->forge, &writing->sequence);
}

void
atoms_write_path(const Atoms* atoms,
                 int voice,
                 uint32_t port,
                 const char* parameter_uri,
                 const char* path)
{
  Writing writing;
  begin_set(&writing, atoms, voice, port, parameter_uri);
  lv2_atom_forge_path(&writing.forge, path, (uint32_t)strlen(path));
  end_set(&writing);
}

void
atoms_write_number(const Atoms* atoms,
                   int voice,
                   uint32_t port,
                   const char* parameter_uri,
                   int32_t number)
{
  Writing writing;
  begin_set(&writing, atoms, voice, port, parameter_uri);
  lv2_atom_forge_int(&writing.forge, number);
  end_set(&writing);
}
