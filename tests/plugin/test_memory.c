// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* Out of memory at each place where some is asked for: nothing breaks, nothing
   is lost, and it is said. */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // for RTLD_NEXT
#endif

#include "tests/support/scarce.h"

#include "dsp/engine/morph_designer.h"
#include "dsp/filter/analyser.h"
#include "dsp/filter/weights.h"
#include "plugin/earcup.c"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#define RATE_HZ 48000.0

enum { MOST_BLOCKS = 2000, BLOCK = 64 };

/** Make something and free it again; false if it could not be made. */
typedef bool (*Attempt)(void);

/* Each of these is driven through an allocator that fails after n calls. None
   may use Check's assertions meanwhile, for those take memory. */

static PoleSet* pole_set;
static Basis* basis;

static PoleSet*
catalogue_pole_set(void)
{
  Poles poles;
  poles_of_catalogue(&poles, RATE_HZ);
  return pole_set_new(RATE_HZ, &poles, CATALOGUE_RIDGE, NULL);
}

static bool
make_design(void)
{
  PoleSet* const made = catalogue_pole_set();
  pole_set_free(made);
  return made != NULL;
}

static bool
make_basis(void)
{
  Basis* const made = basis_new(pole_set);
  basis_free(made);
  return made != NULL;
}

static bool
make_equations(void)
{
  NormalEquations* const made = normal_equations_new(basis);
  normal_equations_free(made);
  return made != NULL;
}

static bool
make_relative_fit(void)
{
  RelativeSolver* const made = relative_solver_new();
  relative_solver_free(made);
  return made != NULL;
}

static bool
make_minphase(void)
{
  MinPhase* const made = minphase_new(RATE_HZ);
  minphase_free(made);
  return made != NULL;
}

static bool
make_designer(void)
{
  LoudnessBands* const bands = loudness_bands_new(RATE_HZ);
  MorphDesigner* const made =
    bands ? morph_designer_new(pole_set, bands) : NULL;
  morph_designer_free(made);
  loudness_bands_free(bands);
  return made != NULL;
}

static bool
make_autocorrelation(void)
{
  Autocorrelation* const made = autocorrelation_new(RATE_HZ, SIMD_GENERIC);
  autocorrelation_free(made);
  return made != NULL;
}

static bool
make_analyser(void)
{
  Analyser* const made = analyser_new(RATE_HZ);
  analyser_free(made);
  return made != NULL;
}

static bool
make_engine(void)
{
  Earcup* const made = earcup_new(RATE_HZ, NULL, NULL);
  earcup_free(made);
  return made != NULL;
}

static bool
load_files(void)
{
  static const EarcupMeasurement response;
  EarcupFiles* const files = earcup_copy_files(NULL, false);
  bool is_done = false;
  const bool success =
    files &&
    earcup_put_file(files, EARCUP_FILE_B, &response, "/a/path", "a note") &&
    !earcup_fit_file(files, EARCUP_FILE_B, EARCUP_OPEN, 0, &is_done) &&
    !earcup_design_files(files, RATE_HZ);
  EarcupFiles* const copy = success ? earcup_copy_files(files, true) : NULL;
  earcup_free_files(files);
  earcup_free_files(copy);
  return copy != NULL;
}

/* A host that counts what it is told and needs no memory itself. */

static unsigned logged;

static int
log_vprintf(LV2_Log_Handle handle, LV2_URID type, const char* fmt, va_list args)
{
  (void)handle;
  (void)type;
  (void)fmt;
  (void)args;
  ++logged;
  return 0;
}

static int
log_printf(LV2_Log_Handle handle, LV2_URID type, const char* fmt, ...)
{
  (void)handle;
  (void)type;
  (void)fmt;
  ++logged;
  return 0;
}

static LV2_URID
map_uri(LV2_URID_Map_Handle handle, const char* uri)
{
  static const char* uris[128];
  static unsigned n;
  (void)handle;
  unsigned i = 0;
  while (i < n && strcmp(uris[i], uri)) {
    ++i;
  }
  uris[i] = uri; // a literal of the plugin or of this file
  n += i == n;
  return i + 1;
}

