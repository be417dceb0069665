// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_DAMAGE_H
#define EARCUP_VIEW_DAMAGE_H

/* The layers of the picture, and what of them has to be drawn again. Thread:
   ui, as all of the window. */

#include "ui/window/canvas.h"
#include "ui/window/layout.h"
#include "ui/window/view.h"

/** The picture and what lies behind it; what of it has to be drawn again. */
typedef struct {
  Canvas canvas; ///< the picture
  Canvas fixed;  ///< what lies behind the parts
  Canvas lines;  ///< the curves, transparent around
  int width_px;
  int height_px;
  bool has_background; ///< the host's
  uint32_t background;
  bool light; ///< the theme
  bool fixed_stale;
  bool lines_stale;
  bool curves_stale; ///< to be computed, before they are drawn
  bool decay_stale;
  Rect damage[VIEW_DAMAGE];
  size_t n_damage;
} Layers;

/** The rectangle has to be drawn again. */
void view_damage(View* view, Rect r);
void view_damage_part(View* view, Part part);
void view_damage_all(View* view);

/** Curves, the decay of cups or just their lines are others. */
void view_curves_changed(View* view);
void view_decays_changed(View* view);
void view_lines_changed(View* view);

/** Range, lines or zero line are others: all of the picture is drawn anew. */
void view_plot_changed(View* view);

/** All is computed and drawn anew. */
void view_all_changed(View* view);

/** Layers of another size; on failure, which is false, the old ones stay. */
bool view_resize_layers(View* view,
                        const Layout* layout,
                        int width_px,
                        int height_px);

void view_clear_layers(View* view);

/** An error in what was drawn last, whatever it was, must not be the end. */
void view_mend_layers(View* view);

#endif
