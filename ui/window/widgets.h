// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_WIDGETS_H
#define EARCUP_WIDGETS_H

/* How single controls look. They know no ports and keep nothing. */

#include "ui/window/canvas.h"
#include "ui/window/line.h"

/** Flags of a control's state. */
enum { WIDGET_HOVER = 1, WIDGET_ACTIVE = 2, WIDGET_DISABLED = 4 };

typedef struct {
  const char* label;
  const char* value; ///< text below the knob
  double position;   ///< 0..1
  double origin;     ///< where the arc begins, 0..1
  uint32_t color;
  unsigned state;
} Dial;

/** A dial with its label above and its value below. */
void widget_dial(cairo_t* cr, Rect r, const Dial* dial);

/** A flat button with a text; on = pressed in. */
void widget_button(cairo_t* cr,
                   Rect r,
                   const char* text,
                   bool on,
                   unsigned state);

/** The same with an arrow ('<', '>', 'v') or sign ('u' undo, 'r' redo). */
void widget_icon_button(cairo_t* cr, Rect r, char icon, unsigned state);

/** The power button. */
void widget_power(cairo_t* cr, Rect r, bool on, unsigned state);

/** A small switch with a text on its right. */
void widget_switch(cairo_t* cr,
                   Rect r,
                   const char* text,
                   bool on,
                   unsigned state);

/** A field that opens a menu; badge = dim or coloured word before the text,
    or NULL; note = small words below it, or NULL.
    @return whether the text was cut */
bool widget_choice(cairo_t* cr,
                   Rect r,
                   const char* badge,
                   const char* text,
                   const char* note,
                   uint32_t badge_color,
                   uint32_t text_color,
                   unsigned state);

/** The A-B slider with its value on the thumb. */
void widget_morph(cairo_t* cr,
                  Rect r,
                  double position,
                  const char* value,
                  unsigned state);

/** Where the thumb of the slider is. */
Rect widget_morph_thumb(Rect r, double position);

/** A text being edited; `empty` is shown where there is none. */
void widget_line(cairo_t* cr, Rect r, const Line* line, const char* empty);

/** A ring around what has the keyboard. */
void widget_focus(cairo_t* cr, Rect r);

/** The frame of a menu, tooltip or sheet. */
void widget_popup(cairo_t* cr, Rect r);

#endif
