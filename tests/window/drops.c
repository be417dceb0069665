// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/window/drops.h"

#include "tests/window/hand.h"

#include "plugin/ui_protocol.h"

#include <lv2/atom/atom.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define TURNS 100 ///< of 0.1 s that a source has

/** Run the source, with the window at work, until it ends; what it said.
    @param x, y pixels of the window, wherever `target` is */
static void
drag_to(Host* host,
        const char* source,
        const char* how,
        Window target,
        int x,
        int y,
        const char* text,
        char* said,
        size_t size)
{
  char numbers[3][32];
  Window child = 0;
  int ends[2];
  XTranslateCoordinates(host->display,
                        host->child,
                        DefaultRootWindow(host->display),
                        x,
                        y,
                        &x,
                        &y,
                        &child);
  snprintf(numbers[0], sizeof(numbers[0]), "%lu", (unsigned long)target);
  snprintf(numbers[1], sizeof(numbers[1]), "%d", x);
  snprintf(numbers[2], sizeof(numbers[2]), "%d", y);
  *said = '\0';
  if (pipe(ends)) {
    return;
  }
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execl(source,
          source,
          how,
          numbers[0],
          numbers[1],
          numbers[2],
          text,
          (char*)NULL);
    _exit(EXIT_FAILURE);
  }
  close(ends[1]);
  int turns = 0;
  while (waitpid(pid, NULL, WNOHANG) == 0 && turns < TURNS) {
    host_run(host, 0.1);
    ++turns;
  }
  if (turns == TURNS) {
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
  }
  const ssize_t n = read(ends[0], said, size - 1);
  said[n > 0 ? n : 0] = '\0';
  close(ends[0]);
  host_run(host, 0.2);
}

/** The same to the middle of a part, as sources do that look for the innermost
    window. */
static void
drag(Host* host,
     const char* source,
     const char* how,
     Part part,
     const char* text,
     char* said,
     size_t size)
{
  Layout layout;
  layout_make(&layout, (int)LAYOUT_WIDTH, (int)LAYOUT_HEIGHT);
  const Rect r = layout.part[part];
  drag_to(host,
          source,
          how,
          host->child,
          (int)(r.x + r.w / 2.0),
          (int)(r.y + r.h / 2.0),
          text,
          said,
          size);
}

static void
drop_files(const LV2UI_Descriptor* d, const char* source)
{
  static const char taken[] = "status 1\nstatus 1\nfinished 1\n";
  static const char list[] =
    "# from a file manager\r\nfile:///curves/My%20Curve.csv\r\n"
    "file:///curves/second.csv\r\n";
  Host host;
  char said[256];
  check(host_open(&host, d, HOST_ALL, 1.0F, 760, 492), "opens");
  host_run(&host, 0.2);
  drag(&host, source, "files", PART_PICK_A, list, said, sizeof(said));
  check(!strcmp(said, taken), "takes a file that is dropped on A");
  check(!strcmp(host.path, "/curves/My Curve.csv"), "by its path");
  check(host.property == host_map(&host, EARCUP__file_a), "for A");
  drag(&host,
       source,
       "many",
       PART_WEARING,
       "file://localhost/b.csv",
       said,
       sizeof(said));
  check(!strcmp(said, taken) && !strcmp(host.path, "/b.csv") &&
          host.property == host_map(&host, EARCUP__file_wearing),
        "among many types, for what is worn");
  drag(&host, source, "files", PART_PICK_B, "\r\n", said, sizeof(said));
  check(strstr(said, "finished 0") && !strcmp(host.path, "/b.csv"),
        "says that there was none in a list");
  drag(&host, source, "files", PART_SEAL, list, said, sizeof(said));
  check(!strcmp(said, "status 0\nstatus 0\n"), "refuses them elsewhere");
  drag(&host, source, "text", PART_PICK_B, "words", said, sizeof(said));
  check(!strcmp(said, "status 0\nstatus 0\n"), "refuses what is no file");
  drag(&host, source, "leave", PART_PICK_B, list, said, sizeof(said));
  drag(&host, source, "gone", PART_PICK_B, list, said, sizeof(said));
  check(!strcmp(host.path, "/b.csv") && host_run(&host, 0.1) == 0,
        "survives sources that leave or die");
  drag(&host, source, "files", PART_PICK_B, list, said, sizeof(said));
  check(!strcmp(said, taken) &&
          host.property == host_map(&host, EARCUP__file_b),
        "and takes the next one");
  host_close(&host);
}

