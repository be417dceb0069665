// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/shared/blind_trials.h"

#include <math.h>
#include <stdio.h>

#define SHOWS 0.01
#define SUGGESTS 0.05

/** SplitMix64 (Steele, Lea and Flood 2014): a step, then its mixing. */
static uint64_t
next_random(uint64_t* state)
{
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

bool
blind_trials_begin(BlindTrials* trials,
                   BlindKind kind,
                   unsigned total,
                   uint32_t seed)
{
  if (total < BLIND_TRIALS_MIN || total > BLIND_TRIALS_MAX) {
    return false;
  }
  uint64_t state = seed;
  *trials = (BlindTrials){ kind, total, seed, 0, next_random(&state), 0 };
  return true;
}

unsigned
blind_trials_order(const BlindTrials* trials, unsigned i)
{
  return (unsigned)(trials->order >> i & 1U);
}

unsigned
blind_trials_sound(const BlindTrials* trials, unsigned button)
{
  const unsigned last = trials->total - 1;
  const unsigned i = trials->done < trials->total ? trials->done : last;
  const unsigned drawn = blind_trials_order(trials, i);
  if (trials->kind == BLIND_ABX) {
    return button > 1 ? drawn : button;
  }
  return button ? !drawn : drawn;
}

void
blind_trials_answer(BlindTrials* trials, unsigned button)
{
  if (trials->done < trials->total) {
    trials->answer |= (uint64_t)(button != 0) << trials->done;
    ++trials->done;
  }
}

unsigned
blind_trials_count(const BlindTrials* trials)
{
  // Both kinds: where the answer is the one that was drawn. In a preference
  // test the answer is a place, and the order says who had it.
  unsigned count = 0;
  for (unsigned i = 0; i < trials->done; ++i) {
    count += blind_trials_order(trials, i) == (trials->answer >> i & 1U);
  }
  return count;
}

double
blind_tail(unsigned count, unsigned n)
{
  double sum = 0.0;
  double ways = 1.0; // n over k
  for (unsigned k = 0; k <= n; ++k) {
    sum += k >= count ? ways : 0.0;
    ways = ways * (n - k) / (k + 1);
  }
  return ldexp(sum, -(int)n);
}

double
blind_trials_p(const BlindTrials* trials)
{
  const unsigned n = trials->done;
  const unsigned count = blind_trials_count(trials);
  if (trials->kind == BLIND_ABX) {
    return blind_tail(count, n);
  }
  const unsigned majority = count > n - count ? count : n - count;
  return fmin(1.0, 2.0 * blind_tail(majority, n));
}

/** "p = 0.038", or what is too small for that. */
static void
say_p(double p, char* text, size_t size)
{
  snprintf(text, size, p < 0.001 ? "p = %.1e" : "p = %.3f", p);
  for (char* c = text; *c; ++c) { // whatever the host's locale is
    *c = *c == ',' ? '.' : *c;
  }
}

static void
say_abx(const BlindTrials* trials, const char* const names[2], char* words)
{
  const double p = blind_trials_p(trials);
  char p_text[32];
  say_p(p, p_text, sizeof(p_text));
  snprintf(words,
           BLIND_WORDS,
           "%u of %u right, %.120s against %.120s. Guessing gives that many or "
           "more with %s: %s",
           blind_trials_count(trials),
           trials->done,
           names[0],
           names[1],
           p_text,
           p <= SHOWS      ? "you hear the difference."
           : p <= SUGGESTS ? "you probably hear the difference."
                           : "no difference shown; more trials may show a "
                             "small one.");
}

static void
say_preference(const BlindTrials* trials,
               const char* const names[2],
               char* words)
{
  const unsigned count = blind_trials_count(trials);
  const unsigned n = trials->done;
  const bool second = count < n - count;
  const double p = blind_trials_p(trials);
  char p_text[32];
  say_p(p, p_text, sizeof(p_text));
  snprintf(words,
           BLIND_WORDS,
           "%.120s preferred %u times of %u, %.120s the others. Chance gives a "
           "majority like that or a larger one with %s: %s",
           names[second],
           second ? n - count : count,
           n,
           names[!second],
           p_text,
           p <= SHOWS      ? "you prefer it."
           : p <= SUGGESTS ? "you probably prefer it."
                           : "no preference shown; more trials may show a "
                             "small one.");
}

void
blind_trials_say(const BlindTrials* trials,
                 const char* const names[2],
                 char* words)
{
  if (trials->done == 0) {
    snprintf(words, BLIND_WORDS, "No trial was answered.");
  } else if (trials->kind == BLIND_ABX) {
    say_abx(trials, names, words);
  } else {
    say_preference(trials, names, words);
  }
}
