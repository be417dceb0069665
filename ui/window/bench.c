// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/bench.h"

#include <math.h>
#include <string.h>

#define STEP 4 ///< trials
#define MARGIN 24.0
#define GAP 8.0
#define ROW_X 110.0 ///< of the choices, behind their labels
#define TRIALS_DEFAULT 16

/** The column that all lies in: a window may be very wide. */
static Rect
column(const Bench* bench)
{
  const double w = fmin(bench->width, 1000.0) - 2.0 * MARGIN;
  return (Rect){ (bench->width - w) / 2.0, 0.0, w, bench->height };
}

/** Cell i of n in a row of the column from x on. */
static Rect
cell(Rect c, double x, double y, double h, unsigned i, unsigned n)
{
  const double w = (c.w - x - (n - 1) * GAP) / n;
  return (Rect){ c.x + x + i * (w + GAP), y, w, h };
}

static Rect
rect_of_setup(const Bench* bench, BenchItem item)
{
  const Rect c = column(bench);
  const double top = 112.0;
  if (item < BENCH_FIRST) {
    return cell(c, ROW_X, top, 34.0, item - BENCH_KIND, 2);
  }
  if (item < BENCH_SECOND) {
    return cell(c, ROW_X, top + 50.0, 52.0, item - BENCH_FIRST, SOUNDS);
  }
  if (item < BENCH_FEWER) {
    return cell(c, ROW_X, top + 112.0, 52.0, item - BENCH_SECOND, SOUNDS);
  }
  switch (item) {
    case BENCH_FEWER:
      return (Rect){ c.x + ROW_X, top + 180.0, 40.0, 34.0 };
    case BENCH_MORE:
      return (Rect){ c.x + ROW_X + 104.0, top + 180.0, 40.0, 34.0 };
    case BENCH_BEGIN:
      return (Rect){ c.x + ROW_X, c.h - 86.0, 200.0, 46.0 };
    case BENCH_CLOSE:
      return (Rect){ c.x + c.w - 120.0, c.h - 86.0, 120.0, 46.0 };
    default:
      return (Rect){ 0.0, 0.0, 0.0, 0.0 };
  }
}

static Rect
rect_of_trial(const Bench* bench, BenchItem item)
{
  const Rect c = column(bench);
  const unsigned n = bench->kind == BLIND_ABX ? 3 : 2;
  if (item >= BENCH_HEAR && item < BENCH_SAY && item - BENCH_HEAR < n) {
    return cell(c, 0.0, 120.0, 90.0, item - BENCH_HEAR, n);
  }
  if (item >= BENCH_SAY && item < BENCH_END) {
    return cell(c, 0.0, 254.0, 70.0, item - BENCH_SAY, 2);
  }
  return item == BENCH_END
           ? (Rect){ c.x + c.w - 150.0, c.h - 62.0, 150.0, 34.0 }
           : (Rect){ 0.0, 0.0, 0.0, 0.0 };
}

static Rect
rect_of_result(const Bench* bench, BenchItem item)
{
  const Rect c = column(bench);
  const double y = c.h - 160.0;
  switch (item) {
    case BENCH_PATH:
      return (Rect){ c.x, y, c.w - 128.0, 34.0 };
    case BENCH_SAVE:
      return (Rect){ c.x + c.w - 120.0, y, 120.0, 34.0 };
    case BENCH_AGAIN:
      return (Rect){ c.x, c.h - 86.0, 200.0, 46.0 };
    case BENCH_CLOSE:
      return (Rect){ c.x + c.w - 120.0, c.h - 86.0, 120.0, 46.0 };
    default:
      return (Rect){ 0.0, 0.0, 0.0, 0.0 };
  }
}

Rect
bench_rect(const Bench* bench, BenchItem item)
{
  switch (bench->stage) {
    case BENCH_SETUP:
      return rect_of_setup(bench, item);
    case BENCH_RUNNING:
      return rect_of_trial(bench, item);
    case BENCH_RESULT:
      return rect_of_result(bench, item);
    default:
      return (Rect){ 0.0, 0.0, 0.0, 0.0 };
  }
}

BenchItem
bench_hit(const Bench* bench, double x, double y)
{
  BenchItem item = 0;
  while (item < BENCH_ITEMS && !rect_contains(bench_rect(bench, item), x, y)) {
    ++item;
  }
  return item;
}

