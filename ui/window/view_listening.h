// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_LISTENING_H
#define EARCUP_VIEW_LISTENING_H

/* What the user wants to hear besides the settings, while the window is open:
   a band of the plot alone, and the vocal microphone louder. */

#include "ui/window/band.h"
#include "ui/window/view.h"

typedef struct {
  Band band;
  bool mic_boost;     ///< the vocal microphone, by LISTENING_MAX_DB
  ListeningWish sent; ///< what the plugin was told last
  double sent_at_s;
} ViewListening;

/** Whether a press there begins to draw a band: of the right button, and of the
    left one where a band is kept. */
bool view_draws_band(const View* view, int button);
void view_band_press(View* view, int button);
void view_band_drag(View* view);

/** The button was let go. */
void view_band_release(View* view);

/** Hear an octave around the pointer alone until further notice, or all. */
void view_band_toggle(View* view);

/** A key in the plot; false if it is for something else. */
bool view_band_key(View* view, Key key, const char* text);

/** What is said while a band is heard, see view_hint(); false if none is. */
bool view_band_hint(const View* view, char* lead, char* help);

/** The vocal microphone louder, or as loud as it is. */
void view_toggle_mic_boost(View* view);

/** Tell the plugin, and end what is over. */
void view_tick_listening(View* view);

#endif
