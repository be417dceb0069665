// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/view_state.h"

#include "ui/shared/mapping.h"

#include <math.h>
#include <string.h>

#define HEADPHONE_MENU_W 300.0
#define PRESET_MENU_W 270.0
#define SMALL_MENU_W 150.0

/** Values of the context menu. */
enum { ACT_DEFAULT, ACT_COPY, ACT_PASTE, ACT_TYPE, ACT_SWAP };

/** Values of the plot's menu. */
enum { PLOT_PRE = 1, PLOT_POST, PLOT_OFF, PLOT_12, PLOT_24, PLOT_36 };

static const int scales_percent[] = { 75, 100, 125, 150, 175, 200 };
static const char* const scale_labels[] = { "75 %",  "100 %", "125 %",
                                            "150 %", "175 %", "200 %" };

static MenuItem
row(const char* label, int value)
{
  return (MenuItem){ label, NULL, value, 0, false, false, false };
}

static void
add_heading(Menu* menu, const char* label)
{
  menu_add(menu, (MenuItem){ label, NULL, -1, 0, true, false, false });
}

static void
show(View* view, MenuTopic topic, Part part, Rect anchor, double width)
{
  view->topic = topic;
  view->menu_part = part;
  view->tip = false;
  menu_show(&view->menu, &view->layout, anchor, width);
  view_damage_all(view);
}

bool
view_lists_headphones(PortIndex port)
{
  return port == PORT_HEADPHONE_A || port == PORT_HEADPHONE_B ||
         port == PORT_WEARING;
}

static MenuItem
headphone_row(const View* view, const Headphone* headphone)
{
  static const unsigned chips[] = {
    [HOUSING_OPEN] = 1, [HOUSING_SEMI_OPEN] = 2, [HOUSING_CLOSED] = 3
  };
  return (MenuItem){ headphone->name,
                     headphone->maker,
                     (int)headphone->id,
                     chips[headphone->type],
                     false,
                     false,
                     view_is_favourite(view, headphone->id) };
}

static void
add_favourites(const View* view, Menu* menu)
{
  for (size_t i = 0; i < view->n_favourites; ++i) {
    const Headphone* const favourite = headphones_find(view->favourite[i]);
    if (i == 0) {
      add_heading(menu, "Favourites");
    }
    if (favourite) {
      menu_add(menu, headphone_row(view, favourite));
    }
  }
}

static void
add_headphone(const View* view, Menu* menu, const Headphone* headphone)
{
  static const char* const headings[] = { [HOUSING_OPEN] = "Open",
                                          [HOUSING_SEMI_OPEN] = "Semi-open",
                                          [HOUSING_CLOSED] = "Closed" };
  const MenuItem item = headphone_row(view, headphone);
  const MenuItem* last = menu->n_items ? &menu->item[menu->n_items - 1] : NULL;
  if (!last || last->group != item.group) {
    add_heading(menu, headings[headphone->type]);
  }
  menu_add(menu, item);
}

static void
fill_choices(const View* view, Menu* menu, PortIndex port)
{
  bool first = true;
  for (size_t i = 0; i < ports_n_choices(port); ++i) {
    const PortChoice choice = ports_choice(port, i);
    const uint32_t id = (uint32_t)choice.value;
    const Headphone* headphone =
      view_lists_headphones(port) ? headphones_find(id) : NULL;
    if (headphone && first) {
      add_favourites(view, menu);
      add_heading(menu, "All");
      first = false;
    }
    if (headphone) {
      add_headphone(view, menu, headphone);
    } else if (id == HEADPHONE_MEASURED_FILE && view_lists_headphones(port)) {
      add_heading(menu, "Your own");
      menu_add(menu, row("Measured file\xE2\x80\xA6", (int)id));
    } else {
      menu_add(menu, row(choice.label, (int)id));
    }
  }
}

static void
begin_choice(View* view, PortIndex port)
{
  static const char* const chips[] = { "All", "Open", "Semi-open", "Closed" };
  Menu* menu = &view->menu;
  menu_begin(menu, (int)lroundf(view->settings.value[port]));
  fill_choices(view, menu, port);
  if (view_lists_headphones(port)) {
    memcpy(menu->chip, chips, sizeof(chips));
    menu->n_chips = MENU_CHIPS;
    menu->searchable = true;
  }
}

static void
show_choice(View* view, Part part)
{
  const Rect field = layout_choice_field(&view->layout, part);
  const bool wide = view_lists_headphones(parts[part].port);
  show(view,
       MENU_OF_CHOICE,
       part,
       field,
       wide ? HEADPHONE_MENU_W : fmax(110.0, field.w));
}

void
view_open_choice(View* view, Part part)
{
  begin_choice(view, parts[part].port);
  show_choice(view, part);
}

bool
view_star_hovered(View* view)
{
  Menu* menu = &view->menu;
  const PortIndex port = parts[view->menu_part].port;
  int value = 0;
  if (view->topic != MENU_OF_CHOICE || !view_lists_headphones(port) ||
      !menu_hovered(menu, &value) || !headphones_find((uint32_t)value)) {
    return false;
  }
  if (!view_toggle_favourite(view, (uint32_t)value)) {
    view_note(view, "No room for more favourites: take one off first");
    return true;
  }
  // The same menu again, where it was.
  const Line search = menu->search;
  const unsigned chip = menu->current_chip;
  const double first = menu->first;
  begin_choice(view, port);
  menu->search = search;
  menu->current_chip = chip;
  show_choice(view, view->menu_part);
  menu_wheel(menu, first - menu->first);
  menu_move(menu, view->x, view->y);
  return true;
}

