// SPDX-License-Identifier: GPL-3.0-or-later
// The gestures, as a user makes them and as the host sees them.

#include "../ui/factory.h"
#include "../ui/mapping.h"
#include "../ui/theme.h"
#include "../ui/view.h"
#include "../ui/view_state.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FINE MODIFIER_SHIFT

/** What the host has seen. */
typedef struct {
  float value[PORT_COUNT];
  unsigned writes;
  int touching[PORT_COUNT];
  unsigned touches;
  unsigned writes_without_touch;
  bool keyboard;
  double scale;
  NotifySpectrum spectrum;
  char path[1024];
  FileSlot slot;
} Seen;

static void
on_write(void* handle, PortIndex port, float value)
{
  Seen* seen = handle;
  seen->value[port] = value;
  ++seen->writes;
  seen->writes_without_touch += !seen->touching[port];
}

static void
on_touch(void* handle, PortIndex port, bool grabbed)
{
  Seen* seen = handle;
  seen->touching[port] += grabbed ? 1 : -1;
  seen->touches += grabbed;
  ck_assert(seen->touching[port] == 0 || seen->touching[port] == 1);
}

static void
on_file(void* handle, FileSlot slot, const char* path)
{
  Seen* seen = handle;
  seen->slot = slot;
  snprintf(seen->path, sizeof(seen->path), "%s", path);
}

static void
on_spectrum(void* handle, NotifySpectrum spectrum)
{
  ((Seen*)handle)->spectrum = spectrum;
}

static void
on_scale(void* handle, double scale)
{
  ((Seen*)handle)->scale = scale;
}

static void
on_keyboard(void* handle, bool wanted)
{
  ((Seen*)handle)->keyboard = wanted;
}

static Seen seen;
static View* view;
static double now_s;

static void
setup(void)
{
  const ViewHost host = { &seen,       on_write, on_touch,   on_file,
                          on_spectrum, on_scale, on_keyboard };
  memset(&seen, 0, sizeof(seen));
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    seen.value[p] = ports[p].dflt;
  }
  now_s = 100.0;
  view = view_new(&host, 760, 460);
  ck_assert_ptr_nonnull(view);
  view_tick(view, now_s);
  PixelRect damage[VIEW_DAMAGE];
  view_draw(view, damage);
}

static void
teardown(void)
{
  view_free(view);
}

static size_t
draw(void)
{
  PixelRect damage[VIEW_DAMAGE];
  return view_draw(view, damage);
}

static void
wait_s(double s)
{
  for (double t = 0.0; t < s; t += 0.02) {
    now_s += 0.02;
    view_tick(view, now_s);
    draw();
  }
}

typedef struct {
  double x;
  double y;
} Place;

static Place
center(Rect r)
{
  return (Place){ r.x + r.w / 2.0, r.y + r.h / 2.0 };
}

static Place
knob(Part part)
{
  return center(layout_dial_knob(view->layout.part[part]));
}

static Place
middle(Part part)
{
  return center(view->layout.part[part]);
}

static void
press(Place p, int button, unsigned modifiers)
{
  view_move(view, p.x, p.y, modifiers);
  view_press(view, p.x, p.y, button, modifiers);
}

static void
click(Place p, unsigned modifiers)
{
  press(p, BUTTON_LEFT, modifiers);
  view_release(view, p.x, p.y, BUTTON_LEFT, modifiers);
  draw();
}

/** A click long after the last one. */
static void
single_click(Place p, unsigned modifiers)
{
  wait_s(0.5);
  click(p, modifiers);
}

static void
drag_by(Place p, double dx, double dy, unsigned modifiers)
{
  wait_s(0.5);
  press(p, BUTTON_LEFT, modifiers);
  for (int i = 1; i <= 10; ++i) {
    view_move(view, p.x + dx * i / 10.0, p.y + dy * i / 10.0, modifiers);
  }
  view_release(view, p.x + dx, p.y + dy, BUTTON_LEFT, modifiers);
  draw();
}

static void
type(const char* text)
{
  for (; *text; ++text) {
    const char one[2] = { *text, '\0' };
    view_key(view, KEY_TEXT, one);
  }
}

static double
shown(PortIndex port)
{
  return (double)view->settings.value[port];
}

