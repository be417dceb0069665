// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_listening.h"

#include "ui/window/view_banner.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_state.h"

#include <stdio.h>
#include <string.h>

#define REPEAT_S 1.0
#define OCTAVE_STEP (1.0 / 3.0)
#define FIRST_HZ 1000.0

static void
damage(View* view)
{
  view_damage_part(view, PART_PLOT);
  view_damage_part(view, PART_HINT);
}

static void
end_band(View* view)
{
  view->listening.band.is_on = view->listening.band.is_kept = false;
  damage(view);
}

/** The frequency under the pointer, 0 beside the picture. */
static double
pointed_hz(const View* view)
{
  return plot_hz_at(layout_plot_area(&view->layout),
                    view->plot.view,
                    view->pointer.x,
                    view->pointer.y);
}

bool
view_draws_band(const View* view, int button)
{
  const bool may = button == BUTTON_RIGHT || view->listening.band.is_kept;
  return may && view->plot.view == VIEW_RESPONSE && pointed_hz(view) > 0.0;
}

void
view_band_press(View* view, int button)
{
  view->listening.band.button = button;
  view->listening.band.anchor_hz = pointed_hz(view);
}

void
view_band_drag(View* view)
{
  const Rect area = layout_plot_area(&view->layout);
  Band* const band = &view->listening.band;
  band_span(band, plot_frequency((view->pointer.x - area.x) / area.w));
  band->is_on = true;
  view_plot_leave(view);
  damage(view);
}

void
view_band_release(View* view)
{
  const bool drawn = view->pointer.moved;
  const bool left = view->listening.band.button == BUTTON_LEFT;
  if (drawn != left) {
    end_band(view);
  }
}

void
view_band_toggle(View* view)
{
  Band* const band = &view->listening.band;
  const double hz = pointed_hz(view);
  if (band->is_on) {
    end_band(view);
    return;
  }
  band_around(band, hz > 0.0 ? hz : FIRST_HZ, 1.0);
  band->is_on = band->is_kept = true;
  view_plot_leave(view);
  damage(view);
}

bool
view_band_key(View* view, Key key, const char* text)
{
  Band* const band = &view->listening.band;
  if (view->plot.view != VIEW_RESPONSE) {
    return false;
  }
  if (KEY_ALONE(key) == KEY_TEXT &&
      (!strcmp(text, "s") || !strcmp(text, "S"))) {
    view_band_toggle(view);
    return true;
  }
  if (!band->is_kept) {
    return false;
  }
  switch (KEY_ALONE(key)) {
    case KEY_LEFT:
    case KEY_RIGHT:
      band_shift(band, KEY_ALONE(key) == KEY_LEFT ? -OCTAVE_STEP : OCTAVE_STEP);
      break;
    case KEY_UP:
    case KEY_DOWN:
      band_widen(band, KEY_ALONE(key) == KEY_DOWN ? -OCTAVE_STEP : OCTAVE_STEP);
      break;
    case KEY_ESCAPE:
      end_band(view);
      break;
    default:
      return false;
  }
  damage(view);
  return true;
}

bool
view_band_hint(const View* view, char* lead, char* help)
{
  const Band* const band = &view->listening.band;
  char text[BAND_TEXT];
  if (!band->is_on) {
    return false;
  }
  band_text(band, text);
  snprintf(lead, 256, "Heard alone: %s", text);
  snprintf(help,
           512,
           "%s",
           band->is_kept ? "Drag for another; click, S or Escape to hear all"
                         : "Let go to hear all");
  return true;
}

void
view_toggle_mic_boost(View* view)
{
  view->listening.mic_boost = !view->listening.mic_boost;
  view_damage_part(view, PART_PLOT);
}

/** End what can no longer be heard. */
static void
end_what_is_over(View* view)
{
  const bool over = view->plot.view != VIEW_RESPONSE ||
                    view->bench.stage != BENCH_CLOSED ||
                    view->readings.exporting || view_passes_by(view);
  if (view->listening.band.is_on && over) {
    end_band(view);
  }
  if (view->settings.value[PORT_LISTEN_AT] < 0.5F) {
    view->listening.mic_boost = false;
  }
}

static ListeningWish
wish_of(const ViewListening* own)
{
  ListeningWish wish = { .has_band = own->band.is_on };
  if (wish.has_band) {
    wish.from_hz = (float)own->band.from_hz;
    wish.to_hz = (float)own->band.to_hz;
  }
  wish.gain_db = own->mic_boost ? LISTENING_MAX_DB : 0.0F;
  return wish;
}

static bool
are_same(const ListeningWish* a, const ListeningWish* b)
{
  return a->has_band == b->has_band && a->from_hz == b->from_hz &&
         a->to_hz == b->to_hz && a->gain_db == b->gain_db;
}

void
view_tick_listening(View* view)
{
  ViewListening* const own = &view->listening;
  end_what_is_over(view);
  const ListeningWish wish = wish_of(own);
  const bool any = wish.has_band || wish.gain_db > 0.0F;
  const bool due = any && view->now_s - own->sent_at_s > REPEAT_S;
  if (due || !are_same(&wish, &own->sent)) {
    own->sent = wish;
    own->sent_at_s = view->now_s;
    view->host.listen(view->host.handle, &wish);
  }
}
