// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_state.h"

#include "ui/shared/mapping.h"

#include "plugin/text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TEXT 256

static void
file_text(const View* view, FileSlot slot, char* text)
{
  const char* path = view->files.path[slot];
  const char* name = strrchr(path, '/');
  if (*path) {
    utf8_copy(text, TEXT, name ? name + 1 : path, SIZE_MAX);
  } else {
    snprintf(text, TEXT, "Measured file: none yet");
  }
}

bool
view_choice_text(const View* view, Part part, char* text)
{
  const PortIndex port = parts[part].port;
  const double value = view->settings.value[port];
  if (part == PART_OUTSIDE_SOUND && view->readings.sidechain) {
    snprintf(text, TEXT, "Side chain");
    return true;
  }
  const bool list = ports_lists_headphones(port);
  const uint32_t id = (uint32_t)fmax(0.0, value);
  const Headphone* headphone = list ? headphones_find(id) : NULL;
  if (list && id == HEADPHONE_MEASURED_FILE) {
    file_text(view, ports_file_slot(port), text);
    return view->files.measured.present[ports_file_slot(port)] ||
           !*view->files.path[ports_file_slot(port)];
  }
  if (headphone && id <= HEADPHONE_CLOSED_REFERENCE) {
    snprintf(text, TEXT, "%s", headphone->name);
    return true;
  }
  if (headphone) {
    snprintf(text, TEXT, "%s %s", headphone->maker, headphone->name);
    return true;
  }
  mapping_format(port, value, text);
  return !list || id == HEADPHONE_NEUTRAL || id == HEADPHONE_OPPOSITE;
}

/** The row that a choice names, NULL if it names none. */
static const Headphone*
chosen_row(const View* view, Part part)
{
  const PortIndex port = parts[part].port;
  return ports_lists_headphones(port)
           ? headphones_find((uint32_t)fmaxf(0.0F, view->settings.value[port]))
           : NULL;
}

bool
view_choice_note(const View* view, Part part, char* note)
{
  const Headphone* const row = chosen_row(view, part);
  if (row) {
    about_short(row, note);
  }
  return row != NULL;
}

void
view_preset_text(const View* view, char* text)
{
  const unsigned exact = factory_find(view->settings.value);
  if (exact < n_factory) {
    snprintf(text, TEXT, "%s", factory[exact].name);
  } else if (view->edit.preset < n_factory) {
    snprintf(text, TEXT, "%s *", factory[view->edit.preset].name);
  } else {
    snprintf(text, TEXT, "none: your own settings");
  }
}

/** "Seal: 80 %  (0 % to 100 %, default 100 %)" */
static void
port_lead(const View* view, Part part, char* lead)
{
  const PortIndex port = parts[part].port;
  const PortInfo* info = &ports[port];
  char value[TEXT];
  if (info->flags & FLAG_ENUM) {
    char cut[184];
    view_choice_text(view, part, value);
    utf8_copy(cut, sizeof(cut), value, SIZE_MAX);
    snprintf(lead, TEXT, "%s: %s", info->name, cut);
    return;
  }
  mapping_format(port, view->settings.value[port], value);
  if (info->flags & FLAG_TOGGLE) {
    snprintf(lead, TEXT, "%s: %.60s", info->name, value);
    return;
  }
  char min[MAPPING_TEXT];
  char max[MAPPING_TEXT];
  char dflt[MAPPING_TEXT];
  mapping_format(port, info->min, min);
  mapping_format(port, info->max, max);
  mapping_format(port, info->dflt, dflt);
  snprintf(lead,
           TEXT,
           "%s: %.60s (%.40s to %.40s, default %.40s)",
           info->name,
           value,
           min,
           max,
           dflt);
}

/** The comment of the chosen preset. */
static const char*
preset_comment(const View* view)
{
  const unsigned exact = factory_find(view->settings.value);
  return exact < n_factory ? factory[exact].comment : parts[PART_PRESET].help;
}

static void
match_help(const View* view, char* help)
{
  char gain[24];
  mapping_number((double)view->readings.output[PORT_MATCH_GAIN], 1, true, gain);
  snprintf(help,
           512,
           "%s. Gain now %s dB",
           ports[PORT_MATCH].help,
           view->settings.value[PORT_MATCH] > 0.5F ? gain : "0.0");
}

/** What the picture shows, and what a pointer can do there. */
static const char*
plot_help(const View* view)
{
  switch (view->plot.view) {
    case VIEW_DECAY:
      return "What rings on in the cups of A and B after a click: time runs "
             "downwards, in periods T of each frequency; brighter is louder; "
             "computed from their circuits";
    case VIEW_ISOLATION:
      return "Left: what of the outside comes through the cups of A and B; "
             "right: what of the music a microphone at 0.3 m picks up";
    default:
      return parts[PART_PLOT].help;
  }
}

void
view_hint(const View* view, char* lead, char* help)
{
  const Part part = view->pointer.active < PART_COUNT ? view->pointer.active
                    : view->focus.part < PART_COUNT   ? view->focus.part
                                                      : view->pointer.hover;
  *lead = *help = '\0';
  if (view_has_message(view)) {
    snprintf(lead, TEXT, "%s", view->notices.message);
    return;
  }
  if (view->menu.open && view->menu.topic == MENU_OF_HEADPHONES) {
    view_headphones_hint(view, lead, help);
    return;
  }
  if (view->menu.open && view->menu.topic == MENU_OF_FILES) {
    view_folder_hint(view, help);
    return;
  }
  if (view->pointer.drop < PART_COUNT) {
    snprintf(help, 512, "Drop it, and it is heard here");
    return;
  }
  if (part >= PART_COUNT || part == PART_HINT) {
    snprintf(help,
             512,
             "Point at anything to read what it does; ? lists "
             "what the mouse can do");
    return;
  }
  if (parts[part].port < PORT_COUNT) {
    port_lead(view, part, lead);
    const Headphone* const row = chosen_row(view, part);
    char about[ABOUT_TEXT] = "";
    if (row) {
      about_long(row, about);
    }
    snprintf(
      help, 512, "%s%s%s", about, row ? " " : "", ports[parts[part].port].help);
    if (part == PART_MATCH) {
      match_help(view, help);
    }
  } else if (part == PART_PRESET) {
    view_preset_text(view, lead);
    snprintf(help, 512, "%s", preset_comment(view));
  } else if (part == PART_PLOT) {
    snprintf(help, 512, "%s", plot_help(view));
  } else if (parts[part].help) {
    snprintf(help, 512, "%s", parts[part].help);
  }
}