/** One job at a time waits for its worker, one reply for the audio. */
static struct {
  uint32_t size;
  char data[PATH_SIZE + 64];
  uint32_t reply_size;
  char reply[64];
} box;

static LV2_Worker_Status
schedule_work(LV2_Worker_Schedule_Handle handle, uint32_t size, const void* job)
{
  (void)handle;
  if (box.size > 0) {
    return LV2_WORKER_ERR_NO_SPACE;
  }
  memcpy(box.data, job, size);
  box.size = size;
  return LV2_WORKER_SUCCESS;
}

static LV2_Worker_Status
respond(LV2_Worker_Respond_Handle handle, uint32_t size, const void* data)
{
  (void)handle;
  memcpy(box.reply, data, size);
  box.reply_size = size;
  return LV2_WORKER_SUCCESS;
}

static LV2_URID_Map map = { NULL, map_uri };
static LV2_Worker_Schedule schedule = { NULL, schedule_work };
static LV2_Log_Log host_log = { NULL, log_printf, log_vprintf };
static const LV2_Feature map_feature = { LV2_URID__map, &map };
static const LV2_Feature work_feature = { LV2_WORKER__schedule, &schedule };
static const LV2_Feature log_feature = { LV2_LOG__log, &host_log };
static const LV2_Feature* const features[] = { &map_feature,
                                               &work_feature,
                                               &log_feature,
                                               NULL };

static LV2_Handle
new_plugin(void)
{
  memset(&box, 0, sizeof(box));
  const LV2_Descriptor* const descriptor = lv2_descriptor(0);
  return descriptor->instantiate(descriptor, RATE_HZ, "", features);
}

/** Without an instance it has to say why, or it counts as one. */
static bool
make_plugin(void)
{
  logged = 0;
  const LV2_Handle made = new_plugin();
  if (!made && logged == 0) {
    return true;
  }
  if (made) {
    lv2_descriptor(0)->cleanup(made);
  }
  return made != NULL;
}

static void
check_no_loss(const char* what, unsigned n)
{
  ck_assert_msg(scarce.blocks == 0,
                "%s leaks %u blocks with %u to be had",
                what,
                scarce.blocks,
                n);
}

START_TEST(constructors_fail_cleanly)
{
  static const struct {
    const char* name;
    Attempt attempt;
  } all[] = { { "design", make_design },
              { "basis", make_basis },
              { "equations", make_equations },
              { "fit", make_relative_fit },
              { "minimum phase", make_minphase },
              { "designer", make_designer },
              { "autocorrelation", make_autocorrelation },
              { "analyser", make_analyser },
              { "engine", make_engine },
              { "files", load_files },
              { "plugin", make_plugin } };
  pole_set = catalogue_pole_set();
  basis = basis_new(pole_set);
  for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); ++i) {
    for (int once = 0; once <= 1; ++once) {
      unsigned n = 0;
      for (unsigned refused = 1; refused > 0; ++n) {
        ck_assert_uint_lt(n, MOST_BLOCKS);
        scarce_begin(n, once);
        const bool success = all[i].attempt();
        refused = scarce_end();
        check_no_loss(all[i].name, n);
        ck_assert_msg(success == (refused == 0),
                      "%s with %u blocks: %s",
                      all[i].name,
                      n,
                      success ? "made all the same" : "not made");
      }
      ck_assert_uint_gt(n, 1);
    }
  }
  basis_free(basis);
  pole_set_free(pole_set);
}
END_TEST

/* An instance with its ports and a file. */
typedef struct {
  LV2_Handle handle;
  float control[PORT_COUNT];
  float in[2][BLOCK];
  float out[2][BLOCK];
  float level;    ///< of the noise that comes in
  bool is_finite; ///< all that came out
  char path[64];
} Life;

