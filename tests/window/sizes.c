// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/window/sizes.h"

#include "tests/window/hand.h"
#include "ui/window/layout.h"

#include <X11/Xutil.h>

#define WIDTH ((int)LAYOUT_WIDTH)
#define HEIGHT ((int)LAYOUT_HEIGHT)
#define SETTLED_S 1.8 ///< a host has followed, or has not

/* Of the menu of sizes, at 100 % */
#define MENU_X 720
#define ROW_150_Y 105

static int
parent_width(const Host* host)
{
  XWindowAttributes a;
  XSync(host->display, False);
  return XGetWindowAttributes(host->display, host->parent, &a) ? a.width : 0;
}

/** Smallest width by the hints that a host reads. */
static int
hinted_width(const Host* host)
{
  XSizeHints hints = { 0 };
  long supplied = 0;
  XSync(host->display, False);
  XGetWMNormalHints(host->display, host->child, &hints, &supplied);
  return hints.flags & PMinSize ? hints.min_width : 0;
}

static void
resize_parent(const Host* host, int width, int height)
{
  XResizeWindow(host->display, host->parent, (unsigned)width, (unsigned)height);
  XSync(host->display, False);
}

static void
choose_150(Host* host)
{
  hand_click_part(host, PART_SCALE);
  hand_click(host, MENU_X, ROW_150_Y);
}

/** What the menu asks for, the host's window gets. */
static void
test_menu(const LV2UI_Descriptor* d)
{
  Host host;
  check(host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT), "opens");
  const int smallest = hinted_width(&host);
  host_run(&host, SETTLED_S);
  choose_150(&host);
  check(hinted_width(&host) == 1140, "the hints ask for the size chosen");
  check(host.asked_width == 1140, "and so does ui:resize");
  host_run(&host, SETTLED_S);
  check(hand_width(&host) == 1140 && parent_width(&host) == 1140,
        "the host's window has grown around it");
  check(hinted_width(&host) == smallest && smallest < WIDTH,
        "and may be made smaller again");
  host_close(&host);
}

/** Window managers take the focus back with the click into a menu. */
static void
test_focus(const LV2UI_Descriptor* d)
{
  Host host;
  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_run(&host, 0.2);
  hand_click_part(&host, PART_SCALE);
  XSetInputFocus(host.display, host.parent, RevertToParent, CurrentTime);
  XSync(host.display, False);
  host_run(&host, 0.05);
  hand_click(&host, MENU_X, ROW_150_Y);
  check(host.asked_width == 1140, "a click in a menu chooses all the same");
  hand_click_part(&host, PART_SCALE);
  host_run(&host, 0.2);
  XSetInputFocus(host.display, host.parent, RevertToParent, CurrentTime);
  XSync(host.display, False);
  host_run(&host, 0.6);
  host.asked_width = 0;
  hand_click(&host, MENU_X, ROW_150_Y);
  check(host.asked_width == 0, "a menu closes when the keyboard goes");
  host_close(&host);
}

static void
test_saved_scale(const LV2UI_Descriptor* d)
{
  Host host;
  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_run(&host, SETTLED_S);
  host_saved_scale(&host, 1.5F);
  check(hand_width(&host) == 1140, "takes the scale that was saved");
  host_saved_scale(&host, 2.0F);
  check(hand_width(&host) == 1140, "but only once");
  host_run(&host, 0.3);
  resize_parent(&host, WIDTH, HEIGHT);
  host_run(&host, SETTLED_S);
  check(hand_width(&host) == WIDTH, "shrinks into a parent that stays small");
  host_close(&host);
}

/** GTK with GDK_SCALE=2 makes room of twice the size that it is asked for, and
    resizes the window to what it was asked for. */
static void
test_doubled(const LV2UI_Descriptor* d)
{
  Host host;
  host_open(&host, d, HOST_ALL, 1.0F, 2 * WIDTH, 2 * HEIGHT);
  host_run(&host, SETTLED_S);
  check(hand_width(&host) == 2 * WIDTH, "fills the room that is doubled");
  resize_parent(&host, 1800, 1200);
  XResizeWindow(host.display, host.child, 900, 600);
  XSync(host.display, False);
  host_run(&host, SETTLED_S);
  check(hand_width(&host) == 1800, "follows it in its own pixels");
  host_close(&host);
}

/** The next window opens as the last one was left. */
static void
test_last_size(const LV2UI_Descriptor* d)
{
  Host host;
  const unsigned again = HOST_ALL | HOST_LAST_SIZE;
  host_open(&host, d, HOST_ALL, 1.0F, WIDTH, HEIGHT);
  host_run(&host, 0.2);
  host_close(&host);
  host_open(&host, d, again, 2.0F, 2 * WIDTH, 2 * HEIGHT);
  check(hand_width(&host) == 2 * WIDTH, "keeps no size that nobody chose");
  host_run(&host, 0.2);
  XResizeWindow(host.display, host.child, 900, 610);
  XSync(host.display, False);
  host_run(&host, 0.2);
  host_close(&host);
  host_open(&host, d, again, 2.0F, 900, 610);
  check(hand_width(&host) == 900 && host.asked_height == 610,
        "opens as the last one was left");
  host_saved_scale(&host, 1.5F);
  check(hand_width(&host) == 900, "whatever the session was saved with");
  host_close(&host);
}

void
test_sizes(const LV2UI_Descriptor* d)
{
  test_menu(d);
  test_focus(d);
  test_saved_scale(d);
  test_doubled(d);
  test_last_size(d);
}
