// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition --report: against the plugin's own renderings, against closed
   forms, and against itself. */

#include "tests/support/report_table.h"
#include "tests/support/suite.h"

#include <complex.h>
#include <fftw3.h>

/** Mean squares of both channels in the octaves 31.5 Hz .. 16 kHz, from one
    transform of all of it. */
static void
octaves_of(const Run* r, const char* name, double power[OCTAVES])
{
  const Sound sound = run_read(r, name);
  const size_t n = sound.n_frames;
  double* const x = fftw_alloc_real(n);
  fftw_complex* const bins = fftw_alloc_complex(n / 2 + 1);
  fftw_plan plan = fftw_plan_dft_r2c_1d((int)n, x, bins, FFTW_ESTIMATE);
  memset(power, 0, OCTAVES * sizeof(double));
  for (size_t c = 0; c < 2; ++c) {
    for (size_t i = 0; i < n; ++i) {
      x[i] = (double)sound.samples[2 * i + c];
    }
    fftw_execute(plan);
    for (size_t k = 1; k < n / 2; ++k) {
      const double hz = (double)k * sound.info.samplerate / (double)n;
      const long octave = lround(log2(hz / 1000.0)) + 5;
      if (octave >= 0 && octave < OCTAVES) {
        power[octave] += 2.0 * creal(bins[k] * conj(bins[k])) / (double)(n * n);
      }
    }
  }
  fftw_destroy_plan(plan);
  fftw_free(x);
  fftw_free(bins);
  free(sound.samples);
}

START_TEST(wrong_usage)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_badly(r, "--report x.html", "there is no input");
  run_badly(r, "-i in.wav --report x.txt", "must end in .html, .csv or .json");
  run_badly(r, "-i in.wav -i in.wav --report x.csv", "several inputs need %n");
  run_badly(r, "-i in.wav --report x.csv -p dt-48", "-p changes nothing");
  run_badly(r, "-i in.wav --report x.csv -c seal=3", "-c seal changes nothing");
  run_badly(
    r, "-i in.wav --report x.csv -c outside_sound=1@2", "nothing there");
  run_badly(r, "-i in.wav --report x.csv --report x.csv", "written twice");
  run_badly(r, "-i in.wav --report x.csv --report no/x.html", "cannot be");
  run_badly(r, "--desktop status --report x.csv", "renders no file");
  run_badly(r, "--list headphones --report x.csv", "goes alone");
  run_badly(r, "-i no.wav --report x.csv", "no.wav: No such file");
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  run_write(r, "silent.wav", info, 96000, 1.0, 0.0);
  run_badly(r, "-i silent.wav --report x.csv", "too soft to tell anything");
  run_end(r);
}
END_TEST

/** A second of a tone that comes and goes softly, so that it is nothing else.
 */
static void
write_tone(const Run* r, const char* name, double f_hz)
{
  SF_INFO info = { .samplerate = 44100, .channels = 1, .format = RUN_WAV };
  char path[1024];
  run_path(r, name, path);
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  ck_assert_ptr_nonnull(file);
  for (int i = 0; i < 88200; ++i) {
    const double t = i / 44100.0;
    const double shape = sin(acos(-1.0) * t / 2.0);
    const float x =
      (float)(0.2 * shape * shape * sin(2.0 * acos(-1.0) * f_hz * t));
    ck_assert_int_eq(sf_writef_float(file, &x, 1), 1);
  }
  sf_close(file);
}

/** What a headphone does to one tone is one number, which equal loudness takes
    back: nothing is left, and nothing is said of other octaves. */
START_TEST(one_tone_stays_as_loud)
{
  static const char* const ids[] = { "1", "5", "79", "404" };
  Run* const r = run_begin();
  write_tone(r, "in.wav", 1000.0);
  run_well(r, "-i in.wav --report x.csv --report x.json");
  Table table = table_read(r, "x.csv");
  for (size_t i = 0; i < 4; ++i) {
    const Row* const row = table_row(&table, ids[i], "new", "quiet");
    ck_assert_ptr_nonnull(row);
    for (int o = 0; o < OCTAVES; ++o) {
      ck_assert_str_eq(row->column[COLUMN_OCTAVE + o], o == 5 ? "0.00" : "");
    }
  }
  table_free(&table);
  char* const text = read_text(r, "x.json");
  // 0.2^2 / 2, times 3/8 for its shape, in two channels
  ck_assert_ptr_nonnull(
    strstr(text, "\"octave_dbfs\":[null,null,null,null,null,-18.24,null"));
  free(text);
  run_end(r);
}
END_TEST

