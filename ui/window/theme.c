// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/window/theme.h"

#include <stddef.h>

uint32_t
theme_color(uint32_t rgb, bool light)
{
  static const uint32_t pairs[][2] = {
    { THEME_WINDOW, 0xE6E8EB },
    { THEME_PANEL, 0xF4F5F7 },
    { THEME_PANEL_EDGE, 0xC4C9D0 },
    { THEME_FIELD, 0xFFFFFF },
    { THEME_FIELD_HOVER, 0xEDF0F3 },
    { THEME_FIELD_EDGE, 0x737B86 },
    { THEME_PLOT, 0xFFFFFF },
    { THEME_GRID, 0xE1E4E8 },
    { THEME_GRID_STRONG, 0xC3C8CF },
    { THEME_POPUP, 0xFFFFFF },
    { THEME_POPUP_EDGE, 0x737B86 },
    { THEME_SELECTED, 0xD3DAE3 },
    { THEME_GROOVE, 0xDDE1E6 },
    { THEME_TRACK, 0x7C848F },
    { THEME_KNOB_TOP, 0xFFFFFF },
    { THEME_KNOB_BOTTOM, 0xD7DBE1 },
    { THEME_KNOB_TOP_LIT, 0xFFFFFF },
    { THEME_KNOB_BOTTOM_LIT, 0xEBEEF1 },
    { THEME_TRACK_MIDDLE, 0x9AA1AB },
    { THEME_SHADOW, 0x4A525C },
    { THEME_LIT, 0x000000 },
    { THEME_TEXT, 0x14171B },
    { THEME_TEXT_DIM, 0x4A525C },
    { THEME_TEXT_ON_ACCENT, 0xFFFFFF },
    { THEME_A, 0x845000 },
    { THEME_B, 0x155F96 },
    { THEME_RESULT, 0x101418 },
    { THEME_SPECTRUM, 0x5F8A83 },
    { THEME_HEAT_1, 0xCFE3E0 },
    { THEME_HEAT_2, 0x8FBDB4 },
    { THEME_HEAT_3, 0x4E8F8C },
    { THEME_HEAT_4, 0x2F5A6E },
    { THEME_ON, 0x256A3B },
    { THEME_WARN, 0xB3261E },
    { THEME_METER_LOW, 0x3E8E5C },
    { THEME_METER_MID, 0x9A7A10 },
    { THEME_METER_HIGH, 0xB3261E },
  };
  for (size_t i = 0; light && i < sizeof(pairs) / sizeof(*pairs); ++i) {
    if (pairs[i][0] == rgb) {
      return pairs[i][1];
    }
  }
  return rgb;
}
