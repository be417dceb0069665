// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_BENCH_H
#define EARCUP_BENCH_H

/* The blind bench: a sheet over the whole window, so that nothing of it can
   tell what is heard. Where its buttons are and what they and keys mean; of
   ports and sounds it knows nothing, and keeps for its owner what is compared.
   While trials run, what is drawn depends on their
   kind and number and on the button that was last pressed, on nothing else. */

#include "ui/shared/blind_trials.h"
#include "ui/window/history.h"
#include "ui/window/layout.h"
#include "ui/window/line.h"

#include <cairo/cairo.h>

typedef enum {
  BENCH_CLOSED,
  BENCH_SETUP,
  BENCH_RUNNING,
  BENCH_RESULT
} BenchStage;

/** What can be compared. */
typedef enum {
  SOUND_A,
  SOUND_B,
  SOUND_SLOT_1,
  SOUND_SLOT_2,
  SOUND_BYPASS,
  SOUNDS
} BenchSound;

/** Buttons and fields, in the order that Tab takes. */
typedef enum {
  BENCH_KIND,                          ///< one for each BlindKind
  BENCH_FIRST = BENCH_KIND + 2,        ///< one for each sound
  BENCH_SECOND = BENCH_FIRST + SOUNDS, ///< one for each sound
  BENCH_FEWER = BENCH_SECOND + SOUNDS, ///< trials
  BENCH_MORE,
  BENCH_BEGIN,
  BENCH_HEAR,                 ///< the two and X
  BENCH_SAY = BENCH_HEAR + 3, ///< one for each answer
  BENCH_END = BENCH_SAY + 2,
  BENCH_PATH,
  BENCH_SAVE,
  BENCH_AGAIN,
  BENCH_CLOSE,
  BENCH_ITEMS
} BenchItem;

#define BENCH_NAME 192

typedef struct {
  BenchStage stage;
  BlindKind kind;
  unsigned total;
  BenchSound sound[2];
  Settings compared[2];          ///< what the two were when it began
  double sent_at_s;              ///< when the plugin was last told
  char name[SOUNDS][BENCH_NAME]; ///< what each is, for people
  BlindTrials trials;
  unsigned heard; ///< button that plays: 0, 1, 2 = X
  BenchItem focus;
  BenchItem hover; ///< BENCH_ITEMS = none
  bool has_keys;   ///< the keyboard is ours, as far as we know
  char note[256];  ///< why it cannot begin; where it was saved
  bool blocked;    ///< it cannot begin
  char words[BLIND_WORDS];
  Line path; ///< where to save
  bool saved;
  double width; ///< of the window, base units
  double height;
} Bench;

/** The window has another size. Thread: ui. */
void bench_resize(Bench* bench, double width, double height);

/** Set up a test; choices of the last one stay. Thread: ui. */
void bench_open(Bench* bench, double width, double height);

/** Where an item is; no width if this stage has none. Thread: ui. */
Rect bench_rect(const Bench* bench, BenchItem item);

/** The item at a place, BENCH_ITEMS if there is none. Thread: ui. */
BenchItem bench_hit(const Bench* bench, double x, double y);

/** Move the focus to another stage's first item. Thread: ui. */
void bench_enter(Bench* bench, BenchStage stage);

/**
   A key.

   @return the item that it presses, BENCH_ITEMS if it does something else
   Thread: ui.
*/
BenchItem bench_key(Bench* bench, Key key, const char* text);

/** What is set up by an item is set up; false for all others. Thread: ui. */
bool bench_choose(Bench* bench, BenchItem item);

/** Draw it. Thread: ui. */
void bench_draw(const Bench* bench, cairo_t* cr);

#endif
