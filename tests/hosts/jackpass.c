// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
/* jackpass IN OUT TO_L TO_R FROM_L FROM_R: plays a stereo file into two JACK
   ports and records two others, in the same cycles. The server is that of
   JACK_DEFAULT_SERVER; it freewheels meanwhile, so that none is late. */

#include <jack/jack.h>
#include <sndfile.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  jack_client_t* client;
  jack_port_t* ports[4]; ///< out L, out R, in L, in R
  float* played[2];
  float* recorded[2];
  jack_nframes_t n;
  atomic_uint at;
  atomic_bool is_running;
} Pass;

static int
process(jack_nframes_t n, void* argument)
{
  Pass* const pass = argument;
  const jack_nframes_t at = atomic_load(&pass->at);
  const jack_nframes_t left = pass->n - at;
  const jack_nframes_t take = !atomic_load(&pass->is_running) ? 0
                              : n < left                      ? n
                                                              : left;
  for (int c = 0; c < 2; ++c) {
    float* const out = jack_port_get_buffer(pass->ports[c], n);
    const float* const in = jack_port_get_buffer(pass->ports[2 + c], n);
    memset(out, 0, n * sizeof(float));
    memcpy(out, pass->played[c] + at, take * sizeof(float));
    memcpy(pass->recorded[c] + at, in, take * sizeof(float));
  }
  atomic_store(&pass->at, at + take);
  return 0;
}

static int
load(Pass* pass, const char* path)
{
  SF_INFO info = { 0 };
  SNDFILE* const file = sf_open(path, SFM_READ, &info);
  if (!file || info.channels != 2) {
    return -1;
  }
  pass->n = (jack_nframes_t)info.frames + 48000; // and what comes late
  for (int c = 0; c < 2; ++c) {
    pass->played[c] = calloc(pass->n, sizeof(float));
    pass->recorded[c] = calloc(pass->n, sizeof(float));
  }
  float frame[2];
  for (sf_count_t i = 0; sf_readf_float(file, frame, 1) == 1; ++i) {
    pass->played[0][i] = frame[0];
    pass->played[1][i] = frame[1];
  }
  return sf_close(file);
}

static int
save(const Pass* pass, const char* path)
{
  SF_INFO info = { .samplerate = (int)jack_get_sample_rate(pass->client),
                   .channels = 2,
                   .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT };
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  for (jack_nframes_t i = 0; file && i < pass->n; ++i) {
    const float frame[2] = { pass->recorded[0][i], pass->recorded[1][i] };
    sf_writef_float(file, frame, 1);
  }
  return file ? sf_close(file) : -1;
}

static int
open_client(Pass* pass, char** ports)
{
  static const char* const names[] = { "out_l", "out_r", "in_l", "in_r" };
  pass->client = jack_client_open("jackpass", JackNoStartServer, NULL);
  if (!pass->client) {
    return -1;
  }
  for (int i = 0; i < 4; ++i) {
    pass->ports[i] =
      jack_port_register(pass->client,
                         names[i],
                         JACK_DEFAULT_AUDIO_TYPE,
                         i < 2 ? JackPortIsOutput : JackPortIsInput,
                         0);
  }
  jack_set_process_callback(pass->client, process, pass);
  int status = jack_activate(pass->client);
  for (int i = 0; i < 4; ++i) {
    const char* const own = jack_port_name(pass->ports[i]);
    status |= jack_connect(
      pass->client, i < 2 ? own : ports[i], i < 2 ? ports[i] : own);
  }
  return status;
}

int
main(int argc, char** argv)
{
  static Pass pass;
  const struct timespec moment = { 0, 50000000 };
  if (argc != 7 || load(&pass, argv[1]) || open_client(&pass, argv + 3)) {
    fprintf(stderr, "jackpass: can't read the file or connect the ports\n");
    return 1;
  }
  // The server waits for all clients, however busy the machine is.
  int status = jack_set_freewheel(pass.client, 1);
  for (int i = 0; i < 10; ++i) {
    nanosleep(&moment, NULL); // until the graph has settled
  }
  atomic_store(&pass.is_running, true);
  while (atomic_load(&pass.at) < pass.n) {
    nanosleep(&moment, NULL);
  }
  atomic_store(&pass.is_running, false);
  status |= jack_set_freewheel(pass.client, 0);
  jack_deactivate(pass.client);
  status |= save(&pass, argv[2]);
  jack_client_close(pass.client);
  return status ? 1 : 0;
}
