// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/headphones.h"

/* Both names of a member are one. */
#define SAME_PLACE(member)                                                     \
  _Static_assert(offsetof(Headphone, about.member) ==                          \
                   offsetof(Headphone, member),                                \
                 "as the door has it")
SAME_PLACE(id);
SAME_PLACE(name);
SAME_PLACE(maker);
SAME_PLACE(type);
SAME_PLACE(coupling);
SAME_PLACE(year);
SAME_PLACE(credit);
SAME_PLACE(active);
SAME_PLACE(rms_db);
SAME_PLACE(lab_db);
SAME_PLACE(n_labs);

const Headphone headphones[] = {
#define HEADPHONE(label, ...) __VA_ARGS__,
#include "headphones_data.h"
#undef HEADPHONE
};

const size_t n_headphones = sizeof(headphones) / sizeof(headphones[0]);

/** Place in the list, from 1; 0 for none. */
static const uint16_t place_of_id[HEADPHONES_LAST_ID + 1] = HEADPHONES_BY_ID;

const Headphone*
headphones_find(uint32_t id)
{
  const uint16_t place = id <= HEADPHONES_LAST_ID ? place_of_id[id] : 0;
  return place > 0 ? &headphones[place - 1] : NULL;
}

bool
earcup_can_choose(uint32_t id)
{
  return id == HEADPHONE_NEUTRAL || id == HEADPHONE_MEASURED_FILE ||
         headphones_find(id);
}

const Headphone*
headphones_opposite_reference(HousingType type)
{
  return headphones_find(type == HOUSING_CLOSED ? HEADPHONE_OPEN_REFERENCE
                                                : HEADPHONE_CLOSED_REFERENCE);
}

size_t
earcup_n_headphones(void)
{
  return n_headphones;
}

const EarcupHeadphone*
earcup_headphone(size_t index)
{
  return index < n_headphones ? &headphones[index].about : NULL;
}

const EarcupHeadphone*
earcup_find_headphone(uint32_t id)
{
  const Headphone* const row = headphones_find(id);
  return row ? &row->about : NULL;
}

Housing
headphones_opposite(const Headphone* headphone)
{
  static const HousingParameter kept[] = { PAD_VOLUME_M3,
                                           PAD_MODE_HZ,
                                           PAD_MODE_STRENGTH };
  Housing opposite = headphones_opposite_reference(headphone->type)->housing;
  for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); ++i) {
    opposite.value[kept[i]] = headphone->housing.value[kept[i]];
  }
  return opposite;
}
