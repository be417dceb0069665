// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_VIEW_PLOT_H
#define EARCUP_VIEW_PLOT_H

/* All ways to change what the plot shows. */

#include "ui/window/memory.h"
#include "ui/window/plot.h"
#include "ui/window/view.h"

/** As it opens. */
void view_init_plot(View* view);

void view_plot_show(View* view, PlotView what);

/** Half the height of the response in dB; 0: it fits what is shown. */
void view_plot_range(View* view, double range_db);
void view_plot_zoom(View* view, double octaves);

/** Let the range follow what is shown; before the axes are drawn. */
void view_fit_plot(View* view);

void view_plot_zero(View* view, PlotZero zero);

/** Hide a line, or show it again. */
void view_plot_toggle_curve(View* view, PlotCurve which);
void view_plot_toggle_types(View* view);

/** Curve of what the pointer is on in a list, or NULL. */
void view_plot_preview(View* view, const EarcupCurve* curve);

/** What the plugin says it does at NOTIFY_BANDS, or NULL if it is not known. */
void view_plot_apply(View* view, const float* band_db);

/** As an earlier window has left it. */
void view_plot_restore(View* view, const Memory* memory);

/** The pointer is there, in base units; or it is elsewhere. */
void view_plot_point(View* view, double x, double y);
void view_plot_leave(View* view);

/** Which spectrum; keep it as it is, or go on; draw its peaks, or not. */
void view_plot_spectrum(View* view, NotifySpectrum spectrum);
void view_plot_freeze(View* view);
void view_plot_hold(View* view);

/** Let it move towards what the last frame had. */
void view_plot_move_spectrum(View* view, double elapsed_s);

#endif
