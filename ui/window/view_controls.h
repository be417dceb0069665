// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_CONTROLS_H
#define EARCUP_VIEW_CONTROLS_H

/* All ways to change a control. */

#include "ui/window/history.h"
#include "ui/window/layout.h"
#include "ui/window/view.h"

/** What the user does to the settings, and how it is taken back. */
typedef struct {
  History history;
  Settings before; ///< at the start of the gesture
  bool kept;       ///< before is in the history already
  unsigned preset; ///< last one that was all there, n_factory = none
  float swapped[PORT_COUNT];
  bool flipped;    ///< by the button or its key
  float flip_from; ///< the morph before that
  float flip_to;   ///< and after
  float clipboard;
  bool has_clipboard;
} Edit;

/** All at their defaults. */
void view_init_controls(View* view);

/** Controls without a use at present, drawn dim. */
bool view_disabled(const View* view, Part part);

/** A gesture begins: what it changes first is kept for undo. */
void view_begin(View* view);

/** The user gives a control a value; tells the host if it is another. */
void view_set(View* view, PortIndex port, double value);

/** Give a port a value as a gesture of its own. */
void view_set_once(View* view, PortIndex port, double value);

/** The dragged position, with detents, as a value.
    @param travel base units of the full range, fine drags have no detents */
void view_set_position(View* view, PortIndex port, double travel, bool fine);

/** The next (-1) or previous (1) choice of a port, as a wheel does it. */
void view_step_choice(View* view, PortIndex port, int direction);

/** Another seat of the headphone on the head. */
void view_throw_dice(View* view);

/** Actions of a control's menu. */
void view_swap_default(View* view, PortIndex port);
void view_copy_value(View* view, PortIndex port);
void view_paste_value(View* view, PortIndex port);

/** The user gives all controls values at once. */
void view_apply(View* view, const Settings* settings);

/** Take the last gesture back, or not. */
void view_undo(View* view, bool redo);

/** The two sets of all controls: go to one; copy this one to the other. */
void view_switch_slot(View* view, unsigned slot);
void view_copy_slot(View* view);

/** Load preset i as the user's wish; behind the last one: reset all. */
void view_load_preset(View* view, unsigned i);

/** Load the next (1) or previous (-1) factory preset. */
void view_step_preset(View* view, int by);

/** Steps and sets of an earlier window. */
void view_restore_history(View* view, const History* history);

/** The host has set a control: nothing is written back. */
void view_follow(View* view, PortIndex port, float value);

/** The plugin has said which file a slot has; as an edit that was begun here,
    or as what the session is. */
void view_follow_file(View* view, EarcupFileSlot slot, bool is_edit);

/** The file of a slot is heard from now on: one step of undo.
    @param before number of the path that was there */
void view_hear_file(View* view,
                    PortIndex port,
                    EarcupFileSlot slot,
                    uint8_t before);

#endif
