// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/support/heard.h"
#include "dsp/model/simulation.h"

#include <lv2/atom/util.h>
#include <lv2/patch/patch.h>

#include <check.h>
#include <stdio.h>
#include <string.h>

enum { BLOCKS = 12, FRAMES = 64 };

const char* const heard_keys[FILE_SLOTS] = { EARCUP__file_a,
                                             EARCUP__file_b,
                                             EARCUP__file_wearing };

static const LV2_Atom*
property(Host* host, const LV2_Atom_Object* object, const char* key)
{
  const LV2_Atom* value = NULL;
  lv2_atom_object_get(object, host_map(host->world, key), &value, 0);
  return value;
}

static const LV2_Atom*
needed(Host* host, const LV2_Atom_Object* object, const char* key)
{
  const LV2_Atom* const value = property(host, object, key);
  ck_assert_msg(value != NULL, "no %s", key);
  return value;
}

static void
copy_text(const LV2_Atom* text, char* to, size_t size)
{
  snprintf(to, size, "%s", text ? (const char*)(text + 1) : "");
}

static bool
is_writable(Host* host, LV2_URID key)
{
  HostWorld* const world = host->world;
  LilvNode* const writable = lilv_new_uri(world->lilv, LV2_PATCH__writable);
  LilvNode* const node = lilv_new_uri(world->lilv, world->uris[key - 1]);
  const bool is = lilv_world_ask(
    world->lilv, lilv_plugin_get_uri(host->plugin), writable, node);
  lilv_node_free(writable);
  lilv_node_free(node);
  return is;
}

static void
read_set(Host* host, const LV2_Atom_Object* object, Heard* heard)
{
  const LV2_Atom* const value = needed(host, object, LV2_PATCH__value);
  const LV2_URID key =
    ((const LV2_Atom_URID*)needed(host, object, LV2_PATCH__property))->body;
  heard->undeclared += !is_writable(host, key);
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    if (key == host_map(host->world, heard_keys[slot])) {
      copy_text(value, heard->path[slot], sizeof(heard->path[slot]));
    }
  }
}

static void
read_curve(Host* host, const LV2_Atom_Object* object, Heard* heard)
{
  const LV2_Atom* const values = needed(host, object, EARCUP__values);
  const LV2_Atom* const at = needed(host, object, EARCUP__slot);
  const unsigned slot = (unsigned)((const LV2_Atom_Int*)at)->body;
  const size_t bytes = values->size - sizeof(LV2_Atom_Vector_Body);
  ck_assert_uint_lt(slot, FILE_SLOTS);
  ck_assert_uint_le(bytes, sizeof(heard->curve[slot]));
  heard->points[slot] = (unsigned)(bytes / sizeof(float));
  memcpy(heard->curve[slot], (const LV2_Atom_Vector*)values + 1, bytes);
}

static void
read_object(Host* host, const LV2_Atom_Object* object, Heard* heard)
{
  const LV2_URID type = object->body.otype;
  if (type == host_map(host->world, LV2_PATCH__Set)) {
    read_set(host, object, heard);
  } else if (type == host_map(host->world, EARCUP__curve)) {
    read_curve(host, object, heard);
  } else if (type == host_map(host->world, EARCUP__window)) {
    copy_text(needed(host, object, EARCUP__window_memory),
              heard->memory,
              sizeof(heard->memory));
    heard->scale =
      ((const LV2_Atom_Float*)needed(host, object, EARCUP__window_scale))->body;
    ++heard->windows;
  } else if (type == host_map(host->world, EARCUP__message)) {
    copy_text(needed(host, object, EARCUP__text),
              heard->message,
              sizeof(heard->message));
    copy_text(
      property(host, object, EARCUP__note), heard->note, sizeof(heard->note));
  }
}

void
heard_read(Host* host, Heard* heard)
{
  const LV2_Atom_Sequence* const notify =
    (const LV2_Atom_Sequence*)host->atoms[host_port(host, "notify")];
  LV2_ATOM_SEQUENCE_FOREACH(notify, event)
  {
    read_object(host, (const LV2_Atom_Object*)&event->body, heard);
  }
}

unsigned
heard_frames(Host* host, float last[NOTIFY_FLOATS])
{
  const LV2_Atom_Sequence* const notify =
    (const LV2_Atom_Sequence*)host->atoms[host_port(host, "notify")];
  unsigned n = 0;
  LV2_ATOM_SEQUENCE_FOREACH(notify, event)
  {
    const LV2_Atom_Object* const object = (const LV2_Atom_Object*)&event->body;
    if (object->body.otype == host_map(host->world, EARCUP__frame)) {
      const LV2_Atom* const values = needed(host, object, EARCUP__values);
      const size_t bytes = NOTIFY_FLOATS * sizeof(last[0]);
      ck_assert_uint_eq(values->size, sizeof(LV2_Atom_Vector_Body) + bytes);
      memcpy(
        last, (const char*)(values + 1) + sizeof(LV2_Atom_Vector_Body), bytes);
      ++n;
    }
  }
  return n;
}

void
heard_listen(Host* host, Heard* heard)
{
  float x[FRAMES] = { 0.0F };
  float y[2][FRAMES];
  float* const in[2] = { x, x };
  float* const out[2] = { y[0], y[1] };
  for (int i = 0; i < BLOCKS; ++i) {
    host_run(host, in, out, FRAMES);
    heard_read(host, heard);
    host_work(host);
  }
}

void
heard_ask(Host* host)
{
  const LV2_Atom_Object get = { { sizeof(LV2_Atom_Object_Body),
                                  host_map(host->world, LV2_ATOM__Object) },
                                { 0, host_map(host->world, LV2_PATCH__Get) } };
  host_send(host, &get.atom);
}
