// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/canvas.h"

#include "ui/window/theme.h"

#include "plugin/text/utf8.h"

#include <math.h>
#include <string.h>

/** What a cairo_t of the light theme is marked with. */
static const cairo_user_data_key_t light_key;

#define SHOWN 12288 ///< bytes of one text that are drawn at most

bool
canvas_init(Canvas* canvas,
            int width_px,
            int height_px,
            double scale,
            bool transparent)
{
  canvas->scale = scale;
  canvas->transparent = transparent;
  canvas->light = false;
  canvas->surface = cairo_image_surface_create(transparent ? CAIRO_FORMAT_ARGB32
                                                           : CAIRO_FORMAT_RGB24,
                                               width_px,
                                               height_px);
  canvas->cr = cairo_create(canvas->surface);
  if (cairo_status(canvas->cr) != CAIRO_STATUS_SUCCESS) {
    canvas_clear(canvas);
    return false;
  }
  cairo_scale(canvas->cr, scale, scale);

  // Unhinted advances keep every text as wide at 75 % as at 200 %.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(canvas->cr, options);
  cairo_font_options_destroy(options);
  return true;
}

bool
canvas_is_sound(const Canvas* canvas)
{
  return cairo_status(canvas->cr) == CAIRO_STATUS_SUCCESS &&
         cairo_surface_status(canvas->surface) == CAIRO_STATUS_SUCCESS;
}

bool
canvas_mend(Canvas* canvas, int width_px, int height_px)
{
  Canvas fresh = { 0 };
  if (!canvas_init(
        &fresh, width_px, height_px, canvas->scale, canvas->transparent)) {
    return false;
  }
  canvas_set_light(&fresh, canvas->light);
  canvas_clear(canvas);
  *canvas = fresh;
  return true;
}

void
canvas_set_light(Canvas* canvas, bool light)
{
  // Any address will do: only whether there is one counts.
  canvas->light = light;
  cairo_set_user_data(canvas->cr, &light_key, light ? canvas->cr : NULL, NULL);
}

uint32_t
draw_themed(cairo_t* cr, uint32_t rgb)
{
  return theme_color(rgb, cairo_get_user_data(cr, &light_key) != NULL);
}

void
canvas_clear(Canvas* canvas)
{
  if (canvas->cr) {
    cairo_destroy(canvas->cr);
  }
  if (canvas->surface) {
    cairo_surface_destroy(canvas->surface);
  }
  *canvas = (Canvas){ 0 };
}

static double
linear(uint32_t channel)
{
  const double c = (channel & 0xFF) / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(uint32_t rgb)
{
  return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) +
         0.0722 * linear(rgb);
}

double
draw_contrast(uint32_t a, uint32_t b)
{
  const double bright = fmax(luminance(a), luminance(b));
  const double dark = fmin(luminance(a), luminance(b));
  return (bright + 0.05) / (dark + 0.05);
}

void
draw_color(cairo_t* cr, uint32_t rgb, double alpha)
{
  rgb = draw_themed(cr, rgb);
  cairo_set_source_rgba(cr,
                        (rgb >> 16 & 0xFF) / 255.0,
                        (rgb >> 8 & 0xFF) / 255.0,
                        (rgb & 0xFF) / 255.0,
                        alpha);
}

void
draw_stop(cairo_t* cr,
          cairo_pattern_t* gradient,
          double offset,
          uint32_t rgb,
          double alpha)
{
  rgb = draw_themed(cr, rgb);
  cairo_pattern_add_color_stop_rgba(gradient,
                                    offset,
                                    (rgb >> 16 & 0xFF) / 255.0,
                                    (rgb >> 8 & 0xFF) / 255.0,
                                    (rgb & 0xFF) / 255.0,
                                    alpha);
}

static double
device_scale(cairo_t* cr)
{
  double x = 1.0;
  double y = 0.0;
  cairo_user_to_device_distance(cr, &x, &y);
  return x;
}

double
draw_snap(cairo_t* cr, double v)
{
  const double scale = device_scale(cr);
  return round(v * scale) / scale;
}

void
draw_round(cairo_t* cr, Rect r, double radius)
{
  const double x0 = draw_snap(cr, r.x);
  const double y0 = draw_snap(cr, r.y);
  const double x1 = draw_snap(cr, r.x + r.w);
  const double y1 = draw_snap(cr, r.y + r.h);
  const double c = fmin(radius, fmin(x1 - x0, y1 - y0) / 2.0);
  const double quarter_rad = 1.5707963267948966;
  cairo_new_path(cr);
  cairo_arc(cr, x1 - c, y0 + c, c, -quarter_rad, 0.0);
  cairo_arc(cr, x1 - c, y1 - c, c, 0.0, quarter_rad);
  cairo_arc(cr, x0 + c, y1 - c, c, quarter_rad, 2.0 * quarter_rad);
  cairo_arc(cr, x0 + c, y0 + c, c, 2.0 * quarter_rad, 3.0 * quarter_rad);
  cairo_close_path(cr);
}

