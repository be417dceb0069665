// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Tables take as little as their key needs: what is put is got, nothing is
   written beyond, and a designer never runs out of room for any key. */

#include "dsp/engine/morph_designer.h"
#include "tests/support/suite.h"

#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000.0

static PoleSet* catalogue;
static PoleSet* large; ///< with as many poles as a file may have
static LoudnessBands* bands;

static void
open_sets(void)
{
  static const double want[GRID_POINTS] = { 0.0 };
  Poles poles;
  poles_of_catalogue(&poles, RATE_HZ);
  catalogue = pole_set_new(RATE_HZ, &poles, CATALOGUE_RIDGE, NULL);
  poles_place(&poles, RATE_HZ, SECTIONS_MAX, 2.0, want);
  large = pole_set_new(RATE_HZ, &poles, CATALOGUE_RIDGE, NULL);
  bands = loudness_bands_new(RATE_HZ);
  ck_assert(catalogue && large && bands);
}

static void
close_sets(void)
{
  loudness_bands_free(bands);
  pole_set_free(large);
  pole_set_free(catalogue);
}

/** Key number i of all kinds there are: poles, outside, ears. */
enum { KEYS = 8 };
static MorphKey
key_of(unsigned i)
{
  MorphKey key;
  memset(&key, 0, sizeof(key));
  key.simulation.headphone_a = 1;
  key.simulation.headphone_b = 3;
  key.simulation.strength = key.simulation.fit.seal = 1.0;
  key.simulation.ears.seat = 1;
  key.pole_set = i & 1 ? large : catalogue;
  key.outside = i & 2;
  key.simulation.ears.amount = i & 4 ? 1.0F : 0.0F;
  return key;
}

static float
number(uint32_t* seed)
{
  *seed = *seed * 1664525U + 1013904223U;
  return (float)(*seed >> 8) * 0x1p-24F;
}

static void
fill(Weights* weights, const MorphKey* key, uint32_t* seed)
{
  memset(weights, 0, sizeof(*weights));
  weights->direct = number(seed);
  for (unsigned i = 0; i < pole_set_poles(key->pole_set)->sections; ++i) {
    weights->re[i] = number(seed);
    weights->im[i] = number(seed);
  }
}

static void
fill_node(MorphNode* node, const MorphKey* key, uint32_t* seed)
{
  memset(node, 0, sizeof(*node));
  fill(&node->weights, key, seed);
  node->side = number(seed);
  for (unsigned i = 0; i < LOUDNESS_BANDS_MAX; ++i) {
    node->power[i] = number(seed);
  }
  if (key->outside) {
    for (unsigned i = 0; i < CATALOGUE_SECTIONS; ++i) {
      node->outside.re[i] = number(seed);
      node->outside.im[i] = number(seed);
    }
    node->outside.direct = number(seed);
  }
}

START_TEST(what_is_put_is_got)
{
  const MorphKey key = key_of((unsigned)_i);
  MorphTable* const table = morph_table_new(&key);
  static MorphNode nodes[MORPH_NODES];
  static Weights right[MORPH_NODES];
  uint32_t seed = 1;
  ck_assert_ptr_nonnull(table);
  ck_assert(morph_table_fits(table, &key));
  morph_table_begin(table, &key);
  ck_assert_uint_eq(table->stride * MORPH_NODES, table->room);
  for (unsigned n = 0; n < MORPH_NODES; ++n) {
    fill_node(&nodes[n], &key, &seed);
    fill(&right[n], &key, &seed);
    morph_table_put(table, n, &nodes[n], &right[n]);
  }
  ck_assert(morph_table_has(table, MORPH_ALL));
  for (unsigned n = 0; n < MORPH_NODES; ++n) {
    MorphNode node;
    memset(&node, 0, sizeof(node));
    morph_table_get(table, (MorphPlace){ n, n, 0.0F }, &node);
    ck_assert_int_eq(memcmp(&node, &nodes[n], sizeof(node)), 0);
    if (simulation_has_two_ears(&key.simulation)) {
      Weights of_right;
      morph_table_get_right(table, (MorphPlace){ n, n, 0.0F }, &of_right);
      ck_assert_int_eq(memcmp(&of_right, &right[n], sizeof(of_right)), 0);
    }
  }
  free(table);
}
END_TEST

/* Whatever a worker has made to measure and the engine has taken, a design in
   place finds room, for it cannot make any. */
START_TEST(there_is_always_room)
{
  MorphDesigner* const designer = morph_designer_new(catalogue, bands);
  MorphTable* live = morph_table_new(NULL);
  uint32_t seed = 3;
  ck_assert(designer && live);
  for (int i = 0; i < 2000; ++i) {
    const MorphKey key = key_of((unsigned)(number(&seed) * KEYS));
    if (number(&seed) < 0.5F) {
      ck_assert(morph_designer_fit(designer, &key));
    } else {
      morph_designer_table_for(designer, &key);
    }
    ck_assert_msg(morph_table_fits(morph_designer_table(designer), &key),
                  "no room at step %d",
                  i);
    if (number(&seed) < 0.5F) {
      live = morph_designer_swap(designer, live);
    }
  }
  free(live);
  morph_designer_free(designer);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("morph table");
  TCase* const tcase = tcase_create("morph table");
  tcase_add_checked_fixture(tcase, open_sets, close_sets);
  tcase_add_loop_test(tcase, what_is_put_is_got, 0, KEYS);
  tcase_add_test(tcase, there_is_always_room);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
