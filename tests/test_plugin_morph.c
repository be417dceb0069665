// SPDX-License-Identifier: GPL-3.0-or-later

/* The way from headphone A to B on the built plugin: what it sounds like, and
   that it is smooth, exact and the same however a host drives it. */

#include "../dsp/headphones.h"
#include "../dsp/scene.h"
#include "probe.h"
#include "suite.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000.0

enum { FIRST_FIT = 5, LAST_FIT = 141, OPPOSITE = 143, PATH_STEPS = 33 };

/* --- open or closed: a discriminant trained on measured headphones -------- */

enum { FEATURES_MAX = 40 };

typedef struct {
  char name[32];
  double mean;
  double sd;
  double weight;
} Feature;

typedef struct {
  size_t n;
  Feature feature[FEATURES_MAX];
  double bias;
} Discriminant;

static Discriminant
read_discriminant(void)
{
  Discriminant d = { 0 };
  char line[128];
  FILE* const file = fopen("tests/golden/lda_open_closed.csv", "r");
  ck_assert_ptr_nonnull(file);
  while (fgets(line, sizeof(line), file)) {
    Feature f;
    if (sscanf(
          line, "%31[^,],%lf,%lf,%lf", f.name, &f.mean, &f.sd, &f.weight) ==
        4) {
      ck_assert_uint_lt(d.n, FEATURES_MAX);
      d.feature[d.n++] = f;
    } else {
      sscanf(line, "bias,,,%lf", &d.bias);
    }
  }
  fclose(file);
  ck_assert_uint_gt(d.n, 20);
  return d;
}

/** Mean of the third octave, or roughness beside a one-octave mean. */
static double
feature_value(const char* name,
              const double y[PROBE_GRID],
              const double smooth[PROBE_GRID])
{
  double first_hz = 0.0;
  double end_hz = 0.0;
  double centre_hz = 0.0;
  const bool is_level = sscanf(name, "third_oct_%lf", &centre_hz) == 1;
  if (is_level) {
    first_hz = centre_hz * exp2(-1.0 / 6.0);
    end_hz = centre_hz * exp2(1.0 / 6.0);
  } else if (!strcmp(name, "rough_50_500")) {
    first_hz = 50.0;
    end_hz = 500.0;
  } else if (!strcmp(name, "rough_500_2k")) {
    first_hz = 500.0;
    end_hz = 2000.0;
  } else {
    ck_assert_str_eq(name, "rough_2k_8k");
    first_hz = 2000.0;
    end_hz = 8000.0;
  }
  double sum = 0.0;
  unsigned n = 0;
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    const double hz = probe_grid_hz(i);
    const bool inside =
      is_level ? hz > first_hz && hz <= end_hz : hz >= first_hz && hz < end_hz;
    if (inside) {
      sum += is_level ? y[i] : (y[i] - smooth[i]) * (y[i] - smooth[i]);
      ++n;
    }
  }
  return is_level ? sum / n : sqrt(sum / n);
}

/** > 0 = open. */
static double
openness_score(const Discriminant* d, const double db[PROBE_GRID])
{
  double y[PROBE_GRID];
  double smooth[PROBE_GRID];
  double mean = 0.0;
  unsigned n = 0;
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    if (probe_grid_hz(i) >= 300.0 && probe_grid_hz(i) <= 3000.0) {
      mean += db[i];
      ++n;
    }
  }
  for (size_t i = 0; i < PROBE_GRID; ++i) {
    y[i] = fmax(db[i] - mean / n, -6.0);
  }
  for (int i = 0; i < PROBE_GRID; ++i) {
    const int first = i < 6 ? 0 : i - 6;
    const int end = i + 7 > PROBE_GRID ? PROBE_GRID : i + 7;
    smooth[i] = 0.0;
    for (int k = first; k < end; ++k) {
      smooth[i] += y[k] / (end - first);
    }
  }
  double score = d->bias;
  for (size_t k = 0; k < d->n; ++k) {
    const Feature* const f = d->feature + k;
    score += f->weight * (feature_value(f->name, y, smooth) - f->mean) / f->sd;
  }
  return score;
}

