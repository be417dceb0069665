// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright the Earcup developers
#include "tests/bench/zita.h"

#include <cstring>
#include <zita-convolver.h>

/* start_process() would start a thread for each later level. A Convproc that is
   told to be processing without it runs them where process() is called. Access
   to the private members goes through explicit instantiations, which the
   language exempts from access checks. */
namespace
{

struct State {
};
struct InputAt {
};
struct OutputAt {
};

uint32_t& member(State, Convproc& proc);
uint32_t& member(InputAt, Convproc& proc);
uint32_t& member(OutputAt, Convproc& proc);

template<class Tag, uint32_t Convproc::*Member>
struct Access {
  friend uint32_t& member(Tag, Convproc& proc) { return proc.*Member; }
};

template struct Access<State, &Convproc::_state>;
template struct Access<InputAt, &Convproc::_inpoffs>;
template struct Access<OutputAt, &Convproc::_outoffs>;

} // namespace

void*
zita_new(uint32_t quantum, const float* taps, uint32_t n_taps)
{
  Convproc* const proc = new Convproc;
  const uint32_t min_part = quantum < 64 ? 64 : quantum;
  float* const data = const_cast<float*>(taps);
  int status =
    proc->configure(2, 2, n_taps, quantum, min_part, Convproc::MAXPART, 0.0f);
  for (uint32_t c = 0; !status && c < 2; ++c) {
    status = proc->impdata_create(c, c, 1, data, 0, (int32_t)n_taps);
  }
  if (status) {
    delete proc;
    return nullptr;
  }
  proc->reset();
  member(InputAt(), *proc) = 0;
  member(OutputAt(), *proc) = 0;
  member(State(), *proc) = Convproc::ST_PROC;
  return proc;
}

void
zita_free(void* zita)
{
  Convproc* const proc = static_cast<Convproc*>(zita);
  proc->stop_process();
  proc->cleanup();
  delete proc;
}

void
zita_process(void* zita, float* const* in, float* const* out, uint32_t n)
{
  Convproc* const proc = static_cast<Convproc*>(zita);
  for (uint32_t c = 0; c < 2; ++c) {
    std::memcpy(proc->inpdata(c), in[c], n * sizeof(float));
  }
  proc->process(false);
  for (uint32_t c = 0; c < 2; ++c) {
    std::memcpy(out[c], proc->outdata(c), n * sizeof(float));
  }
}
