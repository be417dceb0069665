// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_PLAIN_PLUGIN_H
#define EARCUP_PLAIN_PLUGIN_H

/* The life of a plugin that does nothing but run(). */

#include <lv2/core/lv2.h>
#include <stdint.h>
#include <stdlib.h>

/** Define lv2_descriptor() for a plugin of that URI, whose instance is an Own
    with an array `port` of float*, and which has a run(). */
#define PLAIN_PLUGIN(uri, Own)                                                 \
  static LV2_Handle instantiate(const LV2_Descriptor* descriptor,              \
                                double rate_hz,                                \
                                const char* path,                              \
                                const LV2_Feature* const* features)            \
  {                                                                            \
    (void)descriptor;                                                          \
    (void)rate_hz;                                                             \
    (void)path;                                                                \
    (void)features;                                                            \
    return calloc(1, sizeof(Own));                                             \
  }                                                                            \
                                                                               \
  static void connect_port(LV2_Handle handle, uint32_t port, void* data)       \
  {                                                                            \
    ((Own*)handle)->port[port] = data;                                         \
  }                                                                            \
                                                                               \
  LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor(uint32_t index)       \
  {                                                                            \
    static const LV2_Descriptor descriptor = {                                 \
      uri, instantiate, connect_port, NULL, run, NULL, free, NULL              \
    };                                                                         \
    return index ? NULL : &descriptor;                                         \
  }

#endif
