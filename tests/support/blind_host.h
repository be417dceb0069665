// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_BLIND_HOST_H
#define EARCUP_TEST_BLIND_HOST_H

/* A blind comparison in the built plugin, and the window that asks for it. */

#include "plugin/blind.h"
#include "plugin/ui_protocol.h"
#include "tests/support/heard.h"
#include "tests/support/probe.h"

#include <lv2/atom/forge.h>

#define RATE_HZ 48000.0

enum { BLOCK = 256, SECOND = 48000 };

static Host* host;
static uint32_t played; ///< frames of the programme so far
static unsigned n_frames;
static bool is_open; ///< the window, which says so every second
static float programme[2][SECOND];

/** Both at the defaults. */
static inline Blind
comparison(void)
{
  Blind blind;
  memset(&blind, 0, sizeof(blind));
  blind.is_on = true;
  for (int i = 0; i < 2; ++i) {
    for (int p = 0; p < PORT_COUNT; ++p) {
      blind.value[i][p] = ports[p].dflt;
    }
  }
  return blind;
}

static inline void
send(LV2_Atom_Forge* forge, LV2_Atom_Forge_Frame* frame, const LV2_Atom* atom)
{
  lv2_atom_forge_pop(forge, frame);
  host_send(host, atom);
}

static inline void
hear(const Blind* blind)
{
  _Alignas(8) uint8_t bytes[2048];
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame frame;
  lv2_atom_forge_init(&forge, &world.map);
  lv2_atom_forge_set_buffer(&forge, bytes, sizeof(bytes));
  lv2_atom_forge_object(&forge, &frame, 0, host_map(&world, EARCUP__blind));
  if (blind->is_on) {
    lv2_atom_forge_key(&forge, host_map(&world, EARCUP__values));
    lv2_atom_forge_vector(&forge,
                          sizeof(float),
                          host_map(&world, LV2_ATOM__Float),
                          2 * PORT_COUNT,
                          blind->value);
    lv2_atom_forge_key(&forge, host_map(&world, EARCUP__originals));
    lv2_atom_forge_int(&forge, (int32_t)blind->originals);
    lv2_atom_forge_key(&forge, host_map(&world, EARCUP__heard));
    lv2_atom_forge_int(&forge, (int32_t)blind->heard);
  }
  send(&forge, &frame, (const LV2_Atom*)(const void*)bytes);
}

static inline void
open_window(bool open)
{
  host_send_object(
    host, open ? EARCUP__ui_on : EARCUP__ui_off, NULL, NULL, NULL, 0);
}

static inline void
count_frames(void)
{
  float last[NOTIFY_FLOATS];
  n_frames += heard_frames(host, last);
}

/** The window speaks up, unless another message goes with the next run. */
static inline void
keep_open(void)
{
  if (is_open && played % SECOND < BLOCK && host->event_bytes == 0) {
    open_window(true);
  }
}

/** Play on. @param out n frames each, or NULL for what nobody needs */
static inline void
play(float* const out[2], uint32_t n)
{
  float x[2][BLOCK];
  float y[2][BLOCK];
  float* const in[2] = { x[0], x[1] };
  float* const to[2] = { y[0], y[1] };
  for (uint32_t done = 0; done < n;) {
    const uint32_t part = n - done < BLOCK ? n - done : BLOCK;
    for (uint32_t i = 0; i < part; ++i, ++played) {
      x[0][i] = programme[0][played % SECOND];
      x[1][i] = programme[1][played % SECOND];
    }
    keep_open();
    host_run(host, in, to, part);
    host_work(host);
    count_frames();
    for (int c = 0; out && c < 2; ++c) {
      memcpy(out[c] + done, y[c], part * sizeof(float));
    }
    done += part;
  }
}

/** Pink within 0.1 dB from 20 Hz to 20 kHz, by Kellet's filter. */
static inline void
fill_pink(void)
{
  static const double pole[] = { 0.99886, 0.99332, 0.96900,
                                 0.86650, 0.55000, -0.7616 };
  static const double gain[] = { 0.0555179, 0.0750759, 0.1538520,
                                 0.3104856, 0.5329522, -0.0168980 };
  uint64_t seed = 1937;
  for (int c = 0; c < 2; ++c) {
    double state[6] = { 0.0 };
    double last = 0.0;
    for (int i = -SECOND; i < SECOND; ++i) {
      const double white = 2.0 * probe_random(&seed) - 1.0;
      double sum = last + 0.5362 * white;
      for (int k = 0; k < 6; ++k) {
        state[k] = pole[k] * state[k] + gain[k] * white;
        sum += state[k];
      }
      last = 0.115926 * white;
      if (i >= 0) {
        programme[c][i] = (float)(0.02 * sum);
      }
    }
  }
}

static inline void
comes(void)
{
  probe_open_world();
  fill_pink();
  played = n_frames = 0;
  host = probe_open(RATE_HZ, WORKER_LATER);
  host_activate(host);
  is_open = true;
  open_window(true);
  play(NULL, BLOCK);
}

static inline void
goes(void)
{
  host_deactivate(host);
  host_free(host);
  probe_close_world();
}

static inline Sound
listen(uint32_t n)
{
  Sound sound = sound_new(n);
  play(sound.channel, n);
  return sound;
}

#endif
