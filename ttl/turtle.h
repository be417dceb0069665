// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_TURTLE_H
#define EARCUP_TURTLE_H

/* ports.def as Turtle. Host tool: errors of the stream are the caller's. */

#include "plugin/ports.h"

#include <stdio.h>

/** Write a value of a control port: always a decimal, for there are hosts that
    ignore integers in presets (Qtractor 0.9). */
void turtle_value(FILE* out, float value);

/** Write the first n ports as blank nodes separated by commas. */
void turtle_ports(FILE* out, unsigned n);

/** Write what the window wants to be told of the plugin at uri: the atoms of
    `notify` and the meters, as blank nodes separated by commas. */
void turtle_notifications(FILE* out, const char* uri);

#endif
