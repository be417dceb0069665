// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/abuse/lv2host.h"

#include "tests/abuse/hostfeatures.h"

#include <stdlib.h>
#include <string.h>

static LV2_URID
map_uri(LV2_URID_Map_Handle handle, const char* uri)
{
  return host_map(handle, uri);
}

static const char*
unmap_uri(LV2_URID_Unmap_Handle handle, LV2_URID urid)
{
  HostWorld* const world = handle;
  pthread_mutex_lock(&world->lock);
  const char* const uri =
    urid && urid <= world->n_uris ? world->uris[urid - 1] : NULL;
  pthread_mutex_unlock(&world->lock);
  return uri;
}

int
host_world_init(HostWorld* world)
{
  memset(world, 0, sizeof *world);
  pthread_mutex_init(&world->lock, NULL);
  world->map = (LV2_URID_Map){ world, map_uri };
  world->unmap = (LV2_URID_Unmap){ world, unmap_uri };
  world->lilv = lilv_world_new();
  if (!world->lilv) {
    return -1;
  }
  world->atom_chunk = host_map(world, LV2_ATOM__Chunk);
  world->atom_sequence = host_map(world, LV2_ATOM__Sequence);
  lilv_world_load_all(world->lilv);
  return 0;
}

void
host_world_free(HostWorld* world)
{
  for (uint32_t i = 0; i < world->n_uris; ++i) {
    free(world->uris[i]);
  }
  pthread_mutex_destroy(&world->lock);
  lilv_world_free(world->lilv);
}

LV2_URID
host_map(HostWorld* world, const char* uri)
{
  LV2_URID urid = 0;
  pthread_mutex_lock(&world->lock);
  for (uint32_t i = 0; !urid && i < world->n_uris; ++i) {
    if (!strcmp(world->uris[i], uri)) {
      urid = i + 1;
    }
  }
  if (!urid && world->n_uris < HOST_MAX_URIS) {
    const size_t bytes = strlen(uri) + 1;
    char* const copy = malloc(bytes);
    memcpy(copy, uri, bytes);
    world->uris[world->n_uris] = copy;
    urid = ++world->n_uris;
  }
  pthread_mutex_unlock(&world->lock);
  return urid;
}

const LilvPlugin*
host_find(HostWorld* world, const char* uri)
{
  LilvNode* const node = lilv_new_uri(world->lilv, uri);
  const LilvPlugin* const plugin =
    lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world->lilv), node);
  lilv_node_free(node);
  return plugin;
}

static bool
port_is(const Host* host, uint32_t index, const char* class_uri)
{
  LilvNode* const node = lilv_new_uri(host->world->lilv, class_uri);
  const bool is = lilv_port_is_a(
    host->plugin, lilv_plugin_get_port_by_index(host->plugin, index), node);
  lilv_node_free(node);
  return is;
}

static void
connect_atom_port(Host* host, uint32_t index)
{
  void* place = NULL;
  switch (host->setup.atoms) {
    case ATOMS_USABLE:
    case ATOMS_SHORT:
      host->atoms[index] = calloc(1, HOST_ATOM_BYTES);
      place = host->atoms[index];
      break;
    case ATOMS_NULL:
      break;
    case ATOMS_FLOAT:
      place = &host->values[index];
      break;
  }
  lilv_instance_connect_port(host->instance, index, place);
}

static void
connect_ports(Host* host)
{
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    host->is_output[i] = port_is(host, i, LV2_CORE__OutputPort);
    if (port_is(host, i, LV2_CORE__AudioPort)) {
      if (!host->is_output[i] && host->n_in < 8) {
        host->audio_in[host->n_in++] = i;
      } else if (host->is_output[i] && host->n_out < 8) {
        host->audio_out[host->n_out++] = i;
      }
    } else if (port_is(host, i, LV2_ATOM__AtomPort)) {
      connect_atom_port(host, i);
    } else {
      lilv_instance_connect_port(host->instance, i, &host->values[i]);
    }
  }
}

Host*
host_new(HostWorld* world,
         const LilvPlugin* plugin,
         double rate_hz,
         const HostSetup* setup)
{
  Host* const host = calloc(1, sizeof *host);
  host->world = world;
  host->plugin = plugin;
  host->setup = *setup;
  pthread_mutex_init(&host->lock, NULL);
  host->n_ports = lilv_plugin_get_num_ports(plugin);
  host->values = calloc(host->n_ports, sizeof *host->values);
  host->atoms = calloc(host->n_ports, sizeof *host->atoms);
  host->is_output = calloc(host->n_ports, sizeof *host->is_output);
  lilv_plugin_get_port_ranges_float(plugin, NULL, NULL, host->values);
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    if (host->values[i] != host->values[i]) {
      host->values[i] = 0.0F; // lilv's "no default"
    }
  }
  host->instance = host_instantiate(host, rate_hz);
  if (!host->instance) {
    host_free(host);
    return NULL;
  }
  host->descriptor = lilv_instance_get_descriptor(host->instance);
  host->handle = lilv_instance_get_handle(host->instance);
  host->worker_interface = host_worker_interface(host);
  connect_ports(host);
  return host;
}

