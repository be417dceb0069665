// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* textgen NAME: a text file on standard input as a C array NAME on standard
   output, each byte a number, with a zero behind it. */

#include <stdio.h>

int
main(int argc, char** argv)
{
  if (argc != 2) {
    fputs("usage: textgen NAME <FILE\n", stderr);
    return 1;
  }
  printf("static const char %s[] = {\n", argv[1]);
  int column = 0;
  for (int c = getchar(); c != EOF; c = getchar()) {
    /* Bytes beyond ASCII are negative chars on some machines only. */
    printf("(char)%d,%c", c, ++column % 12 ? ' ' : '\n');
  }
  puts("0 };");
  return ferror(stdin) || fflush(stdout) ? 1 : 0;
}
