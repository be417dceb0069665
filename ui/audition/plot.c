// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/plot.h"

#include "ui/audition/draft.h"
#include "ui/audition/report.h"
#include "ui/window/theme.h"

#include "plugin/text/utf8.h"

#include <cairo-svg.h>
#include <cairo.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
  WIDTH = 1600,
  HEIGHT = 900,
  LEFT = 84,
  TOP = 112,
  RIGHT = 1216, ///< of the diagram; the legend is beside it
  BOTTOM = 828,
  LEGEND = 1252,
  SAMPLE = 34, ///< length of the line before a legend entry
  LINE_HEIGHT = 21
};

static const double pi = 3.14159265358979323846;
static const double far_floor_db = -60.0;

/** 0xRRGGBB; the first two are those of A and B in the window. */
static const uint32_t line_colours[] = { THEME_A,  THEME_B,  0x7CC48D, 0xF07A6A,
                                         0xB89AF2, 0x4FD0C4, 0xF29CC6, 0xB7C3D1,
                                         0xF2DE6B, 0xB08D6A };
enum { N_COLOURS = sizeof(line_colours) / sizeof(line_colours[0]) };

typedef struct {
  cairo_t* cr;
  double bottom_db;
  double top_db;
  double step_db;
} Plot;

static void
set_colour(cairo_t* cr, uint32_t rgb)
{
  cairo_set_source_rgb(cr,
                       (rgb >> 16 & 255U) / 255.0,
                       (rgb >> 8 & 255U) / 255.0,
                       (rgb & 255U) / 255.0);
}

static void
set_font(cairo_t* cr, double size, bool bold)
{
  cairo_select_font_face(cr,
                         THEME_FONT,
                         CAIRO_FONT_SLANT_NORMAL,
                         bold ? CAIRO_FONT_WEIGHT_BOLD
                              : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, size);
}

/** Text whose left end, middle or right end (0, 0.5, 1) is at x. */
static double
text_width(cairo_t* cr, const char* text)
{
  char shown[1024];
  cairo_text_extents_t extents;
  utf8_copy(shown, sizeof(shown), text, SIZE_MAX);
  cairo_text_extents(cr, shown, &extents);
  return extents.x_advance;
}

static void
draw_text(cairo_t* cr, double x, double y, double align, const char* text)
{
  char shown[1024];
  utf8_copy(shown, sizeof(shown), text, SIZE_MAX);
  cairo_move_to(cr, x - align * text_width(cr, shown), y);
  cairo_show_text(cr, shown);
}

static double
x_of(double f_hz)
{
  const double span = log(response_high_hz / response_low_hz);
  return LEFT + (RIGHT - LEFT) * log(f_hz / response_low_hz) / span;
}

static double
y_of(const Plot* plot, double db)
{
  const double at = (db - plot->bottom_db) / (plot->top_db - plot->bottom_db);
  return BOTTOM - (BOTTOM - TOP) * at;
}

/** A range of round levels round all curves, 20 to 70 dB high. */
static void
choose_range(Plot* plot, const Response* responses, size_t n)
{
  double low = HUGE_VAL;
  double high = -HUGE_VAL;
  for (size_t r = 0; r < n; ++r) {
    for (int i = 0; i < RESPONSE_POINTS; ++i) {
      low = fmin(low, responses[r].same_db[i]);
      high = fmax(high, responses[r].same_db[i]);
    }
  }
  plot->step_db = high - low > 40 ? 10 : 5;
  plot->top_db = plot->step_db * ceil((high + 2) / plot->step_db);
  plot->bottom_db = plot->step_db * floor((low - 2) / plot->step_db);
  while (plot->top_db - plot->bottom_db < 20) {
    plot->bottom_db -= 5;
    plot->top_db += plot->top_db - plot->bottom_db < 20 ? 5 : 0;
  }
  plot->bottom_db = fmax(plot->bottom_db, plot->top_db - 70);
}

static void
draw_line(cairo_t* cr, double x1, double y1, double x2, double y2)
{
  // On the pixel grid a line of width 1 is sharp.
  cairo_move_to(cr, floor(x1) + 0.5, floor(y1) + 0.5);
  cairo_line_to(cr, floor(x2) + 0.5, floor(y2) + 0.5);
  cairo_stroke(cr);
}

