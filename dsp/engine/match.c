// SPDX-License-Identifier: GPL-3.0-or-later
#include "dsp/engine/match.h"

#include "dsp/engine/slew.h"

#include <math.h>
#include <string.h>

void
match_init(Match* match, unsigned listen_subblocks, double rate_hz)
{
  memset(match, 0, sizeof(*match));
  match->listen_subblocks = listen_subblocks;
  match->listen_s = listen_subblocks * SUBBLOCK_FRAMES / rate_hz;
}

static float
compute_factor(const Match* match, const float power[PROGRAMME_BANDS_MAX])
{
  return programme_match(&match->programme, &match->crossfeed.power, power);
}

void
match_start(Match* match,
            const CrossfeedStage* crossfeed,
            const PoleSet* pole_set,
            const float power[PROGRAMME_BANDS_MAX])
{
  match->crossfeed.pole_set[0] = match->crossfeed.pole_set[1] = NULL;
  match_follow_crossfeed(match, crossfeed, pole_set);
  match_forget(match, pole_set, power);
}

void
match_forget(Match* match,
             const PoleSet* pole_set,
             const float power[PROGRAMME_BANDS_MAX])
{
  programme_reset(&match->programme, pole_set);
  match->factor = compute_factor(match, power);
  match->listen_in = match->listen_subblocks;
}

void
match_relearn(Match* match, const PoleSet* pole_set)
{
  programme_reset(&match->programme, pole_set);
}

static void
mix_powers(CrossfeedPower* power)
{
  const BandValues* const from = &power->slot[power->from];
  const BandValues* const to = &power->slot[power->to];
  for (int c = 0; c < 2; ++c) {
    for (size_t b = 0; b < PROGRAMME_BANDS_MAX; ++b) {
      const float a = from->value[c][b];
      power->power.value[c][b] = a + power->way * (to->value[c][b] - a);
    }
  }
}

bool
match_follow_crossfeed(Match* match,
                       const CrossfeedStage* crossfeed,
                       const PoleSet* pole_set)
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
    if (power->pole_set[i] != pole_set || !crossfeed_same(of, &power->of[i])) {
      power->pole_set[i] = pole_set;
      power->of[i] = *of;
      programme_crossfeed(pole_set, of, &power->slot[i]);
      changed = true;
    }
  }
  if (changed) {
    power->from = place[0];
    power->to = place[1];
    power->way = way;
    mix_powers(power);
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
match_listen(Match* match, const PoleSet* pole_set, const Resonators* bank)
{
  programme_listen(&match->programme,
                   pole_set,
                   bank,
                   &match->crossfeed.power,
                   match->listen_s);
}

void
match_update(Match* match, const float power[PROGRAMME_BANDS_MAX], bool at_once)
{
  const float factor = compute_factor(match, power);
  const float step = programme_step(&match->programme, match->listen_s);
  const float least = match->factor / step;
  const float most = match->factor * step;
  match->factor = at_once ? factor : fminf(fmaxf(factor, least), most);
}