/** What the window shows is what the host was told. */
static void
assert_agreed(void)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    ck_assert_msg(
      seen.value[p] == view->settings.value[p], "%s", ports[p].symbol);
    ck_assert_msg(!seen.touching[p], "%s still held", ports[p].symbol);
  }
}

START_TEST(two_hundred_pixels_are_the_range)
{
  // Cup volume from -100 to 100 %: 50 pixels are 50 %.
  drag_by(knob(PART_CUP_VOLUME), 0.0, -50.0, 0);
  ck_assert_double_eq_tol(shown(PORT_CUP_VOLUME), 50.0, 0.01);
  drag_by(knob(PART_CUP_VOLUME), -30.0, 0.0, 0);
  ck_assert_double_eq_tol(shown(PORT_CUP_VOLUME), 20.0, 0.01);
  drag_by(knob(PART_CUP_VOLUME), 500.0, 0.0, 0);
  ck_assert_double_eq(shown(PORT_CUP_VOLUME), 100.0);
  ck_assert_uint_eq(seen.touches, 3);
  ck_assert_uint_eq(seen.writes_without_touch, 0);
  assert_agreed();
}
END_TEST

START_TEST(fine_is_ten_times_finer)
{
  drag_by(knob(PART_PAD_WEAR), 40.0, 0.0, FINE);
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 2.0, 0.01);
  drag_by(knob(PART_SEAL), -40.0, 0.0, MODIFIER_CONTROL);
  ck_assert_double_eq_tol(shown(PORT_SEAL), 98.0, 0.01);
}
END_TEST

START_TEST(fine_may_be_pressed_without_a_jump)
{
  const Place p = knob(PART_PAD_WEAR);
  press(p, BUTTON_LEFT, 0);
  view_move(view, p.x + 60.0, p.y, 0);
  const double before = shown(PORT_PAD_WEAR);
  ck_assert_double_eq_tol(before, 30.0, 0.01);
  view_move(view, p.x + 60.0, p.y, FINE);
  ck_assert_double_eq(shown(PORT_PAD_WEAR), before);
  view_move(view, p.x + 80.0, p.y, FINE);
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 31.0, 0.01);
  view_move(view, p.x + 90.0, p.y, 0);
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 36.0, 0.01);
  view_release(view, p.x + 90.0, p.y, BUTTON_LEFT, 0);
  assert_agreed();
}
END_TEST

START_TEST(wheel_steps)
{
  const Place out = knob(PART_OUTPUT);
  view_wheel(view, out.x, out.y, 1, 0);
  ck_assert_double_eq_tol(shown(PORT_OUTPUT_GAIN), 1.0, 1e-4);
  view_wheel(view, out.x, out.y, -1, FINE);
  ck_assert_double_eq_tol(shown(PORT_OUTPUT_GAIN), 0.9, 1e-4);
  const Place pick = middle(PART_MONITOR);
  view_wheel(view, pick.x, pick.y, -1, 0);
  ck_assert_double_eq(shown(PORT_MONITOR), 1.0);
  view_wheel(view, pick.x, pick.y, 1, 0);
  view_wheel(view, pick.x, pick.y, 1, 0);
  ck_assert_double_eq(shown(PORT_MONITOR), 0.0);
  ck_assert_uint_eq(seen.writes_without_touch, 0);
  assert_agreed();
}
END_TEST

START_TEST(double_click_and_control_click_give_the_default)
{
  drag_by(knob(PART_STRENGTH), 20.0, 0.0, 0);
  ck_assert(fabs(shown(PORT_STRENGTH) - 100.0) > 1.0);
  wait_s(1.0);
  click(knob(PART_STRENGTH), 0);
  click(knob(PART_STRENGTH), 0);
  ck_assert_double_eq(shown(PORT_STRENGTH), 100.0);

  drag_by(knob(PART_STRENGTH), 20.0, 0.0, 0);
  single_click(knob(PART_STRENGTH), MODIFIER_CONTROL);
  ck_assert_double_eq(shown(PORT_STRENGTH), 100.0);

  // The thumb of the morph has its value on it: still no entry stays open.
  view_value(view, PORT_MORPH, 0.5F);
  seen.value[PORT_MORPH] = 0.5F;
  wait_s(1.0);
  click(middle(PART_MORPH), 0);
  click(middle(PART_MORPH), 0);
  ck_assert_double_eq(shown(PORT_MORPH), 0.0);
  ck_assert(!view->entry.open && !seen.keyboard);
  assert_agreed();
}
END_TEST