static double
heard_score(Host* host, const Discriminant* d)
{
  double db[PROBE_GRID];
  probe_mono_db(host, RATE_HZ, PROBE_GRID, db);
  return openness_score(d, db);
}

START_TEST(discriminant_is_the_reference)
{
  const Discriminant d = read_discriminant();
  Table golden = table_read("tests/golden/openness.csv");
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "match", 0);
  double worst = 0.0;
  for (size_t i = 0; i < golden.rows; ++i) {
    const double* const row = table_row(&golden, i);
    probe_set(host, "headphone_a", row[0]);
    worst = fmax(worst, fabs(heard_score(host, &d) - row[2]));
  }
  printf("openness of all headphones: within %.2f of the reference\n", worst);
  ck_assert_double_le(worst, 0.5);
  host_free(host);
  table_free(&golden);
}
END_TEST

START_TEST(references_are_what_they_are_called)
{
  const Discriminant d = read_discriminant();
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "match", 0);
  printf("openness 1, .75 .. 0:");
  for (int step = 0; step <= 8; ++step) {
    probe_set(host, "morph", step / 8.0);
    const double score = heard_score(host, &d);
    printf(" %.1f", score);
    if (step <= 4) {
      ck_assert_double_gt(score, 0.0);
    } else if (step == 8) {
      ck_assert_double_lt(score, 0.0);
    }
  }
  printf("\n");
  host_free(host);
}
END_TEST

/* README of the model: 98 % of the open headphones' closed twins class as
   closed and 74 % of the closed headphones' open twins as open. */
START_TEST(opposite_housings_class_as_what_they_are)
{
  const Discriminant d = read_discriminant();
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "match", 0);
  double n_open = 0.0;
  double n_closed = 0.0;
  double closed_twins = 0.0;
  double open_twins = 0.0;
  probe_set(host, "headphone_b", OPPOSITE);
  probe_set(host, "morph", 1);
  for (uint32_t id = FIRST_FIT; id <= LAST_FIT; ++id) {
    const HousingType type = headphones_find(id)->type;
    if (type == HOUSING_SEMI_OPEN) {
      continue;
    }
    probe_set(host, "headphone_a", id);
    const bool is_open = heard_score(host, &d) > 0.0;
    n_open += type == HOUSING_OPEN;
    n_closed += type == HOUSING_CLOSED;
    closed_twins += type == HOUSING_OPEN && !is_open;
    open_twins += type == HOUSING_CLOSED && is_open;
  }
  printf("closed twins of %g open headphones: %.1f %% class as closed; "
         "open twins of %g closed ones: %.1f %% as open\n",
         n_open,
         100.0 * closed_twins / n_open,
         n_closed,
         100.0 * open_twins / n_closed);
  fflush(stdout);
  ck_assert_double_eq(n_open, 60.0);
  ck_assert_double_eq(n_closed, 65.0);
  ck_assert_double_ge(closed_twins / n_open, 0.98);
  ck_assert_double_ge(open_twins / n_closed, 0.735); // 74 % in the model
  host_free(host);
}
END_TEST

/* --- the path ------------------------------------------------------------- */

/** How far the way from A to B turns back, in dB. */
typedef struct {
  double a;       ///< largest fall of the rms distance from A
  double b;       ///< largest rise of the rms distance to B
  double outside; ///< farthest beyond both ends at any frequency
} Detour;

