// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// All ways to change what the plot shows.

#include "ui/window/view_plot.h"

#include "ui/window/memory.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <string.h>

#define ATTACK_S 0.033
#define RELEASE_S 0.12
#define FLOOR_DB (-90.0F) ///< of the picture

void
view_init_plot(View* view)
{
  view->plot.range_db = PLOT_RANGE_MIN_DB;
  view->plot.spectrum = NOTIFY_SPECTRUM_POST;
  for (size_t i = 0; i < NOTIFY_BANDS; ++i) {
    view->plot.level_db[i] = NOTIFY_FLOOR_DB;
  }
}

void
view_plot_show(View* view, PlotView what)
{
  view->plot.view = what;
  view_curves_changed(view);
  view_plot_changed(view);
  view_damage_all(view);
}

void
view_plot_range(View* view, double range_db)
{
  view->plot.fixed_range = range_db > 0.0;
  if (view->plot.fixed_range) {
    view->plot.range_db = range_db;
  }
  view_plot_changed(view);
}

void
view_plot_zoom(View* view, double octaves)
{
  const double range_db = view->plot.range_db * exp2(octaves);
  view_plot_range(view,
                  fmax(PLOT_RANGE_MIN_DB, fmin(PLOT_RANGE_MAX_DB, range_db)));
}

void
view_fit_plot(View* view)
{
  if (view->plot.view == VIEW_RESPONSE &&
      plot_fit(&view->plot, &view->curves, view->pointer.drag != DRAG_NONE)) {
    view_plot_changed(view);
  }
}

void
view_plot_zero(View* view, PlotZero zero)
{
  view->plot.zero = zero;
  view_plot_changed(view);
}

void
view_plot_toggle_curve(View* view, PlotCurve which)
{
  view->plot.hidden[which] = !view->plot.hidden[which];
  view_plot_changed(view);
}

void
view_plot_toggle_types(View* view)
{
  view->plot.types = !view->plot.types;
  view_plot_changed(view);
}

void
view_plot_preview(View* view, const EarcupCurve* curve)
{
  Plot* const plot = &view->plot;
  const bool had = plot->has_preview;
  plot->has_preview = curve != NULL;
  if (curve) {
    plot->preview = *curve;
  }
  if (had || curve) {
    view_lines_changed(view);
    view_damage_part(view, PART_PLOT);
  }
}

void
view_plot_apply(View* view, const float* band_db)
{
  view->plot.has_applied = band_db != NULL;
  if (band_db) {
    curves_from_bands(band_db, &view->plot.applied);
  }
  view_lines_changed(view);
  view_damage_part(view, PART_PLOT);
}

void
view_plot_restore(View* view, const Memory* memory)
{
  Plot* const plot = &view->plot;
  plot->view = memory->view;
  plot->zero = memory->zero;
  plot->types = memory->types;
  memcpy(plot->hidden, memory->hidden, sizeof(memory->hidden));
  view_plot_range(view, memory->range_db);
  if (plot->spectrum != memory->spectrum) {
    plot->spectrum = memory->spectrum;
    view->host.spectrum(view->host.handle, memory->spectrum);
  }
}

/* --- the pointer in it --- */

void
view_plot_point(View* view, double x, double y)
{
  Plot* const plot = &view->plot;
  const Rect area = layout_plot_area(&view->layout);
  const double hz = plot_hz_at(area, plot->view, x, y);
  if (hz > 0.0 || plot->hover_hz > 0.0) {
    plot->hover_hz = hz;
    plot->hover_x = x;
    plot->hover_y = y;
    view_damage_part(view, PART_PLOT);
  }
}

void
view_plot_leave(View* view)
{
  view->plot.hover_hz = 0.0;
}

/* --- spectrum --- */

void
view_plot_spectrum(View* view, NotifySpectrum spectrum)
{
  view->plot.spectrum = spectrum;
  view->plot.frozen = false;
  view->host.spectrum(view->host.handle, spectrum);
  view_plot_changed(view);
}

void
view_plot_freeze(View* view)
{
  view->plot.frozen = !view->plot.frozen;
  view_plot_changed(view);
}

void
view_plot_hold(View* view)
{
  Plot* const plot = &view->plot;
  plot->hold = !plot->hold;
  memcpy(plot->peak_db, plot->level_db, sizeof(plot->peak_db));
  view_plot_changed(view);
}

void
view_plot_move_spectrum(View* view, double elapsed_s)
{
  Plot* plot = &view->plot;
  const float* bands = view->readings.level + NOTIFY_BANDS_FROM;
  const float attack = (float)exp(-elapsed_s / ATTACK_S);
  const float release = (float)exp(-elapsed_s / RELEASE_S);
  bool changed = false;
  bool visible = false;
  for (size_t i = 0; i < NOTIFY_BANDS; ++i) {
    const float old = plot->level_db[i];
    const float rest = bands[i] > old ? attack : release;
    const float level = bands[i] + (old - bands[i]) * rest;
    plot->level_db[i] = level;
    changed =
      changed || fabsf(fmaxf(level, FLOOR_DB) - fmaxf(old, FLOOR_DB)) > 0.1F;
    visible = visible || level > FLOOR_DB;
    if (level > plot->peak_db[i]) {
      plot->peak_db[i] = level;
    }
  }
  plot->spectrum_visible = visible || plot->hold;
  if (changed && plot->view == VIEW_RESPONSE) {
    view_damage(view, layout_plot_area(&view->layout));
  }
}
