// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Drags a text over a window and drops it there, as a file manager does: the
// source's side of XDND.
//   drop_source HOW WINDOW X Y TEXT
// X and Y are of the screen. HOW is one of
//   files  the text is a text/uri-list
//   many   so it is, among more types than fit into a message
//   text   it is text/plain alone
//   leave  as files, but the pointer leaves again
//   gone   as files, but the source has died before it is asked for the text
//   pass   as files, over the place without waiting for answers
// Prints what the window says: "status N" for each position, "finished N".
// Ends by itself after some seconds at most.

#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECONDS 8

typedef struct {
  Display* display;
  Window source;
  Window target;
  Window recipient; ///< the target, or who speaks for it
  const char* text;
  bool finished;
} Drag;

static Atom
atom(const Drag* drag, const char* name)
{
  return XInternAtom(drag->display, name, False);
}

static void
say(const Drag* drag, const char* what, long l1, long l2, long l3, long l4)
{
  XEvent e;
  memset(&e, 0, sizeof(e));
  e.xclient.type = ClientMessage;
  e.xclient.window = drag->target;
  e.xclient.message_type = atom(drag, what);
  e.xclient.format = 32;
  e.xclient.data.l[0] = (long)drag->source;
  e.xclient.data.l[1] = l1;
  e.xclient.data.l[2] = l2;
  e.xclient.data.l[3] = l3;
  e.xclient.data.l[4] = l4;
  XSendEvent(drag->display, drag->recipient, False, NoEventMask, &e);
  XFlush(drag->display);
}

/** A number that a property of a window holds, 0 if it has none. */
static unsigned long
property_of(const Drag* drag, Window window, const char* name)
{
  Atom type = None;
  int format = 0;
  unsigned long n = 0;
  unsigned long rest = 0;
  unsigned char* data = NULL;
  XGetWindowProperty(drag->display,
                     window,
                     atom(drag, name),
                     0,
                     1,
                     False,
                     AnyPropertyType,
                     &type,
                     &format,
                     &n,
                     &rest,
                     &data);
  const unsigned long value =
    data && n == 1 ? *(const unsigned long*)(const void*)data : 0;
  if (data) {
    XFree(data);
  }
  return value;
}

/** Who is to be spoken to; false if nobody takes drops. */
static bool
find_recipient(Drag* drag)
{
  const Window proxy = property_of(drag, drag->target, "XdndProxy");
  const bool sound = proxy && property_of(drag, proxy, "XdndProxy") == proxy;
  drag->recipient = sound ? proxy : drag->target;
  return property_of(drag, drag->recipient, "XdndAware") >= 5;
}

static void
enter(const Drag* drag, const char* how)
{
  const Atom files = atom(drag, "text/uri-list");
  const Atom other = atom(drag, "x-special/gnome-icon-list");
  const Atom plain = atom(drag, "text/plain");
  const Atom many[] = { other, plain, atom(drag, "STRING"), files };
  const long version = 5L << 24;
  if (!strcmp(how, "many")) {
    XChangeProperty(drag->display,
                    drag->source,
                    atom(drag, "XdndTypeList"),
                    XA_ATOM,
                    32,
                    PropModeReplace,
                    (const unsigned char*)many,
                    4);
    say(drag, "XdndEnter", version | 1, (long)other, (long)plain, None);
  } else if (!strcmp(how, "text")) {
    say(drag, "XdndEnter", version, (long)plain, None, None);
  } else {
    say(drag, "XdndEnter", version, (long)other, (long)files, None);
  }
}

/** Hand out the text. */
static void
serve(const Drag* drag, const XSelectionRequestEvent* request)
{
  XEvent e;
  XChangeProperty(drag->display,
                  request->requestor,
                  request->property,
                  request->target,
                  8,
                  PropModeReplace,
                  (const unsigned char*)drag->text,
                  (int)strlen(drag->text));
  memset(&e, 0, sizeof(e));
  e.xselection.type = SelectionNotify;
  e.xselection.requestor = request->requestor;
  e.xselection.selection = request->selection;
  e.xselection.target = request->target;
  e.xselection.property = request->property;
  e.xselection.time = request->time;
  XSendEvent(drag->display, request->requestor, False, NoEventMask, &e);
  XFlush(drag->display);
}

/** Wait for a message and serve what is asked meanwhile; returns its flags. */
static long
wait_for(Drag* drag, const char* what)
{
  for (;;) {
    XEvent e;
    XNextEvent(drag->display, &e);
    if (e.type == SelectionRequest) {
      serve(drag, &e.xselectionrequest);
    } else if (e.type == ClientMessage &&
               (Window)e.xclient.data.l[0] == drag->target &&
               e.xclient.message_type == atom(drag, what)) {
      return e.xclient.data.l[1];
    }
  }
}

static void
say_position(const Drag* drag, int x, int y)
{
  say(drag,
      "XdndPosition",
      0,
      (long)x << 16 | y,
      CurrentTime,
      (long)atom(drag, "XdndActionCopy"));
}

static long
move_to(Drag* drag, int x, int y)
{
  say_position(drag, x, y);
  const long flags = wait_for(drag, "XdndStatus");
  printf("status %ld\n", flags & 1);
  return flags & 1;
}

int
main(int argc, char** argv)
{
  if (argc < 6) {
    return EXIT_FAILURE;
  }
  alarm(SECONDS);
  const char* const how = argv[1];
  Drag drag = { .display = XOpenDisplay(NULL),
                .target = (Window)strtoul(argv[2], NULL, 0),
                .text = argv[5] };
  if (!drag.display) {
    return EXIT_FAILURE;
  }
  drag.source = XCreateSimpleWindow(
    drag.display, DefaultRootWindow(drag.display), 0, 0, 1, 1, 0, 0, 0);
  XSetSelectionOwner(
    drag.display, atom(&drag, "XdndSelection"), drag.source, CurrentTime);
  if (!find_recipient(&drag)) {
    printf("not aware\n");
    return EXIT_FAILURE;
  }
  const int x = atoi(argv[3]);
  const int y = atoi(argv[4]);
  enter(&drag, how);
  if (!strcmp(how, "pass")) {
    say_position(&drag, x, y);
    say(&drag, "XdndLeave", 0, 0, 0, 0);
    XSync(drag.display, False);
    return EXIT_SUCCESS;
  }
  move_to(&drag, x + 1, y);
  const long good = move_to(&drag, x, y);
  if (!strcmp(how, "leave") || !good) {
    say(&drag, "XdndLeave", 0, 0, 0, 0);
    XSync(drag.display, False);
    return EXIT_SUCCESS;
  }
  say(&drag, "XdndDrop", 0, CurrentTime, 0, 0);
  if (strcmp(how, "gone") != 0) {
    printf("finished %ld\n", wait_for(&drag, "XdndFinished") & 1);
  }
  XSync(drag.display, False);
  return EXIT_SUCCESS;
}
