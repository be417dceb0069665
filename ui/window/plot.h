// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_PLOT_H
#define EARCUP_PLOT_H

/* The big picture: response with spectrum, decay, or isolation and bleed. */

#include "ui/window/canvas.h"
#include "ui/window/curves.h"
#include "ui/window/decay.h"

#include "plugin/ui_protocol.h"

typedef enum { VIEW_RESPONSE, VIEW_DECAY, VIEW_ISOLATION } PlotView;

#define PLOT_RANGE_DB 24.0
#define PLOT_RANGE_MIN_DB 12.0
#define PLOT_RANGE_MAX_DB 36.0
#define ISOLATION_TOP_DB 10.0
#define ISOLATION_BOTTOM_DB (-50.0)
#define BLEED_TOP_DB 0.0
#define BLEED_BOTTOM_DB (-80.0)

typedef struct {
  PlotView view;
  double range_db; ///< half the height of the response view
  double hover_hz; ///< 0 = the pointer is elsewhere
  NotifySpectrum spectrum;
  float level_db[NOTIFY_BANDS]; ///< with release
  bool spectrum_visible;        ///< any level above the floor of the picture
  bool dim;                     ///< the plugin is off
  bool has_applied;
  Curve applied; ///< what the plugin says it does, if it says so
  bool has_preview;
  Curve preview; ///< headphone under the pointer in a menu
} Plot;

/** Position of a frequency between the left (0) and right (1) edge. */
double plot_position(double frequency_hz);

/** The frequency at a position 0..1. */
double plot_frequency(double position);

/** Axes, grid and labels: changes with view, range and size only. */
void plot_draw_axes(cairo_t* cr, const Layout* layout, const Plot* plot);

/** The bands as a filled shape. */
void plot_draw_spectrum(cairo_t* cr, Rect area, const Plot* plot);

/** The result to show: what the plugin applies, else what it should. */
const Curve* plot_result(const Plot* plot, const Curves* curves);

/** The lines A, B, result and preview. */
void plot_draw_response(cairo_t* cr,
                        Rect area,
                        const Plot* plot,
                        const Curves* curves);

/** The line of a curve with `top` dB at the upper and `bottom` dB at the
    lower edge, as cairo's current path. */
void plot_trace(cairo_t* cr,
                Rect area,
                const Curve* curve,
                double top,
                double bottom);

/** Stroke the path as A (solid) or B (dashed) is drawn everywhere. */
void plot_stroke(cairo_t* cr, uint32_t color, double width, bool dashed);

/** Isolation on the left, bleed on the right. */
void plot_draw_isolation(cairo_t* cr, Rect area, const Curves* curves);

/** Two pictures of time over frequency, A above B, with the headphones' names;
    NULL where there is no cup. */
void plot_draw_decay(cairo_t* cr,
                     Rect area,
                     const Decay* const decays[2],
                     const char* const names[2]);

/** The line under the pointer. */
void plot_draw_cursor(cairo_t* cr, Rect area, const Plot* plot);

/** Legend, or the read-out under the pointer, right of the tabs. */
void plot_draw_readout(cairo_t* cr,
                       const Layout* layout,
                       const Plot* plot,
                       const Curves* curves);

/** The two halves of the isolation view, and of the decay view. */
Rect plot_half(Rect area, PlotView view, unsigned half);

#endif
