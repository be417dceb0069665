// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_URIS_H
#define EARCUP_URIS_H

#define EARCUP_URI "urn:earcup:stereo"
#define EARCUP_OUTSIDE_URI "urn:earcup:stereo-outside"
#define EARCUP_UI_URI "urn:earcup:ui"
#define EARCUP_PREFIX "urn:earcup:"

/* Files, set with patch:Set and kept in the state. */
#define EARCUP__file_a EARCUP_PREFIX "file_a"
#define EARCUP__file_b EARCUP_PREFIX "file_b"
#define EARCUP__file_wearing EARCUP_PREFIX "file_wearing"

/* The type of headphone that a file is of, set with patch:Set and kept in the
   state: atom:Int, 0 to guess it, 1 open, 2 semi-open, 3 closed. */
#define EARCUP__type_a EARCUP_PREFIX "type_a"
#define EARCUP__type_b EARCUP_PREFIX "type_b"

/** atom:Int in the state: the layout of what else is in it. */
#define EARCUP__version EARCUP_PREFIX "version"

#endif