static void
begin_life(Life* life)
{
  memset(life, 0, sizeof(*life));
  life->level = 1.0F;
  life->is_finite = true;
  strcpy(life->path, "/tmp/earcup-memory-XXXXXX");
  FILE* const file = fdopen(mkstemp(life->path), "w");
  ck_assert_ptr_nonnull(file);
  fputs("frequency,raw\n20,-3\n100,2\n1000,0\n10000,-4\n20000,1\n", file);
  fclose(file);
  life->handle = new_plugin();
  ck_assert_ptr_nonnull(life->handle);
  for (unsigned i = 0; i < PORT_COUNT; ++i) {
    life->control[i] = ports[i].dflt;
    const PortKind kind = ports[i].kind;
    if (kind == KIND_CONTROL_IN || kind == KIND_CONTROL_OUT) {
      lv2_descriptor(0)->connect_port(life->handle, i, &life->control[i]);
    }
  }
  const PortIndex audio[] = { PORT_IN_L, PORT_IN_R, PORT_OUT_L, PORT_OUT_R };
  float* const buffer[] = {
    life->in[0], life->in[1], life->out[0], life->out[1]
  };
  for (int i = 0; i < 4; ++i) {
    lv2_descriptor(0)->connect_port(life->handle, audio[i], buffer[i]);
  }
}

static void
end_life(Life* life)
{
  lv2_descriptor(0)->cleanup(life->handle);
  unlink(life->path);
}

/** Some blocks of noise, with a worker after each. */
static void
live(Life* life, unsigned blocks)
{
  uint32_t seed = 7;
  for (unsigned b = 0; b < blocks; ++b) {
    for (int i = 0; i < BLOCK; ++i) {
      for (int c = 0; c < 2; ++c) {
        seed = seed * 1664525U + 1013904223U;
        life->in[c][i] = life->level * ((float)(seed >> 8) * 0x1p-25F - 0.25F);
      }
    }
    lv2_descriptor(0)->run(life->handle, BLOCK);
    for (int i = 0; i < BLOCK; ++i) {
      life->is_finite = life->is_finite && isfinite(life->out[0][i]) &&
                        isfinite(life->out[1][i]);
    }
    const uint32_t size = box.size;
    box.size = 0;
    if (size > 0) {
      worker_interface.work(life->handle, respond, NULL, size, box.data);
    }
    if (box.reply_size > 0) {
      worker_interface.work_response(life->handle, box.reply_size, box.reply);
      box.reply_size = 0;
    }
  }
}

static const void*
retrieve(LV2_State_Handle handle,
         uint32_t key,
         size_t* size,
         uint32_t* type,
         uint32_t* flags)
{
  static const int32_t version = 1;
  const Life* const life = handle;
  const Urids* const urids = &((const Plugin*)life->handle)->host.urids;
  *flags = 0;
  if (key == urids->version) {
    *size = sizeof(version);
    *type = urids->atom_Int;
    return &version;
  }
  if (key == urids->file[FILE_A]) {
    *size = strlen(life->path) + 1;
    *type = urids->atom_Path;
    return life->path;
  }
  return NULL;
}

static void
find_path(void* handle, FileSlot slot, const char* path, HousingType told)
{
  (void)told;
  const char** const found = handle;
  *found = slot == FILE_A ? path : *found;
}

static bool
has_file(const Life* life)
{
  const char* found = NULL;
  files_visit(&((Plugin*)life->handle)->files, find_path, (void*)&found);
  return found && !strcmp(found, life->path);
}

/** Everything that takes memory: a start, changes, outside sound, an open
    window, a state with a file. True if the state was taken. */
static bool
go_through_all(Life* life)
{
  life->control[PORT_HEADPHONE_A] = HEADPHONE_MEASURED_FILE;
  life->control[PORT_SEAL] = 50.0F;
  life->control[PORT_MATCH] = 0.0F;
  life->control[PORT_OUTSIDE_LEVEL] = -20.0F;
  lv2_descriptor(0)->activate(life->handle);
  live(life, 60);
  ui_feed_open(&((Plugin*)life->handle)->feed, NOTIFY_SPECTRUM_POST);
  live(life, 60);
  const bool restored =
    state_interface.restore(life->handle, retrieve, life, 0, features + 3) ==
    LV2_STATE_SUCCESS;
  live(life, 60);
  ui_feed_close(&((Plugin*)life->handle)->feed);
  live(life, 60);
  return restored;
}

