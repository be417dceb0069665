// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_EXCERPT_H
#define EARCUP_AUDITION_EXCERPT_H

/* A short part of a mix, as it is and through the plugin, in memory. */

#include "ui/audition/setup.h"

/** Some seconds in a loop, with what comes before them. */
typedef struct {
  float* frames;   ///< interleaved stereo at the setup's rate
  size_t n_before; ///< frames that only bring the plugin up to speed
  size_t n;        ///< frames of the loop, behind those
} Excerpt;

/** One that was rendered, with what is measured of it. */
typedef struct {
  float* frames; ///< n interleaved stereo frames, both ends faded
  double loudness_lufs;
  double peak; ///< linear
} Rendering;

/** Read `length_s` seconds of a file from `from_s` on; from_s < 0 takes the
    loudest part. A shorter file gives what it has. False, with a message, if it
    cannot be read or holds less than a second. */
bool excerpt_read(Excerpt* excerpt,
                  const char* path,
                  double rate_hz,
                  double from_s,
                  double length_s);

void excerpt_free(Excerpt* excerpt);

/** The excerpt as it is. False, with a message, when out of memory or if it is
    silent. */
bool excerpt_original(const Excerpt* excerpt,
                      double rate_hz,
                      Rendering* rendering);

/** The excerpt through the plugin with a preset (NULL: defaults). False, with a
    message, if that fails. */
bool excerpt_render(const Excerpt* excerpt,
                    const Setup* setup,
                    const HostPreset* preset,
                    Rendering* rendering);

void rendering_free(Rendering* rendering);

#endif
