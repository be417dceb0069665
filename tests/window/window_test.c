// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// The window on a real X server:
//   window_test earcup_ui.so AT_100.png AT_200.png        compare
//   window_test earcup_ui.so AT_100.png AT_200.png write  write them anew
// Prints what it costs; that cannot fail, for machines differ.

#include "tests/ui/picture.h"
#include "tests/window/copying.h"
#include "tests/window/drops.h"
#include "tests/window/hand.h"
#include "tests/window/host.h"
#include "tests/window/keys.h"
#include "tests/window/sizes.h"

#include "plugin/ports.h"
#include "plugin/uris.h"
#include "ui/window/layout.h"

#include <X11/Xutil.h>
#include <cairo/cairo.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WIDTH ((int)LAYOUT_WIDTH)
#define HEIGHT ((int)LAYOUT_HEIGHT)
#define HD_800_S 19.0F ///< permanent ids
#define HD_820 82.0F

/** The window as an image; NULL if it cannot be had. */
static cairo_surface_t*
take_picture(Host* host)
{
  XWindowAttributes a;
  XSync(host->display, False);
  if (!XGetWindowAttributes(host->display, host->child, &a)) {
    return NULL;
  }
  XImage* image = XGetImage(host->display,
                            host->child,
                            0,
                            0,
                            (unsigned)a.width,
                            (unsigned)a.height,
                            AllPlanes,
                            ZPixmap);
  cairo_surface_t* surface =
    cairo_image_surface_create(CAIRO_FORMAT_RGB24, a.width, a.height);
  uint32_t* pixels = (uint32_t*)(void*)cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface) / 4;
  for (int y = 0; image && y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      pixels[y * stride + x] = (uint32_t)XGetPixel(image, x, y) & 0xFFFFFF;
    }
  }
  cairo_surface_mark_dirty(surface);
  if (image) {
    XDestroyImage(image);
  }
  return surface;
}

