// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/jobs.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  pid_t pid;
  FILE* out; ///< what it prints, while it runs
  FILE* err;
  char* said_out; ///< what it has printed, once it is done
  char* said_err;
  int status; ///< as of waitpid()
  bool done;
} Job;

typedef struct {
  const Jobs* jobs;
  Said* said;
  Job* all;
  size_t n_started;
  size_t n_running;
  size_t n_done;
  size_t n_printed;
  size_t n_failed;
} Crew;

/** All of a file, which is closed; NULL if there is none. */
static char*
take_all(FILE** file)
{
  char* text = NULL;
  size_t size = 0;
  if (*file) {
    rewind(*file);
    if (getdelim(&text, &size, '\0', *file) < 0) {
      free(text);
      text = NULL;
    }
    fclose(*file);
    *file = NULL;
  }
  return text;
}

/** A piece waits for its turn to be printed with no file open: those before it
    may take long, and there may be many behind. */
static void
finish(Job* job)
{
  job->done = true;
  job->said_out = take_all(&job->out);
  job->said_err = take_all(&job->err);
}

/** The child's part: never returns. */
static void
work(const Crew* crew, size_t i, pid_t parent)
{
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) {
    _exit(EXIT_FAILURE);
  }
  dup2(fileno(crew->all[i].out), STDOUT_FILENO);
  dup2(fileno(crew->all[i].err), STDERR_FILENO);
  const bool good = crew->jobs->run(crew->jobs->data, i);
  const bool told = report_flush();
  _exit(good && told ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void
start(Crew* crew)
{
  const size_t i = crew->n_started++;
  Job* const job = &crew->all[i];
  const pid_t parent = getpid();
  job->out = tmpfile();
  job->err = tmpfile();
  fflush(stdout);
  job->pid = job->out && job->err ? fork() : -1;
  if (job->pid == 0) {
    work(crew, i, parent);
  }
  if (job->pid > 0) {
    ++crew->n_running;
    return;
  }
  complain("%s: cannot be begun: %s",
           crew->jobs->name(crew->jobs->data, i),
           strerror(errno));
  finish(job);
  job->status = -1;
  ++crew->n_done;
}

/** Wait for any piece. */
static void
wait_for_one(Crew* crew)
{
  int status = 0;
  const pid_t pid = waitpid(-1, &status, 0);
  for (size_t i = 0; pid > 0 && i < crew->n_started; ++i) {
    Job* const job = &crew->all[i];
    if (job->pid == pid) {
      finish(job);
      job->status = status;
      --crew->n_running;
      ++crew->n_done;
    }
  }
}

/** Print a text, of what goes to standard error each line once. */
static void
pass_on(Crew* crew, char* text, FILE* to)
{
  for (char* line = text; *line;) {
    const size_t length = strcspn(line, "\n");
    char* const next = line + length + (line[length] == '\n');
    const char first = *next;
    *next = '\0';
    if (to == stdout || !said_before(crew->said, line)) {
      fputs(line, to);
    }
    *next = first;
    line = next;
  }
}

/** Print what the next piece has to say, if it is done. */
static bool
print_next(Crew* crew)
{
  const size_t i = crew->n_printed;
  if (i == crew->jobs->n || !crew->all[i].done) {
    return false;
  }
  Job* const job = &crew->all[i];
  if (job->said_err) {
    pass_on(crew, job->said_err, stderr);
  }
  if (job->said_out) {
    pass_on(crew, job->said_out, stdout);
  }
  free(job->said_err);
  free(job->said_out);
  if (job->pid > 0 && WIFSIGNALED(job->status)) {
    complain("%s: the plugin has ended it: %s",
             crew->jobs->name(crew->jobs->data, i),
             strsignal(WTERMSIG(job->status)));
  }
  crew->n_failed += !report_flush() || job->status != 0;
  ++crew->n_printed;
  return true;
}

size_t
jobs_run(const Jobs* jobs, Said* said)
{
  Crew crew = { .jobs = jobs,
                .said = said,
                .all = (Job*)calloc(jobs->n + 1, sizeof(Job)) };
  if (!crew.all) {
    complain("out of memory");
    return jobs->n;
  }
  signal(SIGCHLD, SIG_DFL); // ignored ones could not be waited for
  Progress progress;
  progress_begin(&progress, "all results", jobs->n, false);
  while (crew.n_done < jobs->n) {
    if (crew.n_started < jobs->n && crew.n_running < jobs->n_at_once) {
      start(&crew);
    } else {
      wait_for_one(&crew);
    }
    if (crew.n_printed < jobs->n && crew.all[crew.n_printed].done) {
      progress_end(&progress);
    }
    while (print_next(&crew)) {
    }
    progress_update(&progress, crew.n_done);
  }
  progress_end(&progress);
  free(crew.all);
  return crew.n_failed;
}

unsigned
jobs_at_once(unsigned most)
{
  cpu_set_t set;
  const int n =
    sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;
  return n < 1 ? 1 : (unsigned)n < most ? (unsigned)n : most;
}
