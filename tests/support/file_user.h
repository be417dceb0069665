// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TEST_FILE_USER_H
#define EARCUP_TEST_FILE_USER_H

/* What a user does with measured files in the window, and what the host says.
 */

#include "dsp/model/response.h"
#include "dsp/model/simulation.h"
#include "tests/support/user.h"

#include <check.h>

static const char curve[] =
  "frequency,raw\n20,-3\n40,-1\n80,0\n160,0\n300,0\n500,0\n1000,0\n1500,1\n"
  "2000,3\n3000,9\n4000,8\n8000,1\n16000,-9\n";
static float flat[GRID_POINTS];

/** The plugin has read a file. */
static inline void
plugin_has(FileSlot slot, const char* path)
{
  view_file(view, slot, path);
  view_file_curve(view, slot, flat);
}

static inline void
click_row(const char* label)
{
  const int row = user_finds_row(label);
  ck_assert_msg(row >= 0, "%s", label);
  user_click(place_row(row), 0);
}

static inline bool
was_sent(const char* name)
{
  char path[USERFILE_PATH];
  user_path(name, path);
  return !strcmp(seen.path, path);
}

#endif
