// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_state.h"

#include "plugin/parameters.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TIP_S 0.6
#define NEVER_S 1e9
#define CONTRAST_MIN 4.5

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
view_damage_all(View* view)
{
  view->layers.damage[0] =
    (Rect){ 0.0, 0.0, view->layout.width, view->layout.height };
  view->layers.n_damage = 1;
}

void
view_expose(View* view, PixelRect r)
{
  const double scale = view->layout.scale;
  view_damage(view,
              (Rect){ r.x / scale, r.y / scale, r.w / scale, r.h / scale });
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

bool
view_resize(View* view, int width_px, int height_px)
{
  Layout layout;
  Canvas canvas = { 0 };
  Canvas fixed = { 0 };
  Canvas lines = { 0 };
  layout_make(&layout, width_px, height_px);
  layout_turn(&layout, view->layout.page);
  if (!canvas_init(&canvas, width_px, height_px, layout.scale, false) ||
      !canvas_init(&fixed, width_px, height_px, layout.scale, false) ||
      !canvas_init(&lines, width_px, height_px, layout.scale, true)) {
    canvas_clear(&canvas);
    canvas_clear(&fixed);
    canvas_clear(&lines);
    return false;
  }
  canvas_clear(&view->layers.canvas);
  canvas_clear(&view->layers.fixed);
  canvas_clear(&view->layers.lines);
  view->layers.canvas = canvas;
  view->layers.fixed = fixed;
  view->layers.lines = lines;
  set_light(view, view->layers.light);
  view->layout = layout;
  view->bench.width = layout.width;
  view->bench.height = layout.height;
  view->layers.width_px = width_px;
  view->layers.height_px = height_px;
  view->layers.fixed_stale = true;
  view->layers.lines_stale = true;
  view->notices.tip = false;
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
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    view->settings.value[p] = ports[p].dflt;
    view->readings.output[p] = ports[p].dflt;
    view->edit.swapped[p] = ports[p].dflt;
  }
  history_init(&view->edit.history, &view->settings);
  meter_clear(&view->readings.meter);
  loudness_text_clear(&view->readings.loudness);
  view->edit.preset = factory_find(view->settings.value);
  view->pointer.hover = view->pointer.active = view->pointer.clicked =
    view->pointer.wheeled = PART_COUNT;
  view->focus.part = PART_COUNT;
  view->pointer.drop = PART_COUNT;
  view->menu.part = PART_COUNT;
  view->plot.range_db = PLOT_RANGE_MIN_DB;
  view->plot.spectrum = NOTIFY_SPECTRUM_POST;
  for (size_t i = 0; i < NOTIFY_BANDS; ++i) {
    view->plot.level_db[i] = NOTIFY_FLOOR_DB;
  }
  for (size_t i = 0; i < NOTIFY_RESULT_FROM; ++i) {
    view->readings.level[i] = NOTIFY_FLOOR_DB;
  }
  view->layers.curves_stale = true;
  view->layers.decay_stale = true;
  if (!view_resize(view, width_px, height_px)) {
    view_free(view);
    return NULL;
  }
  view->lists.librarian = librarian_new();
  return view;
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
view_free(View* view)
{
  if (view) {
    canvas_clear(&view->layers.canvas);
    canvas_clear(&view->layers.fixed);
    canvas_clear(&view->layers.lines);
    menu_clear(&view->menu);
    librarian_free(view->lists.librarian);
    library_free(view->lists.library);
    folder_clear(&view->lists.folder);
    free(view);
  }
}

cairo_surface_t*
view_surface(const View* view)
{
  return view->layers.canvas.surface;
}

NotifySpectrum
view_spectrum(const View* view)
{
  return view->plot.spectrum;
}

void
view_value_changed(View* view, PortIndex port)
{
  for (Part p = 0; p < PART_COUNT; ++p) {
    if (parts[p].port == port) {
      view_damage_part(view, p);
    }
  }
  const unsigned preset = factory_find(view->settings.value);
  if (preset < n_factory) {
    view->edit.preset = preset;
  }
  view_damage_part(view, PART_PRESET);
  view_damage_part(view, PART_HINT);
  switch (port) {
    case PORT_MONITOR:
    case PORT_MATCH:
      return;
    case PORT_OUTPUT_GAIN:
      if (view->curves.at_mic) { // what is offered there is less now
        view_damage_part(view, PART_PLOT);
      }
      return;
    case PORT_BYPASS_ON_EXPORT:
      if (view->readings.exporting) {
        view_damage_all(view);
      }
      return;
    case PORT_ENABLED:
      view_damage_all(view);
      return;
    case PORT_OUTSIDE_LEVEL:
      view_damage_part(view, PART_OUTSIDE_SOUND);
      return;
    case PORT_MORPH:
      view_damage_part(view, PART_END_A);
      view_damage_part(view, PART_END_B);
      break;
    case PORT_CROSSFEED:
    case PORT_CROSSFEED_AMOUNT:
      view_damage_part(view, PART_STAGE);
      view_damage_part(view, PART_AMOUNT);
      break;
    case PORT_HEADPHONE_A:
    case PORT_HEADPHONE_B:
      view_damage_all(view);
      view->layers.decay_stale = true;
      break;
    default:
      view->layers.decay_stale =
        view->layers.decay_stale || ports[port].group == GROUP_FIT;
      break;
  }
  view->layers.curves_stale = true;
  view_damage_part(view, PART_PLOT);
}

void
view_begin(View* view)
{
  view->edit.before = view->settings;
  view->edit.kept = false;
}

void
view_set(View* view, PortIndex port, double value)
{
  const float wanted = ports_clamp(port, (float)value);
  if (fabsf(view->settings.value[port] - wanted) < 1e-9F) {
    return;
  }
  if (memory_holds(port) && !view->edit.kept) {
    history_push(&view->edit.history, &view->edit.before);
    view->edit.kept = true;
    view_damage_part(view, PART_UNDO);
    view_damage_part(view, PART_REDO);
  }
  view->settings.value[port] = wanted;
  view->host.write(view->host.handle, port, wanted);
  view_value_changed(view, port);
}

void
view_apply(View* view, const Settings* settings)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    const PortIndex port = (PortIndex)p;
    if (memory_holds(port) &&
        fabsf(settings->value[p] - view->settings.value[p]) > 1e-9F) {
      view->settings.value[p] = settings->value[p];
      view->host.write(view->host.handle, port, settings->value[p]);
      view_value_changed(view, port);
    }
  }
  view->files.asked.waiting = false; // the host's dialog may have been closed
  for (int slot = 0; slot < FILE_SLOTS; ++slot) {
    const uint8_t file = settings->file[slot];
    if (file != view->settings.file[slot]) {
      view->settings.file[slot] = file;
      view->host.file(
        view->host.handle, (FileSlot)slot, view->remembered.paths.text[file]);
    }
  }
  view_damage_all(view);
}

