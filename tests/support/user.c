// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#define _XOPEN_SOURCE 700 // nftw()
#include "tests/support/user.h"
#include "dsp/model/simulation.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
on_write(void* handle, PortIndex port, float value)
{
  Seen* const to = handle;
  to->value[port] = value;
  ++to->writes;
  to->writes_without_touch += !to->touching[port];
}

static void
on_touch(void* handle, PortIndex port, bool grabbed)
{
  Seen* const to = handle;
  to->touching[port] += grabbed ? 1 : -1;
  to->touches += grabbed;
  ck_assert(to->touching[port] == 0 || to->touching[port] == 1);
}

static void
on_file(void* handle, FileSlot slot, const char* path)
{
  Seen* const to = handle;
  to->slot = slot;
  snprintf(to->path, sizeof(to->path), "%s", path);
}

static void
on_type(void* handle, FileSlot slot, int32_t number)
{
  Seen* const to = handle;
  to->slot = slot;
  to->type = number;
}

static bool
on_choose(void* handle, FileSlot slot)
{
  Seen* const to = handle;
  to->slot = slot;
  ++to->chosen;
  return to->chooses;
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

static void
on_memory(void* handle, const char* text)
{
  Seen* const to = handle;
  snprintf(to->memory, sizeof(to->memory), "%s", text);
  ++to->memories;
}

static void
on_copy(void* handle, const char* type, const void* data, size_t size)
{
  Seen* const to = handle;
  snprintf(to->copied_type, sizeof(to->copied_type), "%s", type);
  to->copied_size = size < sizeof(to->copied) ? size : sizeof(to->copied) - 1;
  memcpy(to->copied, data, to->copied_size);
  to->copied[to->copied_size] = '\0';
}

static void
on_blind(void* handle, const Blind* blind)
{
  Seen* const to = handle;
  to->blind = *blind;
  ++to->blinds;
}

static void
on_place(void* handle, char* path, size_t size)
{
  (void)handle;
  snprintf(path, size, "/documents/blind.txt");
}

static bool
on_save(void* handle,
        const char* path,
        const char* text,
        char* why,
        size_t size)
{
  Seen* const to = handle;
  snprintf(to->saved_path, sizeof(to->saved_path), "%s", path);
  snprintf(to->saved, sizeof(to->saved), "%s", text);
  snprintf(why, size, "the disk is full");
  return !to->refuses_files;
}

static void
on_listen(void* handle, const ListeningWish* wish)
{
  Seen* const to = handle;
  to->wish = *wish;
  ++to->wishes;
}

Seen seen;
View* view;

static double now_s;

size_t
user_looks(void)
{
  PixelRect damage[VIEW_DAMAGE];
  return view_draw(view, damage);
}

/* A home of the test's own, as long as its process lives. */

static char home[256];

static int
remove_one(const char* path, const struct stat* status, int type, struct FTW* f)
{
  (void)status;
  (void)type;
  (void)f;
  return remove(path);
}

static void
remove_home(void)
{
  nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void
move_in(void)
{
  const char* const folder = getenv("TMPDIR");
  if (*home) {
    return; // a window that opens again
  }
  snprintf(home, sizeof(home), "%s/earcup-XXXXXX", folder ? folder : "/tmp");
  ck_assert_ptr_nonnull(mkdtemp(home));
  atexit(remove_home);
  setenv("HOME", home, 1);
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("XDG_CACHE_HOME");
  unsetenv("EARCUP_LIBRARY");
}

void
user_path(const char* name, char* path)
{
  snprintf(path, USERFILE_PATH, "%s/%s", getenv("HOME"), name);
}

void
user_file(const char* name, const char* text)
{
  char path[USERFILE_PATH];
  user_path(name, path);
  ck_assert(userfile_write(path, text, strlen(text)));
}

void
user_comes(void)
{
  move_in();
  const ViewHost host = { &seen,       on_write,  on_touch,    on_file,
                          on_type,     on_choose, on_spectrum, on_scale,
                          on_keyboard, on_memory, on_copy,     on_blind,
                          on_place,    on_save,   on_listen };
  memset(&seen, 0, sizeof(seen));
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    seen.value[p] = ports[p].dflt;
  }
  now_s = 100.0;
  view = view_new(&host, (int)LAYOUT_WIDTH, (int)LAYOUT_HEIGHT);
  ck_assert_ptr_nonnull(view);
  view_tick(view, now_s);
  user_looks();
}

void
user_goes(void)
{
  view_free(view);
}

void
user_skips(double s)
{
  now_s += s;
  view_tick(view, now_s);
}

void
user_waits(double s)
{
  for (double t = 0.0; t < s; t += 0.02) {
    user_skips(0.02);
    user_looks();
  }
}

Place
place_center(Rect r)
{
  return (Place){ r.x + r.w / 2.0, r.y + r.h / 2.0 };
}

Place
place_knob(Part part)
{
  return place_center(layout_dial_knob(view->layout.part[part]));
}

Place
place_middle(Part part)
{
  return place_center(view->layout.part[part]);
}

Place
place_row(int row)
{
  return place_center(menu_row_rect(&view->menu, (unsigned)row));
}

int
user_finds_row(const char* label)
{
  for (unsigned i = 0; i < view->menu.n_shown; ++i) {
    const MenuItem* const item = &view->menu.item[view->menu.shown[i].index];
    if (!item->heading && !strcmp(item->label, label)) {
      return (int)i;
    }
  }
  return -1;
}

void
user_press(Place p, int button, unsigned modifiers)
{
  view_move(view, p.x, p.y, modifiers);
  view_press(view, p.x, p.y, button, modifiers);
}

void
user_click(Place p, unsigned modifiers)
{
  user_press(p, BUTTON_LEFT, modifiers);
  view_release(view, p.x, p.y, BUTTON_LEFT, modifiers);
  user_looks();
}

void
user_right_click(Place p)
{
  user_press(p, BUTTON_RIGHT, 0);
  view_release(view, p.x, p.y, BUTTON_RIGHT, 0);
  user_looks();
}

void
user_single_click(Place p, unsigned modifiers)
{
  user_waits(0.5);
  user_click(p, modifiers);
}

void
user_drag(Place p, double dx, double dy, unsigned modifiers)
{
  user_waits(0.5);
  user_press(p, BUTTON_LEFT, modifiers);
  for (int i = 1; i <= 10; ++i) {
    view_move(view, p.x + dx * i / 10.0, p.y + dy * i / 10.0, modifiers);
  }
  view_release(view, p.x + dx, p.y + dy, BUTTON_LEFT, modifiers);
  user_looks();
}

void
user_type(const char* text)
{
  for (; *text; ++text) {
    const char one[2] = { *text, '\0' };
    view_key(view, KEY_TEXT, one);
  }
}

double
user_sees(PortIndex port)
{
  return (double)view->settings.value[port];
}

void
user_and_host_agree(void)
{
  for (unsigned p = 0; p < PORT_COUNT; ++p) {
    ck_assert_msg(
      seen.value[p] == view->settings.value[p], "%s", ports[p].symbol);
    ck_assert_msg(!seen.touching[p], "%s still held", ports[p].symbol);
  }
}
