// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/engine_state.h"

#include "dsp/filter/weights.h"

const char*
engine_kernel(const Engine* engine)
{
  return resonators_kernel_name(engine->morpher.bank.simd);
}

const EngineMeters*
engine_meters(const Engine* engine)
{
  return &engine->meters;
}

EngineCounts
engine_counts(const Engine* engine)
{
  const LocalDesign* const design = &engine->morpher.design;
  const EngineCounts counts = { design->designs,
                                design->steps,
                                engine->desk.orders };
  return counts;
}

CrossfeedErrors
engine_crossfeed_errors(const Engine* engine)
{
  return engine->crossfeed_meter.errors;
}

bool
engine_heard(const Engine* engine, EngineHeard* heard)
{
  if (engine->is_fresh) {
    return false;
  }
  const CrossfeedStage* const stage = &engine->crossfeed;
  const Morpher* const morpher = &engine->morpher;
  heard->crossfeed = stage->slot[crossfeed_stage_incoming(stage)].of;
  heard->poles = *pole_set_poles(morpher->table->of.pole_set);
  heard->weights = morpher->heard.weights;
  return true;
}

double complex
engine_heard_response(const EngineHeard* heard,
                      double frequency_hz,
                      double rate_hz)
{
  return weights_response(
           &heard->poles, &heard->weights, rate_hz, frequency_hz) *
         crossfeed_response(&heard->crossfeed, frequency_hz, rate_hz).mid;
}
