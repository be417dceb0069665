// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#ifndef EARCUP_SUITE_H
#define EARCUP_SUITE_H

#include <check.h>
#include <stdlib.h>

/** Run a suite and free it; what main() returns. */
static inline int
suite_run(Suite* suite)
{
  SRunner* const runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