static Detour
detour_of(Host* host, uint32_t a, uint32_t b)
{
  static double db[PATH_STEPS][PROBE_GRID];
  Detour detour = { 0.0, 0.0, 0.0 };
  probe_set(host, "headphone_a", a);
  probe_set(host, "headphone_b", b);
  for (int step = 0; step < PATH_STEPS; ++step) {
    probe_set(host, "morph", step / (PATH_STEPS - 1.0));
    probe_mono_db(host, RATE_HZ, PROBE_GRID, db[step]);
  }
  const double* const end = db[PATH_STEPS - 1];
  double farthest = 0.0;
  double nearest = distance(db[0], end, PROBE_GRID).rms;
  for (int step = 0; step < PATH_STEPS; ++step) {
    const double from = distance(db[step], db[0], PROBE_GRID).rms;
    const double to = distance(db[step], end, PROBE_GRID).rms;
    farthest = fmax(farthest, from);
    nearest = fmin(nearest, to);
    detour.a = fmax(detour.a, farthest - from);
    detour.b = fmax(detour.b, to - nearest);
    for (size_t i = 0; i < PROBE_GRID; ++i) {
      const double above = db[step][i] - fmax(db[0][i], end[i]);
      const double below = fmin(db[0][i], end[i]) - db[step][i];
      detour.outside = fmax(detour.outside, fmax(above, below));
    }
  }
  return detour;
}

static void
check_detour(Detour d, const char* what, unsigned a, unsigned b)
{
  ck_assert_msg(d.a <= 0.1 && d.b <= 0.1,
                "%s %u to %u turns back by %.3f and %.3f dB",
                what,
                a,
                b,
                d.a,
                d.b);
}

static void
widen(Detour* worst, Detour d)
{
  worst->a = fmax(worst->a, d.a);
  worst->b = fmax(worst->b, d.b);
  worst->outside = fmax(worst->outside, d.outside);
}

START_TEST(the_way_never_turns_back)
{
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  Detour twins = { 0.0, 0.0, 0.0 };
  Detour pairs = { 0.0, 0.0, 0.0 };
  uint64_t seed = 1985;
  probe_set(host, "match", 0);
  const Detour references = detour_of(host, 1, 3);
  for (uint32_t id = FIRST_FIT; id <= LAST_FIT; id += 8) {
    widen(&twins, detour_of(host, id, OPPOSITE));
  }
  for (int i = 0; i < 20; ++i) {
    const double n = LAST_FIT - FIRST_FIT + 1;
    const uint32_t a = FIRST_FIT + (uint32_t)(n * probe_random(&seed));
    const uint32_t b = FIRST_FIT + (uint32_t)(n * probe_random(&seed));
    widen(&pairs, detour_of(host, a, b));
  }
  printf("turning back from A, from B, beyond both ends in dB: references "
         "%.3f %.3f %.2f, twins %.3f %.3f %.2f, pairs %.3f %.3f %.2f\n",
         references.a,
         references.b,
         references.outside,
         twins.a,
         twins.b,
         twins.outside,
         pairs.a,
         pairs.b,
         pairs.outside);
  fflush(stdout);
  host_free(host);
  check_detour(references, "references", 1, 3);
  check_detour(twins, "twins", 0, 0);
  check_detour(pairs, "pairs", 0, 0);
}
END_TEST

/* Weights are designed at some places and mixed between them; what is heard
   half way is still the response of that place. */