/** Sound after so long a silence that nothing from before is in it. */
static void
come_to_rest(Life* life)
{
  life->control[PORT_OUTSIDE_LEVEL] = -60.0F;
  life->level = 0.0F;
  live(life, 10000);
  life->level = 1.0F;
  live(life, 100);
  ck_assert(life->is_finite);
}

/* Whatever fails for want of memory is made up for as soon as there is some:
   the sound is that of an instance which always had enough. */
START_TEST(a_life_with_little_memory)
{
  static Life rich;
  static Life poor;
  unsigned n = 0;
  begin_life(&rich);
  ck_assert(go_through_all(&rich));
  ck_assert(has_file(&rich));
  come_to_rest(&rich);
  for (unsigned refused = 1; refused > 0; n += n < 100 ? 1 : 7) {
    ck_assert_uint_lt(n, MOST_BLOCKS);
    begin_life(&poor);
    live(&poor, 200); // what is needed at the start alone has gone
    logged = 0;
    scarce_begin(n, _i);
    const bool restored = go_through_all(&poor);
    refused = scarce_end();
    const bool said = logged > 0;
    ck_assert(said || restored);
    ck_assert_msg(!restored || has_file(&poor) || said,
                  "with %u blocks the file is lost without a word",
                  n);
    ck_assert(restored || !has_file(&poor));
    ck_assert(
      state_interface.restore(poor.handle, retrieve, &poor, 0, features + 3) ==
      LV2_STATE_SUCCESS);
    come_to_rest(&poor);
    ck_assert_msg(!memcmp(rich.out, poor.out, sizeof(rich.out)),
                  "with %u blocks something never came back",
                  n);
    end_life(&poor);
  }
  ck_assert_uint_gt(n, 20);
  end_life(&rich);
}
END_TEST

/* A file that is read but not loaded for want of memory is not told as if it
   were. This one is too narrow for a circuit, and described at once. */
START_TEST(what_is_not_loaded_is_not_described)
{
  static Life life;
  unsigned n_said = 0;
  unsigned refused = 1;
  for (unsigned n = 0; refused > 0; ++n) {
    char text[MAILBOX_SIZE + 2] = "";
    uint32_t size = 0;
    unsigned stamp = 0;
    begin_life(&life);
    Plugin* const plugin = life.handle;
    FILE* const file = fopen(life.path, "w");
    ck_assert_ptr_nonnull(file);
    for (int hz = 250; hz <= 3500; hz += 250) {
      fprintf(file, "%d 0\n", hz);
    }
    fclose(file);
    box.size = 0;
    ck_assert(
      worker_load(plugin, FILE_A, life.path, (uint32_t)strlen(life.path)));
    scarce_begin(n, true);
    worker_interface.work(life.handle, respond, NULL, box.size, box.data);
    refused = scarce_end();
    box.size = box.reply_size = 0;
    ck_assert(mailbox_get(&plugin->messages.message, text, &size, &stamp));
    const char* const note = text + strlen(text) + 1;
    const bool said = strstr(text, "out of memory: the file is not loaded");
    ck_assert_msg(!said || !*note, "%s: %s", text, note);
    n_said += said;
    end_life(&life);
  }
  ck_assert_uint_gt(n_said, 1); // before it is read, and behind
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("memory");
  TCase* const tcase = tcase_create("scarce");
  tcase_set_timeout(tcase, 0);
  tcase_add_test(tcase, constructors_fail_cleanly);
  tcase_add_loop_test(tcase, a_life_with_little_memory, 0, 2);
  tcase_add_test(tcase, what_is_not_loaded_is_not_described);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
