/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright the Earcup developers */

/* A program with Earcup inside: what it hears is what it was told, with a
   worker and without one. */

#include "dsp/earcup.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 256, BLOCKS = 400 };

static const char measurement[] =
  "frequency,error\n20,6\n50,6\n100,6\n200,3\n400,0\n500,0\n700,0\n1000,0\n"
  "1500,0\n2000,0\n3000,0\n5000,0\n10000,0\n20000,0\n";

static void
require(bool condition, const char* what)
{
  if (!condition) {
    fprintf(stderr, "embed: not so: %s\n", what);
    exit(1);
  }
}

/** Noise through it, with a worker that is done at once. */
static void
play(Earcup* earcup)
{
  static float left[BLOCK], right[BLOCK];
  const float* const in[2] = { left, right };
  float* const out[2] = { left, right };
  for (int block = 0; block < BLOCKS; ++block) {
    for (int i = 0; i < BLOCK; ++i) {
      left[i] = right[i] = (float)rand() / (float)RAND_MAX - 0.5F;
    }
    earcup_process(earcup, in, NULL, out, BLOCK);
    EarcupJob* const job = earcup_take_job(earcup);
    if (job) {
      earcup_return_job(earcup, earcup_run_job(job, false));
    }
  }
  require(isfinite(left[7]) && left[7] != 0.0F, "something comes out");
}

int
main(void)
{
  static const double hz[] = { 50.0, 1000.0 };
  double before[2], after[2];
  char message[256];
  EarcupStatus status = EARCUP_BAD_RATE;
  EarcupSettings settings;
  const EarcupText text[3] = { { measurement, strlen(measurement) },
                               { 0, 0 },
                               { 0, 0 } };
  require(!earcup_new(1.0, NULL, &status), "1 Hz is no rate");
  require(strstr(earcup_strerror(status), "rate") != NULL, "it says so");
  const EarcupHeadphone* const headphone = earcup_headphone(40);
  require(headphone != NULL, "there are headphones");

  Earcup* const earcup = earcup_new(48000.0, NULL, &status);
  require(earcup && status == EARCUP_OK, "there is one");
  require(!earcup_hold(earcup), "nothing is heard yet");
  earcup_default_settings(&settings);
  settings.simulation.strength = NAN;
  require(earcup_set(earcup, &settings) == EARCUP_BAD_SETTING, "NaN is none");
  settings.simulation.strength = 1.0;
  settings.simulation.headphone_a = headphone->id;
  for (int has_worker = 0; has_worker < 2; ++has_worker) {
    earcup_set_worker(earcup, has_worker != 0);
    require(!earcup_set(earcup, &settings), "settings are taken");
    earcup_reset(earcup);
    play(earcup);
    require(earcup_hold(earcup), "something is heard");
  }
  EarcupFiles* const files =
    earcup_read_files(48000.0, text, &status, message, sizeof(message));
  require(files != NULL, message);
  settings.simulation.headphone_a = EARCUP_MEASURED_FILE;
  require(earcup_use_files(earcup, files), "files are taken");
  require(!earcup_set(earcup, &settings), "a measured file can be heard");
  play(earcup);
  require(earcup_hold(earcup), "something is heard");
  earcup_heard(earcup, hz, after, 2);
  require(fabs(after[0] - after[1] - 6.0) < 0.5, "the measurement is heard");
  settings.simulation.fit.seal = 0.3;
  require(!earcup_set(earcup, &settings), "hair lies under its pads");
  play(earcup);
  require(earcup_hold(earcup), "something is heard");
  earcup_heard(earcup, hz, before, 2);
  require(before[0] - before[1] < after[0] - after[1] - 1.0, "it leaks");
  settings.simulation.fit.seal = 1.0;
  require(earcup_use_files(earcup, NULL), "files are given up");
  settings.simulation.headphone_a = EARCUP_OPEN_REFERENCE;
  require(!earcup_set(earcup, &settings), "something else is wanted");
  play(earcup);
  require(earcup_retired_files(earcup) == files, "files come back");
  earcup_free_files(files);
  earcup_free(earcup);
  return 0;
}
