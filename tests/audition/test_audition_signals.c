// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* Whatever ends earcup-audition, its folder holds nothing but what was there
   and what is complete. */

#include "tests/support/audition_run.h"
#include "tests/support/suite.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>

#ifndef O_TMPFILE // which the C library shows to GNU programs alone
#define O_TMPFILE (020000000 | O_DIRECTORY)
#endif

/** What ends a process that does nothing about it, and can be caught. */
static const int ends[] = { SIGHUP,  SIGINT,  SIGQUIT, SIGPIPE, SIGALRM,
                            SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM,
                            SIGPROF, SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,
                            SIGABRT, SIGTRAP, SIGSYS,  SIGPOLL };
enum { N_ENDS = sizeof(ends) / sizeof(ends[0]) };

static void
wait_ms(int ms)
{
  const struct timespec pause = { ms / 1000, ms % 1000 * 1000000L };
  nanosleep(&pause, NULL);
}

/** From now on no file without a name can be opened, as on many file systems.
 */
static void
forbid_nameless_files(void)
{
  struct sock_filter code[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_TMPFILE & ~O_DIRECTORY, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EOPNOTSUPP),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog program = { sizeof(code) / sizeof(code[0]), code };
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    _exit(98);
  }
}

/** Start a render in the folder. */
static pid_t
start(const Run* r, bool nameless, const char* tail_s, const char* jobs)
{
  char exe[1024];
  run_executable(exe);
  signal(SIGTERM, SIG_DFL); // what Check does about it would end the test
  const pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < N_ENDS; ++i) {
      signal(ends[i], SIG_DFL); // nohup and shells' background ignore some
    }
    const struct rlimit no_core = { 0, 0 };
    setrlimit(RLIMIT_CORE, &no_core);
    unsetenv("LV2_PATH");
    if (!nameless) {
      forbid_nameless_files();
    }
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    if (chdir(r->folder) == 0) {
      execl(exe,
            exe,
            "-i",
            "in.wav",
            "-o",
            "out.ogg",
            "-b",
            "1",
            "--tail",
            tail_s,
            "-j",
            jobs,
            "-p",
            "1937-dt-48",
            "-p",
            "1968-hd-414",
            (char*)NULL);
    }
    _exit(99);
  }
  ck_assert_int_gt(child, 0);
  return child;
}

/** Has the process a file open that is in the folder and has no name? */
static bool
is_writing(const Run* r, pid_t pid)
{
  char folder[64];
  snprintf(folder, sizeof(folder), "/proc/%d/fd", (int)pid);
  DIR* const fds = opendir(folder);
  bool found = false;
  const char* const name = strrchr(r->folder, '/');
  for (struct dirent* e; fds && (e = readdir(fds));) {
    char path[400];
    char target[1024] = "";
    snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
    if (readlink(path, target, sizeof(target) - 1) > 0 &&
        strstr(target, name) && strstr(target, "(deleted)")) {
      found = true;
    }
  }
  if (fds) {
    closedir(fds);
  }
  return found;
}

static void
end_at_work(bool nameless, int signal_number)
{
  Run* const r = run_begin();
  run_write_input(r);
  const pid_t child = start(r, nameless, "86400", "1");
  int rounds = 0;
  while (!is_writing(r, child)) {
    ck_assert_msg(++rounds < 5000, "nothing is written without a name");
    ck_assert_int_eq(waitpid(child, NULL, WNOHANG), 0); // it is still at work
    wait_ms(2);
  }
  ck_assert_int_eq(kill(child, signal_number), 0);
  int status = 0;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == signal_number,
                "signal %d: status %x",
                signal_number,
                (unsigned)status);
  ck_assert_msg(run_count(r) == 1, "signal %d leaves something", signal_number);
  ck_assert(run_has(r, "in.wav"));
  run_end(r);
}

START_TEST(a_signal_leaves_nothing)
{
  end_at_work(true, ends[_i]);
}
END_TEST