static void
draw_frequency_grid(cairo_t* cr)
{
  static const struct {
    double f_hz;
    const char* label;
  } marks[] = { { 20, "20" },    { 50, "50" },   { 100, "100" },
                { 200, "200" },  { 500, "500" }, { 1000, "1k" },
                { 2000, "2k" },  { 5000, "5k" }, { 10000, "10k" },
                { 20000, "20k" } };
  for (double decade = 10; decade < 20000; decade *= 10) {
    for (int i = 1; i < 10; ++i) {
      const double f_hz = i * decade;
      if (f_hz > response_low_hz && f_hz < response_high_hz) {
        set_colour(cr, i == 1 ? THEME_GRID_STRONG : THEME_GRID);
        draw_line(cr, x_of(f_hz), TOP, x_of(f_hz), BOTTOM);
      }
    }
  }
  set_font(cr, 16, false);
  set_colour(cr, THEME_TEXT_DIM);
  for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); ++i) {
    draw_text(cr, x_of(marks[i].f_hz), BOTTOM + 26, 0.5, marks[i].label);
  }
  draw_text(cr, (LEFT + RIGHT) / 2.0, BOTTOM + 54, 0.5, "Frequency in Hz");
}

static void
draw_level_grid(const Plot* plot)
{
  cairo_t* const cr = plot->cr;
  const double step = plot->step_db;
  set_font(cr, 16, false);
  for (double db = step * ceil(plot->bottom_db / step); db <= plot->top_db;
       db += step) {
    char label[16];
    const double y = y_of(plot, db);
    snprintf(label, sizeof(label), db > 0 ? "+%.0f" : "%.0f", fabs(db));
    if (db < 0) {
      snprintf(label, sizeof(label), "\xe2\x88\x92%.0f", -db); // minus sign
    }
    set_colour(cr, db == 0 ? THEME_POPUP_EDGE : THEME_GRID_STRONG);
    cairo_set_line_width(cr, db == 0 ? 2 : 1);
    draw_line(cr, LEFT, y, RIGHT, y);
    set_colour(cr, THEME_TEXT_DIM);
    draw_text(cr, LEFT - 14, y + 6, 1.0, label);
  }
  cairo_save(cr);
  cairo_translate(cr, 26, (TOP + BOTTOM) / 2.0);
  cairo_rotate(cr, -pi / 2);
  draw_text(cr, 0, 0, 0.5, "Level in dB");
  cairo_restore(cr);
}

static bool
reaches_other_ear(const Response* response)
{
  for (int i = 0; i < RESPONSE_POINTS; ++i) {
    if (response->other_db[i] > far_floor_db) {
      return true;
    }
  }
  return false;
}

static void
draw_curve(const Plot* plot, const double* levels_db)
{
  cairo_new_path(plot->cr);
  for (int i = 0; i < RESPONSE_POINTS; ++i) {
    if (isfinite(levels_db[i])) {
      cairo_line_to(
        plot->cr, x_of(response_frequency_hz(i)), y_of(plot, levels_db[i]));
    }
  }
  cairo_stroke(plot->cr);
}

