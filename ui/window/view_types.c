// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What kind of headphone a measured file is of: guessed, or as the user says.

#include "ui/window/view_types.h"

#include "dsp/earcup.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdio.h>

/** Values of the rows; one of them is 1 + a HousingType more. */
#define TYPE_VALUES 0x400000

/** Whether a file with a circuit stands there. */
static bool
has_type(const View* view, PortIndex port)
{
  return ports_lists_headphones(port) && port != PORT_WEARING &&
         lroundf(view->settings.value[port]) == EARCUP_MEASURED_FILE &&
         earcup_file(view->files.measured, ports_file_slot(port)).circuit;
}

void
view_add_types(const View* view, Menu* menu, PortIndex port)
{
  static const struct {
    const char* label;
    MenuMark mark;
  } types[] = { [EARCUP_OPEN] = { "This file: open-back", MENU_MARK_OPEN },
                [EARCUP_SEMI_OPEN] = { "This file: semi-open", MENU_MARK_SEMI },
                [EARCUP_CLOSED] = { "This file: closed-back",
                                    MENU_MARK_CLOSED } };
  if (!has_type(view, port)) {
    return;
  }
  const EarcupFileSlot slot = ports_file_slot(port);
  const EarcupFile file = earcup_file(view->files.measured, slot);
  const double certainty = file.certainty;
  for (int type = 0; type < EARCUP_NO_HOUSING; ++type) {
    MenuItem item = { .label = types[type].label,
                      .about = "What seal, pads and cup do to the file",
                      .value = TYPE_VALUES + 1 + type,
                      .mark = types[type].mark };
    if (type == (int)file.housing && certainty < 1.0) {
      snprintf(
        item.note, sizeof(item.note), "%.0f %% certain", 100.0 * certainty);
    } else if (type == (int)file.housing) {
      snprintf(item.note, sizeof(item.note), "as you say");
    }
    menu_add(menu, item);
  }
  if (certainty >= 1.0) {
    menu_add(menu,
             (MenuItem){ .label = "This file: guess what it is",
                         .value = TYPE_VALUES });
  }
}

bool
view_choose_type(View* view, PortIndex port, int value)
{
  const int number = value - TYPE_VALUES;
  const bool is_type =
    has_type(view, port) && number >= 0 && number <= (int)EARCUP_NO_HOUSING;
  if (is_type) {
    view->host.type(view->host.handle, ports_file_slot(port), number);
  }
  return is_type;
}