START_TEST(between_designed_places_is_the_place)
{
  static const uint32_t pairs[][2] = {
    { 1, 3 }, { 10, OPPOSITE }, { 43, 79 }, { 100, 20 }, { 141, 60 }
  };
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  Distance worst = { 0.0, 0.0 };
  probe_set(host, "match", 0);
  for (size_t k = 0; k < sizeof(pairs) / sizeof(pairs[0]); ++k) {
    Scene scene;
    memset(&scene, 0, sizeof(scene));
    scene.headphone_a = pairs[k][0];
    scene.headphone_b = pairs[k][1];
    scene.strength = 1.0;
    scene.fit.seal = 1.0;
    probe_set(host, "headphone_a", pairs[k][0]);
    probe_set(host, "headphone_b", pairs[k][1]);
    for (int step = 1; step < 64; step += 2) {
      SceneView view;
      double heard_db[PROBE_GRID];
      double place_db[PROBE_GRID];
      probe_set(host, "morph", step / 64.0);
      probe_mono_db(host, RATE_HZ, PROBE_GRID, heard_db);
      scene_view(&scene, step / 64.0, &view);
      for (size_t i = 0; i < PROBE_GRID; ++i) {
        place_db[i] = curve_at(&view.relative, probe_grid_hz(i));
      }
      worst = distance_worst(worst, distance(heard_db, place_db, PROBE_GRID));
    }
  }
  printf("between designed places: %.3f dB rms, %.3f dB at most\n",
         worst.rms,
         worst.max);
  fflush(stdout);
  host_free(host);
  ck_assert_double_le(worst.rms, 0.2);
  ck_assert_double_le(worst.max, 1.0);
}
END_TEST

/* --- driven by hosts ------------------------------------------------------ */

static Sound
sine_1khz(uint32_t n)
{
  Sound sound = sound_new(n);
  for (uint32_t i = 0; i < n; ++i) {
    const double x = sin(2.0 * PROBE_PI * 1000.0 * i / RATE_HZ);
    sound.channel[0][i] = (float)(0.5 * x);
    sound.channel[1][i] = (float)(0.3 * x);
  }
  return sound;
}

static void
run_part(Host* host, const Sound* in, Sound* out, uint32_t first, uint32_t n)
{
  float* from[2];
  float* to[2];
  for (int c = 0; c < 2; ++c) {
    from[c] = in->channel[c] + first;
    to[c] = out->channel[c] + first;
  }
  host_run(host, from, to, n);
}

enum { QUARTER = 12000, SWEEP = 2400 }; // 50 ms

/** A quarter at A, a sweep in so small blocks, and on at B. */
static void
play_sweep(Host* host, const Sound* in, Sound* out, uint32_t block)
{
  probe_set(host, "morph", 0);
  host_activate(host);
  run_part(host, in, out, 0, QUARTER);
  for (uint32_t at = 0; at < SWEEP; at += block) {
    probe_set(host, "morph", (double)(at + block) / SWEEP);
    run_part(host, in, out, QUARTER + at, block);
  }
  run_part(host, in, out, QUARTER + SWEEP, in->n - QUARTER - SWEEP);
  host_deactivate(host);
}

static double
largest_step(const float* x, uint32_t first, uint32_t end)
{
  double step = 0.0;
  for (uint32_t i = first + 1; i < end; ++i) {
    step = fmax(step, fabs((double)x[i] - (double)x[i - 1]));
  }
  return step;
}

START_TEST(a_sweep_does_not_click)
{
  static const uint32_t pairs[][2] = {
    { 1, 3 }, { 43, 79 }, { 0, 20 }, { 100, OPPOSITE }
  };
  static const uint32_t blocks[] = { 1, 16, 96 };
  double worst = 0.0;
  for (size_t k = 0; k < 12; ++k) {
    Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
    Sound in = sine_1khz(4 * QUARTER);
    Sound out = sound_new(in.n);
    probe_set(host, "headphone_a", pairs[k / 3][0]);
    probe_set(host, "headphone_b", pairs[k / 3][1]);
    play_sweep(host, &in, &out, blocks[k % 3]);
    for (int c = 0; c < 2; ++c) {
      const float* const x = out.channel[c];
      const double steady = fmax(largest_step(x, QUARTER / 2, QUARTER),
                                 largest_step(x, 3 * QUARTER, in.n));
      worst = fmax(worst, largest_step(x, QUARTER / 2, in.n) / steady);
    }
    sound_free(&in);
    sound_free(&out);
    host_free(host);
  }
  printf("sweep in 50 ms: steps at most %.4f of the larger end's\n", worst);
  fflush(stdout);
  ck_assert_double_le(worst, 1.05);
}
END_TEST

