// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The plugin is asked for files, wherever their names come from.

#include "ui/window/view_ask.h"

#include "dsp/earcup.h"
#include "ui/shared/opra.h"
#include "ui/window/view_controls.h"
#include "ui/window/view_damage.h"
#include "ui/window/view_files.h"
#include "ui/window/view_state.h"

void
view_ask_for_file(View* view, Part part, const char* path)
{
  char file[USERFILE_PATH];
  if (!opra_resolve(path, file)) {
    view_note(view, "That equaliser of OPRA cannot be read, or not be kept");
    return;
  }
  view_expect_file(view, part, file);
  view_note(view, "Reading the file...");
  view->host.file(
    view->host.handle, view->files.asked.slot, view->files.asked.path);
}

void
view_file_answered(View* view, EarcupFileSlot slot)
{
  const AskedFile asked = view->files.asked;
  if (earcup_file(view->files.measured, slot).response &&
      view_is_asked_file(view, slot)) {
    view_expect_none(view);
    view_hear_file(view, parts[asked.part].port, asked.slot, asked.before);
    shelf_visit(
      &view->lists.shelf, EARCUP_MEASURED_FILE, view->files.path[asked.slot]);
    view_damage_all(view);
  }
}

void
view_file_refused(View* view)
{
  view_expect_none(view);
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    view_follow_file(view, (EarcupFileSlot)slot, true);
  }
}