void
draw_box(cairo_t* cr, Rect r, uint32_t fill, uint32_t edge)
{
  const double pixel = 1.0 / device_scale(cr);
  draw_round(cr, r, THEME_CORNER);
  draw_color(cr, edge, 1.0);
  cairo_fill(cr);
  const Rect inner = {
    draw_snap(cr, r.x) + pixel,
    draw_snap(cr, r.y) + pixel,
    draw_snap(cr, r.x + r.w) - draw_snap(cr, r.x) - 2.0 * pixel,
    draw_snap(cr, r.y + r.h) - draw_snap(cr, r.y) - 2.0 * pixel
  };
  draw_round(cr, inner, THEME_CORNER - pixel);
  draw_color(cr, fill, 1.0);
  cairo_fill(cr);
}

void
draw_hairline(cairo_t* cr, double x0, double y0, double x1, double y1)
{
  const double pixel = 1.0 / device_scale(cr);
  const double x = draw_snap(cr, x0);
  const double y = draw_snap(cr, y0);
  cairo_rectangle(cr, x, y, fmax(pixel, x1 - x0), fmax(pixel, y1 - y0));
  cairo_fill(cr);
}

static void
select_font(cairo_t* cr, double size, bool bold)
{
  cairo_select_font_face(cr,
                         THEME_FONT,
                         CAIRO_FONT_SLANT_NORMAL,
                         bold ? CAIRO_FONT_WEIGHT_BOLD
                              : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, size);
}

double
draw_text_width(cairo_t* cr, const char* text, double size, bool bold)
{
  char shown[SHOWN];
  cairo_text_extents_t extents;
  utf8_copy(shown, sizeof(shown), text, SIZE_MAX);
  select_font(cr, size, bold);
  cairo_text_extents(cr, shown, &extents);
  return extents.x_advance;
}

void
draw_text(cairo_t* cr, double x, double y, const char* text, TextStyle style)
{
  char shown[SHOWN];
  utf8_copy(shown, sizeof(shown), text, SIZE_MAX);
  const double width = draw_text_width(cr, shown, style.size, style.bold);
  const double shift = style.align == ALIGN_LEFT     ? 0.0
                       : style.align == ALIGN_CENTER ? width / 2.0
                                                     : width;
  draw_color(cr, style.color, 1.0);
  cairo_move_to(cr, draw_snap(cr, x - shift), draw_snap(cr, y));
  cairo_show_text(cr, shown);
  cairo_new_path(cr);
}

bool
draw_text_in(cairo_t* cr, Rect r, const char* text, TextStyle style)
{
  char shown[260];
  bool cut = utf8_copy(shown, sizeof(shown) - 4, text, SIZE_MAX);
  size_t length = strlen(shown);
  while (length > 0 &&
         draw_text_width(cr, shown, style.size, style.bold) > r.w) {
    cut = true;
    length = utf8_without_last(shown, length);
    memcpy(shown + length, "\xE2\x80\xA6", 4);
  }

  cairo_font_extents_t font;
  select_font(cr, style.size, style.bold);
  cairo_font_extents(cr, &font);
  const double x = style.align == ALIGN_LEFT     ? r.x
                   : style.align == ALIGN_CENTER ? r.x + r.w / 2.0
                                                 : r.x + r.w;
  // Capitals are about 0.73 of the size: centre those, not the descenders.
  draw_text(cr, x, r.y + r.h / 2.0 + 0.365 * style.size, shown, style);
  return cut;
}

void
draw_arrow(cairo_t* cr, double x, double y, double size, char direction)
{
  const double half = size / 2.0;
  const double flat = size / 3.6;
  cairo_new_path(cr);
  switch (direction) {
    case 'v':
    case '^': {
      const double tip = direction == 'v' ? flat : -flat;
      cairo_move_to(cr, x - half, y - tip);
      cairo_line_to(cr, x, y + tip);
      cairo_line_to(cr, x + half, y - tip);
      break;
    }
    default: {
      const double tip = direction == '>' ? flat : -flat;
      cairo_move_to(cr, x - tip, y - half);
      cairo_line_to(cr, x + tip, y);
      cairo_line_to(cr, x - tip, y + half);
      break;
    }
  }
  cairo_set_line_width(cr, 1.4);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke(cr);
}
