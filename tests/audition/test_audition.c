// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* earcup-audition renders what it was asked for: same frames whatever the
   blocks, settings on time, any input format, exact measurements. The plugin
   switched off passes its input through bit for bit, which makes every frame
   of the result known beforehand. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#define OFF "-c enabled=off "
#define THROUGH "-i in.wav -o out.wav " OFF

/** Largest difference of two sounds, an offset into a allowed. */
static double
largest_difference(const Sound* a, const Sound* b)
{
  ck_assert_uint_eq(a->n_frames, b->n_frames);
  ck_assert_int_eq(a->info.channels, b->info.channels);
  double most = 0.0;
  for (size_t i = 0; i < a->n_frames * (size_t)a->info.channels; ++i) {
    most = fmax(most, fabs((double)a->samples[i] - (double)b->samples[i]));
  }
  return most;
}

static double
file_difference(const Run* r, const char* a, const char* b)
{
  const Sound x = run_read(r, a);
  const Sound y = run_read(r, b);
  const double difference = largest_difference(&x, &y);
  free(x.samples);
  free(y.samples);
  return difference;
}

START_TEST(off_is_the_input)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r, THROUGH "--null in.wav");
  ck_assert(file_difference(r, "out.wav", "in.wav") == 0.0);
  ck_assert_ptr_nonnull(strstr(r->text, "residual peak -inf dB, rms -inf dB"));
  run_well(r, "-i in.wav -o on.wav");
  ck_assert(file_difference(r, "on.wav", "in.wav") > 0.01);
  run_end(r);
}
END_TEST

START_TEST(blocks_do_not_matter)
{
  static const char* const blocks[] = { "1", "7", "64", "8192", "random" };
  Run* const r = run_begin();
  run_write_input(r);
  for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); ++i) {
    char arguments[512];
    snprintf(arguments,
             sizeof(arguments),
             "-i in.wav -o %s.wav -b %s -c morph=1@0.25 "
             "-c crossfeed=Natural@0.400001 -c seal=40@0.6 "
             "-c headphone_a=SP/3@0.8",
             blocks[i],
             blocks[i]);
    run_well(r, arguments);
  }
  for (size_t i = 1; i < sizeof(blocks) / sizeof(blocks[0]); ++i) {
    char name[32];
    snprintf(name, sizeof(name), "%s.wav", blocks[i]);
    ck_assert_msg(run_same(r, "1.wav", name), "block %s differs", blocks[i]);
  }
  run_end(r);
}
END_TEST

/** First frame in which two stereo sounds differ. */
static size_t
first_difference(const Sound* a, const Sound* b)
{
  size_t i = 0;
  while (i < a->n_frames && a->samples[2 * i] == b->samples[2 * i]) {
    ++i;
  }
  return i;
}

START_TEST(settings_come_on_time)
{
  static const char* const blocks[] = { "64", "8192", "random" };
  Run* const r = run_begin();
  run_write_input(r);
  const Sound in = run_read(r, "in.wav");
  for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); ++i) {
    char arguments[256];
    snprintf(arguments,
             sizeof(arguments),
             THROUGH "-c enabled=on@0.25 -b %s",
             blocks[i]);
    run_well(r, arguments);
    const Sound out = run_read(r, "out.wav");
    const size_t frame = first_difference(&in, &out);
    // The fade begins at the next step of the plugin's own time, and with
    // the untouched sample.
    ck_assert_uint_ge(frame, 12000);
    ck_assert_uint_le(frame, 12000 + 64);
    free(out.samples);
  }
  free(in.samples);
  run_end(r);
}
END_TEST

START_TEST(rate_is_converted)
{
  Run* const r = run_begin();
  const SF_INFO at_44100 = { .samplerate = 44100,
                             .channels = 2,
                             .format = RUN_WAV };
  const SF_INFO at_96000 = { .samplerate = 96000,
                             .channels = 2,
                             .format = RUN_WAV };
  run_write(r, "in.wav", at_44100, 44100, 1000, 0.5);
  run_write(r, "want.wav", at_96000, 96000, 1000, 0.5);
  run_well(r, THROUGH "-r 96000");
  const Sound out = run_read(r, "out.wav");
  const Sound want = run_read(r, "want.wav");
  ck_assert_int_eq(out.info.samplerate, 96000);
  ck_assert_uint_eq(out.n_frames, 96000);
  // The ends ring: a sine that begins or stops is not band limited.
  for (size_t i = 2 * 2000; i < 2 * 94000; ++i) {
    ck_assert_float_eq_tol(out.samples[i], want.samples[i], 1e-4F);
  }
  free(out.samples);
  free(want.samples);
  run_end(r);
}
END_TEST

