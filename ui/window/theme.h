// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_THEME_H
#define EARCUP_THEME_H

/* All colours (0xRRGGBB), type sizes and line widths of the window. These are
   the colours of the dark theme; theme_color() has those of the light one.
   Every text has a contrast of 4.5:1 or more on the surfaces it is used on, and
   what outlines or fills a control 3:1 (WCAG 2.1, 1.4.3 and 1.4.11);
   tests/ui/test_ui_theme.c computes both for both themes. */

#include <stdbool.h>
#include <stdint.h>

/** What stands for a colour of the dark theme; one that is none of it stays
    what it is. Thread: any. */
uint32_t theme_color(uint32_t rgb, bool light);

#define THEME_WINDOW 0x15171B
#define THEME_PANEL 0x1E2126
#define THEME_PANEL_EDGE 0x2B2F36
#define THEME_FIELD 0x282C33
#define THEME_FIELD_HOVER 0x2F343D
#define THEME_FIELD_EDGE 0x757E8B
#define THEME_PLOT 0x101215
#define THEME_GRID 0x23272D
#define THEME_GRID_STRONG 0x343A43
#define THEME_POPUP 0x24282F
#define THEME_POPUP_EDGE 0x76808D
#define THEME_SELECTED 0x3A414C
#define THEME_GROOVE 0x101214
#define THEME_TRACK 0x747D89
#define THEME_KNOB_TOP 0x4A505B
#define THEME_KNOB_BOTTOM 0x2C3037
#define THEME_KNOB_TOP_LIT 0x5C626D
#define THEME_KNOB_BOTTOM_LIT 0x3E4249
#define THEME_TRACK_MIDDLE 0x5C6169
#define THEME_SHADOW 0x000000
#define THEME_LIT 0xFFFFFF

#define THEME_TEXT 0xE4E7EB
#define THEME_TEXT_DIM 0xA8B0BA
#define THEME_TEXT_ON_ACCENT 0x14161A

#define THEME_A 0xE8A33D
#define THEME_B 0x4FA3D9
#define THEME_RESULT 0xF4F6F8
#define THEME_SPECTRUM 0x6E8A86
#define THEME_HEAT_1 0x14384A
#define THEME_HEAT_2 0x1F6670
#define THEME_HEAT_3 0x4E9A7C
#define THEME_HEAT_4 0xB8C46A
#define THEME_ON 0x7CC48D
#define THEME_OPEN 0xA8B84B // headphones of that type, whichever end
#define THEME_CLOSED 0x9A86D8
#define THEME_WARN 0xF07A6A
#define THEME_METER_LOW 0x6FB98A
#define THEME_METER_MID 0xE0C35A
#define THEME_METER_HIGH 0xF07A6A

#define THEME_FONT "sans"
#define THEME_SIZE_SMALL 10.0
#define THEME_SIZE 11.0
#define THEME_SIZE_TITLE 10.0
#define THEME_SIZE_BRAND 14.0

#define THEME_CORNER 4.0
#define THEME_DISABLED_ALPHA 0.45

#endif
