// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_banner.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_focus.h"
#include "ui/window/view_parts.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_sheets.h"
#include "ui/window/view_state.h"
#include "ui/window/view_text.h"

#include <math.h>

/** Compute what the curves need; only what is seen. */
static void
update_curves(View* view)
{
  if (view->layers.curves_stale) {
    curves_update(&view->curves,
                  view->settings.value,
                  view->files.measured,
                  view->plot.view == VIEW_ISOLATION);
    view->layers.curves_stale = false;
    view->layers.lines_stale = true;
  }
  if (view->layers.decay_stale && view->plot.view == VIEW_DECAY) {
    if (view->curves.a.has_cup) {
      earcup_decay(&view->curves.a, &view->decays.a);
    }
    if (view->curves.b.has_cup) {
      earcup_decay(&view->curves.b, &view->decays.b);
    }
    view->layers.decay_stale = false;
    view->layers.lines_stale = true;
  }
}

static void
draw_decay(const View* view, cairo_t* cr, Rect area)
{
  char name_a[256];
  char name_b[256];
  const EarcupDecay* decays[] = {
    view->curves.a.has_cup ? &view->decays.a : NULL,
    view->curves.b.has_cup ? &view->decays.b : NULL,
  };
  const char* names[] = { name_a, name_b };
  view_choice_text(view, PART_PICK_A, name_a);
  view_choice_text(view, PART_PICK_B, name_b);
  plot_draw_decay(cr, area, decays, names);
}

static void
draw_lines(View* view)
{
  cairo_t* cr = view->layers.lines.cr;
  const Rect area = layout_plot_area(&view->layout);
  const Curves* curves = &view->curves;
  cairo_save(cr);
  cairo_set_operator(cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint(cr);
  cairo_restore(cr);
  cairo_save(cr);
  cairo_rectangle(cr, area.x, area.y, area.w, area.h);
  cairo_clip(cr);
  switch (view->plot.view) {
    case VIEW_RESPONSE:
      plot_draw_response(cr, area, &view->plot, curves);
      break;
    case VIEW_DECAY:
      draw_decay(view, cr, area);
      break;
    case VIEW_ISOLATION:
      plot_draw_isolation(cr, area, &view->plot, curves);
      break;
  }
  cairo_restore(cr);
  view->layers.lines_stale = false;
}

/** Copy a layer's rectangle into the picture. */
static void
copy_layer(View* view, const Canvas* layer, Rect r)
{
  cairo_t* cr = view->layers.canvas.cr;
  cairo_save(cr);
  cairo_rectangle(cr, r.x, r.y, r.w, r.h);
  cairo_clip(cr);
  cairo_identity_matrix(cr);
  cairo_set_source_surface(cr, layer->surface, 0.0, 0.0);
  cairo_paint(cr);
  cairo_restore(cr);
}

static void
draw_plot(View* view)
{
  cairo_t* cr = view->layers.canvas.cr;
  const Rect area = layout_plot_area(&view->layout);
  if (view->plot.view == VIEW_RESPONSE && view->plot.spectrum_visible) {
    plot_draw_spectrum(cr, area, &view->plot);
  }
  copy_layer(view, &view->layers.lines, area);
  if (view->listening.band.is_on) {
    band_draw(cr, area, &view->listening.band);
  }
}

/** The numbers under the pointer, over what lies in the picture. */
static void
draw_readout(View* view)
{
  const EarcupDecay* const decays[] = {
    view->curves.a.has_cup ? &view->decays.a : NULL,
    view->curves.b.has_cup ? &view->decays.b : NULL,
  };
  plot_draw_readout(
    view->layers.canvas.cr, &view->layout, &view->plot, &view->curves, decays);
}

static void
draw_overlays(View* view, Rect r)
{
  cairo_t* cr = view->layers.canvas.cr;
  const double shadow = -5.0;
  view_focus_draw(view, r);
  if (view->menu.open &&
      rect_overlap(rect_inset(view->menu.rect, shadow, shadow), r)) {
    menu_draw(&view->menu, cr);
  }
  if (view->entry.open && rect_overlap(view->entry.rect, r)) {
    view_draw_entry(view, cr);
  }
  if (view->notices.tip &&
      rect_overlap(rect_inset(view->notices.tip_rect, shadow, shadow), r)) {
    view_draw_tip(view, cr);
  }
  if (view->notices.help) {
    view_draw_help(view, cr);
  }
}

static void
draw_rect(View* view, Rect r)
{
  cairo_t* cr = view->layers.canvas.cr;
  cairo_save(cr);
  cairo_rectangle(cr, r.x, r.y, r.w, r.h);
  cairo_clip(cr);
  copy_layer(view, &view->layers.fixed, r);
  for (Part p = 0; p < PART_COUNT; ++p) {
    if (!rect_overlap(view->layout.part[p], r)) {
      continue;
    }
    // None may see what line caps or dashes another has left.
    cairo_save(cr);
    if (p == PART_PLOT) {
      draw_plot(view);
    } else {
      view_draw_part(view, cr, p);
    }
    cairo_restore(cr);
  }
  if (rect_overlap(view->layout.part[PART_PLOT], r)) {
    cairo_save(cr);
    draw_readout(view);
    cairo_restore(cr);
  }
  view_draw_banner(view, cr, r);
  draw_overlays(view, r);
  cairo_restore(cr);
}

/** The rectangle in whole pixels of the picture. */
static PixelRect
pixels(const View* view, Rect r)
{
  const double scale = view->layout.scale;
  const int width = view->layers.width_px;
  const int height = view->layers.height_px;
  const int x0 = (int)fmax(0.0, floor(r.x * scale));
  const int y0 = (int)fmax(0.0, floor(r.y * scale));
  const int x1 = (int)fmin(width, ceil((r.x + r.w) * scale));
  const int y1 = (int)fmin(height, ceil((r.y + r.h) * scale));
  return (PixelRect){ x0, y0, x1 - x0, y1 - y0 };
}

/** The blind bench, and nothing of what lies below it. */
static size_t
draw_bench(View* view, PixelRect* damage)
{
  bench_draw(&view->bench, view->layers.canvas.cr);
  damage[0] =
    (PixelRect){ 0, 0, view->layers.width_px, view->layers.height_px };
  view->layers.n_damage = 0;
  cairo_surface_flush(view->layers.canvas.surface);
  return 1;
}

size_t
view_draw(View* view, PixelRect* damage)
{
  view_mend_layers(view);
  if (!view->layers.n_damage) {
    return 0;
  }
  if (view->bench.stage != BENCH_CLOSED) {
    return draw_bench(view, damage);
  }
  update_curves(view);
  view_fit_plot(view);
  if (view->layers.lines_stale) {
    draw_lines(view);
    view_damage_part(view, PART_PLOT);
  }
  if (view->layers.fixed_stale) {
    view_draw_fixed(view, view->layers.fixed.cr);
    view->layers.fixed_stale = false;
  }
  size_t n = 0;
  for (size_t i = 0; i < view->layers.n_damage; ++i) {
    const PixelRect p = pixels(view, view->layers.damage[i]);
    const double scale = view->layout.scale;
    if (p.w > 0 && p.h > 0) {
      const Rect whole = { p.x / scale, p.y / scale, p.w / scale, p.h / scale };
      draw_rect(view, whole);
      damage[n++] = p;
    }
  }
  view->layers.n_damage = 0;
  cairo_surface_flush(view->layers.canvas.surface);
  return n;
}