/** How many messages of a kind have come to the host's window. */
static unsigned
count_messages(Host* host, const char* name)
{
  const Atom type = XInternAtom(host->display, name, False);
  XEvent e;
  unsigned n = 0;
  XSync(host->display, False);
  while (
    XCheckTypedWindowEvent(host->display, host->parent, ClientMessage, &e)) {
    n += e.xclient.message_type == type;
  }
  return n;
}

static bool
has_proxy(Host* host)
{
  int n = 0;
  bool found = false;
  const Atom proxy = XInternAtom(host->display, "XdndProxy", False);
  XSync(host->display, False);
  Atom* const all = XListProperties(host->display, host->parent, &n);
  for (int i = 0; i < n; ++i) {
    found = found || all[i] == proxy;
  }
  if (all) {
    XFree(all);
  }
  return found;
}

/** Toolkits speak to the host's window: to us what is over ours, to it what is
    beside. */
static void
drop_on_host(const LV2UI_Descriptor* d, const char* source)
{
  Host host;
  char said[256];
  Layout layout;
  layout_make(&layout, (int)LAYOUT_WIDTH, (int)LAYOUT_HEIGHT);
  const Rect b = layout.part[PART_PICK_B];
  host_open(&host, d, HOST_ALL, 1.0F, 1200, 800);
  host_run(&host, 1.5);
  check(has_proxy(&host), "speaks for the host's window");
  drag_to(&host,
          source,
          "files",
          host.parent,
          (int)b.x + 20,
          (int)b.y + 10,
          "file:///c.csv",
          said,
          sizeof(said));
  check(!strcmp(said, "status 1\nstatus 1\nfinished 1\n") &&
          !strcmp(host.path, "/c.csv") &&
          host.property == host_map(&host, EARCUP__file_b),
        "takes what is dropped on it over B");
  check(count_messages(&host, "XdndEnter") == 0, "and keeps that from it");
  drag_to(&host,
          source,
          "pass",
          host.parent,
          1100,
          700,
          "file:///d.csv",
          said,
          sizeof(said));
  check(count_messages(&host, "XdndEnter") == 1, "hands back what is beside");
  drag_to(&host,
          source,
          "pass",
          host.parent,
          1100,
          700,
          "file:///d.csv",
          said,
          sizeof(said));
  check(count_messages(&host, "XdndLeave") == 1, "to its end");
  check(!strcmp(host.path, "/c.csv"), "and does not take it");
  host.descriptor->cleanup(host.ui);
  host.ui = NULL;
  check(!has_proxy(&host), "leaves the host's window as it was");
  host_close(&host);
}

/** Open the list of A and choose its second row, "Measured file...". */
static void
want_file(Host* host)
{
  Layout layout;
  layout_make(&layout, (int)LAYOUT_WIDTH, (int)LAYOUT_HEIGHT);
  const Rect plot = layout.part[PART_PLOT];
  hand_click_part(host, PART_PICK_A);
  hand_click(
    host, (int)(layout.width * 0.6), (int)(plot.y + plot.h + 4.0 + 40.0));
}

static void
ask_host(const LV2UI_Descriptor* d)
{
  Host host;
  host_open(&host, d, HOST_ALL | HOST_DIALOG, 1.0F, 760, 460);
  host_run(&host, 0.2);
  want_file(&host);
  check(host.requests == 1 &&
          host.requested == host_map(&host, EARCUP__file_a) &&
          host.requested_type == host_map(&host, LV2_ATOM__Path),
        "asks the host for a file");
  check(!hand_has_keys(&host), "and leaves the keyboard to its dialog");
  host_close(&host);
  host_open(&host, d, HOST_ALL | HOST_NO_DIALOG, 1.0F, 760, 460);
  host_run(&host, 0.2);
  want_file(&host);
  check(host.requests == 1 && hand_has_keys(&host),
        "opens its own list if the host has no dialog");
  host_close(&host);
  host_open(&host, d, HOST_ALL | HOST_EMPTY_DIALOG, 1.0F, 760, 460);
  host_run(&host, 0.2);
  want_file(&host);
  check(hand_has_keys(&host), "and if it says so but has nothing to call");
  host_close(&host);
}

void
test_drops(const LV2UI_Descriptor* d, const char* source)
{
  drop_files(d, source);
  drop_on_host(d, source);
  ask_host(d);
}