START_TEST(a_signal_leaves_nothing_on_any_file_system)
{
  end_at_work(false, ends[3 * _i]);
}
END_TEST

/** End it at moments spread over its whole life. */
static void
end_any_time(bool nameless)
{
  for (int i = 0; i < 16; ++i) {
    Run* const r = run_begin();
    run_write_input(r);
    const pid_t child = start(r, nameless, "0", "1");
    wait_ms(i * 15);
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    const int whole =
      run_has(r, "out-1937-dt-48.ogg") + run_has(r, "out-1968-hd-414.ogg");
    ck_assert_int_eq(run_count(r), 1 + whole);
    if (run_has(r, "out-1937-dt-48.ogg")) {
      const Sound out = run_read(r, "out-1937-dt-48.ogg");
      ck_assert_uint_eq(out.n_frames, 48000);
      free(out.samples);
    }
    run_end(r);
  }
}

START_TEST(it_ends_at_any_time)
{
  end_any_time(true);
  end_any_time(false);
}
END_TEST

/** The same bytes where no nameless file can get a name. */
START_TEST(any_file_system_gets_the_same)
{
  Run* const r = run_begin();
  run_write_input(r);
  for (int nameless = 0; nameless < 2; ++nameless) {
    int status = -1;
    const pid_t child = start(r, nameless, "0", "2");
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(run_count(r), nameless ? 5 : 3);
    if (!nameless) {
      char from[1024];
      char to[1024];
      run_path(r, "out-1937-dt-48.ogg", from);
      run_path(r, "a.ogg", to);
      ck_assert_int_eq(rename(from, to), 0);
      run_path(r, "out-1968-hd-414.ogg", from);
      run_path(r, "b.ogg", to);
      ck_assert_int_eq(rename(from, to), 0);
    }
  }
  // Ogg streams have a serial number of their own each time: compare sounds.
  const Sound a = run_read(r, "a.ogg");
  const Sound b = run_read(r, "out-1937-dt-48.ogg");
  ck_assert_uint_eq(a.n_frames, b.n_frames);
  ck_assert_mem_eq(a.samples, b.samples, 2 * a.n_frames * sizeof(float));
  free(a.samples);
  free(b.samples);
  run_end(r);
}
END_TEST

/** Those that work side by side end with the one that has begun them. */
START_TEST(side_by_side_all_end)
{
  Run* const r = run_begin();
  run_write_input(r);
  const pid_t child = start(r, true, "86400", "2");
  wait_ms(700);
  ck_assert_int_eq(waitpid(child, NULL, WNOHANG), 0);
  char command[1200];
  // Whoever is at work in the folder
  snprintf(command,
           sizeof(command),
           "for p in /proc/[0-9]*; do readlink $p/cwd; done 2>/dev/null | "
           "grep -c '%s$'",
           strrchr(r->folder, '/'));
  FILE* pipe = popen(command, "r");
  int n = 0;
  ck_assert_int_eq(fscanf(pipe, "%d", &n), 1);
  pclose(pipe);
  ck_assert_int_eq(n, 3);
  kill(child, SIGTERM);
  waitpid(child, NULL, 0);
  for (int i = 0; n > 0 && i < 200; ++i) {
    wait_ms(20);
    pipe = popen(command, "r");
    ck_assert_int_eq(fscanf(pipe, "%d", &n), 1);
    pclose(pipe);
  }
  ck_assert_int_eq(n, 0);
  ck_assert_int_eq(run_count(r), 1);
  run_end(r);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("audition signals");
  TCase* const tests = tcase_create("signals");
  tcase_set_timeout(tests, 0);
  tcase_add_loop_test(tests, a_signal_leaves_nothing, 0, N_ENDS);
  tcase_add_loop_test(
    tests, a_signal_leaves_nothing_on_any_file_system, 0, N_ENDS / 3);
  tcase_add_test(tests, it_ends_at_any_time);
  tcase_add_test(tests, any_file_system_gets_the_same);
  tcase_add_test(tests, side_by_side_all_end);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
