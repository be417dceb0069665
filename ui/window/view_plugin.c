// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// What host and plugin say, and how the picture follows.

#include "plugin/text/utf8.h"
#include "ui/window/view_ask.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_files.h"
#include "ui/window/view_meters.h"
#include "ui/window/view_notices.h"
#include "ui/window/view_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void
view_value(View* view, PortIndex port, float value)
{
  if (ports[port].kind == KIND_CONTROL_OUT) {
    view_take_output(view, port, value);
    return;
  }
  // The hand on the control wins over what the host echoes.
  const bool held = view->pointer.drag != DRAG_NONE &&
                    (view->pointer.active < PART_COUNT
                       ? parts[view->pointer.active].port == port
                       : false);
  if (ports[port].kind != KIND_CONTROL_IN || held) {
    return;
  }
  view_follow(view, port, value);
}

void
view_file(View* view, EarcupFileSlot slot, const char* path)
{
  view_take_path(view, slot, path);
  // What is asked for here is an edit, not what the session is.
  view_follow_file(view, slot, view_is_asked_file(view, slot));
  view_damage_all(view);
  view_file_answered(view, slot);
}

void
view_file_curve(View* view, EarcupFileSlot slot, const float* db)
{
  view_take_curve(view, slot, db);
  view_curves_changed(view);
  view_damage_all(view);
  view_file_answered(view, slot);
}

void
view_file_circuit(View* view,
                  EarcupFileSlot slot,
                  const float* value,
                  EarcupHousing type,
                  float certainty)
{
  if (view_take_circuit(view, slot, value, type, certainty)) {
    view_curves_changed(view);
    view_damage_all(view);
  }
}

void
view_message(View* view, const char* message)
{
  view_tell_error(view, message);
  if (*message) {
    view_file_refused(view);
  }
}
