// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_bench.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_entry.h"
#include "ui/window/view_focus.h"
#include "ui/window/view_headphones.h"
#include "ui/window/view_listening.h"
#include "ui/window/view_lists.h"
#include "ui/window/view_memory.h"
#include "ui/window/view_meters.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_popup.h"
#include "ui/window/view_sheets.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TIP_S 0.6

bool
view_resize(View* view, int width_px, int height_px)
{
  Layout layout;
  layout_make(&layout, width_px, height_px);
  layout_turn(&layout, view->layout.page);
  if (!view_resize_layers(view, &layout, width_px, height_px)) {
    return false;
  }
  view->layout = layout;
  view_hide_tip(view);
  bench_resize(&view->bench, layout.width, layout.height);
  view_close_menu(view);
  view_close_entry(view);
  view_keyboard(view);
  view_damage_all(view);
  return true;
}

View*
view_new(const ViewHost* host, int width_px, int height_px)
{
  View* view = calloc(1, sizeof(*view));
  if (!view) {
    return NULL;
  }
  view->host = *host;
  const bool has_files = view_init_files(view);
  view_init_controls(view);
  view_init_readings(view);
  pointer_init(&view->pointer);
  view_init_plot(view);
  view_init_menu(view);
  view_focus_end(view);
  view_all_changed(view);
  if (!has_files || !view_resize(view, width_px, height_px)) {
    view_free(view);
    return NULL;
  }
  view_begin_lists(view);
  return view;
}

void
view_free(View* view)
{
  if (view) {
    view_clear_layers(view);
    menu_clear(&view->menu);
    view_end_lists(view);
    view_end_files(view);
    free(view);
  }
}

NotifySpectrum
view_spectrum(const View* view)
{
  return view->plot.spectrum;
}

void
view_tick(View* view, double now_s)
{
  view->now_s = now_s;
  view_tick_meters(view);
  view_tick_memory(view);
  view_tick_library(view);
  view_tick_bench(view);
  view_tick_listening(view);
  view_age_message(view);
  const bool quiet = view->bench.stage == BENCH_CLOSED && !view->menu.open &&
                     !view->entry.open && !view->notices.help &&
                     view->pointer.drag == DRAG_NONE;
  const bool rested = view->pointer.hover < PART_COUNT &&
                      view->pointer.hover != PART_PLOT &&
                      view->pointer.hover != PART_HINT &&
                      now_s - view->pointer.hover_at_s > TIP_S;
  if (!view->notices.tip && quiet && rested) {
    view_show_tip(view, view_tip_rect(view));
    if (!view->notices.tip) {
      pointer_calm(&view->pointer);
    }
  }
}
