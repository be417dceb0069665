// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Contrast of both themes, and which one is shown.

#include "tests/support/suite.h"
#include "tests/support/user.h"

#include "ui/window/theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- contrast after WCAG 2.1, "relative luminance" --- */

static double
linear(unsigned channel)
{
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(uint32_t rgb)
{
  return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) +
         0.0722 * linear(rgb & 0xFF);
}

static double
contrast(uint32_t a, uint32_t b, bool light)
{
  const double la = luminance(theme_color(a, light));
  const double lb = luminance(theme_color(b, light));
  return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

#define ALL(color)                                                             \
  { color, THEME_WINDOW }, { color, THEME_PANEL }, { color, THEME_PLOT },      \
    { color, THEME_FIELD }, { color, THEME_FIELD_HOVER },                      \
    { color, THEME_SELECTED },                                                 \
  {                                                                            \
    color, THEME_POPUP                                                         \
  }

START_TEST(texts_can_be_read)
{
  static const uint32_t pairs[][2] = {
    ALL(THEME_TEXT),
    ALL(THEME_TEXT_DIM),
    { THEME_A, THEME_WINDOW },
    { THEME_A, THEME_PLOT },
    { THEME_A, THEME_FIELD },
    { THEME_A, THEME_FIELD_HOVER },
    { THEME_A, THEME_SELECTED },
    { THEME_B, THEME_WINDOW },
    { THEME_B, THEME_PLOT },
    { THEME_B, THEME_FIELD },
    { THEME_B, THEME_FIELD_HOVER },
    { THEME_WARN, THEME_PANEL },
    { THEME_WARN, THEME_FIELD },
    { THEME_ON, THEME_FIELD },
    { THEME_ON, THEME_PANEL },
    { THEME_RESULT, THEME_PLOT },
    { THEME_TEXT_ON_ACCENT, THEME_ON },
    { THEME_TEXT_ON_ACCENT, THEME_TEXT },
  };
  for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); ++i) {
    ck_assert_msg(contrast(pairs[i][0], pairs[i][1], _i) >= 4.5,
                  "%06x on %06x: %.2f",
                  pairs[i][0],
                  pairs[i][1],
                  contrast(pairs[i][0], pairs[i][1], _i));
  }
}
END_TEST

/* What tells where a control is and how it is set, beside what lies next to
   it: edges of fields and buttons, rings of dials, switches, lamps, bars of
   the meter, lines of the plot, the ring of the keyboard. */
START_TEST(components_can_be_seen)
{
  static const uint32_t pairs[][2] = {
    { THEME_FIELD_EDGE, THEME_WINDOW },
    { THEME_FIELD_EDGE, THEME_PANEL },
    { THEME_FIELD_EDGE, THEME_FIELD },
    { THEME_FIELD_EDGE, THEME_FIELD_HOVER },
    { THEME_FIELD_EDGE, THEME_POPUP },
    { THEME_POPUP_EDGE, THEME_POPUP },
    { THEME_POPUP_EDGE, THEME_PANEL },
    { THEME_POPUP_EDGE, THEME_PLOT },
    { THEME_TEXT_DIM, THEME_SELECTED }, // edge of what is chosen
    { THEME_TEXT_DIM, THEME_WINDOW },
    { THEME_TRACK, THEME_PANEL },
    { THEME_ON, THEME_PANEL },
    { THEME_ON, THEME_FIELD },
    { THEME_RESULT, THEME_KNOB_TOP },
    { THEME_RESULT, THEME_KNOB_BOTTOM },
    { THEME_RESULT, THEME_WINDOW },
    { THEME_RESULT, THEME_PANEL },
    { THEME_A, THEME_PLOT },
    { THEME_B, THEME_PLOT },
    { THEME_A, THEME_WINDOW },
    { THEME_B, THEME_WINDOW },
    { THEME_METER_LOW, THEME_GROOVE },
    { THEME_METER_MID, THEME_GROOVE },
    { THEME_METER_HIGH, THEME_GROOVE },
    { THEME_METER_HIGH, THEME_PANEL },
  };
  for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); ++i) {
    ck_assert_msg(contrast(pairs[i][0], pairs[i][1], _i) >= 3.0,
                  "%06x on %06x: %.2f",
                  pairs[i][0],
                  pairs[i][1],
                  contrast(pairs[i][0], pairs[i][1], _i));
  }
}
END_TEST

/** Mean lightness of the picture, 0..255. */
static double
mean_light(void)
{
  view_damage_all(view);
  user_looks();
  cairo_surface_t* const surface = view_surface(view);
  const uint8_t* const data = cairo_image_surface_get_data(surface);
  const size_t size = (size_t)cairo_image_surface_get_stride(surface) *
                      (size_t)cairo_image_surface_get_height(surface);
  double sum = 0.0;
  for (size_t i = 0; i < size; ++i) {
    sum += i % 4 != 3 ? data[i] : 0.0;
  }
  return sum / (0.75 * (double)size);
}

/* Adwaita, Breeze, white, and their dark sisters; the theme stays when the
   size changes. */
START_TEST(the_theme_follows_the_host)
{
  static const struct {
    uint32_t rgb;
    bool light;
  } hosts[] = { { 0xF6F5F4, true },  { 0xEFF0F1, true },  { 0xFFFFFF, true },
                { 0xDCDCDC, true },  { 0x353535, false }, { 0x2A2E32, false },
                { 0x000000, false }, { 0xB8B8B8, true } };
  ck_assert_double_lt(mean_light(), 70.0);
  for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); ++i) {
    view_background(view, hosts[i].rgb);
    for (int size = 0; size < 2; ++size) {
      ck_assert(view_resize(view, 760 + 100 * size, 492));
      const double light = mean_light();
      ck_assert_msg((light > 180.0) == hosts[i].light &&
                      fabs(light - 127.0) > 50.0,
                    "%06x: %.0f",
                    hosts[i].rgb,
                    light);
    }
  }
}
END_TEST

/* White is a colour of hosts and one of ours: the host's is not translated. */
START_TEST(a_white_host_is_white)
{
  view_background(view, 0xFFFFFF);
  ck_assert(view->layers.has_background);
  user_looks();
  const uint8_t* const data = cairo_image_surface_get_data(view_surface(view));
  ck_assert_uint_eq(data[0], 255);
}
END_TEST

START_TEST(colours_are_known_apart)
{
  // What looks the same in the dark theme would be one colour in the light one.
  ck_assert_uint_ne(THEME_PLOT, THEME_GROOVE);
  ck_assert_uint_eq(theme_color(THEME_TEXT, false), THEME_TEXT);
  ck_assert_uint_ne(theme_color(THEME_TEXT, true), THEME_TEXT);
  ck_assert_uint_eq(theme_color(0x123456, true), 0x123456);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui theme");
  TCase* const tests = tcase_create("theme");
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_loop_test(tests, texts_can_be_read, 0, 2);
  tcase_add_loop_test(tests, components_can_be_seen, 0, 2);
  tcase_add_test(tests, the_theme_follows_the_host);
  tcase_add_test(tests, a_white_host_is_white);
  tcase_add_test(tests, colours_are_known_apart);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