static const struct {
  const char* id;
  const char* fit;
  const char* place;
} samples[] = {
  { "1", "new", "quiet" },         { "3", "worn pads", "quiet" },
  { "5", "bad seal", "quiet" },    { "79", "bad seal", "outside" },
  { "20", "new", "outside" },      { "44", "worn pads", "outside" },
  { "120", "bad seal", "quiet" },  { "222", "new", "quiet" },
  { "301", "worn pads", "quiet" }, { "404", "new", "outside" },
  { "500", "new", "quiet" },       { "546", "bad seal", "outside" },
};

/** The listening level at which the plugin does the same, as the page says. */
static double
level_of(const Run* r, const char* page)
{
  char* const text = read_text(r, page);
  const char* const said = strstr(text, "listening_level ");
  ck_assert_ptr_nonnull(said);
  const double level = strtod(said + strlen("listening_level "), NULL);
  free(text);
  return level;
}

/** Let the plugin render the cell of a row, at the report's own gain, since the
    match of the plugin learns while it plays. */
static void
render(Run* r, size_t sample, const Row* row, double level)
{
  const char* const fit = samples[sample].fit;
  const double gain = row_value(row, COLUMN_GAIN);
  char arguments[512];
  snprintf(arguments,
           sizeof(arguments),
           "-i mix.wav -o out.wav -c headphone_a=%s -c match=off "
           "-c output_gain=%.2f -c seal=%d -c pad_wear=%d -c outside_level=%d "
           "-c listening_level=%.2f",
           samples[sample].id,
           gain,
           strcmp(fit, "bad seal") ? 100 : 74,
           strcmp(fit, "worn pads") ? 0 : 100,
           strcmp(samples[sample].place, "quiet") ? 0 : -60,
           level + gain); // the gain is behind the outside too
  run_well(r, arguments);
}

static double
said_lufs(const Run* r)
{
  const char* const unit = strstr(r->text, " LUFS");
  ck_assert_ptr_nonnull(unit);
  const char* number = unit;
  while (number > r->text && number[-1] != ' ') {
    --number;
  }
  return strtod(number, NULL);
}

/** Ten cells and two more are what the plugin does. */
START_TEST(cells_are_what_the_plugin_does)
{
  Run* const r = run_begin();
  double before[OCTAVES];
  double after[OCTAVES];
  write_mix(r, "mix.wav", 0.5, 48000, 0.0);
  octaves_of(r, "mix.wav", before);
  run_well(r, "-i mix.wav --report mix.csv --report mix.html");
  Table table = table_read(r, "mix.csv");
  const double lufs = said_lufs(r);
  const double level = level_of(r, "mix.html");
  ck_assert_double_eq_tol(level, 80.0 - (lufs + 18.0), 0.1);
  for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); ++i) {
    const bool quiet = !strcmp(samples[i].place, "quiet");
    const Row* const row =
      table_row(&table, samples[i].id, samples[i].fit, samples[i].place);
    render(r, i, row, level);
    octaves_of(r, "out.wav", after);
    for (int o = 0; o < OCTAVES; ++o) {
      const double rendered = 10.0 * log10(after[o] / before[o]);
      const double said = row_value(row, COLUMN_OCTAVE + o);
      ck_assert_msg(fabs(said - rendered) < 0.3,
                    "%s %s %s, octave %d: says %.2f, renders %.2f dB",
                    samples[i].id,
                    samples[i].fit,
                    samples[i].place,
                    o,
                    said,
                    rendered);
    }
    if (quiet) {
      ck_assert_double_eq_tol(said_lufs(r), lufs, 0.3);
    }
  }
  table_free(&table);
  run_end(r);
}
END_TEST