/** The converter is as true as its author says: 121 dB, 90 % of the band. */
START_TEST(conversion_adds_nothing)
{
  static const double tones_hz[] = { 997, 10007, 17989 };
  Run* const r = run_begin();
  const SF_INFO at_44100 = { .samplerate = 44100,
                             .channels = 2,
                             .format = RUN_WAV };
  const double pi = acos(-1.0);
  for (size_t t = 0; t < sizeof(tones_hz) / sizeof(tones_hz[0]); ++t) {
    run_write(r, "in.wav", at_44100, 88200, tones_hz[t], 0.5);
    run_well(r, THROUGH "-r 48000");
    const Sound out = run_read(r, "out.wav");
    // A second of whole periods: the tone is orthogonal to all it is not.
    double re = 0.0;
    double im = 0.0;
    double power = 0.0;
    for (size_t i = 0; i < 48000; ++i) {
      const double x = (double)out.samples[2 * (i + 24000)];
      const double phase = 2 * pi * fmod(tones_hz[t] * (double)i / 48000, 1.0);
      re += x * cos(phase) / 24000;
      im += x * sin(phase) / 24000;
      power += x * x / 48000;
    }
    const double tone = (re * re + im * im) / 2;
    ck_assert_double_lt(fabs(10 * log10(tone / 0.125)), 0.002);
    ck_assert_double_lt(10 * log10(fmax(power - tone, 1e-30) / tone), -110);
    free(out.samples);
  }
  run_end(r);
}
END_TEST

START_TEST(mono_goes_to_both_ears)
{
  Run* const r = run_begin();
  const SF_INFO mono = { .samplerate = 48000,
                         .channels = 1,
                         .format = RUN_WAV };
  run_write(r, "in.wav", mono, 4800, 0, 0.5);
  run_well(r, THROUGH);
  const Sound in = run_read(r, "in.wav");
  const Sound out = run_read(r, "out.wav");
  ck_assert_int_eq(out.info.channels, 2);
  ck_assert_uint_eq(out.n_frames, in.n_frames);
  for (size_t i = 0; i < in.n_frames; ++i) {
    ck_assert(out.samples[2 * i] == in.samples[i]);
    ck_assert(out.samples[2 * i + 1] == in.samples[i]);
  }
  free(in.samples);
  free(out.samples);
  run_end(r);
}
END_TEST

START_TEST(formats_are_read)
{
  Run* const r = run_begin();
  SF_INFO info = { .samplerate = 44100, .channels = 2 };
  info.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
  run_write(r, "in.flac", info, 44100, 440, 0.5);
  info.format = SF_FORMAT_AIFF | SF_FORMAT_PCM_24;
  run_write(r, "in.aiff", info, 44100, 440, 0.5);
  info.format = SF_FORMAT_OGG | SF_FORMAT_VORBIS;
  run_write(r, "in.ogg", info, 44100, 440, 0.5);
  info.format = RUN_WAV;
  run_write(r, "want.wav", info, 44100, 440, 0.5);
  run_well(r, "-i in.flac -o out.wav " OFF);
  ck_assert(file_difference(r, "out.wav", "want.wav") < 1.0 / 32767);
  run_well(r, "-i in.aiff -o out.wav " OFF);
  ck_assert(file_difference(r, "out.wav", "want.wav") < 1.0 / 8388607);
  run_well(r, "-i in.ogg -o out.wav " OFF);
  ck_assert(file_difference(r, "out.wav", "want.wav") < 0.02);
  run_end(r);
}
END_TEST

START_TEST(formats_are_written)
{
  static const struct {
    const char* name;
    const char* options;
    int format;
    double tolerance;
  } targets[] = {
    { "a.wav", "", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 0 },
    { "b.wav", "--format 24", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 1.2e-7 },
    { "c.aiff", "", SF_FORMAT_AIFF | SF_FORMAT_FLOAT, 0 },
    { "d.flac", "", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, 1.2e-7 },
    { "e.ogg", "", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 0.1 },
  };
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  run_write(r, "in.wav", info, 48000, 440, 0.5);
  for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); ++i) {
    char arguments[256];
    snprintf(arguments,
             sizeof(arguments),
             "-i in.wav -o %s " OFF "%s",
             targets[i].name,
             targets[i].options);
    run_well(r, arguments);
    const Sound out = run_read(r, targets[i].name);
    ck_assert_int_eq(out.info.format & (SF_FORMAT_TYPEMASK | SF_FORMAT_SUBMASK),
                     targets[i].format);
    free(out.samples);
    ck_assert(file_difference(r, targets[i].name, "in.wav") <=
              targets[i].tolerance);
  }
  run_end(r);
}
END_TEST