static void
clear_queue(HostQueue* queue)
{
  for (unsigned i = 0; i < queue->n; ++i) {
    free(queue->items[i].data);
  }
  queue->n = 0;
}

void
host_free(Host* host)
{
  if (!host) {
    return;
  }
  if (host->instance) {
    lilv_instance_free(host->instance);
  }
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    free(host->atoms[i]);
  }
  clear_queue(&host->jobs);
  clear_queue(&host->replies);
  pthread_mutex_destroy(&host->lock);
  free(host->atoms);
  free(host->is_output);
  free(host->values);
  free(host);
}

void
host_activate(Host* host)
{
  lilv_instance_activate(host->instance);
}

void
host_deactivate(Host* host)
{
  lilv_instance_deactivate(host->instance);
}

int
host_port(const Host* host, const char* symbol)
{
  LilvNode* const node = lilv_new_string(host->world->lilv, symbol);
  const LilvPort* const port =
    lilv_plugin_get_port_by_symbol(host->plugin, node);
  lilv_node_free(node);
  return port ? (int)lilv_port_get_index(host->plugin, port) : -1;
}

void
host_set(Host* host, const char* symbol, float value)
{
  const int port = host_port(host, symbol);
  if (port >= 0) {
    host->values[port] = value;
  }
}

float
host_get(const Host* host, const char* symbol)
{
  const int port = host_port(host, symbol);
  return port < 0 ? 0.0F : host->values[port];
}

/* Sequences as a host hands them over: the input with the waiting event, the
   output as a chunk that tells how much room there is. */
static void
fill_sequences(Host* host)
{
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    if (!host->atoms[i]) {
      continue;
    }
    LV2_Atom_Sequence* const seq = (LV2_Atom_Sequence*)host->atoms[i];
    if (host->is_output[i]) {
      seq->atom.type = host->world->atom_chunk;
      seq->atom.size = host->setup.atoms == ATOMS_SHORT
                         ? 16
                         : HOST_ATOM_BYTES - (uint32_t)sizeof(LV2_Atom);
      continue;
    }
    seq->atom.type = host->world->atom_sequence;
    seq->atom.size = sizeof(LV2_Atom_Sequence_Body);
    seq->body.unit = 0;
    seq->body.pad = 0;
    if (host->event_bytes) {
      uint8_t* const event = (uint8_t*)(seq + 1);
      memset(event, 0, sizeof(int64_t));
      memcpy(event + sizeof(int64_t), host->event, host->event_bytes);
      const uint32_t padded = (host->event_bytes + 7U) & ~7U;
      seq->atom.size += (uint32_t)sizeof(int64_t) + padded;
    }
  }
  host->event_bytes = 0;
}

static void
deliver_replies(Host* host, const LV2_Worker_Interface* worker)
{
  HostQueue queue;
  pthread_mutex_lock(&host->lock);
  queue = host->replies;
  host->replies.n = 0;
  pthread_mutex_unlock(&host->lock);
  for (unsigned i = 0; i < queue.n; ++i) {
    host_enter(host);
    worker->work_response(
      host->handle, queue.items[i].size, queue.items[i].data);
    host_leave(host);
  }
  clear_queue(&queue);
  if (worker->end_run) {
    host_enter(host);
    worker->end_run(host->handle);
    host_leave(host);
  }
}

void
host_prepare(Host* host, float* const* in, float* const* out)
{
  fill_sequences(host);
  for (unsigned i = 0; i < host->n_in; ++i) {
    host->descriptor->connect_port(host->handle, host->audio_in[i], in[i]);
  }
  for (unsigned i = 0; i < host->n_out; ++i) {
    host->descriptor->connect_port(host->handle, host->audio_out[i], out[i]);
  }
}

void
host_finish(Host* host)
{
  const LV2_Worker_Interface* const worker = host->worker_interface;
  if (worker) {
    deliver_replies(host, worker);
  }
}

void
host_run(Host* host, float* const* in, float* const* out, uint32_t n)
{
  host_enter(host);
  host_prepare(host, in, out);
  host->descriptor->run(host->handle, n);
  host_leave(host);
  host_finish(host);
}

unsigned
host_work(Host* host)
{
  const LV2_Worker_Interface* const worker = host->worker_interface;
  HostQueue queue;
  pthread_mutex_lock(&host->lock);
  queue = host->jobs;
  host->jobs.n = 0;
  pthread_mutex_unlock(&host->lock);
  for (unsigned i = 0; worker && i < queue.n; ++i) {
    worker->work(host->handle,
                 host_respond,
                 host,
                 queue.items[i].size,
                 queue.items[i].data);
  }
  const unsigned n = queue.n;
  clear_queue(&queue);
  return n;
}
