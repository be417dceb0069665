// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* The command that the window copies renders what a host with the same
   controls renders, sample by sample. */

#include "dsp/model/simulation.h"
#include "tests/abuse/lv2host.h"
#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include "ui/shared/command_line.h"

enum { FRAMES = 48000, BLOCK = 1024 };

static HostWorld world;

/** What is set beside the defaults. */
typedef struct {
  PortIndex port;
  float value;
} Set;

enum { SETS = 8 };

static const Set sets[][SETS] = {
  { { PORT_HEADPHONE_A, 19.0F },
    { PORT_HEADPHONE_B, 43.0F },
    { PORT_MORPH, 1.0F / 3.0F },
    { PORT_SEAL, 33.4F },
    { PORT_CROSSFEED, 1.0F },
    { PORT_SPEAKER_ANGLE, 71.3F },
    { PORT_TARGET_TILT, -0.123456789F },
    { PORT_BALANCE, 1.7F } },
  { { PORT_WEARING, 43.0F },
    { PORT_BASS_PORT, -55.5F },
    { PORT_OUTSIDE_LEVEL, -12.3F },
    { PORT_OUTSIDE_SOUND, 2.0F },
    { PORT_MATCH, 0.0F },
    { PORT_OUTPUT_GAIN, -3.3F },
    { PORT_SWAP, 1.0F },
    { PORT_MONITOR, 5.0F } },
};

/** What a host makes of in.wav, offline. */
static void
render(const Run* run, const float* value, float* out[2])
{
  const HostSetup setup = {
    .urid = true, .options = true, .worker = WORKER_AT_ONCE, .max_block = BLOCK
  };
  const LilvPlugin* const plugin = host_find(&world, "urn:earcup:stereo");
  ck_assert_ptr_nonnull(plugin);
  Host* const host = host_new(&world, plugin, 48000.0, &setup);
  const Sound in = run_read(run, "in.wav");
  ck_assert_uint_eq(in.n_frames, FRAMES);
  for (int p = 0; p < PORT_COUNT; ++p) {
    if (ports[p].kind == KIND_CONTROL_IN) {
      host_set(host, ports[p].symbol, value[p]);
    }
  }
  host_set(host, "freewheel", 1.0F);
  host_activate(host);
  for (uint32_t done = 0; done < FRAMES;) {
    float x[2][BLOCK];
    const uint32_t n = FRAMES - done < BLOCK ? FRAMES - done : BLOCK;
    for (uint32_t i = 0; i < n; ++i) {
      x[0][i] = in.samples[2 * (done + i)];
      x[1][i] = in.samples[2 * (done + i) + 1];
    }
    float* const from[2] = { x[0], x[1] };
    float* const to[2] = { out[0] + done, out[1] + done };
    host_run(host, from, to, n);
    done += n;
  }
  host_deactivate(host);
  host_free(host);
  free(in.samples);
}

START_TEST(the_copied_command_renders_the_same)
{
  static const char* const no_path[FILE_SLOTS] = { "", "", "" };
  static const char begins[] = "earcup-audition -i music.wav -o result.wav";
  static float wanted[2][FRAMES];
  float value[PORT_COUNT];
  char command[2048];
  char arguments[2048];
  Run* const run = run_begin();
  run_write_input(run);
  for (int p = 0; p < PORT_COUNT; ++p) {
    value[p] = ports[p].dflt;
  }
  for (int k = 0; k < SETS; ++k) {
    value[sets[_i][k].port] = sets[_i][k].value;
  }
  command_line(value, no_path, command, sizeof(command));
  ck_assert_mem_eq(command, begins, sizeof(begins) - 1);
  snprintf(arguments,
           sizeof(arguments),
           "-i in.wav -o out.wav%s",
           command + sizeof(begins) - 1);
  run_well(run, arguments);
  float* to[2] = { wanted[0], wanted[1] };
  render(run, value, to);
  const Sound out = run_read(run, "out.wav");
  ck_assert_uint_eq(out.n_frames, FRAMES);
  double power = 0.0;
  for (uint32_t i = 0; i < FRAMES; ++i) {
    for (int c = 0; c < 2; ++c) {
      const float x = out.samples[2 * i + (uint32_t)c];
      ck_assert_msg(x == wanted[c][i],
                    "frame %u: %.9g, not %.9g",
                    i,
                    (double)x,
                    (double)wanted[c][i]);
      power += (double)x * (double)x;
    }
  }
  ck_assert_double_gt(power, 1.0);
  free(out.samples);
  run_end(run);
}
END_TEST

int
main(void)
{
  char path[1024];
  const char* const set = getenv("EARCUP_BUNDLE_DIR");
  snprintf(path, sizeof(path), "%s/lv2", run_build());
  setenv("LV2_PATH", set ? set : path, 1);
  if (host_world_init(&world)) {
    return EXIT_FAILURE;
  }
  Suite* const suite = suite_create("audition command");
  TCase* const tests = tcase_create("command");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests,
                      the_copied_command_renders_the_same,
                      0,
                      sizeof(sets) / sizeof(*sets));
  suite_add_tcase(suite, tests);
  const int status = suite_run(suite);
  host_world_free(&world);
  return status;
}
