// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/ui_size.h"

#include "ui/window/layout.h"

#include <math.h>
#include <stdlib.h>

#define SCALE_MAX 4.0
#define FOLLOW_S 0.15 ///< a host has that long to follow by itself
#define SETTLE_S 0.6  ///< and that long in all
#define LOOK_S 0.2    ///< between looks at the window around ours
#define LOOKS 4       ///< after opening, until hosts have laid it out
#define UNIT_MAX 4

static double
limited(double scale)
{
  return fmax(LAYOUT_MIN_SCALE, fmin(SCALE_MAX, scale));
}

void
ui_size_begin(UiSize* size,
              X11Win* win,
              const LV2UI_Resize* resize,
              double host_scale,
              int* width_px,
              int* height_px)
{
  size->win = win;
  size->resize = resize;
  size->unit = 1;
  size->looks_left = LOOKS;
  if (last_size_read(&size->last)) {
    int screen_width = 0;
    int screen_height = 0;
    x11win_screen(win, &screen_width, &screen_height);
    LastSize* last = &size->last;
    last->width_px = (int)fmin(last->width_px, screen_width);
    last->height_px = (int)fmin(last->height_px, screen_height);
    *width_px = last->width_px / last->unit;
    *height_px = last->height_px / last->unit;
    size->chosen = true;
    return;
  }
  const double scale =
    limited(host_scale > 0.0 ? host_scale : x11win_desktop_scale(win));
  *width_px = (int)lround(scale * LAYOUT_WIDTH);
  *height_px = (int)lround(scale * LAYOUT_HEIGHT);
}

/** Tell the host, in its own pixels. */
static void
tell_host(const UiSize* size, int width_px, int height_px)
{
  if (size->resize) {
    size->resize->ui_resize(
      size->resize->handle, width_px / size->unit, height_px / size->unit);
  }
}

void
ui_size_opened(UiSize* size, View* view)
{
  size->view = view;
  x11win_size(size->win, &size->opened_width, &size->opened_height);
  tell_host(size, size->opened_width, size->opened_height);
}

static void
ask(UiSize* size, int width, int height, bool by_user, double now_s)
{
  x11win_ask(size->win, width, height, size->unit);
  tell_host(size, width, height);
  size->wanted_width = width;
  size->by_user = by_user;
  size->pushed = false;
  size->asked_at_s = now_s;
}

static void
ask_scale(UiSize* size, double scale, bool by_user, double now_s)
{
  const double s = limited(scale);
  ask(size,
      (int)lround(s * LAYOUT_WIDTH),
      (int)lround(s * LAYOUT_HEIGHT),
      by_user,
      now_s);
}

void
ui_size_choose(UiSize* size, double scale, double now_s)
{
  size->chosen = true;
  ask_scale(size, scale, true, now_s);
}

void
ui_size_saved(UiSize* size, double scale, double now_s)
{
  if (scale > 0.0 && !size->chosen) {
    ask_scale(size, scale, false, now_s);
  }
  size->chosen = size->chosen || scale >= 0.0;
}

/** Some hosts grow the window but not their own around it: shrink it again
    and say what helps, for what is scaled with it stays readable. */
static void
settle(UiSize* size)
{
  int width = 0;
  int height = 0;
  int room_width = 0;
  int room_height = 0;
  x11win_settle(size->win, size->unit);
  x11win_size(size->win, &width, &height);
  x11win_room(size->win, &room_width, &room_height);
  if (room_width < width || room_height < height) {
    width = room_width < width ? room_width : width;
    height = room_height < height ? room_height : height;
    x11win_resize(size->win, width > 1 ? width : 1, height > 1 ? height : 1);
  }
  // Where the host counts otherwise, it is still to be filled.
  if (size->by_user && abs(width - size->wanted_width) > size->unit &&
      abs(size->unit * width - size->wanted_width) > size->unit) {
    view_note(size->view,
              "This host keeps its size: drag the edge of its window, all in "
              "it follows");
  }
  size->asked_at_s = 0.0;
  size->looks_left = LOOKS;
}

/** Toolkits that scale a whole desktop give a window twice the room that it
    asked for: it fills that, and asks in their pixels from then on. */
static void
fill(UiSize* size, int width, int height)
{
  int room_width = 0;
  int room_height = 0;
  if (!x11win_parent(size->win, &room_width, &room_height)) {
    return;
  }
  for (int unit = 2; unit <= UNIT_MAX; ++unit) {
    if (abs(room_width - unit * width) <= unit &&
        abs(room_height - unit * height) <= unit) {
      size->unit = unit;
      x11win_resize(size->win, room_width, room_height);
      return;
    }
  }
}

/** Some hosts open no window larger than they like (Qt: two thirds of the
    screen), and the host of the last one may have counted otherwise. */
static void
correct_last(UiSize* size, int width, int height, double now_s)
{
  const LastSize last = size->last;
  size->last.width_px = 0;
  if (last.width_px && (abs(width - last.width_px) > size->unit ||
                        abs(height - last.height_px) > size->unit)) {
    ask(size, last.width_px, last.height_px, false, now_s);
  }
}

void
ui_size_idle(UiSize* size, double now_s)
{
  int width = 0;
  int height = 0;
  x11win_size(size->win, &width, &height);
  if (size->asked_at_s > 0.0) {
    const double elapsed_s = now_s - size->asked_at_s;
    if (!size->pushed && elapsed_s > FOLLOW_S) {
      size->pushed = true;
      x11win_push(size->win);
    }
    if (elapsed_s > SETTLE_S) {
      settle(size);
    }
  } else if (size->looks_left
               ? now_s - size->looked_at_s > LOOK_S
               : width != size->seen_width || height != size->seen_height) {
    size->looked_at_s = now_s;
    fill(size, width, height);
    size->looks_left -= size->looks_left > 0;
    if (size->looks_left == 1) {
      correct_last(size, width, height, now_s);
    }
  }
  size->seen_width = width;
  size->seen_height = height;
}

void
ui_size_end(const UiSize* size)
{
  LastSize now = { 0, 0, size->unit };
  x11win_size(size->win, &now.width_px, &now.height_px);
  const bool same = now.width_px == size->unit * size->opened_width &&
                    now.height_px == size->unit * size->opened_height;
  if (size->opened_width && x11win_id(size->win) && !same) {
    last_size_write(&now);
  }
}