START_TEST(values_are_typed)
{
  const Place text = center(layout_dial_value(view->layout.part[PART_OUTPUT]));
  ck_assert(!seen.keyboard);
  single_click(text, 0);
  ck_assert(view->entry.open && seen.keyboard);
  type("-6 dB");
  view_key(view, KEY_ENTER, "");
  ck_assert_double_eq(shown(PORT_OUTPUT_GAIN), -6.0);
  ck_assert(!view->entry.open && !seen.keyboard);

  single_click(text, 0);
  type("7");
  view_key(view, KEY_ESCAPE, "");
  ck_assert_double_eq(shown(PORT_OUTPUT_GAIN), -6.0);
  ck_assert(!seen.keyboard);

  single_click(text, 0);
  type("abc");
  view_key(view, KEY_ENTER, "");
  ck_assert_double_eq(shown(PORT_OUTPUT_GAIN), -6.0);
  ck_assert(view->entry.open);
  single_click(middle(PART_SEAL), 0);
  ck_assert(!view->entry.open && !seen.keyboard);
  ck_assert_uint_eq(seen.writes_without_touch, 0);
  assert_agreed();
}
END_TEST

START_TEST(right_click_offers_swap_copy_and_paste)
{
  drag_by(knob(PART_SEAL), -60.0, 0.0, 0);
  ck_assert_double_eq_tol(shown(PORT_SEAL), 70.0, 0.01);
  const Place seal = knob(PART_SEAL);
  const Place wear = knob(PART_PAD_WEAR);
  static const int copy = 2;
  static const int paste = 3;
  static const int swap = 1;
  const struct {
    Place at;
    int row;
    PortIndex port;
    double value;
  } steps[] = { { seal, swap, PORT_SEAL, 100.0 },
                { seal, swap, PORT_SEAL, 70.0 },
                { seal, copy, PORT_SEAL, 70.0 },
                { wear, paste, PORT_PAD_WEAR, 70.0 } };
  for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); ++i) {
    press(steps[i].at, BUTTON_RIGHT, 0);
    ck_assert(view->menu.open && !seen.keyboard);
    const Rect menu = view->menu.rect;
    const Place row = { menu.x + 20.0,
                        menu.y + menu_head_height(&view->menu) +
                          (steps[i].row + 0.5) * menu_row_height() };
    click(row, 0);
    ck_assert(!view->menu.open);
    ck_assert_double_eq_tol(shown(steps[i].port), steps[i].value, 0.01);
  }
  assert_agreed();
}
END_TEST

START_TEST(host_values_are_shown_and_not_written_back)
{
  draw();
  view_value(view, PORT_MORPH, 0.25F);
  view_value(view, PORT_HEADPHONE_A, 40.0F);
  view_value(view, PORT_SEAL, NAN);
  view_value(view, PORT_OUTPUT_GAIN, 1e30F);
  view_value(view, PORT_PEAK_L, -3.0F);
  ck_assert_uint_eq(seen.writes, 0);
  ck_assert_double_eq(shown(PORT_MORPH), 0.25);
  ck_assert_double_eq(shown(PORT_OUTPUT_GAIN), 12.0);
  ck_assert(draw() > 0);
  ck_assert_uint_eq(view->history.n_undo, 0);
}
END_TEST

START_TEST(the_hand_wins_over_the_host)
{
  const Place p = knob(PART_PAD_WEAR);
  press(p, BUTTON_LEFT, 0);
  view_move(view, p.x + 60.0, p.y, 0);
  view_value(view, PORT_PAD_WEAR, 90.0F);
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 30.0, 0.01);
  view_release(view, p.x + 60.0, p.y, BUTTON_LEFT, 0);
  view_value(view, PORT_PAD_WEAR, 90.0F);
  ck_assert_double_eq(shown(PORT_PAD_WEAR), 90.0);
}
END_TEST

