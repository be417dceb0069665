// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The loudspeakers around the head, and what is said of them.

#include "dsp/engine/crossfeed.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/window/stage.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ZOOM 10.0

static const Rect place = { 0.0, 0.0, 96.0, 84.0 };

/** How bright it is there, 0..255. */
static int
light_at(cairo_surface_t* surface, double x, double y)
{
  const int px = (int)lround(x * ZOOM);
  const int py = (int)lround(y * ZOOM);
  const uint8_t* const row = cairo_image_surface_get_data(surface) +
                             py * cairo_image_surface_get_stride(surface);
  return row[4 * px + 1];
}

/** Width of the speaker across its axis, that far from its middle towards the
    head; `centre` gets how far its middle is beside the axis. */
static double
width_at(cairo_surface_t* surface,
         StagePoint at,
         double dx,
         double dy,
         double along,
         double* centre)
{
  double width = 0.0;
  *centre = 0.0;
  for (double across = -6.6; across <= 6.6; across += 0.1) {
    const double x = at.x + along * dx - across * dy;
    const double y = at.y + along * dy + across * dx;
    if (light_at(surface, x, y) > 128) {
      width += 0.1;
      *centre += 0.1 * across;
    }
  }
  *centre = width > 0.0 ? *centre / width : 99.0;
  return width;
}

/* A cabinet, and a cone in front of it that opens to the head. */
START_TEST(loudspeakers_point_at_the_head)
{
  const double angle = 20.0 + 10.0 * _i;
  const EarcupCrossfeed natural = { EARCUP_CROSSFEED_NATURAL, 0.0, angle };
  Canvas canvas = { 0 };
  ck_assert(
    canvas_init(&canvas, (int)(96 * ZOOM), (int)(84 * ZOOM), ZOOM, false));
  draw_color(canvas.cr, 0x000000, 1.0);
  cairo_paint(canvas.cr);
  stage_draw(canvas.cr, place, &natural, 0);
  cairo_surface_flush(canvas.surface);
  for (double side = -1.0; side <= 1.0; side += 2.0) {
    const StagePoint at = stage_speaker(place, angle, side);
    const StagePoint head = stage_head(place);
    const double length = hypot(head.x - at.x, head.y - at.y);
    const double dx = (head.x - at.x) / length;
    const double dy = (head.y - at.y) / length;
    double off = 0.0;
    const double back = width_at(canvas.surface, at, dx, dy, -3.0, &off);
    ck_assert_double_eq_tol(back, 6.0, 1.0);
    ck_assert_double_eq_tol(off, 0.0, 0.4);
    const double front = width_at(canvas.surface, at, dx, dy, 3.5, &off);
    ck_assert_double_gt(front, back + 3.0);
    ck_assert_double_eq_tol(off, 0.0, 0.6);
  }
  canvas_clear(&canvas);
}
END_TEST

static void
says(EarcupCrossfeedMode mode,
     double amount,
     const char* first,
     const char* second)
{
  const EarcupCrossfeed crossfeed = { mode, amount, 60.0 };
  char lines[2][STAGE_TEXT];
  ck_assert_int_eq(stage_words(&crossfeed, lines[0], lines[1]),
                   mode != EARCUP_CROSSFEED_OFF);
  ck_assert_str_eq(lines[0], first);
  ck_assert_str_eq(lines[1], second);
}

START_TEST(numbers_have_words)
{
  const FarEar far = stage_far_ear(60.0, 1.0);
  char first[STAGE_TEXT];
  char second[STAGE_TEXT];
  says(EARCUP_CROSSFEED_OFF, 1.0, "no crossfeed", "");
  snprintf(first, sizeof(first), "far ear %.0f \xC2\xB5s", far.delay_us);
  snprintf(second, sizeof(second), "later, %.1f dB less", -far.shadow_db);
  says(EARCUP_CROSSFEED_NATURAL, 1.0, first, second);
  snprintf(second,
           sizeof(second),
           "is bent by %.1f dB",
           crossfeed_errors(&(Crossfeed){ CROSSFEED_BAUER, 1.0, 60.0 }, 48000.0)
             .mono_db);
  says(EARCUP_CROSSFEED_BAUER, 1.0, "a centred voice", second);
}
END_TEST

/* Every word has room, at any angle and amount. */
START_TEST(words_fit)
{
  Canvas canvas = { 0 };
  ck_assert(canvas_init(&canvas, 100, 100, 1.0, false));
  const double room = view->layout.part[PART_STAGE].w;
  for (int mode = EARCUP_CROSSFEED_OFF; mode <= EARCUP_CROSSFEED_MEIER;
       ++mode) {
    for (double angle = 20.0; angle <= 150.0; angle += 10.0) {
      for (double amount = 0.0; amount <= 1.0; amount += 0.25) {
        const EarcupCrossfeed crossfeed = { (EarcupCrossfeedMode)mode,
                                            amount,
                                            angle };
        char lines[2][STAGE_TEXT];
        stage_words(&crossfeed, lines[0], lines[1]);
        for (int i = 0; i < 2; ++i) {
          const double width =
            draw_text_width(canvas.cr, lines[i], 10.0, false);
          ck_assert_msg(
            width <= room, "%s: %.1f in %.1f", lines[i], width, room);
        }
      }
    }
  }
  canvas_clear(&canvas);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui stage");
  TCase* const tests = tcase_create("stage");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_loop_test(tests, loudspeakers_point_at_the_head, 0, 14);
  tcase_add_test(tests, numbers_have_words);
  tcase_add_test(tests, words_fit);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
