// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TESTS_UI_PICTURE_H
#define EARCUP_TESTS_UI_PICTURE_H

/* Is a picture of the window the one it should be? Region by region: each curve
   of the plot by where it runs, the meter by how high it stands, all else by
   the pixels of its own region. */

#include <cairo/cairo.h>

/** Compare and print what differs. @param percent scale of both pictures
    @return how many regions are not as they should be */
unsigned picture_compare(cairo_surface_t* picture,
                         cairo_surface_t* golden,
                         int percent);

#endif
