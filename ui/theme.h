// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EARCUP_THEME_H
#define EARCUP_THEME_H

/* All colours (0xRRGGBB), type sizes and line widths of the window. Every
   text colour has a contrast of 4.5:1 or more on the surfaces it is used on;
   tests/test_ui_layout.c computes it. */

#define THEME_WINDOW 0x15171B
#define THEME_PANEL 0x1E2126
#define THEME_PANEL_EDGE 0x2B2F36
#define THEME_FIELD 0x282C33
#define THEME_FIELD_HOVER 0x2F343D
#define THEME_FIELD_EDGE 0x3C424C
#define THEME_PLOT 0x101215
#define THEME_GRID 0x23272D
#define THEME_GRID_STRONG 0x343A43
#define THEME_POPUP 0x24282F
#define THEME_POPUP_EDGE 0x4A515C
#define THEME_SELECTED 0x3A414C
#define THEME_GROOVE 0x101215
#define THEME_TRACK 0x3A4049
#define THEME_KNOB_TOP 0x4A505B
#define THEME_KNOB_BOTTOM 0x2C3037

#define THEME_TEXT 0xE4E7EB
#define THEME_TEXT_DIM 0xA8B0BA
#define THEME_TEXT_ON_ACCENT 0x14161A

#define THEME_A 0xE8A33D
#define THEME_B 0x4FA3D9
#define THEME_RESULT 0xF4F6F8
#define THEME_SPECTRUM 0x6E8A86
#define THEME_ON 0x7CC48D
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
