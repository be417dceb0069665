// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LV2HOST_H
#define EARCUP_LV2HOST_H

/* A small LV2 host for the benchmark and the abuse tests: it offers as much or
   as little as a test asks for, and runs the worker when it is told to. */

#include <lilv/lilv.h>
#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HOST_MAX_URIS = 4096, HOST_MAX_JOBS = 64, HOST_ATOM_BYTES = 1 << 16 };

typedef enum {
  WORKER_ABSENT,  ///< no work:schedule feature
  WORKER_AT_ONCE, ///< work() runs inside schedule_work(), as offline hosts do
  WORKER_LATER,   ///< jobs wait until host_work() is called
  WORKER_LOST,    ///< jobs are accepted and never done
  WORKER_REFUSE   ///< schedule_work() answers LV2_WORKER_ERR_NO_SPACE
} HostWorker;

typedef enum {
  ATOMS_USABLE,
  ATOMS_NULL,  ///< connected to NULL
  ATOMS_SHORT, ///< the output sequence has room for 16 bytes
  ATOMS_FLOAT  ///< connected to a 4-byte float, as lv2apply does
} HostAtoms;

/** What the host offers. All zero: nothing at all. */
typedef struct {
  bool urid;
  bool options; ///< options and boundedBlockLength
  bool log;
  HostWorker worker;
  HostAtoms atoms;
  uint32_t max_block;
  void (*enter)(void); ///< called before code of the plugin's audio context
  void (*leave)(void); ///< called after it; both may be NULL
} HostSetup;

/** The plugins of this machine and the URIs mapped so far. */
typedef struct {
  LilvWorld* lilv;
  pthread_mutex_t lock;
  char* uris[HOST_MAX_URIS];
  uint32_t n_uris;
  LV2_URID_Map map;
  LV2_URID_Unmap unmap;
  LV2_URID atom_chunk;
  LV2_URID atom_sequence;
  atomic_uint n_logged; ///< complaints in the log
  char noted[512];      ///< the last note in it
  char traced[512];     ///< the last trace
} HostWorld;

typedef struct {
  uint32_t size;
  uint8_t* data;
} HostMessage;

typedef struct {
  HostMessage items[HOST_MAX_JOBS];
  unsigned n;
} HostQueue;

typedef struct {
  HostWorld* world;
  const LilvPlugin* plugin;
  LilvInstance* instance;
  const LV2_Descriptor* descriptor;
  LV2_Handle handle;
  const LV2_Worker_Interface* worker_interface; ///< NULL: none wanted or had
  HostSetup setup;
  LV2_Worker_Schedule worker; ///< feature data has to last as long as we do
  LV2_Log_Log log;
  uint32_t n_ports;
  float* values;   ///< one a port
  uint8_t** atoms; ///< HOST_ATOM_BYTES for atom ports, else NULL
  bool* is_output;
  uint32_t audio_in[8]; ///< port indices
  uint32_t audio_out[8];
  unsigned n_in;
  unsigned n_out;
  uint8_t event[4096]; ///< an atom for the next run, size 0 if none
  uint32_t event_bytes;
  pthread_mutex_t lock; ///< guards jobs and replies
  HostQueue jobs;
  HostQueue replies;
  atomic_bool refuse_reply; ///< respond() answers LV2_WORKER_ERR_NO_SPACE
  unsigned n_jobs;          ///< jobs scheduled so far
} Host;

/** Loads everything on LV2_PATH. Returns 0, or -1 on failure. */
int host_world_init(HostWorld* world);

/** Frees what host_world_init made. */
void host_world_free(HostWorld* world);

/** The number of that URI, 0 when the table is full. Thread: any. */
LV2_URID
host_map(HostWorld* world, const char* uri);

/** The plugin, NULL if it isn't installed. */
const LilvPlugin* host_find(HostWorld* world, const char* uri);

/** A plugin instance with every control at its default, not yet active. NULL
    if it can't be instantiated at that rate in Hz. */
Host* host_new(HostWorld* world,
               const LilvPlugin* plugin,
               double rate_hz,
               const HostSetup* setup);

/** Frees a host; NULL is fine. */
void host_free(Host* host);

void host_activate(Host* host);

void host_deactivate(Host* host);

/** Index of the port with that symbol, -1 if there is none. */
int host_port(const Host* host, const char* symbol);

/** Sets a control; unknown symbols are ignored. */
void host_set(Host* host, const char* symbol, float value);

/** Value of a control, 0 if there is none of that symbol. */
float host_get(const Host* host, const char* symbol);

/** Puts a copy of an atom in the input sequence of the next run. */
void host_send(Host* host, const LV2_Atom* atom);

/** Sends an object with one property, whose value is of any type; with none if
    key_uri is NULL. At most 4 KB. */
void host_send_object(Host* host,
                      const char* object_uri,
                      const char* key_uri,
                      const char* type_uri,
                      const void* data,
                      uint32_t size);

/** Sends patch:Set of a value of any type. */
void host_send_value(Host* host,
                     const char* property_uri,
                     const char* type_uri,
                     const void* data,
                     uint32_t size);

/** Sends patch:Set of an atom:Path. */
void host_send_path(Host* host, const char* property_uri, const char* path);

/** One run() of n frames, then the replies of the worker. in: at least n_in
    buffers, out: at least n_out buffers of n frames; they may be the same. */
void host_run(Host* host, float* const* in, float* const* out, uint32_t n);

/** The parts of host_run around descriptor->run(handle, n), for who wants to
    time that alone. */
void host_prepare(Host* host, float* const* in, float* const* out);

void host_finish(Host* host);

/** Does the jobs that wait. Returns how many. Thread: any but the audio one. */
unsigned host_work(Host* host);

#endif