void
view_open_presets(View* view)
{
  Menu* menu = &view->menu;
  const unsigned exact = factory_find(view->settings.value);
  menu_begin(menu, exact < n_factory ? (int)exact : (int)view->preset);
  for (unsigned i = 0; i < n_factory; ++i) {
    if (i == 0 || strcmp(factory[i].bank, factory[i - 1].bank)) {
      add_heading(menu, factory[i].bank);
    }
    menu_add(menu, row(factory[i].name, (int)i));
  }
  menu->searchable = true;
  const Rect anchor = view->layout.part[PART_PRESET];
  show(view, MENU_OF_PRESETS, PART_PRESET, anchor, PRESET_MENU_W);
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
  show(view, MENU_OF_SCALES, PART_SCALE, anchor, anchor.w + 10.0);
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
  paste.disabled = !view->has_clipboard;
  menu_add(menu, paste);
  if (continuous) {
    menu_add(menu, row("Type a value\xE2\x80\xA6", ACT_TYPE));
  }
  const Rect anchor = { view->x, view->y, 1.0, 1.0 };
  show(view, MENU_OF_VALUE, part, anchor, SMALL_MENU_W);
}

void
view_open_plot_menu(View* view)
{
  static const int of_spectrum[] = { [NOTIFY_SPECTRUM_OFF] = PLOT_OFF,
                                     [NOTIFY_SPECTRUM_PRE] = PLOT_PRE,
                                     [NOTIFY_SPECTRUM_POST] = PLOT_POST };
  Menu* menu = &view->menu;
  menu_begin(menu, of_spectrum[view->plot.spectrum]);
  add_heading(menu, "Spectrum");
  menu_add(menu, row("Of the output", PLOT_POST));
  menu_add(menu, row("Of the input", PLOT_PRE));
  menu_add(menu, row("None", PLOT_OFF));
  add_heading(menu, "Range");
  menu_add(menu, row("\xC2\xB1 12 dB", PLOT_12));
  menu_add(menu, row("\xC2\xB1 24 dB", PLOT_24));
  menu_add(menu, row("\xC2\xB1 36 dB", PLOT_36));
  const Rect anchor = { view->x, view->y, 1.0, 1.0 };
  show(view, MENU_OF_PLOT, PART_PLOT, anchor, SMALL_MENU_W);
}

void
view_close_menu(View* view)
{
  if (view->menu.open) {
    view->menu.open = false;
    view->plot.has_preview = false;
    view->lines_stale = true;
    view_damage_all(view);
  }
}

static void
act_on_value(View* view, Part part, int action)
{
  const PortIndex port = parts[part].port;
  const float value = view->settings.value[port];
  const float dflt = ports[port].dflt;
  switch (action) {
    case ACT_DEFAULT:
      view_set_once(view, port, dflt);
      break;
    case ACT_SWAP:
      if (fabsf(value - dflt) > 1e-9F) {
        view->swapped[port] = value;
        view_set_once(view, port, dflt);
      } else {
        view_set_once(view, port, view->swapped[port]);
      }
      break;
    case ACT_COPY:
      view->clipboard = value;
      view->has_clipboard = true;
      break;
    case ACT_PASTE:
      view_set_once(view, port, view->clipboard);
      break;
    default:
      view_open_value(view, part);
      break;
  }
}

static void
act_on_plot(View* view, int action)
{
  static const double ranges_db[] = { 12.0, 24.0, 36.0 };
  static const NotifySpectrum spectra[] = { [PLOT_PRE] = NOTIFY_SPECTRUM_PRE,
                                            [PLOT_POST] = NOTIFY_SPECTRUM_POST,
                                            [PLOT_OFF] = NOTIFY_SPECTRUM_OFF };
  if (action >= PLOT_12) {
    view->plot.range_db = ranges_db[action - PLOT_12];
    view->fixed_stale = true;
    view->lines_stale = true;
  } else {
    view->plot.spectrum = spectra[action];
    view->host.spectrum(view->host.handle, view->plot.spectrum);
  }
  view_damage_all(view);
}

static void
choose(View* view, Part part, int value)
{
  const PortIndex port = parts[part].port;
  if (!view_lists_headphones(port) || value != HEADPHONE_MEASURED_FILE) {
    view_set_once(view, port, value);
    return;
  }
  const FileSlot slot = port == PORT_HEADPHONE_A   ? FILE_A
                        : port == PORT_HEADPHONE_B ? FILE_B
                                                   : FILE_WEARING;
  if (view->files.present[slot]) {
    view_set_once(view, port, value);
  }
  view_open_path(view, part, slot);
}

void
view_menu_chosen(View* view, int value)
{
  const Part part = view->menu_part;
  const MenuTopic topic = view->topic;
  view_close_menu(view);
  switch (topic) {
    case MENU_OF_CHOICE:
      choose(view, part, value);
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
  int value = 0;
  const PortIndex port = parts[view->menu_part].port;
  Plot* plot = &view->plot;
  const bool had = plot->has_preview;
  plot->has_preview = view->topic == MENU_OF_CHOICE &&
                      view_lists_headphones(port) &&
                      menu_hovered(&view->menu, &value) &&
                      curves_preview(port,
                                     (unsigned)value,
                                     view->settings.value,
                                     &view->files,
                                     &plot->preview);
  if (had || plot->has_preview) {
    view->lines_stale = true;
    view_damage_part(view, PART_PLOT);
  }
  view_damage(view, rect_inset(view->menu.rect, -5.0, -5.0));
}

void
view_load_preset(View* view, unsigned i)
{
  if (i >= n_factory) {
    return;
  }
  Settings settings = view->settings;
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    if (factory_holds((PortIndex)p) && !isnan(factory[i].value[p])) {
      settings.value[p] = factory[i].value[p];
    }
  }
  history_push(&view->history, &view->settings);
  view->preset = i;
  view_apply(view, &settings);
}
