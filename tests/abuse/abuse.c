// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Treats a plugin as no host should and checks that it takes it: abuse [-s]
   [-u URI] [group]... */

#include "tests/abuse/rig.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct {
  const char* name;
  void (*run)(Rig* rig);
} Group;

static const Group groups[] = {
  { "signal", abuse_signal },     { "blocks", abuse_blocks },
  { "controls", abuse_controls }, { "clicks", abuse_clicks },
  { "life", abuse_life },         { "hosts", abuse_hosts },
  { "state", abuse_state },
};

static bool
is_wanted(const char* name, char** names, int n_names)
{
  for (int i = 0; i < n_names; ++i) {
    if (!strcmp(name, names[i])) {
      return true;
    }
  }
  return n_names == 0;
}

static double
now_s(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int
main(int argc, char** argv)
{
  HostWorld world;
  Rig rig = { .world = &world, .seed = 1 };
  const char* uri = "urn:earcup:stereo";
  int c = 0;
  while ((c = getopt(argc, argv, "su:")) != -1) {
    switch (c) {
      case 's':
        rig.is_short = true;
        break;
      case 'u':
        uri = optarg;
        break;
      default:
        fprintf(stderr, "usage: abuse [-s] [-u URI] [group]...\n");
        return 2;
    }
  }
  if (host_world_init(&world) || !(rig.plugin = host_find(&world, uri))) {
    fprintf(stderr, "abuse: can't load %s from LV2_PATH\n", uri);
    return 2;
  }
  for (size_t i = 0; i < sizeof groups / sizeof *groups; ++i) {
    if (is_wanted(groups[i].name, argv + optind, argc - optind)) {
      const unsigned passed = rig.n_passed;
      const unsigned failed = rig.n_failed;
      const double from_s = now_s();
      groups[i].run(&rig);
      rig_note("%s: %u passed, %u failed, %.1f s",
               groups[i].name,
               rig.n_passed - passed,
               rig.n_failed - failed,
               now_s() - from_s);
    }
  }
  host_world_free(&world);
  printf("%u passed, %u failed\n", rig.n_passed, rig.n_failed);
  return rig.n_failed > 0;
}
