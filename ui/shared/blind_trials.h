// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BLIND_TRIALS_H
#define EARCUP_BLIND_TRIALS_H

/* Blind trials of two sounds, and what their outcome means.

   ABX: X is one of the two, drawn anew for each trial by a fair coin. Both and
   X may be heard as often as wanted; then one says which of them X is.
   Preference: the two come in an order that is drawn anew; one says which is
   better. Nothing tells how it goes before the end.

   p is the probability that guessing alone gives an outcome like that or a
   clearer one: in ABX that many right answers or more, in a preference test a
   majority as large or larger, for either sound. 0.01 or less shows a
   difference, 0.05 or less suggests one; anything else shows nothing, and that
   is no proof that there is none. audition's page has the same rules. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BLIND_TRIALS_MIN 8
#define BLIND_TRIALS_MAX 64

typedef enum { BLIND_ABX, BLIND_PREFERENCE } BlindKind;

typedef struct {
  BlindKind kind;
  unsigned total; ///< BLIND_TRIALS_MIN to BLIND_TRIALS_MAX
  uint32_t seed;  ///< of the order
  unsigned done;
  /// 0 = first, 1 = second; bit i is about trial i
  uint64_t order;  ///< ABX: which one X is; preference: which one comes first
  uint64_t answer; ///< as asked: X is that one; that one as heard is better
} BlindTrials;

/** Begin. False, and nothing is changed, if the number of trials is out of
    range. Thread: any. */
bool blind_trials_begin(BlindTrials* trials,
                        BlindKind kind,
                        unsigned total,
                        uint32_t seed);

/** What bit of the order trial i has: a pure function of the seed.
    @param i below BLIND_TRIALS_MAX. Thread: any. */
unsigned blind_trials_order(const BlindTrials* trials, unsigned i);

/** Which of the two sounds a button plays in the current trial.
    @param button 0, 1 the two as they are offered, 2 = X
    @return 0 or 1
    Thread: any. */
unsigned blind_trials_sound(const BlindTrials* trials, unsigned button);

/** Answer the current trial; nothing happens after the last.
    @param button 0 or 1. Thread: any. */
void blind_trials_answer(BlindTrials* trials, unsigned button);

/** ABX: right answers so far; preference: how often the first sound was
    preferred. Thread: any. */
unsigned blind_trials_count(const BlindTrials* trials);

/** Probability of `count` heads or more of n fair coins.
    @param n up to BLIND_TRIALS_MAX, count <= n. Thread: any. */
double blind_tail(unsigned count, unsigned n);

/** p of what was answered so far, see above; 1 before the first answer.
    Thread: any. */
double blind_trials_p(const BlindTrials* trials);

/** Room for blind_trials_say(). */
#define BLIND_WORDS 512

/**
   The outcome in words.

   @param names of the two sounds
   @param words BLIND_WORDS bytes, terminated; names too long are cut
   Thread: any.
*/
void blind_trials_say(const BlindTrials* trials,
                      const char* const names[2],
                      char* words);

#endif
