// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/window/keys.h"

#include "tests/window/hand.h"

#include "plugin/ports.h"

#include <X11/Xlib.h>

#include <stdlib.h>

/** Press keys with xdotool, and let the window work. */
static void
press(Host* host, const char* command)
{
  XSync(host->display, False);
  if (system(command)) {
    check(false, "xdotool is there");
  }
  host_run(host, 0.3);
}

static bool
has_keyboard(Host* host)
{
  Window focused = 0;
  int revert = 0;
  XSync(host->display, False);
  XGetInputFocus(host->display, &focused, &revert);
  return focused == host->child;
}

void
keys_test(const LV2UI_Descriptor* descriptor)
{
  Host host;
  check(host_open(&host, descriptor, HOST_ALL, 1.0F, 760, 492), "opens");
  host_run(&host, 0.2);
  XSetInputFocus(host.display, host.parent, RevertToParent, CurrentTime);
  XWarpPointer(host.display, None, host.child, 0, 0, 0, 0, 400, 488);
  host_run(&host, 0.2);
  press(&host, "xdotool key space key Right key 5");
  check(!has_keyboard(&host) && host.writes == 0,
        "leaves the host's keys alone");
  press(&host, "xdotool key Tab");
  check(has_keyboard(&host), "Tab gives it the keyboard");
  press(&host, "xdotool key space"); // the first part: on
  check(host.writes == 1 && host.value[PORT_ENABLED] == 0.0F, "and the focus");
  press(&host, "xdotool key space key shift+Tab key Left");
  check(host.writes == 3 && host.value[PORT_OUTPUT_GAIN] < 0.0F,
        "which goes round to the last dial");
  press(&host, "xdotool key Escape");
  check(!has_keyboard(&host), "Escape gives it back");
  host_close(&host);
}