START_TEST(one_gesture_is_one_step_of_undo)
{
  drag_by(knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  const Place out = knob(PART_OUTPUT);
  for (int i = 0; i < 5; ++i) {
    view_wheel(view, out.x, out.y, 1, 0);
  }
  ck_assert_uint_eq(view->history.n_undo, 2);
  single_click(middle(PART_UNDO), 0);
  ck_assert_double_eq(shown(PORT_OUTPUT_GAIN), 0.0);
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 30.0, 0.01);
  single_click(middle(PART_UNDO), 0);
  ck_assert_double_eq(shown(PORT_PAD_WEAR), 0.0);
  single_click(middle(PART_UNDO), 0);
  single_click(middle(PART_REDO), 0);
  single_click(middle(PART_REDO), 0);
  ck_assert_double_eq(shown(PORT_OUTPUT_GAIN), 5.0);
  assert_agreed();
}
END_TEST

START_TEST(undo_goes_back_32_steps)
{
  for (int i = 1; i <= 40; ++i) {
    drag_by(knob(PART_PAD_WEAR), 4.0, 0.0, 0);
  }
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 80.0, 0.1);
  for (int i = 0; i < 50; ++i) {
    single_click(middle(PART_UNDO), 0);
  }
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 16.0, 0.1);
  assert_agreed();
}
END_TEST

START_TEST(slots_keep_two_sets)
{
  drag_by(knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  single_click(middle(PART_SLOT_B), 0);
  ck_assert_double_eq(shown(PORT_PAD_WEAR), 0.0);
  single_click(middle(PART_SLOT_A), 0);
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 30.0, 0.01);
  single_click(middle(PART_COPY), 0);
  single_click(middle(PART_SLOT_B), 0);
  ck_assert_double_eq_tol(shown(PORT_PAD_WEAR), 30.0, 0.01);
  assert_agreed();
}
END_TEST

START_TEST(presets_load_and_show_a_change)
{
  char text[256];
  single_click(middle(PART_PRESET), 0);
  ck_assert(view->menu.open && seen.keyboard);
  type("train");
  view_key(view, KEY_ENTER, "");
  ck_assert(!view->menu.open && !seen.keyboard);
  const unsigned i = factory_find(view->settings.value);
  ck_assert_uint_lt(i, n_factory);
  ck_assert_ptr_nonnull(strstr(factory[i].name, "train"));
  view_preset_text(view, text);
  ck_assert_str_eq(text, factory[i].name);
  drag_by(knob(PART_PAD_WEAR), 60.0, 0.0, 0);
  view_preset_text(view, text);
  ck_assert_int_eq(text[strlen(text) - 1], '*');
  single_click(middle(PART_PRESET_NEXT), 0);
  ck_assert_uint_eq(factory_find(view->settings.value), i + 1);
  assert_agreed();
}
END_TEST

START_TEST(plot_morphs_and_zooms)
{
  const Rect area = layout_plot_area(&view->layout);
  const Place inside = { area.x + 50.0, area.y + 80.0 };
  drag_by(inside, area.w * 0.3, 0.0, 0);
  ck_assert_double_eq_tol(shown(PORT_MORPH), 0.3, 1e-3);
  const Place axis = { area.x - 10.0, area.y + 80.0 };
  drag_by(axis, 0.0, 500.0, 0);
  ck_assert_double_eq(view->plot.range_db, PLOT_RANGE_MAX_DB);
  drag_by(axis, 0.0, -900.0, 0);
  ck_assert_double_eq(view->plot.range_db, PLOT_RANGE_MIN_DB);
  wait_s(1.0);
  click(inside, 0);
  click(inside, 0);
  ck_assert_double_eq(view->plot.range_db, PLOT_RANGE_DB);
  assert_agreed();
}
END_TEST

START_TEST(speakers_turn_around_the_head)
{
  const Place stage = middle(PART_STAGE);
  drag_by(stage, 30.0, 0.0, 0);
  ck_assert_double_eq(shown(PORT_SPEAKER_ANGLE), 60.0); // crossfeed is off
  view_value(view, PORT_CROSSFEED, 1.0F);
  seen.value[PORT_CROSSFEED] = 1.0F;
  const Rect r = view->layout.part[PART_STAGE];
  // The right speaker at 60 degrees, dragged level with the head.
  const Place from = { r.x + r.w / 2.0 + 23.0, r.y + 65.0 - 39.8 };
  drag_by(from, 25.0, 35.0, 0);
  ck_assert_double_eq(shown(PORT_SPEAKER_ANGLE), 150.0);
  ck_assert(seen.touches > 0);
  assert_agreed();
}
END_TEST

