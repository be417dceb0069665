// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Open or closed: what a discriminant trained on measured headphones hears in
   the built plugin. */

#include "dsp/model/headphones.h"
#include "tests/support/probe.h"
#include "tests/support/suite.h"
#include "tests/support/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RATE_HZ 48000.0

enum { FIRST_FIT = 5, LAST_FIT = 557, OPPOSITE = 143 };

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

/* The model's page on opposite housings: of any headphones at least 95 % of the
   open ones' closed twins class as closed and 80 % of the closed ones' open
   twins as open. Active ones have no twin of their own. */
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
    const Headphone* const row = headphones_find(id);
    if (!row || row->active || row->type == HOUSING_SEMI_OPEN) {
      continue;
    }
    const HousingType type = row->type;
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
  ck_assert_double_eq(n_open, 218.0);
  ck_assert_double_eq(n_closed, 205.0);
  ck_assert_double_ge(closed_twins / n_open, 0.95);
  ck_assert_double_ge(open_twins / n_closed, 0.80);
  host_free(host);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("plugin openness");
  TCase* const tcase = tcase_create("through lilv");
  tcase_set_timeout(tcase, 0);
  tcase_add_unchecked_fixture(tcase, probe_open_world, probe_close_world);
  tcase_add_test(tcase, discriminant_is_the_reference);
  tcase_add_test(tcase, references_are_what_they_are_called);
  tcase_add_test(tcase, opposite_housings_class_as_what_they_are);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
