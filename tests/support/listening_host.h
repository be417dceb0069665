// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_LISTENING_HOST_H
#define EARCUP_TEST_LISTENING_HOST_H

/* The built plugin, as plain as it gets, and a window that wants to hear a band
   alone or the vocal microphone louder. */

#include "plugin/listening.h"
#include "plugin/ui_protocol.h"
#include "tests/support/probe.h"

#define RATE_HZ 48000.0

enum { SECOND = 48000, BLOCK = 256 };

static Host* host;

/* --- what the window says ------------------------------------------------ */

static inline void
want_band(double from_hz, double to_hz)
{
  struct {
    LV2_Atom_Vector_Body body;
    float edges[2];
  } vector = { { sizeof(float), host_map(&world, LV2_ATOM__Float) },
               { (float)from_hz, (float)to_hz } };
  host_send_object(host,
                   EARCUP__listening,
                   EARCUP__band,
                   LV2_ATOM__Vector,
                   &vector,
                   sizeof(vector));
}

static inline void
want_gain(double gain_db)
{
  const float value = (float)gain_db;
  host_send_object(host,
                   EARCUP__listening,
                   EARCUP__gain,
                   LV2_ATOM__Float,
                   &value,
                   sizeof(value));
}

static inline void
want_nothing(void)
{
  host_send_object(host, EARCUP__listening, NULL, NULL, NULL, 0);
}

static inline void
open_window(bool open)
{
  host_send_object(
    host, open ? EARCUP__ui_on : EARCUP__ui_off, NULL, NULL, NULL, 0);
}

/* --- the plugin ---------------------------------------------------------- */

/** As plain as it gets: what comes in goes out. */
static inline void
opens(double rate_hz)
{
  probe_open_world();
  host = probe_open(rate_hz, WORKER_ABSENT);
  probe_set(host, "match", 0);
  probe_set(host, "strength", 0);
}

static inline void
comes(void)
{
  opens(RATE_HZ);
  host_activate(host);
}

static inline void
goes(void)
{
  host_deactivate(host);
  host_free(host);
  probe_close_world();
}

/** Frames first to first + n, in equal blocks. */
static inline void
run(const Sound* in, Sound* out, uint32_t first, uint32_t n, uint32_t block)
{
  for (uint32_t done = 0; done < n; done += block) {
    const uint32_t left = n - done;
    probe_run(host, in, out, first + done, left < block ? left : block);
  }
}

static inline void
rest(uint32_t n)
{
  Sound in = sound_new(n);
  Sound out = sound_new(n);
  run(&in, &out, 0, n, BLOCK);
  sound_free(&in);
  sound_free(&out);
}

#endif
