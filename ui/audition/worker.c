// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "ui/audition/worker.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct Message {
  Message* next;
  uint32_t size;
  _Alignas(max_align_t) char data[];
};

static bool
append(Message** list, uint32_t size, const void* data)
{
  Message* const message = (Message*)malloc(sizeof(Message) + size);
  if (!message) {
    return false;
  }
  message->next = NULL;
  message->size = size;
  if (size) {
    memcpy(message->data, data, size);
  }
  while (*list) {
    list = &(*list)->next;
  }
  *list = message;
  return true;
}

static Message*
take_all(Message** list)
{
  Message* const first = *list;
  *list = NULL;
  return first;
}

static void
free_all(Message* message)
{
  while (message) {
    Message* const next = message->next;
    free(message);
    message = next;
  }
}

static LV2_Worker_Status
on_schedule(LV2_Worker_Schedule_Handle handle, uint32_t size, const void* data)
{
  Worker* const worker = (Worker*)handle;
  return append(&worker->requests, size, data) ? LV2_WORKER_SUCCESS
                                               : LV2_WORKER_ERR_NO_SPACE;
}

static LV2_Worker_Status
on_respond(LV2_Worker_Respond_Handle handle, uint32_t size, const void* data)
{
  Worker* const worker = (Worker*)handle;
  return append(&worker->responses, size, data) ? LV2_WORKER_SUCCESS
                                                : LV2_WORKER_ERR_NO_SPACE;
}

void
worker_init(Worker* worker)
{
  *worker = (Worker){ .schedule = { worker, on_schedule } };
}

void
worker_attach(Worker* worker, LilvInstance* instance)
{
  worker->plugin = lilv_instance_get_handle(instance);
  worker->iface = (const LV2_Worker_Interface*)lilv_instance_get_extension_data(
    instance, LV2_WORKER__interface);
}

bool
worker_flush(Worker* worker)
{
  bool busy = false;
  // A plugin that schedules from each response must not hold us for ever.
  for (int round = 0; worker->requests && round < 1000; ++round) {
    busy = true;
    Message* const requests = take_all(&worker->requests);
    for (Message* m = requests; m && worker->iface; m = m->next) {
      worker->iface->work(worker->plugin, on_respond, worker, m->size, m->data);
    }
    free_all(requests);
    Message* const responses = take_all(&worker->responses);
    for (Message* m = responses; m && worker->iface; m = m->next) {
      if (worker->iface->work_response) {
        worker->iface->work_response(worker->plugin, m->size, m->data);
      }
    }
    free_all(responses);
  }
  if (worker->iface && worker->iface->end_run) {
    worker->iface->end_run(worker->plugin);
  }
  return busy;
}

void
worker_clear(Worker* worker)
{
  free_all(take_all(&worker->requests));
  free_all(take_all(&worker->responses));
}
