// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/measured_files.h"

#include <string.h>

void
files_init(Files* files, double rate_hz)
{
  memset(files, 0, sizeof(*files));
  files->rate_hz = rate_hz;
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    files->told[slot] = EARCUP_NO_HOUSING;
  }
  pthread_mutex_init(&files->making, NULL);
  pthread_mutex_init(&files->naming, NULL);
}

void
files_cleanup(Files* files)
{
  earcup_free_files(atomic_load(&files->incoming));
  earcup_free_files(atomic_load(&files->outgoing));
  earcup_free_files(files->fitting.files);
  pthread_mutex_destroy(&files->making);
  pthread_mutex_destroy(&files->naming);
}

unsigned
files_ticket(Files* files)
{
  return atomic_fetch_add(&files->tickets, 1U) + 1U;
}

static bool
wants_fit(const Files* files, EarcupFileSlot slot)
{
  const EarcupFile file = earcup_file(files->latest, slot);
  return file.can_have_circuit &&
         (!file.circuit || file.response->type != files->told[slot]);
}

bool
files_next_fit(const Files* files, EarcupFileSlot* slot)
{
  for (*slot = EARCUP_FILE_A; *slot < EARCUP_FILE_SLOTS; ++*slot) {
    if (wants_fit(files, *slot)) {
      return true;
    }
  }
  return false;
}

void
files_look_for_fits(Files* files)
{
  EarcupFileSlot slot;
  atomic_store(&files->is_fit_wanted, files_next_fit(files, &slot));
}

void
files_publish(Files* files, EarcupFiles* set)
{
  ++files->serial;
  pthread_mutex_lock(&files->naming);
  files->latest = set;
  earcup_free_files(atomic_exchange(&files->incoming, set));
  earcup_free_files(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->naming);
  files_look_for_fits(files);
}

void
files_visit(Files* files, FilesVisitor* visit, void* handle)
{
  pthread_mutex_lock(&files->naming);
  for (int slot = 0; slot < EARCUP_FILE_SLOTS; ++slot) {
    const EarcupFile file = earcup_file(files->latest, (EarcupFileSlot)slot);
    visit(handle, (EarcupFileSlot)slot, file.name, files->told[slot]);
  }
  pthread_mutex_unlock(&files->naming);
}

void
files_collect(Files* files)
{
  pthread_mutex_lock(&files->naming);
  earcup_free_files(atomic_exchange(&files->outgoing, NULL));
  pthread_mutex_unlock(&files->naming);
}

bool
files_follow(Files* files, Earcup* earcup, bool* taken)
{
  *taken = false;
  if (files->is_retiring) {
    EarcupFiles* const retired =
      atomic_load(&files->outgoing) ? NULL : earcup_retired_files(earcup);
    if (retired) {
      atomic_store(&files->outgoing, retired);
      files->is_retiring = false;
    }
    return retired != NULL;
  }
  /* To look is cheap, to exchange is not. */
  EarcupFiles* const set = atomic_load(&files->incoming)
                             ? atomic_exchange(&files->incoming, NULL)
                             : NULL;
  if (set) {
    files->is_retiring = earcup_files(earcup) != NULL;
    earcup_use_files(earcup, set);
    *taken = true;
  }
  return false;
}