static void
draw_curves(const Plot* plot, const Response* responses, size_t n)
{
  static const double dashes[] = { 7, 6 };
  cairo_t* const cr = plot->cr;
  cairo_save(cr);
  cairo_rectangle(cr, LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
  cairo_clip(cr);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  // Where curves meet, the first of the legend is on top.
  for (size_t r = n; r-- > 0;) {
    set_colour(cr, line_colours[r % N_COLOURS]);
    cairo_set_line_width(cr, 2.4);
    draw_curve(plot, responses[r].same_db);
    if (reaches_other_ear(&responses[r])) {
      cairo_set_line_width(cr, 1.6);
      cairo_set_dash(cr, dashes, 2, 0);
      draw_curve(plot, responses[r].other_db);
      cairo_set_dash(cr, NULL, 0, 0);
    }
  }
  cairo_restore(cr);
}

/** Draw text broken at spaces to fit the legend; returns the next baseline. */
static double
draw_wrapped(cairo_t* cr, double x, double y, const char* text)
{
  char line[256] = "";
  size_t used = 0;
  while (*text) {
    const size_t gap = strspn(text, " ");
    const size_t word = strcspn(text + gap, " ");
    const size_t room = sizeof(line) - 1 - used;
    size_t take = gap + word < room ? gap + word : room;
    if (take == room) { // a word without an end: cut it between characters
      take = utf8_without_last(text, take + 1);
    }
    memcpy(line + used, text, take);
    line[used + take] = '\0';
    const bool too_wide = x + text_width(cr, line) > WIDTH - 24;
    if (used > 0 && (too_wide || take < gap + word)) {
      line[used] = '\0';
      draw_text(cr, x, y, 0, line);
      y += LINE_HEIGHT;
      used = 0;
      text += gap;
    } else {
      used += take;
      text += take;
    }
  }
  line[used] = '\0';
  draw_text(cr, x, y, 0, line);
  return y + LINE_HEIGHT;
}

static void
draw_legend(cairo_t* cr, const Response* responses, size_t n)
{
  double y = TOP + 16;
  bool crossing = false;
  set_font(cr, 16, false);
  for (size_t r = 0; r < n && y < BOTTOM; ++r) {
    set_colour(cr, line_colours[r % N_COLOURS]);
    cairo_set_line_width(cr, 4);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(cr, LEGEND, y - 5);
    cairo_line_to(cr, LEGEND + SAMPLE - 10, y - 5);
    cairo_stroke(cr);
    set_colour(cr, THEME_TEXT);
    y = draw_wrapped(cr, LEGEND + SAMPLE, y, responses[r].label) + 11;
    crossing = crossing || reaches_other_ear(&responses[r]);
  }
  if (crossing) {
    set_colour(cr, THEME_TEXT_DIM);
    draw_wrapped(
      cr, LEGEND, y + 8, "Dashed: the left channel alone, at the right output");
  }
}

static void
draw_all(const Plot* plot,
         const char* title,
         const char* subtitle,
         const Response* responses,
         size_t n)
{
  cairo_t* const cr = plot->cr;
  set_colour(cr, THEME_WINDOW);
  cairo_paint(cr);
  set_colour(cr, THEME_PLOT);
  cairo_rectangle(cr, LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
  cairo_fill(cr);
  set_colour(cr, THEME_TEXT);
  set_font(cr, 28, true);
  draw_text(cr, LEFT, 54, 0, title);
  set_colour(cr, THEME_TEXT_DIM);
  set_font(cr, 16, false);
  draw_text(cr, LEFT, 84, 0, subtitle);
  cairo_set_line_width(cr, 1);
  draw_frequency_grid(cr);
  draw_level_grid(plot);
  draw_curves(plot, responses, n);
  draw_legend(cr, responses, n);
}

static cairo_status_t
write_bytes(void* data, const unsigned char* bytes, unsigned int n)
{
  return draft_write((Draft*)data, bytes, n) == n ? CAIRO_STATUS_SUCCESS
                                                  : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t*
surface_for(const char* path, Draft* draft)
{
  if (strcasecmp(strrchr(path, '.'), ".svg") != 0) {
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  }
  cairo_surface_t* const surface =
    cairo_svg_surface_create_for_stream(write_bytes, draft, WIDTH, HEIGHT);
  cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
  return surface;
}

/** Write what a picture still has to write; a drawing has done so. */
static cairo_status_t
finish(cairo_surface_t* surface, Draft* draft)
{
  const bool picture =
    cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE;
  const cairo_status_t status =
    picture ? cairo_surface_write_to_png_stream(surface, write_bytes, draft)
            : CAIRO_STATUS_SUCCESS;
  cairo_surface_finish(surface);
  return status != CAIRO_STATUS_SUCCESS ? status
                                        : cairo_surface_status(surface);
}

bool
plot_write(const char* path,
           const char* title,
           const char* subtitle,
           const Response* responses,
           size_t n_responses)
{
  Draft draft;
  if (!draft_open(&draft, path)) {
    return false;
  }
  cairo_surface_t* const surface = surface_for(path, &draft);
  Plot plot = { .cr = cairo_create(surface) };
  choose_range(&plot, responses, n_responses);
  draw_all(&plot, title, subtitle, responses, n_responses);
  cairo_destroy(plot.cr);
  const cairo_status_t status = finish(surface, &draft);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS && !draft.error) {
    complain("%s: cannot be written: %s", path, cairo_status_to_string(status));
    draft_drop(&draft);
    return false;
  }
  return draft_keep(&draft);
}
