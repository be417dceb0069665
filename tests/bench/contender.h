// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_CONTENDER_H
#define EARCUP_CONTENDER_H

/* What the benchmark compares: one stereo processor behind one interface. */

#include "tests/abuse/lv2host.h"

#include <stdbool.h>
#include <stdint.h>

enum { BENCH_RATE_HZ = 48000, BENCH_MAX_BLOCK = 16384, BENCH_TAPS = 4096 };

typedef struct {
  const char* symbol; ///< one '%' in it stands for each number of the range
  float value;
  int first;
  int last;
} Setting;

/** A control that moves a little every block, as automation does. */
typedef struct {
  const char* symbol;
  float centre;
  float swing; ///< to both sides
} Motion;

/** What a plugin finds itself in. */
typedef enum {
  HOST_THREAD,  ///< a worker beside the audio
  HOST_AT_ONCE, ///< a worker inside schedule_work()
  HOST_ALONE,   ///< no worker
  HOST_EXPORT   ///< freewheeling, with a worker beside
} HostKind;

/** A row of the benchmark. uri is NULL for what isn't an LV2 plugin. */
typedef struct {
  const char* name;
  const char* uri;
  const char* kernel;   ///< EARCUP_SIMD while it is instantiated, or NULL
  const Motion* motion; ///< or NULL
  HostKind host;
  const char* file; ///< property that gets the impulse response, or NULL
  const Setting* settings;
  bool silent; ///< gets zeros
} Entry;

typedef struct Contender Contender;

struct Contender {
  const Entry* entry;
  void* state;
  void* worker; ///< beside a plugin that may have one
  float* in[2]; ///< BENCH_MAX_BLOCK frames each, filled by the caller
  float* out[2];
  void (*prepare)(void* state, float* const* in, float* const* out);
  void (*run)(void* state, uint32_t n); ///< the part that is timed
  void (*finish)(Contender* c);
  void (*destroy)(Contender* c);
  float* moving; ///< value of the control that moves, or NULL
  uint32_t n_runs;
};

/** Every entry; the list ends with a NULL name. Earcup comes first. */
const Entry* contender_entries(void);

/**
   Makes a contender ready to run in blocks of that many frames (16 to 8192):
   settings made, its worker has nothing left to do. impulse_wav: path of the
   impulse response for those that want a file. Returns 0, or -1 when it isn't
   installed or can't run in that block size.
*/
int contender_init(Contender* c,
                   const Entry* entry,
                   HostWorld* world,
                   uint32_t block,
                   const char* impulse_wav);

/** From now on its worker has a thread and a processor of its own; until then
    it works between two blocks. */
void contender_start_worker(Contender* c);

/** Nanoseconds that the worker has worked there. */
double contender_worked_ns(const Contender* c);

/** One block: prepare, run, finish. Returns the nanoseconds of run alone. */
double contender_block(Contender* c, uint32_t n);

/** Bytes that the benchmark itself took for a contender. */
double contender_harness_bytes(const Contender* c);

/** Undoes contender_init. */
void contender_free(Contender* c);

#endif