static bool
same_bits(const Sound* a, const Sound* b)
{
  return !memcmp(a->channel[0], b->channel[0], a->n * sizeof(float)) &&
         !memcmp(a->channel[1], b->channel[1], a->n * sizeof(float));
}

/* The control changes at the same frame, the blocks differ. */
START_TEST(blocks_do_not_matter)
{
  Sound in = sine_1khz(4 * QUARTER);
  Sound whole = sound_new(in.n);
  Sound parted = sound_new(in.n);
  Host* const host = probe_open(RATE_HZ, WORKER_ABSENT);
  probe_set(host, "crossfeed", 1);
  probe_set(host, "morph", 0);
  host_activate(host);
  run_part(host, &in, &whole, 0, QUARTER);
  probe_set(host, "morph", 1);
  run_part(host, &in, &whole, QUARTER, in.n - QUARTER);
  host_deactivate(host);

  uint64_t seed = 1997;
  probe_set(host, "morph", 0);
  host_activate(host);
  for (uint32_t at = 0; at < in.n;) {
    const uint32_t end = at < QUARTER ? QUARTER : in.n;
    const uint32_t wish = 1 + (uint32_t)(300.0 * probe_random(&seed));
    const uint32_t n = wish < end - at ? wish : end - at;
    probe_set(host, "morph", at < QUARTER ? 0 : 1);
    run_part(host, &in, &parted, at, n);
    at += n;
  }
  host_deactivate(host);
  ck_assert(same_bits(&whole, &parted));
  host_free(host);
  sound_free(&in);
  sound_free(&whole);
  sound_free(&parted);
}
END_TEST

/** One block of silence, the worker's job, then the sweep. */
static void
play_with_worker(HostWorker worker, const Sound* in, Sound* out)
{
  Host* const host = probe_open(RATE_HZ, worker);
  Sound silence = sound_new(QUARTER);
  Sound nothing = sound_new(QUARTER);
  host_activate(host);
  for (int i = 0; i < 3; ++i) {
    run_part(host, &silence, &nothing, 0, QUARTER);
    if (worker == WORKER_LATER) {
      host_work(host);
    }
  }
  for (uint32_t at = 0; at < in->n; at += 100) {
    probe_set(host, "morph", (double)at / in->n);
    run_part(host, in, out, at, 100);
    if (worker == WORKER_LATER && at % 700 == 0) {
      host_work(host);
    }
  }
  host_deactivate(host);
  host_free(host);
  sound_free(&silence);
  sound_free(&nothing);
}

START_TEST(workers_do_not_matter)
{
  static const HostWorker workers[] = {
    WORKER_AT_ONCE, WORKER_LATER, WORKER_LOST, WORKER_REFUSE
  };
  Sound in = sine_1khz(2 * QUARTER);
  Sound alone = sound_new(in.n);
  Sound out = sound_new(in.n);
  play_with_worker(WORKER_ABSENT, &in, &alone);
  for (size_t k = 0; k < sizeof(workers) / sizeof(workers[0]); ++k) {
    play_with_worker(workers[k], &in, &out);
    ck_assert_msg(same_bits(&alone, &out), "worker %zu is heard", k);
  }
  sound_free(&in);
  sound_free(&alone);
  sound_free(&out);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin morph");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, discriminant_is_the_reference);
  tcase_add_test(tcase, references_are_what_they_are_called);
  tcase_add_test(tcase, opposite_housings_class_as_what_they_are);
  tcase_add_test(tcase, the_way_never_turns_back);
  tcase_add_test(tcase, between_designed_places_is_the_place);
  tcase_add_test(tcase, a_sweep_does_not_click);
  tcase_add_test(tcase, blocks_do_not_matter);
  tcase_add_test(tcase, workers_do_not_matter);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
