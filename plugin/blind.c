// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/blind.h"

/** What becomes of a control. */
typedef enum { ROLE_COMPARED, ROLE_FIXED, ROLE_KEPT } Role;

/** @param fixed gets the value of ROLE_FIXED */
static Role
role_of(PortIndex port, float* fixed)
{
  *fixed = ports[port].min; // off, the ear, stereo
  switch (port) {
    case PORT_ENABLED:
    case PORT_MATCH:
      *fixed = 1.0F;
      return ROLE_FIXED;
    case PORT_LISTEN_AT:
    case PORT_OUTSIDE_LEVEL:
    case PORT_MONITOR:
      return ROLE_FIXED;
    case PORT_FREEWHEEL:
    case PORT_BYPASS_ON_EXPORT:
    case PORT_OUTSIDE_SOUND:
    case PORT_OUTPUT_GAIN:
    case PORT_BALANCE:
    case PORT_LISTENING_LEVEL:
    case PORT_DIM:
    case PORT_SWAP:
      return ROLE_KEPT;
    default:
      return ports[port].kind == KIND_CONTROL_IN ? ROLE_COMPARED : ROLE_KEPT;
  }
}

bool
blind_compares(PortIndex port)
{
  float fixed = 0.0F;
  return role_of(port, &fixed) == ROLE_COMPARED;
}

float
blind_value(const Blind* blind, PortIndex port, float own)
{
  if (!blind->is_on) {
    return own;
  }
  float fixed = 0.0F;
  const Role role = role_of(port, &fixed);
  return role == ROLE_COMPARED ? blind->value[blind->heard][port]
         : role == ROLE_FIXED  ? fixed
                               : own;
}

bool
blind_is_original(const Blind* blind)
{
  return blind->is_on && (blind->originals >> blind->heard & 1U);
}
