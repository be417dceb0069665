// SPDX-License-Identifier: GPL-3.0-or-later

/* What a setting asks for, as curves. */

#include "../dsp/scene.h"

#include "../dsp/headphones.h"
#include "../dsp/response.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static Scene
scene_with(uint32_t a, uint32_t b, uint32_t wearing)
{
  Scene scene;
  memset(&scene, 0, sizeof(scene));
  scene.headphone_a = a;
  scene.headphone_b = b;
  scene.wearing = wearing;
  scene.strength = 1.0;
  scene.fit.seal = 1.0;
  return scene;
}

static void
heard(const Scene* scene, double morph, Curve* curve)
{
  SceneView view;
  Curve wearing;
  scene_view(scene, morph, &view);
  scene_wearing(scene, &wearing);
  scene_heard(scene, &view.relative, &wearing, curve);
}

static void
headphone_curve(uint32_t id, Curve* curve)
{
  const Headphone* const h = headphones_find(id);
  response_of_housing(&h->housing, curve);
  response_add_peaks(curve, h->peaks, h->n_peaks, 1.0);
}

static double
largest_difference(const Curve* a, const Curve* b)
{
  double largest = 0.0;
  for (size_t i = 0; i < GRID_POINTS; ++i) {
    largest = fmax(largest, fabs(a->db[i] - b->db[i]));
  }
  return largest;
}

START_TEST(ends_are_the_headphones)
{
  static const uint32_t ids[] = { 1, 2, 3, 4, 5, 43, 79, 100, 141 };
  for (size_t k = 1; k < sizeof(ids) / sizeof(ids[0]); ++k) {
    const Scene scene = scene_with(ids[k], ids[k - 1], 0);
    Curve at_a;
    Curve at_b;
    Curve a;
    Curve b;
    heard(&scene, 0.0, &at_a);
    heard(&scene, 1.0, &at_b);
    headphone_curve(ids[k], &a);
    headphone_curve(ids[k - 1], &b);
    ck_assert_double_le(largest_difference(&at_a, &a), 1e-9);
    ck_assert_double_le(largest_difference(&at_b, &b), 1e-9);
  }
}
END_TEST

START_TEST(references_meet_in_the_semi_open_one)
{
  const Scene scene = scene_with(1, 3, 0);
  Curve half;
  Curve semi;
  heard(&scene, 0.5, &half);
  headphone_curve(2, &semi);
  ck_assert_double_le(largest_difference(&half, &semi), 1e-9);
}
END_TEST

/* README of the model: pad volume, pad mode and its strength stay, the rest is
   that of the other reference. */
START_TEST(an_opposite_keeps_pad_and_nothing_else)
{
  const Headphone* const open = headphones_find(43);
  const Headphone* const closed = headphones_find(3);
  const Housing twin = headphones_opposite(open);
  ck_assert_int_eq((int)open->type, (int)HOUSING_OPEN);
  for (int i = 0; i < HOUSING_PARAMETERS; ++i) {
    const bool pad =
      i == PAD_VOLUME_M3 || i == PAD_MODE_HZ || i == PAD_MODE_STRENGTH;
    const Headphone* const from = pad ? open : closed;
    ck_assert_double_eq(twin.value[i], from->housing.value[i]);
  }
  Curve expected;
  Curve at_b;
  const Scene scene = scene_with(43, HEADPHONE_OPPOSITE, 0);
  response_of_housing(&twin, &expected);
  heard(&scene, 1.0, &at_b);
  ck_assert_double_le(largest_difference(&at_b, &expected), 1e-9);
}
END_TEST

START_TEST(strength_scales_decibels)
{
  Scene scene = scene_with(79, 3, 0);
  Curve full;
  Curve more;
  heard(&scene, 0.0, &full);
  for (double strength = 0.0; strength <= 1.5; strength += 0.25) {
    scene.strength = strength;
    heard(&scene, 0.0, &more);
    for (size_t i = 0; i < GRID_POINTS; ++i) {
      ck_assert_double_eq_tol(more.db[i], strength * full.db[i], 1e-9);
    }
  }
}
END_TEST

START_TEST(what_is_worn_is_divided_out)
{
  for (uint32_t worn = 1; worn < 142; worn += 7) {
    for (uint32_t a = 1; a < 142; a += 20) {
      const Scene scene = scene_with(a, 3, worn);
      Curve curve;
      Curve over;
      Curve under;
      unsigned n_spared = 0; // narrow notches of what is worn
      heard(&scene, 0.0, &curve);
      headphone_curve(a, &over);
      headphone_curve(worn, &under);
      for (size_t i = 0; i < GRID_POINTS; ++i) {
        const double wanted = over.db[i] - under.db[i];
        ck_assert_double_le(curve.db[i], 9.0);           // the limit
        ck_assert_double_le(curve.db[i], wanted + 1e-9); // never more
        ck_assert(a != worn || fabs(curve.db[i]) < 1e-9);
        n_spared += wanted <= 6.0 && fabs(curve.db[i] - wanted) > 1e-9;
      }
      ck_assert_uint_le(n_spared, GRID_POINTS / 8);
    }
  }
}
END_TEST

/* A narrow notch of what is worn is not filled; a wide dip is. */
START_TEST(notches_are_not_filled)
{
  Curve worn;
  Curve flat;
  Curve narrow;
  Scene scene = scene_with(0, 0, 1);
  memset(&flat, 0, sizeof(flat));
  const Peak notch = { 5000.0, -12.0, 20.0 };
  const Peak dip = { 500.0, -5.0, 0.7 };
  memset(&worn, 0, sizeof(worn));
  response_add_peaks(&worn, &notch, 1, 1.0);
  scene_heard(&scene, &flat, &worn, &narrow);
  ck_assert_double_le(curve_at(&narrow, 5000.0), 5.0);
  memset(&worn, 0, sizeof(worn));
  response_add_peaks(&worn, &dip, 1, 1.0);
  scene_heard(&scene, &flat, &worn, &narrow);
  ck_assert_double_eq_tol(curve_at(&narrow, 500.0), 5.0, 0.05);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("scene");
  TCase* const tcase = tcase_create("curves");
  tcase_add_test(tcase, ends_are_the_headphones);
  tcase_add_test(tcase, references_meet_in_the_semi_open_one);
  tcase_add_test(tcase, an_opposite_keeps_pad_and_nothing_else);
  tcase_add_test(tcase, strength_scales_decibels);
  tcase_add_test(tcase, what_is_worn_is_divided_out);
  tcase_add_test(tcase, notches_are_not_filled);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
