// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_menus.h"

#include "ui/shared/mapping.h"
#include "ui/window/factory.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_copy.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_entry.h"
#include "ui/window/view_folder.h"
#include "ui/window/view_headphones.h"
#include "ui/window/view_listening.h"
#include "ui/window/view_plot.h"
#include "ui/window/view_popup.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <string.h>

#define PRESET_MENU_W 270.0
#define PRESET_PANE_W 240.0
#define SMALL_MENU_W 150.0

/** Values of the context menu. */
enum { ACT_DEFAULT, ACT_COPY, ACT_PASTE, ACT_TYPE, ACT_SWAP };

/** Values of the plot's menu. */
enum {
  PLOT_PRE = 1,
  PLOT_POST,
  PLOT_OFF,
  PLOT_FREEZE,
  PLOT_HOLD,
  PLOT_BAND,
  PLOT_FITTED,
  PLOT_12,
  PLOT_24,
  PLOT_36,
  PLOT_BY_NEUTRAL,
  PLOT_BY_A,
  PLOT_BY_B,
  PLOT_COPY ///< a CopyWhat behind it
};

static const int scales_percent[] = { 75, 100, 125, 150, 175, 200 };
static const char* const scale_labels[] = { "75 %",  "100 %", "125 %",
                                            "150 %", "175 %", "200 %" };

#define RANGES 3
static const double ranges_db[RANGES] = { 12.0, 24.0, 36.0 };
static const char* const range_labels[RANGES] = { "\xC2\xB1 12 dB",
                                                  "\xC2\xB1 24 dB",
                                                  "\xC2\xB1 36 dB" };

static MenuItem
row(const char* label, int value)
{
  return (MenuItem){ .label = label, .value = value };
}

static void
add_heading(Menu* menu, const char* label)
{
  menu_add(menu, (MenuItem){ .label = label, .value = -1, .heading = true });
}

static void
add_ticked(Menu* menu, const char* label, int value, bool ticked)
{
  MenuItem item = row(label, value);
  item.ticked = ticked;
  menu_add(menu, item);
}

void
view_open_choice(View* view, Part part)
{
  const PortIndex port = parts[part].port;
  if (ports_lists_headphones(port)) {
    view_open_headphones(view, part);
    return;
  }
  menu_begin(&view->menu, (int)lroundf(view->settings.value[port]));
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    const PortChoice choice = ports_choice(port, i);
    menu_add(&view->menu, row(choice.label, (int)lroundf(choice.value)));
  }
  const Rect field = layout_choice_field(&view->layout, part);
  view_show_menu(view, MENU_OF_CHOICE, part, field, fmax(110.0, field.w));
}

void
view_open_presets(View* view)
{
  Menu* menu = &view->menu;
  const unsigned exact = factory_find(view->settings.value);
  menu_begin(menu, exact < n_factory ? (int)exact : (int)view->edit.preset);
  MenuItem reset = row("Reset all", (int)n_factory);
  reset.about = "Every control at its default, those of the page YOU too. Undo "
                "brings them back.";
  menu_add(menu, reset);
  for (unsigned i = 0; i < n_factory; ++i) {
    if (i == 0 || strcmp(factory[i].bank, factory[i - 1].bank)) {
      add_heading(menu, factory[i].bank);
    }
    MenuItem item = row(factory[i].name, (int)i);
    item.about = factory[i].comment;
    menu_add(menu, item);
  }
  menu->searchable = true;
  menu->pane_w = PRESET_PANE_W;
  const Rect anchor = view->layout.part[PART_PRESET];
  view_show_menu(view, MENU_OF_PRESETS, PART_PRESET, anchor, PRESET_MENU_W);
}

void
view_open_scales(View* view)
{
  const size_t n = sizeof(scales_percent) / sizeof(*scales_percent);
  menu_begin(&view->menu, (int)lround(100.0 * view->layout.scale));
  for (size_t i = 0; i < n; ++i) {
    menu_add(&view->menu, row(scale_labels[i], scales_percent[i]));
  }
  const Rect anchor = view->layout.part[PART_SCALE];
  view_show_menu(view, MENU_OF_SCALES, PART_SCALE, anchor, anchor.w + 10.0);
}

void
view_open_context(View* view, Part part)
{
  Menu* menu = &view->menu;
  const PortIndex port = parts[part].port;
  const bool continuous = !(ports[port].flags & (FLAG_ENUM | FLAG_TOGGLE));
  menu_begin(menu, -1);
  menu_add(menu, row("Default value", ACT_DEFAULT));
  menu_add(menu, row("Swap with default", ACT_SWAP));
  menu_add(menu, row("Copy value", ACT_COPY));
  MenuItem paste = row("Paste value", ACT_PASTE);
  paste.disabled = !view->edit.has_clipboard;
  menu_add(menu, paste);
  if (continuous) {
    menu_add(menu, row("Type a value\xE2\x80\xA6", ACT_TYPE));
  }
  const Rect anchor = { view->pointer.x, view->pointer.y, 1.0, 1.0 };
  view_show_menu(view, MENU_OF_VALUE, part, anchor, SMALL_MENU_W);
}

