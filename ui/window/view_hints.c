// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What is said of the part that the pointer or the focus is on.

#include "ui/window/view_hints.h"

#include "dsp/earcup.h"
#include "plugin/text/utf8.h"
#include "ui/shared/about.h"
#include "ui/shared/mapping.h"
#include "ui/window/factory.h"
#include "ui/window/theme.h"
#include "ui/window/view_folder.h"
#include "ui/window/view_headphones.h"
#include "ui/window/view_listening.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_state.h"
#include "ui/window/view_text.h"

#include <stdio.h>
#include <string.h>

#define TEXT 256

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
      return "What rings on in the cups of A and B after a click, computed: "
             "time runs downwards, in periods T; the bar tells the level";
    case VIEW_ISOLATION:
      return "Left: the outside, heard inside; right: the music, at a "
             "microphone 0.3 m away; the table: your own voice in dB, and "
             "openness, computed";
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
  if (view_band_hint(view, lead, help)) {
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
    const EarcupHeadphone* const row = view_chosen_row(view, part);
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

size_t
view_hint_fits(const View* view, const char* lead, const char* help)
{
  cairo_t* cr = view->layers.canvas.cr;
  const Rect r = rect_inset(view->layout.part[PART_HINT], HINT_INSET, 0.0);
  const double used =
    *lead ? draw_text_width(cr, lead, THEME_SIZE_SMALL, false) + HINT_GAP : 0.0;
  char text[512];
  utf8_copy(text, sizeof(text), help, SIZE_MAX);
  size_t length = strlen(text);
  while (length > 0 &&
         draw_text_width(cr, text, THEME_SIZE_SMALL, false) > r.w - used) {
    do {
      --length;
    } while (length > 0 && !strchr(";:,.", text[length]));
    text[length] = '\0';
  }
  return length;
}
