// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_RIG_H
#define EARCUP_RIG_H

/* What the groups of the abuse test share: a count of checks, stereo buffers,
   and how to run a plugin over them. */

#include "tests/abuse/lv2host.h"

typedef struct {
  HostWorld* world;
  const LilvPlugin* plugin;
  bool is_short; ///< fewer repetitions, for sanitizers
  uint32_t seed;
  unsigned n_passed;
  unsigned n_failed;
} Rig;

typedef struct {
  uint32_t n; ///< frames
  float* channels[2];
} Stereo;

/** Counts a check; prints it when it fails. */
void rig_check(Rig* rig, bool is_good, const char* fmt, ...)
  __attribute__((format(printf, 3, 4)));

/** A line that isn't a check. */
void rig_note(const char* fmt, ...) __attribute__((format(printf, 1, 2)));

/** Silent buffers of n frames. */
Stereo stereo_new(uint32_t n);

void stereo_free(Stereo* stereo);

/** White noise from -0.25 to 0.25, the same for the same seed (not 0). */
void stereo_noise(Stereo* stereo, uint32_t seed);

/** A sine, 0.5 left and 0.3 right with another phase. */
void stereo_sine(Stereo* stereo, double cycles_per_frame);

/** Whether all samples are finite. */
bool stereo_is_finite(const Stereo* stereo);

/** Largest magnitude from frame first to the end. */
double stereo_peak(const Stereo* stereo, uint32_t first);

/** Largest difference from frame first on. */
double stereo_difference(const Stereo* a, const Stereo* b, uint32_t first);

/** Whether all bits are the same. */
bool stereo_is_same(const Stereo* a, const Stereo* b);

/** An instance at its defaults with all features and usable atom ports; NULL
    on failure, which counts as a failed check. */
Host* rig_host(Rig* rig, double rate_hz, HostWorker worker);

/** Runs a stereo buffer through in blocks of that many frames, 0 for random
    ones; jobs that wait are done after each. Side-chain inputs get silence. */
void rig_render(Rig* rig,
                Host* host,
                const Stereo* in,
                Stereo* out,
                uint32_t block);

/** Part of a render: frames from first to first + n. */
void rig_run(Host* host,
             const Stereo* in,
             Stereo* out,
             uint32_t first,
             uint32_t n);

/** Silence for that long, so that ramps and designs come to their end. */
void rig_settle(Rig* rig, Host* host, double seconds, double rate_hz);

/* The groups. */
void abuse_signal(Rig* rig);
void abuse_blocks(Rig* rig);
void abuse_controls(Rig* rig);
void abuse_clicks(Rig* rig);
void abuse_life(Rig* rig);
void abuse_hosts(Rig* rig);
void abuse_state(Rig* rig);

#endif
