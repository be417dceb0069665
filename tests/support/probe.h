// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PROBE_H
#define EARCUP_PROBE_H

/* The built plugin on the bench: open it through lilv, turn its controls, feed
   it and measure what comes out. Whatever fails here fails the Check test. */

#include "dsp/maths.h"
#include "tests/abuse/lv2host.h"

#include <complex.h>

#define PROBE_PI PI

/** Frequencies of golden curves: 20 Hz * 2^(i/12), the last below 10 kHz and
    the last below 20 kHz. */
enum { PROBE_GRID = 120, PROBE_GRID_10K = 108 };

double probe_grid_hz(size_t i);

/** Sampling rates that everything is measured at. */
enum { PROBE_RATES = 5 };
extern const double probe_rates[PROBE_RATES];

/** Stereo sound. */
typedef struct {
  uint32_t n;
  float* channel[2];
} Sound;

/** Silence of that length. */
Sound sound_new(uint32_t n);

void sound_free(Sound* sound);

/** White noise from -0.5 to 0.5, the same every time. */
Sound sound_noise(uint32_t n);

/** 1 kHz, 0.5 left and 0.3 right. */
Sound sound_sine(double rate_hz, uint32_t n);

/** Whether both channels are the same to the bit from frame first to end. */
bool sound_same(const Sound* a, const Sound* b, uint32_t first, uint32_t end);

/** Largest step between neighbours from frame first to end. */
double sound_largest_step(const float* x, uint32_t first, uint32_t end);

/** The bundle below EARCUP_BUNDLE_DIR, or below build/lv2 without it; there
    between the two functions of this fixture. */
extern HostWorld world;
void probe_open_world(void);
void probe_close_world(void);

/** An instance at its defaults. */
Host* probe_open(double rate_hz, HostWorker worker);

/** An instance with a log, whose headphone A is a measured file and whose
    loudness is not matched. */
Host* probe_open_measured(double rate_hz, HostWorker worker);

/** Set a control that must exist. */
void probe_set(Host* host, const char* symbol, double value);

/** Run n frames of it in one call. */
void probe_run(Host* host,
               const Sound* in,
               Sound* out,
               uint32_t first,
               uint32_t n);

/** Activate, run all of it in one call, deactivate: every sound starts from
    silence with the settings already in force. */
void probe_play(Host* host, const Sound* in, Sound* out);

/** Length of an impulse response that says all at 20 Hz. */
uint32_t probe_frames(double rate_hz);

/** Impulse responses to a unit impulse in left, right or both. */
void probe_impulse(Host* host, bool left, bool right, Sound* out);

/** Spectrum of a signal at any frequencies. */
void probe_spectrum(const float* x,
                    uint32_t n,
                    double rate_hz,
                    const double* hz,
                    size_t n_hz,
                    double complex* spectrum);

/** Response to mono in dB at the first n points of the grid. */
void probe_mono_db(Host* host, double rate_hz, size_t n, double* db);

double to_db(double complex gain);

/** How far two curves are apart. */
typedef struct {
  double rms;
  double max;
} Distance;

Distance distance(const double* a, const double* b, size_t n);

/** The larger of both, for the worst of many. */
Distance distance_worst(Distance a, Distance b);

/** Uniform in [0, 1), the same on every machine; seed not 0. */
double probe_random(uint64_t* seed);

#endif
