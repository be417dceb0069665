// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers

/* A plugin that lives through want of memory: nothing breaks, it is said, and
   all is made up for. */

#include "tests/support/scarce_plugin.h"

#include "dsp/model/file_headphone.h"
#include "tests/support/suite.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { BLOCK = 64 };

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
  Suite* const suite = suite_create("memory life");
  TCase* const tcase = tcase_create("scarce");
  tcase_set_timeout(tcase, 0);
  tcase_add_loop_test(tcase, a_life_with_little_memory, 0, 2);
  tcase_add_test(tcase, what_is_not_loaded_is_not_described);
  suite_add_tcase(suite, tcase);
  return suite_run(suite);
}