START_TEST(headphones_are_found_by_typing)
{
  single_click(middle(PART_PICK_A), 0);
  ck_assert(view->menu.open && seen.keyboard);
  type("hd650");
  ck_assert(view->plot.has_preview);
  ck_assert_uint_eq(seen.writes, 0);
  view_key(view, KEY_ENTER, "");
  const Headphone* found = headphones_find((uint32_t)shown(PORT_HEADPHONE_A));
  ck_assert_ptr_nonnull(found);
  ck_assert_str_eq(found->name, "HD 650");
  ck_assert(!view->plot.has_preview && !seen.keyboard);
  assert_agreed();
}
END_TEST

START_TEST(missing_headphones_keep_their_id)
{
  char text[256];
  // An id of a later release, as a saved project may hold.
  view->settings.value[PORT_HEADPHONE_A] = 777.0F;
  ck_assert(!view_choice_text(view, PART_PICK_A, text));
  ck_assert_ptr_nonnull(strstr(text, "777"));
  view_damage_all(view);
  draw();
  ck_assert_double_eq(shown(PORT_HEADPHONE_A), 777.0);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

static void
open_file_entry(void)
{
  single_click(middle(PART_WEARING), 0);
  type("measured");
  view_key(view, KEY_ENTER, "");
  ck_assert(view->entry.open && seen.keyboard);
}

START_TEST(files_are_typed)
{
  const char* folder = getenv("TMPDIR");
  char home[256];
  char path[300];
  snprintf(home, sizeof(home), "%s/earcup-XXXXXX", folder ? folder : "/tmp");
  ck_assert_ptr_nonnull(mkdtemp(home));
  setenv("HOME", home, 1);
  snprintf(path, sizeof(path), "%s/a curve.csv", home);
  FILE* file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs("frequency,raw\n", file);
  for (int i = 0; i <= 60; ++i) {
    fprintf(file, "%g,%g\n", 20.0 * pow(10.0, i / 20.0), 0.1 * i);
  }
  fclose(file);

  open_file_entry();
  type("~/no_such.csv");
  view_key(view, KEY_ENTER, "");
  ck_assert(view->entry.open && view_has_message(view));
  ck_assert_str_eq(seen.path, "");
  ck_assert_double_eq(shown(PORT_WEARING), 0.0);
  view_key(view, KEY_ESCAPE, "");
  ck_assert(!seen.keyboard);

  open_file_entry();
  type("~/a c");
  view_key(view, KEY_TAB, "");
  ck_assert_str_eq(view->entry.line.text, path);
  view_key(view, KEY_ENTER, "");
  ck_assert_int_eq((int)seen.slot, FILE_WEARING);
  ck_assert_str_eq(seen.path, path);
  ck_assert_double_eq(shown(PORT_WEARING), HEADPHONE_MEASURED_FILE);
  ck_assert(!view->entry.open && !seen.keyboard);

  view_file(view, FILE_WEARING, path);
  ck_assert(view->files.present[FILE_WEARING]);
  view_file(view, FILE_WEARING, "");
  ck_assert(!view->files.present[FILE_WEARING]);
  remove(path);
  rmdir(home);
  assert_agreed();
}
END_TEST

START_TEST(losing_the_focus_closes_what_needs_keys)
{
  single_click(middle(PART_PICK_A), 0);
  view_unfocus(view);
  ck_assert(!view->menu.open && !seen.keyboard);
  single_click(center(layout_dial_value(view->layout.part[PART_SEAL])), 0);
  view_unfocus(view);
  ck_assert(!view->entry.open && !seen.keyboard);
  ck_assert_uint_eq(seen.writes, 0);
}
END_TEST

static void
fill_frame(float* values, float level_db)
{
  for (size_t i = 0; i < NOTIFY_FLOATS; ++i) {
    values[i] = level_db;
  }
  values[NOTIFY_MATCH_GAIN] = 0.0F;
  values[NOTIFY_RESULT_FROM] = NAN;
}

START_TEST(nothing_is_drawn_when_nothing_changes)
{
  float values[NOTIFY_FLOATS];
  wait_s(0.2);
  ck_assert_uint_eq(draw(), 0);
  wait_s(2.0);
  fill_frame(values, -20.0F);
  view_frame(view, values);
  ck_assert(draw() > 0);
  wait_s(6.0); // falls to rest: no frames, no hold
  unsigned drawn = 0;
  for (int i = 0; i < 100; ++i) {
    now_s += 0.033;
    view_tick(view, now_s);
    fill_frame(values, NOTIFY_FLOOR_DB);
    view_frame(view, values);
    drawn += draw() > 0;
  }
  ck_assert_uint_eq(drawn, 0);
}
END_TEST

START_TEST(applied_response_is_shown)
{
  float values[NOTIFY_FLOATS];
  fill_frame(values, -20.0F);
  for (int i = 0; i < NOTIFY_BANDS; ++i) {
    values[NOTIFY_RESULT_FROM + i] = 0.1F * (float)i;
  }
  view_frame(view, values);
  ck_assert(view->plot.has_applied);
  // Linear over log frequency stays linear: 50.5 bands up is 632 Hz.
  const double hz = 20.0 * pow(10.0, 3.0 * 50.5 / 100.0);
  ck_assert_double_eq_tol(curve_at(&view->plot.applied, hz), 5.0, 0.02);
  wait_s(2.0);
  ck_assert(!view->plot.has_applied);
}
END_TEST

START_TEST(messages_come_and_go)
{
  char lead[256];
  char help[512];
  view_message(view, "no_such.csv: not found");
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, "no_such.csv: not found");
  wait_s(9.0);
  const Place p = knob(PART_SEAL);
  view_move(view, p.x, p.y, 0);
  view_hint(view, lead, help);
  ck_assert_ptr_nonnull(strstr(lead, "Seal"));
  view_leave(view);
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, "no_such.csv: not found");
  view_message(view, "");
  view_hint(view, lead, help);
  ck_assert_str_eq(lead, "");
}
END_TEST

