// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/view_text.h"

#include "dsp/earcup.h"
#include "plugin/text/utf8.h"
#include "ui/shared/about.h"
#include "ui/shared/mapping.h"
#include "ui/window/factory.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TEXT 256

static void
file_text(const View* view, EarcupFileSlot slot, char* text)
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
  const EarcupHeadphone* headphone = list ? earcup_find_headphone(id) : NULL;
  if (list && id == EARCUP_MEASURED_FILE) {
    file_text(view, ports_file_slot(port), text);
    return earcup_file(view->files.measured, ports_file_slot(port)).response ||
           !*view->files.path[ports_file_slot(port)];
  }
  if (headphone && id <= EARCUP_CLOSED_REFERENCE) {
    snprintf(text, TEXT, "%s", headphone->name);
    return true;
  }
  if (headphone) {
    snprintf(text, TEXT, "%s %s", headphone->maker, headphone->name);
    return true;
  }
  mapping_format(port, value, text);
  return !list || id == EARCUP_NEUTRAL || id == EARCUP_OPPOSITE;
}

/** The row that a choice names, NULL if it names none. */
const EarcupHeadphone*
view_chosen_row(const View* view, Part part)
{
  const PortIndex port = parts[part].port;
  return ports_lists_headphones(port) ? earcup_find_headphone((uint32_t)fmaxf(
                                          0.0F, view->settings.value[port]))
                                      : NULL;
}

bool
view_choice_note(const View* view, Part part, char* note)
{
  const EarcupHeadphone* const row = view_chosen_row(view, part);
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