static double
clock_s(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/** A preset, changed, with something of everything in it. */
static void
show_scene(Host* host)
{
  static const struct {
    PortIndex port;
    float value;
  } scene[] = { { PORT_HEADPHONE_A, HD_800_S }, { PORT_HEADPHONE_B, HD_820 },
                { PORT_MORPH, 1.0F },           { PORT_MORPH, 0.65F },
                { PORT_SEAL, 85.0F },           { PORT_CUP_DAMPING, 25.0F },
                { PORT_CROSSFEED, 1.0F },       { PORT_SPEAKER_ANGLE, 70.0F },
                { PORT_OUTSIDE_LEVEL, -20.0F } };
  for (size_t i = 0; i < sizeof(scene) / sizeof(*scene); ++i) {
    host_set(host, scene[i].port, scene[i].value);
  }
  // Until the last second had no gap in which the meters would have fallen.
  for (int even = 0; even < 40;) {
    const double before_s = clock_s();
    host_frame(host, 0.0F);
    host_run(host, 0.03);
    even = clock_s() - before_s < 0.2 ? even + 1 : 0;
  }
}

static void
test_picture(const LV2UI_Descriptor* d,
             const char* path,
             int percent,
             bool write)
{
  Host host;
  const float scale = (float)percent / 100.0F;
  const int w = WIDTH * percent / 100;
  const int h = HEIGHT * percent / 100;
  check(host_open(&host, d, HOST_ALL, scale, w, h), "opens");
  check(host.asked_width == w && host.asked_height == h,
        "asks for the size that the scale factor gives");
  show_scene(&host);
  cairo_surface_t* picture = take_picture(&host);
  if (write && picture) {
    cairo_surface_write_to_png(picture, path);
  } else {
    cairo_surface_t* golden = cairo_image_surface_create_from_png(path);
    check(picture && picture_compare(picture, golden, percent) == 0,
          "looks as it should");
    cairo_surface_destroy(golden);
  }
  if (picture) {
    cairo_surface_destroy(picture);
  }
  check(host.writes == 0, "writes nothing back");
  host_close(&host);
}

/** The pointer, two windows that do not know each other, and the keyboard. */
static void
test_use(const LV2UI_Descriptor* d)
{
  Host a;
  Host b;
  check(host_open(&a, d, HOST_TOUCH, 1.0F, WIDTH, HEIGHT) &&
          host_open(&b, d, 0, 1.0F, WIDTH, HEIGHT),
        "opens twice, without most features");
  host_run(&a, 0.2);
  host_run(&b, 0.2);
  check(!hand_has_keys(&a), "leaves the keyboard to the host");
  hand_click_part(&a, PART_END_B);
  host_run(&b, 0.2);
  check(a.value[PORT_MORPH] == 1.0F && a.writes == 1, "a click is written");
  check(b.writes == 0, "the other window does not know");
  hand_key(&a, XK_f, true);
  check(a.value[PORT_MORPH] == 0.0F, "flips by a key under the pointer");
  hand_key(&a, XK_f, false);
  hand_key(&a, XK_space, true);
  check(a.value[PORT_MORPH] == 0.0F && a.writes == 2,
        "and by no other, nor from elsewhere");
  hand_click_value(&a, PART_SEAL);
  check(hand_has_keys(&a), "takes the keyboard for an entry");
  check(!hand_has_keys(&b), "but only that window");
  hand_click_part(&a, PART_PLOT);
  check(!hand_has_keys(&a), "gives the keyboard back on a click elsewhere");
  check(a.atoms > 1, "talks to the plugin");

  XResizeWindow(a.display, a.child, 620, 395);
  XSync(a.display, False);
  host_run(&a, 0.2);
  XResizeWindow(a.display, a.child, 1600, 1000);
  XSync(a.display, False);
  host_run(&a, 0.2);
  check(host_run(&a, 0.1) == 0, "follows the host's sizes");
  host_close(&b);
  check(host_run(&a, 0.1) == 0, "outlives the other window");
  host_close(&a);
}

/** Share of the plot's pixels, at 100 %, that are others. */
static double
plot_difference(cairo_surface_t* a, cairo_surface_t* b)
{
  const int left = 8;
  const int top = 34;
  const int width = 640;
  const int height = 190;
  int n = 0;
  for (int y = top; y < top + height; ++y) {
    const unsigned char* pa = cairo_image_surface_get_data(a) +
                              y * cairo_image_surface_get_stride(a) + 4 * left;
    const unsigned char* pb = cairo_image_surface_get_data(b) +
                              y * cairo_image_surface_get_stride(b) + 4 * left;
    for (int i = 0; i < width; ++i) {
      n += memcmp(pa + 4 * i, pb + 4 * i, 3) != 0;
    }
  }
  return (double)n / (width * height);
}

/** Closed at once after a click, and opened again: undo, tab and slots. */
static void
test_reopening(const LV2UI_Descriptor* d)
{
  Host host;
  char memory[sizeof(host.memory)];
  check(host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT), "opens");
  host_saved_memory(&host, "");
  host_set(&host, PORT_SEAL, 60.0F);
  host_run(&host, 0.2);
  hand_click_part(&host, PART_TAB_DECAY);
  hand_click_part(&host, PART_END_B);
  cairo_surface_t* before = take_picture(&host);
  host.descriptor->cleanup(host.ui);
  host.ui = NULL;
  memcpy(memory, host.memory, sizeof(memory));
  host_close(&host);
  check(strstr(memory, "undo") && strstr(memory, "decay"),
        "leaves behind what it is to remember");

  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_set(&host, PORT_SEAL, 60.0F);
  host_set(&host, PORT_MORPH, 1.0F);
  host_saved_memory(&host, memory);
  host_run(&host, 0.3);
  cairo_surface_t* after = take_picture(&host);
  check(plot_difference(before, after) < 0.01, "shows the same view");
  cairo_surface_destroy(before);
  cairo_surface_destroy(after);
  hand_click_part(&host, PART_UNDO);
  check(host.writes == 1 && host.value[PORT_MORPH] == 0.0F,
        "undoes what the window before it did");
  host_close(&host);
}

