// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_BENCH_H
#define EARCUP_VIEW_BENCH_H

/* The blind bench: what is compared, and what its buttons do. */

#include "ui/window/view.h"

/** Open the blind bench over all else. */
void view_open_bench(View* view);

/** What the pointer and keys do there. */
void view_bench_press(View* view);
void view_bench_move(View* view);
void view_bench_key(View* view, Key key, const char* text);

/** The keyboard went elsewhere. */
void view_bench_unfocus(View* view);

/** Keep the plugin at it. */
void view_tick_bench(View* view);

#endif
