// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "plugin/mailbox.h"

#include <string.h>

/* Every word is an atomic of its own, released and acquired: a reader that
   sees a new one sees that the stamp has moved on as well. */

static uint32_t
n_words(uint32_t size)
{
  return (size + (uint32_t)sizeof(uint32_t) - 1) / (uint32_t)sizeof(uint32_t);
}

bool
mailbox_put(Mailbox* mailbox, const void* data, uint32_t size)
{
  unsigned stamp = atomic_load(&mailbox->stamp);
  if (size > MAILBOX_SIZE || stamp & 1U ||
      !atomic_compare_exchange_strong(&mailbox->stamp, &stamp, stamp + 1U)) {
    return false;
  }
  atomic_store_explicit(&mailbox->size, size, memory_order_release);
  for (uint32_t i = 0; i < n_words(size); ++i) {
    const uint32_t from = i * (uint32_t)sizeof(uint32_t);
    const uint32_t left = size - from;
    uint32_t word = 0;
    memcpy(&word,
           (const char*)data + from,
           left < sizeof(word) ? left : sizeof(word));
    atomic_store_explicit(&mailbox->words[i], word, memory_order_release);
  }
  atomic_store(&mailbox->stamp, stamp + 2U);
  return true;
}

bool
mailbox_get(const Mailbox* mailbox, void* data, uint32_t* size, unsigned* stamp)
{
  *stamp = atomic_load(&mailbox->stamp);
  if (*stamp & 1U) {
    return false;
  }
  *size = atomic_load_explicit(&mailbox->size, memory_order_acquire);
  for (uint32_t i = 0; i < n_words(*size); ++i) {
    const uint32_t word =
      atomic_load_explicit(&mailbox->words[i], memory_order_acquire);
    memcpy((char*)data + i * sizeof(word), &word, sizeof(word));
  }
  return atomic_load(&mailbox->stamp) == *stamp;
}

unsigned
mailbox_stamp(const Mailbox* mailbox)
{
  return atomic_load(&mailbox->stamp);
}