START_TEST(measurements_are_true)
{
  Run* const r = run_begin();
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  // BS.1770: a 997 Hz sine of 0 dBFS in one channel is -3.01 LUFS, so in both
  // it is 0 LUFS; this one is 20 dB lower.
  run_write(r, "in.wav", info, 96000, 997, 0.1);
  run_well(r, THROUGH);
  ck_assert_ptr_nonnull(strstr(r->text, "peak  -20.0 dBFS"));
  ck_assert_ptr_nonnull(strstr(r->text, "loudness  -20.0 LUFS"));
  // Ten times the reference less the reference is nine times: 19.08 dB.
  run_well(r, "-i in.wav --gain 20 --null in.wav " OFF);
  ck_assert_ptr_nonnull(strstr(r->text, "peak   +0.0 dBFS"));
  ck_assert_ptr_nonnull(
    strstr(r->text, "residual peak +19.1 dB, rms +19.1 dB"));
  ck_assert_int_eq(run_count(r), 2);
  run_end(r);
}
END_TEST

START_TEST(tail_goes_on)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r, THROUGH "--tail 0.5");
  const Sound out = run_read(r, "out.wav");
  ck_assert_uint_eq(out.n_frames, 72000);
  for (size_t i = 2 * 48000; i < 2 * 72000; ++i) {
    ck_assert(out.samples[i] == 0.0F);
  }
  free(out.samples);
  run_end(r);
}
END_TEST

START_TEST(presets_by_label_slug_and_part_of_a_choice)
{
  Run* const r = run_begin();
  run_write_input(r);
  run_well(r,
           "-i in.wav -o out.wav -p 'Open-back reference' "
           "-p closed-back-reference");
  ck_assert(run_has(r, "out-open-back-reference.wav"));
  ck_assert(run_has(r, "out-closed-back-reference.wav"));
  ck_assert(!run_has(r, "out.wav"));
  ck_assert(!run_same(
    r, "out-open-back-reference.wav", "out-closed-back-reference.wav"));
  run_well(r, "-i in.wav -o one.wav -p open-back-reference");
  ck_assert(run_same(r, "one.wav", "out-open-back-reference.wav"));
  run_well(r, "-i in.wav -o b.wav -c headphone_a='closed reference'");
  run_well(r, "-i in.wav -o c.wav -c headphone_a=3");
  ck_assert(run_same(r, "b.wav", "c.wav"));
  run_end(r);
}
END_TEST

START_TEST(list_names_everything)
{
  static const char* const words[] = { "<urn:earcup:stereo>",
                                       "Reference:",
                                       "Open-back reference",
                                       "(closed-back-reference)",
                                       "headphone_a",
                                       "143  Opposite housing of A",
                                       "morph  Morph A to B: 0 to 1 (0)",
                                       "speaker_angle",
                                       "Chu Moy" };
  Run* const r = run_begin();
  run_well(r, "--list");
  for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); ++i) {
    ck_assert_msg(strstr(r->text, words[i]), "no '%s' in list", words[i]);
  }
  ck_assert_ptr_null(strstr(r->text, "peak_l"));
  run_end(r);
}
END_TEST

START_TEST(plot_is_a_picture)
{
  static const unsigned char start[] = {
    137, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13,
    'I', 'H', 'D', 'R', 0,  0,  6,  64, 0, 0, 3, 132
  };
  Run* const r = run_begin();
  char path[1024];
  unsigned char bytes[sizeof(start)];
  run_well(r, "--plot plot.png -p open-back-reference -p bauer-crossfeed");
  run_path(r, "plot.png", path);
  FILE* const file = fopen(path, "rb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fread(bytes, 1, sizeof(bytes), file), sizeof(bytes));
  fclose(file);
  ck_assert_mem_eq(bytes, start, sizeof(start)); // 1600 x 900
  run_end(r);
}
END_TEST

/* What is no UTF-8 is drawn as U+FFFD, and the rest of the plot all the same.
 */
START_TEST(title_of_any_bytes)
{
  Run* const r = run_begin();
  run_well(r, "--plot a.png --title 'caf\xE9 \xF0\x9F' -p bauer-crossfeed");
  run_well(r,
           "--plot b.png --title 'caf\xEF\xBF\xBD \xEF\xBF\xBD' "
           "-p bauer-crossfeed");
  char command[2048];
  snprintf(command,
           sizeof(command),
           "cmp '%s/a.png' '%s/b.png'",
           r->folder,
           r->folder);
  ck_assert_int_eq(system(command), 0);
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition");
  TCase* const tests = tcase_create("rendering");
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, off_is_the_input);
  tcase_add_test(tests, blocks_do_not_matter);
  tcase_add_test(tests, settings_come_on_time);
  tcase_add_test(tests, rate_is_converted);
  tcase_add_test(tests, conversion_adds_nothing);
  tcase_add_test(tests, mono_goes_to_both_ears);
  tcase_add_test(tests, formats_are_read);
  tcase_add_test(tests, formats_are_written);
  tcase_add_test(tests, measurements_are_true);
  tcase_add_test(tests, tail_goes_on);
  tcase_add_test(tests, presets_by_label_slug_and_part_of_a_choice);
  tcase_add_test(tests, list_names_everything);
  tcase_add_test(tests, plot_is_a_picture);
  tcase_add_test(tests, title_of_any_bytes);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