/** Every order in which a host may close. */
static void
test_closing(const LV2UI_Descriptor* d)
{
  Host host;
  check(host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT), "opens");
  host_close(&host);

  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_run(&host, 0.2);
  host_destroy_parent(&host);
  host_frame(&host, 3.0F);
  check(host_run(&host, 0.2) != 0, "says that it is gone");
  host_frame(&host, 0.0F);
  host_set(&host, PORT_MORPH, 0.7F);
  host_close(&host);

  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_run(&host, 0.2);
  host_destroy_parent(&host);
  host_close(&host);

  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_destroy_parent(&host);
  host_close(&host);

  // With an entry open, so that the keyboard has to be given back.
  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_run(&host, 0.1);
  hand_click_value(&host, PART_SEAL);
  check(hand_has_keys(&host), "has an entry open");
  host_destroy_parent(&host);
  host_close(&host);
  check(true, "survives every order of closing");
}

static void
test_refusals(const LV2UI_Descriptor* d)
{
  Host host;
  LV2UI_Widget widget = NULL;
  const LV2_Feature* none[] = { NULL };
  check(!d->instantiate(d, EARCUP_URI, "", NULL, NULL, &widget, none),
        "refuses a host without urid:map");
  memset(&host, 0, sizeof(host));
  LV2_URID_Map map = { &host, host_map };
  const LV2_Feature map_feature = { LV2_URID__map, &map };
  const LV2_Feature parent_feature = { LV2_UI__parent, (void*)0x3FFFFFF1 };
  const LV2_Feature* gone[] = { &map_feature, &parent_feature, NULL };
  check(!d->instantiate(d, EARCUP_URI, "", NULL, NULL, &widget, gone),
        "refuses a parent that is gone");
  check(!d->instantiate(d, "urn:other", "", NULL, NULL, &widget, gone),
        "refuses another plugin");
  for (unsigned i = 0; i < host.n_uris; ++i) {
    free(host.uri[i]);
  }
}

static double
cpu_s(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/** Percent of a core over some seconds of 25 frames a second. */
static double
cost_percent(Host* host, double swing_db)
{
  const int frames = 100;
  const double before = cpu_s();
  for (int i = 0; i < frames; ++i) {
    host_frame(host, (float)(swing_db * (i % 7 - 3) - 3.0));
    host_run(host, 0.04);
  }
  return 100.0 * (cpu_s() - before) / (frames * 0.04);
}

static void
print_costs(const LV2UI_Descriptor* d)
{
  Host host;
  for (int percent = 100; percent <= 200; percent += 100) {
    host_open(&host,
              d,
              HOST_ALL,
              (float)percent / 100.0F,
              WIDTH * percent / 100,
              HEIGHT * percent / 100);
    host_run(&host, 0.5);
    printf("at %d %%: %.1f %% of a core with sound, ",
           percent,
           cost_percent(&host, 2.0));
    for (int i = 0; i < 100; ++i) {
      host_frame(&host, -120.0F);
      host_run(&host, 0.05);
    }
    printf("%.1f %% in silence\n", cost_percent(&host, 0.0));
    host_close(&host);
  }
}

int
main(int argc, char** argv)
{
  if (argc < 4) {
    return EXIT_FAILURE;
  }
  setvbuf(stdout, NULL, _IOLBF, 0); // an X error would lose what is held
  const bool write = argc > 4 && !strcmp(argv[4], "write");
  const LV2UI_Descriptor* descriptor = host_load(argv[1]);
  test_picture(descriptor, argv[2], 100, write);
  test_picture(descriptor, argv[3], 200, write);
  test_use(descriptor);
  test_sizes(descriptor);
  char source[4096];
  const char* const slash = strrchr(argv[0], '/');
  snprintf(source,
           sizeof(source),
           "%.*s/drop_source",
           slash ? (int)(slash - argv[0]) : 1,
           slash ? argv[0] : ".");
  test_drops(descriptor, source);
  test_reopening(descriptor);
  test_closing(descriptor);
  test_refusals(descriptor);
  copying_test(descriptor);
  keys_test(descriptor);
  print_costs(descriptor);
  cairo_debug_reset_static_data();
  return hand_failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
