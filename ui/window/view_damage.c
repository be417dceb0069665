// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The layers of the picture, and what of them has to be drawn again.

#include "ui/window/view_damage.h"

#include "ui/window/theme.h"
#include "ui/window/view_state.h"

#define CONTRAST_MIN 4.5

void
view_damage_all(View* view)
{
  view->layers.damage[0] =
    (Rect){ 0.0, 0.0, view->layout.width, view->layout.height };
  view->layers.n_damage = 1;
}

void
view_damage(View* view, Rect r)
{
  for (size_t i = 0; i < view->layers.n_damage; ++i) {
    const Rect* d = &view->layers.damage[i];
    if (r.x >= d->x && r.y >= d->y && r.x + r.w <= d->x + d->w &&
        r.y + r.h <= d->y + d->h) {
      return;
    }
  }
  if (view->layers.n_damage == VIEW_DAMAGE) {
    view_damage_all(view);
  } else {
    view->layers.damage[view->layers.n_damage++] = r;
  }
}

void
view_damage_part(View* view, Part part)
{
  if (part < PART_COUNT) {
    view_damage(view, view->layout.part[part]);
  }
}

void
view_expose(View* view, PixelRect r)
{
  const double scale = view->layout.scale;
  view_damage(view,
              (Rect){ r.x / scale, r.y / scale, r.w / scale, r.h / scale });
}

void
view_curves_changed(View* view)
{
  view->layers.curves_stale = true;
}

void
view_decays_changed(View* view)
{
  view->layers.decay_stale = true;
}

void
view_lines_changed(View* view)
{
  view->layers.lines_stale = true;
}

void
view_plot_changed(View* view)
{
  view->layers.fixed_stale = true;
  view->layers.lines_stale = true;
  view_damage_part(view, PART_PLOT);
}

void
view_all_changed(View* view)
{
  view->layers.curves_stale = true;
  view->layers.decay_stale = true;
  view->layers.fixed_stale = true;
  view->layers.lines_stale = true;
  view_damage_all(view);
}

/** Whether a theme's texts can be read on a colour. */
static bool
is_readable(uint32_t color, bool light)
{
  static const uint32_t texts[] = { THEME_TEXT_DIM, THEME_A, THEME_B };
  bool readable = true;
  for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); ++i) {
    readable = readable && draw_contrast(theme_color(texts[i], light), color) >=
                             CONTRAST_MIN;
  }
  return readable;
}

static void
set_light(View* view, bool light)
{
  view->layers.light = light;
  canvas_set_light(&view->layers.canvas, light);
  canvas_set_light(&view->layers.fixed, light);
  canvas_set_light(&view->layers.lines, light);
}

void
view_background(View* view, uint32_t rgb)
{
  const uint32_t color = rgb & 0xFFFFFF;
  const bool is_bright =
    draw_contrast(color, 0x000000) > draw_contrast(color, 0xFFFFFF);
  set_light(view, is_bright);
  view->layers.has_background = is_readable(color, is_bright);
  view->layers.background = color;
  view->layers.fixed_stale = true;
  view->layers.lines_stale = true;
  view_damage_all(view);
}

void
view_clear_layers(View* view)
{
  canvas_clear(&view->layers.canvas);
  canvas_clear(&view->layers.fixed);
  canvas_clear(&view->layers.lines);
}

bool
view_resize_layers(View* view,
                   const Layout* layout,
                   int width_px,
                   int height_px)
{
  Layers* const layers = &view->layers;
  Canvas canvas = { 0 };
  Canvas fixed = { 0 };
  Canvas lines = { 0 };
  if (!canvas_init(&canvas, width_px, height_px, layout->scale, false) ||
      !canvas_init(&fixed, width_px, height_px, layout->scale, false) ||
      !canvas_init(&lines, width_px, height_px, layout->scale, true)) {
    canvas_clear(&canvas);
    canvas_clear(&fixed);
    canvas_clear(&lines);
    return false;
  }
  view_clear_layers(view);
  layers->canvas = canvas;
  layers->fixed = fixed;
  layers->lines = lines;
  layers->width_px = width_px;
  layers->height_px = height_px;
  set_light(view, layers->light);
  layers->fixed_stale = true;
  layers->lines_stale = true;
  return true;
}

/** An error in what was drawn last, whatever it was, must not be the end. */
void
view_mend_layers(View* view)
{
  enum { CANVASES = 3 };
  Canvas* const canvases[CANVASES] = { &view->layers.canvas,
                                       &view->layers.fixed,
                                       &view->layers.lines };
  for (size_t i = 0; i < CANVASES; ++i) {
    if (!canvas_is_sound(canvases[i]) && canvas_mend(canvases[i],
                                                     view->layers.width_px,
                                                     view->layers.height_px)) {
      view->layers.fixed_stale = true;
      view->layers.lines_stale = true;
      view_damage_all(view);
    }
  }
}

cairo_surface_t*
view_surface(const View* view)
{
  return view->layers.canvas.surface;
}
