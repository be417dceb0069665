// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Preloaded into hosts beside AddressSanitizer.

#include <stdlib.h>

/** Libraries stay loaded, so that a report of a leak can name their
    functions. */
__attribute__((visibility("default"))) int dlclose(void* library);

int
dlclose(void* library)
{
  (void)library;
  return 0;
}

/** AddressSanitizer starts with the first allocation. Let that be here (this
    library is linked with -z initfirst): in the middle of libgpg-error's
    bindtextdomain(), as in jalv.gtk3, it would wait for itself for ever. */
__attribute__((constructor)) static void
start_sanitizer(void)
{
  void* volatile first = malloc(1);
  free(first);
}
