// SPDX-License-Identifier: GPL-3.0-or-later
#include "headphones.h"

const Headphone headphones[] = {
#define HEADPHONE(label, ...) __VA_ARGS__,
#include "headphones_data.h"
#undef HEADPHONE
};

const size_t n_headphones = sizeof(headphones) / sizeof(headphones[0]);

const Headphone*
headphones_find(uint32_t id)
{
  for (size_t i = 0; i < n_headphones; ++i)
    if (headphones[i].id == id)
      return &headphones[i];
  return NULL;
}

Housing
headphones_opposite(const Headphone* headphone)
{
  static const HousingParameter kept[] = { PAD_VOLUME_M3,
                                           PAD_MODE_HZ,
                                           PAD_MODE_STRENGTH };
  const uint32_t reference = headphone->type == HOUSING_CLOSED
                               ? HEADPHONE_OPEN_REFERENCE
                               : HEADPHONE_CLOSED_REFERENCE;
  Housing opposite = headphones_find(reference)->housing;
  for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); ++i)
    opposite.value[kept[i]] = headphone->housing.value[kept[i]];
  return opposite;
}
