// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
// Any bytes as presets/headphones.tsv. The reader is part of a program that
// ends at the first mistake: here ending jumps back, and its file is memory.

#define _GNU_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf at_exit;
static const uint8_t* bytes;
static size_t n_bytes;
static FILE* opened;

static FILE*
open_bytes(const char* path, const char* mode)
{
  (void)path;
  opened = fmemopen((void*)bytes, n_bytes, mode);
  return opened;
}

/* Formats as printf() would, so that what it is given gets read. */
static int
discard(const char* format, ...)
{
  static char text[8192];
  va_list arguments;
  va_start(arguments, format);
  const int n = vsnprintf(text, sizeof(text), format, arguments);
  va_end(arguments);
  return n;
}

#define main bankgen_main
#define exit(code) longjmp(at_exit, 1 + (code))
#define fopen open_bytes
#define printf discard
#define fprintf(file, ...) discard(__VA_ARGS__)
#define putchar(c) discard("%c", c)
#include "ttl/bankgen.c" // NOLINT(bugprone-suspicious-include)
#undef main

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
  Bank* const bank = size ? calloc(1, sizeof(Bank)) : NULL;
  if (!bank) {
    return 0;
  }
  bank->path = "fuzz";
  bytes = data;
  n_bytes = size;
  if (setjmp(at_exit)) {
    fclose(opened);
    free(bank->n < MAX_ROWS ? bank->rows[bank->n].line : NULL);
  } else {
#ifndef __clang_analyzer__ // it does not see split() fill the fields
    read_bank(bank);
#endif
    qsort(bank->rows, bank->n, sizeof(Row), compare_rows);
    for (size_t i = 0; i < bank->n; ++i) {
      write_row(&bank->rows[i]);
    }
  }
  for (size_t i = 0; i < bank->n; ++i) {
    free(bank->rows[i].line);
  }
  free(bank);
  return 0;
}
