// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_BENCH_USER_H
#define EARCUP_TEST_BENCH_USER_H

/* What a user does in the window's blind test. */

#include "tests/support/user.h"

#include <check.h>

#define HD_800_S 19.0F ///< permanent ids
#define HD_25 43.0F

static inline void
press(unsigned item)
{
  const Rect r = bench_rect(&view->bench, (BenchItem)item);
  ck_assert_msg(r.w > 0.0, "item %u", item);
  user_click(place_center(r), 0);
}

static inline void
open_bench(void)
{
  view_value(view, PORT_HEADPHONE_A, HD_800_S);
  view_value(view, PORT_HEADPHONE_B, HD_25);
  seen.value[PORT_HEADPHONE_A] = HD_800_S;
  seen.value[PORT_HEADPHONE_B] = HD_25;
  user_single_click(place_middle(PART_BLIND), 0);
  ck_assert_int_eq(view->bench.stage, BENCH_SETUP);
}

/** Begin, with an order that is known. */
static inline void
begin(BlindKind kind, uint64_t order)
{
  press(BENCH_KIND + kind);
  press(BENCH_BEGIN);
  ck_assert_int_eq(view->bench.stage, BENCH_RUNNING);
  view->bench.trials.order = order;
  press(BENCH_HEAR);
}

#endif
