// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "dsp/model/headphones.h"

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

static void
describe(const Headphone* row, EarcupHeadphone* headphone)
{
  headphone->id = row->id;
  headphone->maker = row->maker;
  headphone->name = row->name;
  headphone->credit = row->credit;
  headphone->housing = row->type;
  headphone->on_ear = row->coupling == COUPLING_ON_EAR;
  headphone->is_active = row->active;
  headphone->year = row->year;
  headphone->rms_db = row->rms_db;
  headphone->lab_db = row->lab_db;
  headphone->n_labs = row->n_labs;
}

bool
earcup_headphone(size_t index, EarcupHeadphone* headphone)
{
  const bool is_one = index < n_headphones;
  if (is_one) {
    describe(&headphones[index], headphone);
  }
  return is_one;
}

bool
earcup_find_headphone(uint32_t id, EarcupHeadphone* headphone)
{
  const Headphone* const row = headphones_find(id);
  if (row) {
    describe(row, headphone);
  }
  return row != NULL;
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
