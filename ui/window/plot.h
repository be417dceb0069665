// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PLOT_H
#define EARCUP_PLOT_H

/* The big picture: response with spectrum, decay, or isolation and bleed. */

#include "ui/window/canvas.h"
#include "ui/window/curves.h"

#include "plugin/ui_protocol.h"

typedef enum { VIEW_RESPONSE, VIEW_DECAY, VIEW_ISOLATION } PlotView;

#define PLOT_RANGE_MIN_DB 12.0 ///< as it opens
#define PLOT_RANGE_MAX_DB 36.0
#define PLOT_VALID_HZ 10000.0 ///< the network says nothing beyond
#define ISOLATION_TOP_DB 10.0
#define ISOLATION_BOTTOM_DB (-50.0)
#define BLEED_TOP_DB 0.0
#define BLEED_BOTTOM_DB (-80.0)

/** The lines of the response view. */
typedef enum {
  PLOT_WORN,
  PLOT_A,
  PLOT_B,
  PLOT_RESULT,
  PLOT_LEFT, ///< the result of each ear, where they differ
  PLOT_RIGHT,
  PLOT_CURVES
} PlotCurve;

/** How a line is broken. */
typedef enum {
  PLOT_SOLID,
  PLOT_DASHED,
  PLOT_DOTTED,
  PLOT_DASH_DOT,
  PLOT_DASHES
} PlotDash;

/** What is drawn as the zero line. */
typedef enum { PLOT_ZERO_NEUTRAL, PLOT_ZERO_A, PLOT_ZERO_B } PlotZero;

typedef struct {
  PlotView view;
  double range_db;  ///< half the height of the response view
  double center_db; ///< level in its middle
  bool fixed_range; ///< chosen by the user: else it fits what is shown
  bool hidden[PLOT_CURVES];
  bool types; ///< bands of all open and all closed headphones
  PlotZero zero;
  double hover_hz; ///< 0 = the pointer is elsewhere
  double hover_x;  ///< of the pointer, in base units
  double hover_y;
  NotifySpectrum spectrum;
  bool frozen;                  ///< the spectrum stays as it is
  bool hold;                    ///< its peaks are drawn too
  float peak_db[NOTIFY_BANDS];  ///< since it has been held
  float level_db[NOTIFY_BANDS]; ///< with release
  bool spectrum_visible;        ///< any level above the floor of the picture
  bool has_applied;
  EarcupCurve applied; ///< what the plugin says it does, if it says so
  bool has_preview;
  EarcupCurve preview; ///< headphone under the pointer in a menu
} Plot;

/** Position of a frequency between the left (0) and right (1) edge. */
double plot_position(double frequency_hz);

/** The frequency at a position 0..1. */
double plot_frequency(double position);

/** Axes, grid and labels: changes with view, range and size only. */
void plot_draw_axes(cairo_t* cr, const Layout* layout, const Plot* plot);

/** The bands as a filled shape. */
void plot_draw_spectrum(cairo_t* cr, Rect area, const Plot* plot);

/** The result to show: what the plugin applies, else what it should; where the
    ears differ, their mean, for the plugin tells of the left alone. */
const EarcupCurve* plot_result(const Plot* plot, const Curves* curves);

/** A line as it is drawn: above the zero line, at the microphone if that is
    what is listened at; false if it is hidden or there is none. */
bool plot_curve(const Plot* plot,
                const Curves* curves,
                PlotCurve which,
                EarcupCurve* curve);

/** Whether there is anything to hide or show. */
bool plot_has(const Curves* curves, PlotCurve which);

/** Fit the range to what is shown, unless the user has chosen one.
    @param grow only, never shrink: while a control is held
    @return whether it is another */
bool plot_fit(Plot* plot, const Curves* curves, bool grow);

/** Its colour. */
uint32_t plot_color(PlotCurve which);

/** The lines of what is worn, A, B, result and preview. */
void plot_draw_response(cairo_t* cr,
                        Rect area,
                        const Plot* plot,
                        const Curves* curves);

/** An entry of the legend.
    @param name of what is there; @param lit under the pointer */
void plot_draw_legend(cairo_t* cr,
                      Rect r,
                      const Plot* plot,
                      PlotCurve which,
                      const char* name,
                      bool lit);

/** The line of a curve with `top` dB at the upper and `bottom` dB at the
    lower edge, as cairo's current path. */
void plot_trace(cairo_t* cr,
                Rect area,
                const EarcupCurve* curve,
                double top,
                double bottom);

/** Stroke the path. A is solid and B is dashed everywhere. */
void plot_stroke(cairo_t* cr, uint32_t color, double width, PlotDash dash);

/** Isolation on the left, bleed on the right. */
void plot_draw_isolation(cairo_t* cr,
                         Rect area,
                         const Plot* plot,
                         const Curves* curves);

/** Hatch what lies beyond PLOT_VALID_HZ. */
void plot_draw_unmodelled(cairo_t* cr, Rect area);

/** Words on a dark ground in the upper right corner. */
void plot_draw_title(cairo_t* cr, Rect area, const char* title);

/** Two pictures of time over frequency, A above B, with the headphones' names;
    NULL where there is no cup. */
void plot_draw_decay(cairo_t* cr,
                     Rect area,
                     const EarcupDecay* const decays[2],
                     const char* const names[2]);

/** The frequency at a place in the plot, 0 beside its pictures. */
double plot_hz_at(Rect area, PlotView view, double x, double y);

/** Name of the nearest note of equal temperament, A4 = 440 Hz: "Dâ¯6".
    @param text 16 bytes */
void plot_note(double frequency_hz, char* text);

/** The line under the pointer, dots on the curves, and their numbers.
    @param decays of A and B, NULL where there is no cup */
void plot_draw_readout(cairo_t* cr,
                       const Layout* layout,
                       const Plot* plot,
                       const Curves* curves,
                       const EarcupDecay* const decays[2]);

/** The two halves of the isolation view, and of the decay view. */
Rect plot_half(Rect area, PlotView view, unsigned half);

#endif
