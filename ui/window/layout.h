// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_LAYOUT_H
#define EARCUP_LAYOUT_H

/* Where everything is. Pure functions of the window's size, in base units
   (1 unit = 1 pixel at 100 %). */

#include "plugin/ports.h"

#include <stdbool.h>

#define LAYOUT_WIDTH 760.0
#define LAYOUT_HEIGHT 492.0
#define LAYOUT_MIN_SCALE 0.75

typedef struct {
  double x;
  double y;
  double w;
  double h;
} Rect;

/** What kind of thing a part is: how it is drawn and what gestures do. */
typedef enum {
  KIND_BUTTON, ///< does something
  KIND_TAB,    ///< one of several views
  KIND_LEGEND, ///< a line of the plot, shown or hidden
  KIND_PAGE,   ///< one of several pages of dials
  KIND_SWITCH, ///< a toggle port
  KIND_CHOICE, ///< an enumeration port with a menu
  KIND_DIAL,   ///< a continuous port
  KIND_SLIDER, ///< the morph
  KIND_PLOT,
  KIND_STAGE, ///< head and speakers from above
  KIND_METER,
  KIND_HINT
} PartKind;

/** Everything that can be drawn and pointed at on its own. */
typedef enum {
  PART_ON,
  PART_PRESET_PREVIOUS,
  PART_PRESET,
  PART_PRESET_NEXT,
  PART_BLIND,
  PART_SLOT_1,
  PART_SLOT_2,
  PART_COPY,
  PART_UNDO,
  PART_REDO,
  PART_HELP,
  PART_SCALE,
  PART_PLOT,
  PART_TAB_RESPONSE,
  PART_TAB_DECAY,
  PART_TAB_ISOLATION,
  PART_LEGEND_WORN, ///< in the order of PlotCurve
  PART_LEGEND_A,
  PART_LEGEND_B,
  PART_LEGEND_RESULT,
  PART_LEGEND_LEFT, ///< in the picture, as what follows
  PART_LEGEND_RIGHT,
  PART_LEGEND_TYPES, ///< in the picture of the response alone
  PART_METER,
  PART_LOUDNESS,
  PART_MATCH,
  PART_DIM,
  PART_SWAP,
  PART_PICK_A,
  PART_WEARING,
  PART_PICK_B,
  PART_END_A,
  PART_MORPH,
  PART_END_B,
  PART_FLIP,
  PART_PAGE_CUP,
  PART_PAGE_EARS,
  PART_PAGE_YOU,
  PART_SEAL,
  PART_PAD_WEAR,
  PART_CUP_VOLUME,
  PART_CUP_DAMPING,
  PART_BASS_PORT,
  PART_SEAL_BALANCE,
  PART_TWO_EARS,
  PART_SEAT,
  PART_DICE,
  PART_BALANCE,
  PART_TARGET_BASS,
  PART_TARGET_TILT,
  PART_LISTENING_LEVEL,
  PART_CROSSFEED,
  PART_STAGE,
  PART_AMOUNT,
  PART_LISTEN_AT,
  PART_OUTSIDE_SOUND,
  PART_MONITOR,
  PART_EXPORT,
  PART_STRENGTH,
  PART_OUTSIDE_LEVEL,
  PART_OUTPUT,
  PART_HINT,
  PART_COUNT
} Part;

typedef struct {
  PartKind kind;
  PortIndex port;    ///< PORT_COUNT if it stands for none
  const char* label; ///< short name drawn beside it, NULL if none
  const char* help;  ///< for the hint line where no port tells it
} PartInfo;

extern const PartInfo parts[PART_COUNT];

/** The framed groups behind the parts. */
typedef enum {
  PANEL_PLOT,
  PANEL_METER,
  PANEL_CUP,
  PANEL_CROSSFEED,
  PANEL_LISTEN,
  PANEL_COUNT
} Panel;

/** Pages of the panel at the lower left. */
typedef enum {
  PAGE_CUP,  ///< what acts on the simulated cup
  PAGE_EARS, ///< what sets left and right apart
  PAGE_YOU,  ///< facts about the listener, set once
  PAGE_COUNT
} Page;

typedef struct {
  double width; ///< >= LAYOUT_WIDTH
  double height;
  double scale; ///< pixels per base unit
  Rect part[PART_COUNT];
  Rect panel[PANEL_COUNT];
  Page page;
} Layout;

/**
   Lay out a window of that many pixels: the scale is the smaller of the two
   ratios to the base size, what is left over goes to the plot and between the
   controls. Thread: any. Cannot fail.
*/
void layout_make(Layout* layout, int width_px, int height_px);

/** Show a page: parts of the others get an empty rectangle. layout_make()
    shows the first. Thread: any. Cannot fail. */
void layout_turn(Layout* layout, Page page);

/** The part at a point in base units, PART_COUNT if there is none. The tabs
    lie on the plot. Thread: any. */
Part layout_hit(const Layout* layout, double x, double y);

/** Whether the point is inside. Thread: any. */
bool rect_contains(Rect r, double x, double y);

/** Whether the two share any area. Thread: any. */
bool rect_overlap(Rect a, Rect b);

/** The same rectangle, smaller by that much on every side. Thread: any. */
Rect rect_inset(Rect r, double dx, double dy);

/** The knob of a dial, a square in its upper part. Thread: any. */
Rect layout_dial_knob(Rect dial);

/** The value text of a dial, its label is above the knob. Thread: any. */
Rect layout_dial_value(Rect dial);

/** The label of a dial. Thread: any. */
Rect layout_dial_label(Rect dial);

/** The angle above the stage. Thread: any. */
Rect layout_stage_value(Rect stage);

/** The field with arrow of a choice; a label may be left of it. Thread: any. */
Rect layout_choice_field(const Layout* layout, Part part);

/** Where the curves are inside the plot: between the axes. Thread: any. */
Rect layout_plot_area(const Layout* layout);

#endif