void
bench_enter(Bench* bench, BenchStage stage)
{
  static const BenchItem first[] = { [BENCH_CLOSED] = BENCH_ITEMS,
                                     [BENCH_SETUP] = BENCH_BEGIN,
                                     [BENCH_RUNNING] = BENCH_HEAR,
                                     [BENCH_RESULT] = BENCH_SAVE };
  bench->stage = stage;
  bench->focus = first[stage];
  bench->hover = BENCH_ITEMS;
}

void
bench_resize(Bench* bench, double width, double height)
{
  bench->width = width;
  bench->height = height;
}

void
bench_open(Bench* bench, double width, double height)
{
  if (!bench->total) { // the first time
    bench->total = TRIALS_DEFAULT;
    bench->sound[0] = SOUND_A;
    bench->sound[1] = SOUND_B;
  }
  bench_resize(bench, width, height);
  bench->has_keys = true;
  bench->note[0] = '\0';
  bench_enter(bench, BENCH_SETUP);
}

bool
bench_choose(Bench* bench, BenchItem item)
{
  if (bench->stage != BENCH_SETUP || item >= BENCH_BEGIN) {
    return false;
  }
  if (item < BENCH_FIRST) {
    bench->kind = (BlindKind)(item - BENCH_KIND);
  } else if (item < BENCH_SECOND) {
    bench->sound[0] = (BenchSound)(item - BENCH_FIRST);
  } else if (item < BENCH_FEWER) {
    bench->sound[1] = (BenchSound)(item - BENCH_SECOND);
  } else if (item == BENCH_FEWER && bench->total > BLIND_TRIALS_MIN) {
    bench->total -= STEP;
  } else if (item == BENCH_MORE && bench->total < BLIND_TRIALS_MAX) {
    bench->total += STEP;
  }
  return true;
}

/** The next item of this stage, or the one before. */
static void
move_focus(Bench* bench, int by)
{
  BenchItem item = bench->focus;
  do {
    item = (BenchItem)(((int)item + by + BENCH_ITEMS) % BENCH_ITEMS);
  } while (bench_rect(bench, item).w <= 0.0);
  bench->focus = item;
}

/** Space presses what has the focus; letters and digits act while trials
    run. */
static BenchItem
item_of_text(const Bench* bench, char letter)
{
  if (bench->stage != BENCH_RUNNING || letter == ' ') {
    return letter == ' ' ? bench->focus : BENCH_ITEMS;
  }
  switch (letter) {
    case 'f':
    case 'F':
      return BENCH_HEAR;
    case 's':
    case 'S':
      return (BenchItem)(BENCH_HEAR + 1);
    case 'x':
    case 'X':
      return bench->kind == BLIND_ABX ? (BenchItem)(BENCH_HEAR + 2)
                                      : BENCH_ITEMS;
    case '1':
      return BENCH_SAY;
    case '2':
      return (BenchItem)(BENCH_SAY + 1);
    default:
      return BENCH_ITEMS;
  }
}

BenchItem
bench_key(Bench* bench, Key key, const char* text)
{
  const Key alone = KEY_ALONE(key);
  const bool backwards = (unsigned)key & KEY_SELECTING;
  const bool typing = bench->focus == BENCH_PATH;
  if (alone == KEY_ESCAPE) {
    return bench->stage == BENCH_RUNNING ? BENCH_END : BENCH_CLOSE;
  }
  if (alone == KEY_ENTER) {
    return typing ? BENCH_SAVE : bench->focus;
  }
  if (alone == KEY_TAB) {
    move_focus(bench, backwards ? -1 : 1);
    return BENCH_ITEMS;
  }
  if (typing) {
    line_key(&bench->path, key, text);
    return BENCH_ITEMS;
  }
  switch (alone) {
    case KEY_LEFT:
    case KEY_UP:
      move_focus(bench, -1);
      return BENCH_ITEMS;
    case KEY_RIGHT:
    case KEY_DOWN:
      move_focus(bench, 1);
      return BENCH_ITEMS;
    case KEY_TEXT:
      return text[0] && !text[1] ? item_of_text(bench, text[0]) : BENCH_ITEMS;
    default:
      return BENCH_ITEMS;
  }
}
