// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/engine/match.h"

#include "dsp/engine/slew.h"

#include <math.h>
#include <string.h>

bool
match_init(Match* match, double rate_hz, Simd simd, unsigned listen_subblocks)
{
  memset(match, 0, sizeof(*match));
  match->listen_subblocks = listen_subblocks;
  match->listen_s = listen_subblocks * SUBBLOCK_FRAMES / rate_hz;
  match->bands = loudness_bands_new(rate_hz);
  match->sound = autocorrelation_new(rate_hz, simd);
  if (!match->bands || !match->sound) {
    return false;
  }
  programme_init(&match->programme, match->bands, match->sound);
  return true;
}

void
match_cleanup(Match* match)
{
  autocorrelation_free(match->sound);
  loudness_bands_free(match->bands);
}

static BandPath
path_of(const Match* match, const float power[LOUDNESS_BANDS_MAX])
{
  const CrossfeedPower* const crossfeed = &match->crossfeed;
  return (BandPath){ &crossfeed->slot[crossfeed->from],
                     &crossfeed->slot[crossfeed->to],
                     crossfeed->way,
                     power };
}

static float
compute_factor(const Match* match, const float power[LOUDNESS_BANDS_MAX])
{
  const BandPath path = path_of(match, power);
  return programme_match(&match->programme, &path);
}

void
match_start(Match* match,
            const CrossfeedStage* crossfeed,
            const float power[LOUDNESS_BANDS_MAX])
{
  match->crossfeed.is_known[0] = match->crossfeed.is_known[1] = false;
  match_follow_crossfeed(match, crossfeed);
  match_forget(match, power);
}

void
match_forget(Match* match, const float power[LOUDNESS_BANDS_MAX])
{
  programme_reset(&match->programme);
  match_jump(match, power);
  match->listen_in = match->listen_subblocks;
}

bool
match_follow_crossfeed(Match* match, const CrossfeedStage* crossfeed)
{
  CrossfeedPower* const power = &match->crossfeed;
  const unsigned place[] = { crossfeed->live,
                             crossfeed_stage_incoming(crossfeed) };
  const float way = crossfeed_stage_way(crossfeed);
  bool changed =
    power->from != place[0] || power->to != place[1] || power->way != way;
  for (int k = 0; k < 2; ++k) {
    const unsigned i = place[k];
    const Crossfeed* const of = &crossfeed->slot[i].of;
    if (!power->is_known[i] || !crossfeed_same(of, &power->of[i])) {
      power->is_known[i] = true;
      power->of[i] = *of;
      programme_crossfeed(match->bands, of, &power->slot[i]);
      changed = true;
    }
  }
  if (changed) {
    power->from = place[0];
    power->to = place[1];
    power->way = way;
  }
  return changed;
}

bool
match_step(Match* match)
{
  if (--match->listen_in > 0) {
    return false;
  }
  match->listen_in = match->listen_subblocks;
  return true;
}

void
match_listen(Match* match, const float power[LOUDNESS_BANDS_MAX])
{
  const BandPath path = path_of(match, power);
  if (programme_look(&match->programme, &path, match->factor)) {
    match->aim = programme_match(&match->programme, &path);
  }
  if (match->factor != match->aim) {
    const float step = programme_step(&match->programme, match->listen_s);
    const float least = match->factor / step;
    const float most = match->factor * step;
    /* What is not a number stays so, for the guard of the engine to see. */
    match->factor = match->aim < least  ? least
                    : match->aim > most ? most
                                        : match->aim;
  }
}

void
match_jump(Match* match, const float power[LOUDNESS_BANDS_MAX])
{
  match->factor = match->aim = compute_factor(match, power);
}