/** Pixels that differ between the picture as it was kept up to date and one
    drawn from nothing. */
static unsigned
stale_pixels(void)
{
  draw();
  cairo_surface_t* surface = view_surface(view);
  const int stride = cairo_image_surface_get_stride(surface);
  const int height = cairo_image_surface_get_height(surface);
  const size_t size = (size_t)stride * (size_t)height;
  uint8_t* kept = malloc(size);
  ck_assert_ptr_nonnull(kept);
  memcpy(kept, cairo_image_surface_get_data(surface), size);
  view->fixed_stale = true;
  view->lines_stale = true;
  view_damage_all(view);
  draw();
  const uint8_t* fresh = cairo_image_surface_get_data(surface);
  unsigned n = 0;
  for (size_t i = 0; i < size; ++i) {
    // The fourth byte of a pixel means nothing; rounding is no fault.
    n += i % 4 != 3 && abs(kept[i] - fresh[i]) > 8;
  }
  free(kept);
  return n;
}

START_TEST(partial_redraws_leave_nothing_stale)
{
  static const int widths[] = { 760, 570, 1151, 900 };
  static const int heights[] = { 460, 345, 697, 480 };
  const unsigned i = (unsigned)_i;
  float values[NOTIFY_FLOATS];
  unsigned random = 12345 + i;
  ck_assert(view_resize(view, widths[i], heights[i]));
  view_value(view, PORT_CROSSFEED, 1.0F);
  draw();
  for (int step = 0; step < 150; ++step) {
    random = random * 1664525U + 1013904223U;
    const double x = (random >> 16) % (unsigned)widths[i];
    random = random * 1664525U + 1013904223U;
    const double y = (random >> 16) % (unsigned)heights[i];
    random = random * 1664525U + 1013904223U;
    now_s += 0.2;
    view_tick(view, now_s);
    switch ((random >> 16) % 6) {
      case 0:
        press((Place){ x, y }, BUTTON_LEFT, 0);
        draw();
        view_move(view, x + 20.0, y - 15.0, 0);
        draw();
        view_release(view, x + 20.0, y - 15.0, BUTTON_LEFT, 0);
        break;
      case 1:
        press((Place){ x, y }, BUTTON_RIGHT, 0);
        break;
      case 2:
        view_wheel(view, x, y, 1, 0);
        break;
      case 3:
        fill_frame(values, -20.0F - (float)(random >> 28));
        view_frame(view, values);
        break;
      default:
        view_move(view, x, y, 0);
        break;
    }
    if (step % 10 == 9) {
      ck_assert_msg(stale_pixels() == 0, "step %d", step);
    } else {
      draw();
    }
  }
}
END_TEST

