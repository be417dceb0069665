// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/window/copying.h"

#include "tests/window/hand.h"

#include <X11/Xlib.h>
#include <X11/keysym.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PASTED = 1 << 20 };

static char pasted[PASTED];

static void
send_event(Host* host, XEvent* e, long mask)
{
  e->xany.window = host->child;
  e->xkey.root = DefaultRootWindow(host->display);
  e->xkey.same_screen = True;
  XSendEvent(host->display, host->child, False, mask, e);
  XSync(host->display, False);
  host_run(host, 0.05);
}

static void
send_key(Host* host, KeySym symbol)
{
  XEvent e;
  memset(&e, 0, sizeof(e));
  e.xkey.type = KeyPress;
  e.xkey.keycode = XKeysymToKeycode(host->display, symbol);
  send_event(host, &e, KeyPressMask);
}

/** Copy with the row that is so many above the last one of the plot's menu. */
static void
copy(Host* host, int above)
{
  XEvent e;
  memset(&e, 0, sizeof(e));
  e.xbutton.type = ButtonPress;
  e.xbutton.button = Button3;
  e.xbutton.x = 200;
  e.xbutton.y = 100;
  send_event(host, &e, ButtonPressMask);
  e.xbutton.type = ButtonRelease;
  send_event(host, &e, ButtonReleaseMask);
  send_key(host, XK_End);
  for (int i = 0; i < above; ++i) {
    send_key(host, XK_Up);
  }
  send_key(host, XK_Return);
  host_run(host, 0.2);
}

/** What a program pastes, while the window is at work. */
static size_t
paste(Host* host, const char* command)
{
  FILE* const pipe = popen(command, "r");
  if (!pipe) {
    return 0;
  }
  host_run(host, 0.6);
  const size_t n = fread(pasted, 1, PASTED - 1, pipe);
  pasted[n] = '\0';
  pclose(pipe);
  return n;
}

void
copying_test(const LV2UI_Descriptor* descriptor)
{
  static const char text[] = "timeout 2 xclip -selection clipboard -o";
  Host host;
  check(host_open(&host, descriptor, HOST_ALL, 1.0F, 760, 460), "opens");
  host_run(&host, 0.2);
  copy(&host, 0);
  paste(&host, text);
  check(!strncmp(pasted, "earcup-audition -i ", 19), "xclip pastes a command");
  paste(&host, "timeout 2 xsel --clipboard --output");
  check(!strncmp(pasted, "earcup-audition -i ", 19), "so does xsel");
  copy(&host, 1);
  paste(&host, text);
  check(strstr(pasted, "Filter 1: ON") != NULL, "filters");
  copy(&host, 2);
  paste(&host, text);
  check(!strncmp(pasted, "frequency,", 10) && strlen(pasted) > 5000, "numbers");
  copy(&host, 3);
  paste(&host, "timeout 2 xclip -selection clipboard -t TARGETS -o");
  check(strstr(pasted, "image/png") && !strstr(pasted, "UTF8_STRING"),
        "a picture is offered as such");
  const size_t n =
    paste(&host, "timeout 2 xclip -selection clipboard -t image/png -o");
  check(n > 2000 && !memcmp(pasted, "\x89PNG\r\n\x1A\n", 8) &&
          !memcmp(pasted + n - 8, "IEND", 4),
        "a whole PNG is pasted");
  check(paste(&host, "timeout 2 xclip -selection clipboard -o 2>/dev/null") ==
          0,
        "but no text of it");
  paste(&host,
        "echo another | xclip -selection clipboard -loops 1 -i >/dev/null");
  paste(&host, text);
  check(!strcmp(pasted, "another\n"), "others may copy after us");
  host_close(&host);
}
