// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Many mixes: how many at once, with how much memory, and over machines. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"
#include "ui/audition/jobs.h"

#include <sched.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { PATIENCE_S = 60 };

/** What the pieces of a batch see of one another. */
typedef struct {
  atomic_int running;
  atomic_int most;
  int expected;
} Shared;

/** Be there until as many have been there at once as are expected. */
static bool
meet(const void* data, size_t i)
{
  Shared* const shared = *(Shared* const*)data;
  (void)i;
  const int now = atomic_fetch_add(&shared->running, 1) + 1;
  int most = atomic_load(&shared->most);
  while (now > most &&
         !atomic_compare_exchange_weak(&shared->most, &most, now)) {
  }
  for (int ms = 0;
       ms < 1000 * PATIENCE_S && atomic_load(&shared->most) < shared->expected;
       ++ms) {
    usleep(1000);
  }
  usleep(100000); // one too many would come now
  atomic_fetch_sub(&shared->running, 1);
  return true;
}

static const char*
no_name(const void* data, size_t i)
{
  (void)data;
  (void)i;
  return "a piece";
}

/** As many as asked for are at work together, and never more. */
START_TEST(as_many_at_once_as_asked)
{
  const int at_once = 2 + _i * 3;
  Shared* shared = (Shared*)mmap(NULL,
                                 sizeof(Shared),
                                 PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS,
                                 -1,
                                 0);
  ck_assert_ptr_ne(shared, MAP_FAILED);
  shared->expected = at_once;
  const Jobs jobs = { .n = 20,
                      .n_at_once = (unsigned)at_once,
                      .run = meet,
                      .name = no_name,
                      .data = &shared };
  Said said = { .n = 0 };
  ck_assert_uint_eq(jobs_run(&jobs, &said), 0);
  ck_assert_int_eq(atomic_load(&shared->most), at_once);
  said_clear(&said);
  munmap(shared, sizeof(Shared));
}
END_TEST

/** One for each processor that may be used. */
START_TEST(all_processors_by_default)
{
  cpu_set_t before;
  cpu_set_t one;
  ck_assert_int_eq(sched_getaffinity(0, sizeof(before), &before), 0);
  const unsigned n = (unsigned)CPU_COUNT(&before);
  ck_assert_uint_eq(jobs_at_once(1000), n);
  ck_assert_uint_eq(jobs_at_once(1), 1);
  CPU_ZERO(&one);
  for (size_t cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &before) && CPU_COUNT(&one) == 0) {
      CPU_SET(cpu, &one);
    }
  }
  ck_assert_int_eq(sched_setaffinity(0, sizeof(one), &one), 0);
  ck_assert_uint_eq(jobs_at_once(1000), 1);
  ck_assert_int_eq(sched_setaffinity(0, sizeof(before), &before), 0);
}
END_TEST

/** The most memory that any process of a command has taken so far, kB. */
static long
most_memory(void)
{
  struct rusage usage;
  ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &usage), 0);
  return usage.ru_maxrss;
}

/** A mix that is fifty times as long takes no more memory, rendered or
    reported. */
START_TEST(memory_is_bounded)
{
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  Run* const r = run_begin();
  run_write(r, "short.wav", info, 96000, 220, 0.25);
  run_write(r, "long.wav", info, 4800000, 220, 0.25); // 38 MB
  run_well(r, "-i short.wav -o %n-x.flac --report %n.csv");
  const long before = most_memory();
  run_well(r, "-i short.wav -i long.wav -o %n-x.flac --report %n.csv");
  ck_assert_int_lt(most_memory(), before + 8000);
  run_end(r);
}
END_TEST

/** The line of the manual for GNU parallel, without the troff, on this machine
    alone. */
static void
manual_line(char line[1024])
{
  FILE* const manual = fopen("ui/audition/earcup-audition.1.in", "r");
  ck_assert_ptr_nonnull(manual);
  bool found = false;
  while (!found && fgets(line, 1024, manual)) {
    found = !strncmp(line, "parallel ", 9);
  }
  fclose(manual);
  ck_assert(found);
  static const char others[] = ":,studio2";
  char* const login = strstr(line, others);
  ck_assert_ptr_nonnull(login);
  memmove(
    login + 1, login + strlen(others), strlen(login + strlen(others)) + 1);
  char* to = line;
  for (const char* from = line; *from; ++from) {
    if (*from != '\\' && *from != '\n') {
      *to++ = *from;
    }
  }
  *to = '\0';
}

START_TEST(parallel_does_as_the_manual_says)
{
  const SF_INFO info = { .samplerate = 48000,
                         .channels = 2,
                         .format = RUN_WAV };
  char line[1024];
  char command[4096];
  Run* const r = run_begin();
  run_write(r, "one.wav", info, 48000, 220, 0.25);
  run_write(r, "it's two.wav", info, 96000, 440, 0.25);
  run_write(r, "three.wav", info, 24000, 0, 0.1);
  manual_line(line);
  ck_assert_ptr_nonnull(strstr(line, "--sshlogin : "));
  // What comes back from elsewhere, and this machine leaves alone.
  ck_assert_ptr_nonnull(strstr(line, " --trc {.}-hd650.flac "));
  ck_assert_ptr_nonnull(strstr(line, " -o {.}-hd650.flac "));
  snprintf(
    command,
    sizeof(command),
    "cd '%s' && HOME=$PWD PATH=\"$PWD/..:$PATH\" %s >said 2>&1 </dev/null",
    r->folder,
    line);
  ck_assert_msg(system(command) == 0, "%s", command);
  ck_assert(run_has(r, "one.wav")); // it is here that it came from
  run_well(r,
           "-i one.wav -i \"it's two.wav\" -i three.wav -o %n.flac "
           "-c headphone_a=HD650");
  ck_assert(run_same(r, "one.flac", "one-hd650.flac"));
  ck_assert(run_same(r, "three.flac", "three-hd650.flac"));
  ck_assert_uint_eq(run_read(r, "it's two-hd650.flac").n_frames, 96000);
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition batch");
  TCase* const tests = tcase_create("batch");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, as_many_at_once_as_asked, 0, 3);
  tcase_add_test(tests, all_processors_by_default);
  tcase_add_test(tests, memory_is_bounded);
  tcase_add_test(tests, parallel_does_as_the_manual_says);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
