// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_TEXT_H
#define EARCUP_VIEW_TEXT_H

/* Words for what is chosen. */

#include "dsp/earcup.h"
#include "ui/window/layout.h"
#include "ui/window/view.h"

/** Text of a choice: name of the headphone or file, or the value.
    @param text 256 bytes @return false if that headphone is missing */
bool view_choice_text(const View* view, Part part, char* text);

/** Small words below the text of a choice, about the headphone.
    @param note ABOUT_TEXT bytes @return false if there are none */
bool view_choice_note(const View* view, Part part, char* note);

/** The headphone that a choice names, NULL if it names none. */
const EarcupHeadphone* view_chosen_row(const View* view, Part part);

/** Name of the preset with * if changed. @param text 256 bytes */
void view_preset_text(const View* view, char* text);

#endif