void
view_open_plot_menu(View* view)
{
  static const int of_spectrum[] = { [NOTIFY_SPECTRUM_OFF] = PLOT_OFF,
                                     [NOTIFY_SPECTRUM_PRE] = PLOT_PRE,
                                     [NOTIFY_SPECTRUM_POST] = PLOT_POST };
  Menu* menu = &view->menu;
  const Plot* const plot = &view->plot;
  menu_begin(menu, of_spectrum[plot->spectrum]);
  add_heading(menu, "Spectrum");
  menu_add(menu, row("Of the output", PLOT_POST));
  menu_add(menu, row("Of the input", PLOT_PRE));
  menu_add(menu, row("None", PLOT_OFF));
  add_ticked(menu, "Freeze", PLOT_FREEZE, plot->frozen);
  add_ticked(menu, "Hold peaks", PLOT_HOLD, plot->hold);
  add_heading(menu, "Range");
  add_ticked(menu, "Fits by itself", PLOT_FITTED, !plot->fixed_range);
  for (int i = 0; i < RANGES; ++i) {
    const bool now =
      plot->fixed_range && fabs(plot->range_db - ranges_db[i]) < 0.5;
    add_ticked(menu, range_labels[i], PLOT_12 + i, now);
  }
  add_heading(menu, "Zero line");
  add_ticked(menu, "Neutral", PLOT_BY_NEUTRAL, plot->zero == PLOT_ZERO_NEUTRAL);
  add_ticked(menu, "A", PLOT_BY_A, plot->zero == PLOT_ZERO_A);
  add_ticked(menu, "B", PLOT_BY_B, plot->zero == PLOT_ZERO_B);
  if (plot->view == VIEW_RESPONSE) {
    add_heading(menu, "Hear alone");
    add_ticked(menu, "An octave here", PLOT_BAND, view->listening.band.is_on);
  }
  add_heading(menu, "Copy");
  menu_add(menu, row("Picture (PNG)", PLOT_COPY + COPY_PICTURE));
  menu_add(menu, row("Numbers (CSV)", PLOT_COPY + COPY_NUMBERS));
  menu_add(menu, row("Filters (ParametricEQ)", PLOT_COPY + COPY_FILTERS));
  menu_add(menu, row("Command line", PLOT_COPY + COPY_COMMAND));
  const Rect anchor = { view->pointer.x, view->pointer.y, 1.0, 1.0 };
  view_show_menu(view, MENU_OF_PLOT, PART_PLOT, anchor, SMALL_MENU_W);
}

static void
act_on_value(View* view, Part part, int action)
{
  const PortIndex port = parts[part].port;
  switch (action) {
    case ACT_DEFAULT:
      view_set_once(view, port, ports[port].dflt);
      break;
    case ACT_SWAP:
      view_swap_default(view, port);
      break;
    case ACT_COPY:
      view_copy_value(view, port);
      break;
    case ACT_PASTE:
      view_paste_value(view, port);
      break;
    default:
      view_open_value(view, part);
      break;
  }
}

static void
act_on_plot(View* view, int action)
{
  static const NotifySpectrum spectra[] = { [PLOT_PRE] = NOTIFY_SPECTRUM_PRE,
                                            [PLOT_POST] = NOTIFY_SPECTRUM_POST,
                                            [PLOT_OFF] = NOTIFY_SPECTRUM_OFF };
  if (action >= PLOT_COPY) {
    view_copy(view, (CopyWhat)(action - PLOT_COPY));
    return;
  }
  if (action == PLOT_BAND) {
    view_band_toggle(view);
    return;
  }
  if (action >= PLOT_BY_NEUTRAL) {
    view_plot_zero(view, (PlotZero)(action - PLOT_BY_NEUTRAL));
  } else if (action >= PLOT_12) {
    view_plot_range(view, ranges_db[action - PLOT_12]);
  } else if (action == PLOT_FITTED) {
    view_plot_range(view, 0.0);
  } else if (action == PLOT_FREEZE) {
    view_plot_freeze(view);
  } else if (action == PLOT_HOLD) {
    view_plot_hold(view);
  } else {
    view_plot_spectrum(view, spectra[action]);
  }
}

void
view_menu_chosen(View* view, int value)
{
  const Part part = view->menu.part;
  const MenuTopic topic = view->menu.topic;
  view_close_menu(view);
  switch (topic) {
    case MENU_OF_CHOICE:
      view_set_once(view, parts[part].port, value);
      break;
    case MENU_OF_HEADPHONES:
      view_choose_headphone(view, part, value);
      break;
    case MENU_OF_FILES:
      view_choose_in_folder(view, value);
      break;
    case MENU_OF_PRESETS:
      view_load_preset(view, (unsigned)value);
      break;
    case MENU_OF_SCALES:
      view->host.scale(view->host.handle, value / 100.0);
      break;
    case MENU_OF_VALUE:
      act_on_value(view, part, value);
      break;
    case MENU_OF_PLOT:
      act_on_plot(view, value);
      break;
  }
}

void
view_menu_hovered(View* view)
{
  EarcupCurve curve;
  const bool known =
    view_hovered_curve(view, &curve) || view_folder_curve(view, &curve);
  view_plot_preview(view, known ? &curve : NULL);
  view_damage(view, rect_inset(view->menu.rect, -5.0, -5.0));
  view_damage_part(view, PART_HINT);
}
