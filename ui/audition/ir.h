// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_AUDITION_IR_H
#define EARCUP_AUDITION_IR_H

#include "ui/audition/draft.h"
#include "ui/audition/setup.h"

typedef struct {
  int n_channels;
  uint32_t n_frames;
} IrFacts;

/**
   Write the impulse response of a preset (NULL: defaults) as WAV of 32 bit
   float.

   One channel if left and right do the same and do not reach each other, else
   four as convolvers take them for true stereo: left to left, left to right,
   right to left, right to right. It is as long as it rises above -160 dB of its
   peak. What Earcup does within a channel has minimum phase, so this has too.

   @param draft open
   False, with a message, on failure; a full disk is the draft's error.
*/
bool ir_write(const Setup* setup,
              const HostPreset* preset,
              Draft* draft,
              IrFacts* facts);

#endif
