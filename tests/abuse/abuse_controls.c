// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Values no host should send, at every block; afterwards all is as before. */
#include "tests/abuse/rig.h"

#include "tests/abuse/drive.h"
#include "tests/abuse/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FRAMES = 8192 };

static const double rate_hz = 48000.0;

static void
set_defaults(Host* host)
{
  float* const values = calloc(host->n_ports, sizeof *values);
  lilv_plugin_get_port_ranges_float(host->plugin, NULL, NULL, values);
  for (uint32_t i = 0; i < host->n_ports; ++i) {
    if (!isnan(values[i])) {
      host->values[i] = values[i];
    }
  }
  free(values);
}

static void
check_recovery(Rig* rig, Host* host)
{
  Stereo in = stereo_new(24000);
  Stereo out = stereo_new(in.n);
  Stereo expected = stereo_new(in.n);
  Host* const fresh = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  if (fresh) {
    stereo_noise(&in, 31);
    /* The match has a memory of its own of what is loud. */
    host_set(fresh, "match", 0.0F);
    host_activate(fresh);
    rig_settle(rig, fresh, 1.0, rate_hz);
    rig_render(rig, fresh, &in, &expected, 64);
    set_defaults(host);
    host_set(host, "match", 0.0F);
    rig_settle(rig, host, 5.0, rate_hz);
    rig_render(rig, host, &in, &out, 64);
    const double difference = stereo_difference(&out, &expected, 0);
    rig_check(rig,
              difference <= 1e-5,
              "back at the defaults the output is still off by %g",
              difference);
  }
  host_free(fresh);
  stereo_free(&in);
  stereo_free(&out);
  stereo_free(&expected);
}

static void
check_random(Rig* rig, Drive* drive, HostWorker worker, unsigned n_blocks)
{
  static const uint32_t longest[] = { 64, 64, 64, 700, MAX_FRAMES };
  Host* const host = rig_host(rig, rate_hz, worker);
  if (!host) {
    return;
  }
  Stereo in = stereo_new(MAX_FRAMES);
  Stereo out = stereo_new(MAX_FRAMES);
  unsigned n_bad = 0;
  double peak = 0.0;
  host_activate(host);
  for (unsigned i = 0; i < n_blocks; ++i) {
    const uint32_t most = longest[random_below(&drive->seed, 5)];
    const uint32_t n = random_below(&drive->seed, most + 1);
    if (i % 2) {
      drive_extremes(drive, host);
    } else {
      drive_controls(drive, host);
    }
    if (i % 16 == 0) {
      drive_message(drive, host);
    }
    stereo_noise(&in, 1 + i);
    rig_run(host, &in, i % 3 ? &out : &in, 0, n);
    Stereo* const result = i % 3 ? &out : &in;
    n_bad += stereo_is_finite(result) ? 0U : 1U;
    peak = fmax(peak, stereo_peak(result, 0));
  }
  rig_check(rig, n_bad == 0, "%u of %u blocks aren't finite", n_bad, n_blocks);
  rig_check(rig, peak < 1e4, "peak %g with wild controls", peak);
  host->setup.worker = WORKER_LATER;
  check_recovery(rig, host);
  host_deactivate(host);
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
}

/* Each control alone at each bad value: finite, and never past its range, that
   is no louder than its loudest end by more than rounding. */
static void
check_each(Rig* rig, const Drive* drive)
{
  static const float bad[] = {
    NAN, INFINITY, -INFINITY, 1e30F, -1e30F, 1e-40F
  };
  const uint32_t n_bad = rig->is_short ? 2 : 6;
  Stereo in = stereo_new(2048);
  Stereo out = stereo_new(2048);
  stereo_noise(&in, 17);
  Host* const host = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  for (unsigned i = 0; host && i < drive->n_controls; ++i) {
    const uint32_t port = drive->controls[i];
    const float usual = host->values[port];
    for (uint32_t k = 0; k < n_bad; ++k) {
      host->values[port] = bad[k];
      host_activate(host);
      rig_render(rig, host, &in, &out, 64);
      host_deactivate(host);
      rig_check(rig,
                stereo_is_finite(&out),
                "port %u at %g: not finite",
                port,
                (double)bad[k]);
      rig_check(rig,
                stereo_peak(&out, 0) < 100.0,
                "port %u at %g: peak %g",
                port,
                (double)bad[k],
                stereo_peak(&out, 0));
    }
    host->values[port] = usual;
  }
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
}

/* Every headphone at the ear and at the microphone, alone and half-way in a
   morph: finite and no louder than a simulation can be. */
static void
check_headphones(Rig* rig, const Drive* drive)
{
  Stereo in = stereo_new(2400);
  Stereo out = stereo_new(in.n);
  Host* const host = rig_host(rig, rate_hz, WORKER_AT_ONCE);
  const int port = host ? host_port(host, "headphone_a") : -1;
  unsigned highest = 0;
  stereo_noise(&in, 19);
  for (unsigned i = 0; i < drive->n_controls; ++i) {
    if ((int)drive->controls[i] == port) {
      highest = (unsigned)drive->high[i];
    }
  }
  for (unsigned id = 0; port >= 0 && id <= highest;
       id += rig->is_short ? 47 : 1) {
    for (unsigned way = 0; way < 4; ++way) {
      host_set(host, "headphone_a", (float)id);
      host_set(host, "listen_at", (float)(way & 1U));
      host_set(host, "morph", 0.25F * (float)(way & 2U));
      host_activate(host);
      rig_render(rig, host, &in, &out, 64);
      host_deactivate(host);
      const double peak = stereo_peak(&out, 0);
      rig_check(rig,
                stereo_is_finite(&out) && peak < 10.0,
                "headphone %u, listen_at %u, morph %.1f: peak %g",
                id,
                way & 1U,
                0.25 * (way & 2U),
                peak);
    }
  }
  host_free(host);
  stereo_free(&in);
  stereo_free(&out);
}

void
abuse_controls(Rig* rig)
{
  static Drive drive;
  const unsigned n_blocks = rig->is_short ? 40 : 1500;
  if (drive_init(&drive, rig->world, rig->plugin, 5)) {
    rig_check(rig, false, "can't write the files");
    return;
  }
  check_each(rig, &drive);
  check_headphones(rig, &drive);
  check_random(rig, &drive, WORKER_AT_ONCE, n_blocks);
  check_random(rig, &drive, WORKER_LATER, n_blocks);
  check_random(rig, &drive, WORKER_REFUSE, n_blocks / 4);
  check_random(rig, &drive, WORKER_LOST, n_blocks / 4);
  drive_free(&drive);
}
