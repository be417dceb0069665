// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/ui/picture.h"

#include "ui/window/layout.h"
#include "ui/window/theme.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define FAR 48            ///< channel difference that the eye would see
#define NEAR 60           ///< of a colour, summed over the channels
#define CURVE_OFF 1.0     ///< base units: 0.3 dB in the plot
#define CURVE_SHARE 0.02  ///< of its columns may be off
#define DRAWN_SHARE 0.004 ///< of the pixels of what has no text
#define TEXT_SHARE 0.006  ///< of those of what has: fonts are drawn variously

typedef struct {
  int x;
  int y;
  int w;
  int h;
} Box;

static Box
box_of(Rect r, double scale)
{
  const int x = (int)floor(r.x * scale);
  const int y = (int)floor(r.y * scale);
  return (Box){
    x, y, (int)ceil((r.x + r.w) * scale) - x, (int)ceil((r.y + r.h) * scale) - y
  };
}

static const unsigned char*
pixel(cairo_surface_t* s, int x, int y)
{
  return cairo_image_surface_get_data(s) +
         y * cairo_image_surface_get_stride(s) + 4 * x;
}

static bool
differs(cairo_surface_t* a, cairo_surface_t* b, int x, int y)
{
  const unsigned char* p = pixel(a, x, y);
  const unsigned char* q = pixel(b, x, y);
  for (int c = 0; c < 3; ++c) {
    if (abs(p[c] - q[c]) > FAR) {
      return true;
    }
  }
  return false;
}

static double
differing_share(cairo_surface_t* a, cairo_surface_t* b, Box box)
{
  unsigned n = 0;
  for (int y = box.y; y < box.y + box.h; ++y) {
    for (int x = box.x; x < box.x + box.w; ++x) {
      n += differs(a, b, x, y);
    }
  }
  return (double)n / ((double)box.w * box.h);
}

/** Mean height of a colour in a column of pixels; NAN if it is not there. */
static double
height_of(cairo_surface_t* s, Box box, int x, uint32_t rgb)
{
  double sum = 0.0;
  unsigned n = 0;
  for (int y = box.y; y < box.y + box.h; ++y) {
    const unsigned char* p = pixel(s, x, y); // blue first
    const int distance = abs(p[0] - (int)(rgb & 255U)) +
                         abs(p[1] - (int)(rgb >> 8 & 255U)) +
                         abs(p[2] - (int)(rgb >> 16 & 255U));
    if (distance < NEAR) {
      sum += y;
      ++n;
    }
  }
  return n ? sum / n : (double)NAN;
}

/** Share of the columns in which a colour stands elsewhere; 1 if it is nowhere
    in the golden picture, for that compares nothing. */
static double
moved_share(cairo_surface_t* picture,
            cairo_surface_t* golden,
            Box box,
            double scale,
            uint32_t rgb)
{
  unsigned n = 0;
  unsigned n_off = 0;
  for (int x = box.x; x < box.x + box.w; ++x) {
    const double wanted = height_of(golden, box, x, rgb);
    const double is = height_of(picture, box, x, rgb);
    if (!isnan(wanted)) {
      ++n;
    }
    if (isnan(wanted) != isnan(is) || fabs(is - wanted) > CURVE_OFF * scale) {
      ++n_off;
    }
  }
  return n ? (double)n_off / n : 1.0;
}

static unsigned
judge(const char* name, double share, double limit)
{
  if (share > limit) {
    printf("FAILED: %s: %.2f %% differs, %.2f %% may\n",
           name,
           100.0 * share,
           100.0 * limit);
  }
  return share > limit ? 1U : 0U;
}

static unsigned
compare_plot(cairo_surface_t* picture,
             cairo_surface_t* golden,
             const Layout* layout)
{
  static const struct {
    const char* name;
    uint32_t colour;
  } curves[] = { { "curve of A", THEME_A },
                 { "curve of B", THEME_B },
                 { "curve of what is heard", THEME_RESULT } };
  const Box area = box_of(layout_plot_area(layout), layout->scale);
  unsigned failures =
    judge("plot", differing_share(picture, golden, area), DRAWN_SHARE);
  for (size_t i = 0; i < sizeof(curves) / sizeof(*curves); ++i) {
    failures +=
      judge(curves[i].name,
            moved_share(picture, golden, area, layout->scale, curves[i].colour),
            CURVE_SHARE);
  }
  return failures;
}

/** The part of a control that shows its value without words. */
static Rect
drawn_region(const Layout* layout, Part part)
{
  const Rect r = layout->part[part];
  return parts[part].kind == KIND_DIAL ? layout_dial_knob(r) : r;
}

static bool
has_no_text(PartKind kind)
{
  return kind == KIND_DIAL || kind == KIND_SLIDER;
}

unsigned
picture_compare(cairo_surface_t* picture, cairo_surface_t* golden, int percent)
{
  const int w = cairo_image_surface_get_width(golden);
  const int h = cairo_image_surface_get_height(golden);
  if (w != cairo_image_surface_get_width(picture) ||
      h != cairo_image_surface_get_height(picture)) {
    return judge("size", 1.0, 0.0);
  }
  Layout layout;
  layout_make(&layout, w, h);
  const double scale = percent / 100.0;
  unsigned failures = compare_plot(picture, golden, &layout);
  const Box meter = box_of(layout.part[PART_METER], scale);
  failures += judge("bars of the meter",
                    moved_share(picture, golden, meter, scale, THEME_METER_LOW),
                    CURVE_SHARE);
  for (Part part = 0; part < PART_COUNT; ++part) {
    const PartKind kind = parts[part].kind;
    char name[64];
    snprintf(name,
             sizeof(name),
             "part %d (%s)",
             (int)part,
             parts[part].label ? parts[part].label : "");
    failures +=
      judge(name,
            differing_share(
              picture, golden, box_of(drawn_region(&layout, part), scale)),
            has_no_text(kind) ? DRAWN_SHARE : TEXT_SHARE);
    if (kind == KIND_DIAL) {
      const Box all = box_of(layout.part[part], scale);
      failures +=
        judge(name, differing_share(picture, golden, all), TEXT_SHARE);
    }
  }
  return failures;
}