void
view_tick(View* view, double now_s)
{
  view->now_s = now_s;
  view_tick_meters(view);
  view_tick_memory(view);
  view_tick_library(view);
  view_tick_bench(view);
  if (view->notices.fresh && now_s >= view->notices.until_s) {
    view->notices.fresh = false;
    view_damage_part(view, PART_HINT);
  }
  const bool quiet = view->bench.stage == BENCH_CLOSED && !view->menu.open &&
                     !view->entry.open && !view->notices.help &&
                     view->pointer.drag == DRAG_NONE;
  const bool rested = view->pointer.hover < PART_COUNT &&
                      view->pointer.hover != PART_PLOT &&
                      view->pointer.hover != PART_HINT &&
                      now_s - view->pointer.hover_at_s > TIP_S;
  if (!view->notices.tip && quiet && rested) {
    view->notices.tip_rect = view_tip_rect(view);
    view->notices.tip = view->notices.tip_rect.w > 0.0;
    view->pointer.hover_at_s += view->notices.tip ? 0.0 : NEVER_S;
    view_damage(view, rect_inset(view->notices.tip_rect, -5.0, -5.0));
  }
}

void
view_sidechain(View* view)
{
  view->readings.sidechain = true;
  view_damage_part(view, PART_OUTSIDE_SOUND);
}

bool
view_disabled(const View* view, Part part)
{
  const float* value = view->settings.value;
  const bool cup = view->curves.a.has_cup || view->curves.b.has_cup;
  switch (part) {
    case PART_UNDO:
      return view->edit.history.n_undo == 0;
    case PART_REDO:
      return view->edit.history.n_redo == 0;
    case PART_SEAL:
    case PART_PAD_WEAR:
    case PART_CUP_VOLUME:
    case PART_CUP_DAMPING:
    case PART_BASS_PORT:
      return !cup;
    case PART_STAGE:
      return parameters_crossfeed(value).mode != CROSSFEED_NATURAL;
    case PART_AMOUNT:
      return parameters_crossfeed(value).mode == CROSSFEED_OFF;
    case PART_OUTSIDE_SOUND:
      return view->readings.sidechain || !parameters_has_outside(value);
    default:
      return false;
  }
}

void
view_keyboard(View* view)
{
  const bool bench = view->bench.stage != BENCH_CLOSED && view->bench.has_keys;
  const bool wanted = view->entry.open || view->menu.open ||
                      view->notices.help || bench ||
                      view->focus.part < PART_COUNT;
  if (wanted != view->focus.keyboard) {
    view->focus.keyboard = wanted;
    view->host.keyboard(view->host.handle, wanted);
  }
}