START_TEST(background_of_the_host_is_taken_if_readable)
{
  view_background(view, 0xF0F0F0);
  ck_assert_uint_eq(view->background, THEME_WINDOW);
  view_background(view, 0xFF202428);
  ck_assert_uint_eq(view->background, 0x202428);
  // Black on white is 21 : 1, a colour on itself 1 : 1 (WCAG 2.1).
  ck_assert_double_eq_tol(draw_contrast(0x000000, 0xFFFFFF), 21.0, 1e-6);
  ck_assert_double_eq_tol(draw_contrast(0x4FA3D9, 0x4FA3D9), 1.0, 1e-6);
}
END_TEST

START_TEST(a_side_chain_leaves_no_sound_to_choose)
{
  char text[256];
  const Place menu = middle(PART_OUTSIDE_SOUND);
  single_click(menu, 0);
  ck_assert(view->menu.open);
  view_key(view, KEY_ESCAPE, "");
  view_sidechain(view);
  single_click(menu, 0);
  ck_assert(!view->menu.open);
  ck_assert(view_choice_text(view, PART_OUTSIDE_SOUND, text));
  ck_assert_str_eq(text, "Side chain");
  single_click(middle(PART_LISTEN_AT), 0);
  ck_assert(view->menu.open);
}
END_TEST

START_TEST(any_size_is_survived)
{
  static const int sizes[] = { 1, 2, 7, 50, 333, 1000, 3000 };
  for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); ++i) {
    ck_assert(view_resize(view, sizes[i], 400));
    draw();
    ck_assert(view_resize(view, 400, sizes[i]));
    draw();
    single_click((Place){ 10.0, 10.0 }, 0);
  }
}
END_TEST

int
main(void)
{
  Suite* suite = suite_create("ui view");
  TCase* gestures = tcase_create("gestures");
  tcase_add_checked_fixture(gestures, setup, teardown);
  tcase_set_timeout(gestures, 240.0);
  tcase_add_test(gestures, two_hundred_pixels_are_the_range);
  tcase_add_test(gestures, fine_is_ten_times_finer);
  tcase_add_test(gestures, fine_may_be_pressed_without_a_jump);
  tcase_add_test(gestures, wheel_steps);
  tcase_add_test(gestures, double_click_and_control_click_give_the_default);
  tcase_add_test(gestures, values_are_typed);
  tcase_add_test(gestures, right_click_offers_swap_copy_and_paste);
  tcase_add_test(gestures, host_values_are_shown_and_not_written_back);
  tcase_add_test(gestures, the_hand_wins_over_the_host);
  tcase_add_test(gestures, one_gesture_is_one_step_of_undo);
  tcase_add_test(gestures, undo_goes_back_32_steps);
  tcase_add_test(gestures, slots_keep_two_sets);
  tcase_add_test(gestures, presets_load_and_show_a_change);
  tcase_add_test(gestures, plot_morphs_and_zooms);
  tcase_add_test(gestures, speakers_turn_around_the_head);
  tcase_add_test(gestures, headphones_are_found_by_typing);
  tcase_add_test(gestures, missing_headphones_keep_their_id);
  tcase_add_test(gestures, files_are_typed);
  tcase_add_test(gestures, losing_the_focus_closes_what_needs_keys);
  tcase_add_test(gestures, nothing_is_drawn_when_nothing_changes);
  tcase_add_test(gestures, applied_response_is_shown);
  tcase_add_test(gestures, messages_come_and_go);
  tcase_add_loop_test(gestures, partial_redraws_leave_nothing_stale, 0, 4);
  tcase_add_test(gestures, background_of_the_host_is_taken_if_readable);
  tcase_add_test(gestures, a_side_chain_leaves_no_sound_to_choose);
  tcase_add_test(gestures, any_size_is_survived);
  suite_add_tcase(suite, gestures);
  return suite_run(suite);
}
