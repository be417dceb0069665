// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Text of any bytes in the window, and what happens when drawing fails.

#include "dsp/model/headphones.h"
#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/suite.h"
#include "tests/support/user.h"
#include "ui/window/view_folder.h"
#include "ui/window/view_hints.h"
#include "ui/window/view_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
drawing_works(void)
{
  ck_assert_int_eq(cairo_status(view->layers.canvas.cr), CAIRO_STATUS_SUCCESS);
  ck_assert_int_eq(cairo_status(view->layers.lines.cr), CAIRO_STATUS_SUCCESS);
  ck_assert_int_eq(cairo_status(view->layers.fixed.cr), CAIRO_STATUS_SUCCESS);
}

/** Checksum of what is seen. */
static uint64_t
picture(void)
{
  cairo_surface_t* surface = view_surface(view);
  const uint8_t* at = cairo_image_surface_get_data(surface);
  const size_t n = (size_t)cairo_image_surface_get_stride(surface) *
                   (size_t)cairo_image_surface_get_height(surface);
  uint64_t sum = 1469598103934665603U;
  for (size_t i = 0; i < n; ++i) {
    sum = (sum ^ (i % 4 == 3 ? 0 : at[i])) * 1099511628211U;
  }
  return sum;
}

/** A name shown wherever the window shows names. */
static void
show_everywhere(const char* name)
{
  float db[GRID_POINTS] = { 0 };
  char path[400];
  snprintf(path, sizeof(path), "/music/%s", name);
  view_value(view, PORT_HEADPHONE_A, HEADPHONE_MEASURED_FILE);
  view_file(view, FILE_A, path);
  view_file_curve(view, FILE_A, db);
  view_message(view, name);
  user_looks();
  drawing_works();
  view_message(view, "");
  view_leave(view);
  const Place p = place_middle(PART_PICK_A);
  view_move(view, p.x, p.y, 0);
  user_waits(1.0); // for the tooltip
  drawing_works();
  view_open_files(view, PART_PICK_A);
  user_looks();
  drawing_works();
  view_key(view, KEY_LEFT, "");
  view_key(view, KEY_TEXT, name);
  user_looks();
  drawing_works();
  view_key(view, KEY_ESCAPE, "");
  user_looks();
}

START_TEST(names_of_any_bytes)
{
  for (unsigned a = 1; a < 256; ++a) {
    show_everywhere((char[]){ 'x', (char)a, (char)(a * 89 % 255 + 1), 0 });
    show_everywhere((char[]){ (char)a, 0 });
  }
  show_everywhere("\xEF\xBF\xBE noncharacter \xF4\x8F\xBF\xBF");
  view->plot.view = VIEW_DECAY;
  show_everywhere("\xFF\xC3");
}
END_TEST

/* Cut at each byte of a character by whatever has room for fewer. */
START_TEST(long_names_are_cut_between_characters)
{
  for (unsigned shift = 0; shift < 4; ++shift) {
    char name[380] = "";
    strcat(name, &"aaa"[3 - shift]);
    while (strlen(name) + 5 < sizeof(name)) {
      strcat(name, "\xF0\x9F\x8E\xA7");
    }
    show_everywhere(name);
    char text[256];
    view_choice_text(view, PART_PICK_A, text);
    ck_assert_ptr_null(strstr(text, "\xEF\xBF\xBD"));
    ck_assert_ptr_nonnull(strstr(text, "\xA7\xE2\x80\xA6"));
    char lead[256];
    char help[512];
    view_hint(view, lead, help);
    ck_assert_ptr_nonnull(strstr(lead, "\xA7\xE2\x80\xA6"));
  }
}
END_TEST

/* Also when it happens where nobody thought of it. */
START_TEST(an_error_is_not_the_end)
{
  for (int i = 0; i < 3; ++i) {
    Canvas* const canvases[] = { &view->layers.canvas,
                                 &view->layers.fixed,
                                 &view->layers.lines };
    const uint64_t before = picture();
    cairo_restore(canvases[i]->cr); // one too many
    ck_assert_int_ne(cairo_status(canvases[i]->cr), CAIRO_STATUS_SUCCESS);
    view_value(view, PORT_SEAL, 20.0F + (float)i);
    user_looks();
    user_looks();
    drawing_works();
    ck_assert(picture() != before);
    view_value(view, PORT_SEAL, 100.0F);
    user_looks();
    ck_assert(picture() == before);
  }
}
END_TEST

/* The path itself keeps its bytes, whatever is drawn of it. */
START_TEST(the_path_keeps_its_bytes)
{
  view_open_files(view, PART_PICK_A);
  view_key(view, KEY_TEXT, "/music/\xFF\xFE.txt");
  view_key(view, KEY_ENTER, "");
  ck_assert_str_eq(seen.path, "/music/\xFF\xFE.txt");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ui text");
  TCase* const tests = tcase_create("text");
  tcase_set_timeout(tests, 0);
  tcase_add_checked_fixture(tests, user_comes, user_goes);
  tcase_add_test(tests, names_of_any_bytes);
  tcase_add_test(tests, long_names_are_cut_between_characters);
  tcase_add_test(tests, an_error_is_not_the_end);
  tcase_add_test(tests, the_path_keeps_its_bytes);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
