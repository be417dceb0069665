// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_EARCUP_STATE_H
#define EARCUP_EARCUP_STATE_H

/* The inside of an Earcup, written by earcup.c alone. */

#include "dsp/earcup.h"
#include "dsp/engine/engine.h"

struct Earcup {
  double rate_hz;
  bool has_worker;
  EngineControls controls;
  Engine* engine;
  EngineHeard held; ///< for earcup_heard()
};

#endif