/** Every headphone has its rows; active ones have no fit and no isolation. */
START_TEST(all_of_the_catalogue_is_there)
{
  Run* const r = run_begin();
  char line[1024];
  run_write_input(r);
  run_well(r, "-i in.wav --report x.csv");
  Table table = table_read(r, "x.csv");
  FILE* const bank = fopen("presets/headphones.tsv", "r");
  ck_assert_ptr_nonnull(bank);
  int n = 0;
  while (fgets(line, sizeof(line), bank)) {
    if (*line == '#') {
      continue;
    }
    char id[16];
    const bool passive = !strstr(line, "\tactive\t");
    snprintf(id, sizeof(id), "%.*s", (int)strcspn(line, "\t"), line);
    ck_assert_ptr_nonnull(table_row(&table, id, "new", "quiet"));
    ck_assert(passive == (table_row(&table, id, "new", "outside") != NULL));
    ck_assert(passive == (table_row(&table, id, "worn pads", "quiet") != NULL));
    ++n;
  }
  fclose(bank);
  table_free(&table);
  ck_assert_int_gt(n, 500);
  run_end(r);
}
END_TEST

/** However many threads, and however often. */
START_TEST(same_bytes_every_time)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r, "-i in.wav --report 1.csv --report 1.html --report 1.json -j 1");
  for (int i = 0; i < 3; ++i) {
    run_well(r,
             i == 0   ? "-i in.wav --report 2.csv --report 2.html --report "
                        "2.json -j 2"
             : i == 1 ? "-i in.wav --report 2.csv --report 2.html --report "
                        "2.json -j 7"
                      : "-i in.wav --report 2.csv --report 2.html --report "
                        "2.json");
    ck_assert(run_same(r, "1.csv", "2.csv"));
    ck_assert(run_same(r, "1.html", "2.html"));
    ck_assert(run_same(r, "1.json", "2.json"));
  }
  run_end(r);
}
END_TEST

/** Ten dB more of listening level are ten dB more above the outside; another
    sound is another. */
START_TEST(listening_level_counts)
{
  Run* const r = run_begin();
  write_mix(r, "mix.wav", 0.5, 48000, 0.0);
  write_mix(r, "soft.wav", 0.05, 48000, 0.0);
  run_well(r, "-i mix.wav --report 80.csv");
  run_well(r, "-i mix.wav --report 90.csv -c listening_level=90");
  run_well(r, "-i mix.wav --report office.csv -c outside_sound=Office");
  run_well(r, "-i soft.wav --report soft.csv");
  static const char* const names[] = {
    "80.csv", "90.csv", "soft.csv", "office.csv"
  };
  double margin[4][OCTAVES];
  for (int i = 0; i < 4; ++i) {
    Table table = table_read(r, names[i]);
    const Row* const row = table_row(&table, "20", "new", "outside");
    for (int o = 0; o < OCTAVES; ++o) {
      margin[i][o] = row_value(row, COLUMN_MARGIN + o);
    }
    table_free(&table);
  }
  for (int o = 0; o < OCTAVES; ++o) {
    ck_assert_double_eq_tol(margin[1][o], margin[0][o] + 10.0, 0.011);
    ck_assert_double_eq_tol(margin[2][o], margin[0][o], 0.05); // as mastered
    ck_assert_double_gt(fabs(margin[3][o] - margin[0][o]), 0.5);
  }
  run_end(r);
}
END_TEST

START_TEST(many_mixes_give_many_reports)
{
  Run* const r = run_begin();
  run_write_input(r);
  write_mix(r, "mix.wav", 0.5, 44100, 0.0);
  run_well(r, "-i in.wav -i mix.wav --report %n.html --report %n.csv -j 2");
  ck_assert_int_eq(run_count(r), 6);
  ck_assert_ptr_nonnull(strstr(r->text, "in.html  555 headphones, 0:01 min"));
  ck_assert(strstr(r->text, "in.csv") < strstr(r->text, "mix.html"));
  run_well(r, "-i mix.wav --report single.csv");
  ck_assert(run_same(r, "single.csv", "mix.csv"));
  const int code = run(r, "-i no.wav -i mix.wav --report %n-2.csv");
  ck_assert_int_eq(code, 1);
  ck_assert_ptr_nonnull(strstr(r->text, "1 of 2 results failed"));
  ck_assert(run_same(r, "single.csv", "mix-2.csv"));
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition report");
  TCase* const tests = tcase_create("report");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, wrong_usage);
  tcase_add_test(tests, one_tone_stays_as_loud);
  tcase_add_test(tests, cells_are_what_the_plugin_does);
  tcase_add_test(tests, all_of_the_catalogue_is_there);
  tcase_add_test(tests, same_bytes_every_time);
  tcase_add_test(tests, listening_level_counts);
  tcase_add_test(tests, many_mixes_give_many_reports);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
